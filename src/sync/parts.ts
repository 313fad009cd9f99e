import type { Kind, Part } from '../kinds/define.ts';
import type { RunContext } from './context.ts';

/** The parts of a kind that a run reads now. */
export async function partsOf(_context: RunContext, kind: Kind): Promise<readonly Part[]> {
  return kind.listing.parts;
}
