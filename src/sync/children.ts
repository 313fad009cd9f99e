import type { Kind } from '../kinds/define.ts';
import { kinds } from '../kinds/index.ts';

/** Kinds whose members exist only within a member of this one, or of one of those: records in a domain, pools in a cluster. */
export function childKindsOf(kind: Kind): readonly string[] {
  const children = kinds.filter(({ listing }) => listing.parent === kind.name);
  return children.flatMap((child) => [child.name, ...childKindsOf(child)]);
}

/** Kinds that are read from the items of this one. */
export function ridersOf(kind: Kind): readonly Kind[] {
  return kinds.filter(({ listing }) => listing.rides?.on === kind.name);
}

/** What has to be read besides, and before: whose items it is read from, or under whose members it is listed. */
export function withNeeded(names: ReadonlySet<string>): ReadonlySet<string> {
  const needed = new Set(names);
  // A needed kind may need another one; a set that grows while it is walked is walked to its end.
  for (const name of needed) {
    const listing = kinds.find((kind) => kind.name === name)?.listing;
    for (const other of [listing?.parent, listing?.rides?.on]) if (other !== undefined) needed.add(other);
  }
  return needed;
}
