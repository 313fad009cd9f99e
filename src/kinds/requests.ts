import type { Kind, Parent } from './define.ts';

/** How large an account is, as far as the number of requests depends on it. */
export interface Census {
  /** Members of a kind. */
  readonly count: (kind: string) => number;
  /** Members under which other kinds are listed. */
  readonly parents: (kind: string) => readonly Parent[];
  readonly regions: number;
}

const itemsAPage = 200;

/** How many requests one listing of a kind takes: pages, times regions or parents. What rides on another costs nothing. */
export function requestsAListing({ name, listing }: Kind, { count, parents, regions }: Census): number {
  const { rides, service, inRegion, parent, under, paging, parts } = listing;
  if (rides !== undefined) return 0;
  // Of the token's budget only the question whose key it is.
  if (service !== undefined) return 1;
  const pages = (items: number) => (paging === 'single' ? 1 : Math.max(1, Math.ceil(items / itemsAPage)));
  if (inRegion !== undefined) return regions * pages(count(name) / Math.max(1, regions));
  if (parent !== undefined && under !== undefined) {
    const asked = parents(parent).filter((each) => under(each) !== null).length;
    return asked * pages(count(name) / Math.max(1, asked));
  }
  // The larger part may hold nearly all of them, and each of the others takes a request all the same.
  return pages(count(name)) + parts.length - 1;
}
