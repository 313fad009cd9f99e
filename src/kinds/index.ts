import type { Kind } from './define.ts';
import { droplet } from './droplet.ts';
import { volume } from './volume.ts';

/** Every kind that is mirrored, in the order in which a sync reads them. */
export const kinds: readonly Kind[] = [droplet, volume];

export const kindsByName: ReadonlyMap<string, Kind> = new Map(kinds.map((kind) => [kind.name, kind]));
