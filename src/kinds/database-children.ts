import type { KindListing, Parent } from './define.ts';
import { under } from './listing.ts';

/**
 * A list for each database, of something that only some engines have: the others are not asked. An engine of a later day is.
 *
 * @param engines  Those that have it.
 * @param not      Those that do not, where that is the shorter list.
 */
export function underDatabase(
  path: string,
  key: string,
  {
    id,
    engines,
    not,
  }: { readonly id?: KindListing['id']; readonly engines?: readonly string[]; readonly not?: readonly string[] } = {},
): KindListing {
  const hasIt = ({ attrs }: Parent) => {
    const engine = String(attrs.engine);
    return engines === undefined ? not?.includes(engine) !== true : engines.includes(engine);
  };
  return under('database_cluster', (cluster) => `/v2/databases/${cluster}/${path}`, key, {
    paging: 'single',
    of: hasIt,
    ...(id === undefined ? {} : { id }),
  });
}
