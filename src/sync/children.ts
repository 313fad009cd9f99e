import type { Kind } from '../kinds/define.ts';
import { kinds } from '../kinds/index.ts';

/** Kinds whose members exist only within a member of this one: records in a domain, pools in a cluster. */
export function childKindsOf(kind: Kind): readonly string[] {
  return kinds.filter((other) => parentOf(other) === kind.name).map(({ name }) => name);
}

function parentOf(kind: Kind): string | null {
  // A listing by parent names it; the others have their parts written down.
  return 'parent' in kind.listing && typeof kind.listing.parent === 'string' ? kind.listing.parent : null;
}
