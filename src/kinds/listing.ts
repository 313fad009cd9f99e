import type { KindListing, Parent, WireItem } from './define.ts';

//  flat      one list                                /v2/vpcs
//  regional  a list a region                         /v2/nfs?region=fra1
//  in Spaces a list a region, over S3                buckets
//  under     a list a living parent                  /v2/domains/<name>/records
//  riding    within the items of another kind's      node pools of a cluster, backups among the images

type Details = Partial<Pick<KindListing, 'id' | 'paging' | 'keep'>> & {
  readonly query?: Readonly<Record<string, string>>;
};

function listing(key: string, { id = 'id', paging = 'pages', keep }: Details): Omit<KindListing, 'parts'> {
  return { key, id, paging, ...(keep ? { keep } : {}) };
}

/** One list of the whole account. */
export function flat(path: string, key: string, details: Details = {}): KindListing {
  const { query } = details;
  return { ...listing(key, details), parts: [{ name: '', path, ...(query ? { query } : {}) }] };
}

/** A list for each region, asked for by `?region=`. */
export function regional(path: string, key: string, details: Details = {}): KindListing {
  return { ...listing(key, details), parts: [], inRegion: (region) => ({ path, query: { region } }) };
}

/** A list for each region of Spaces. */
export function inSpaces(key: string, details: Pick<Details, 'id'>): KindListing {
  const inRegion = (region: string) => ({ path: `/${region}` });
  return { ...listing(key, { ...details, paging: 'single' }), parts: [], service: 'spaces', inRegion };
}

/**
 * A list for each living member of another kind.
 *
 * @param path  From the parent's provider id, encoded already.
 * @param of    Whether this parent can have such children at all. Default: all.
 */
export function under(
  parent: string,
  path: (id: string) => string,
  key: string,
  { of, ...details }: Details & { readonly of?: (parent: Parent) => boolean } = {},
): KindListing {
  const { query } = details;
  return {
    ...listing(key, details),
    parts: [],
    parent,
    under: (member) =>
      of?.(member) === false
        ? null
        : { path: path(encodeURIComponent(member.providerId)), ...(query ? { query } : {}) },
  };
}

/** Read from another kind's items. `within`: each of those is the parent of what it holds. */
export function riding(
  on: string,
  items: (item: WireItem) => readonly unknown[],
  details: Pick<Details, 'id'> & { readonly within?: true } = {},
): KindListing {
  return {
    ...listing('', details),
    parts: [],
    rides: { on, items },
    ...(details.within ? { parent: on } : {}),
  };
}

/** The array at a property of an item; none when there is none. */
export function listAt(item: WireItem, property: string): readonly unknown[] {
  const list = item[property];
  return Array.isArray(list) ? list : [];
}

/** Ids of children are `<parent>/<own>`; this is the own one, of an id that is encoded for a path. */
export function ownId(encodedId: string): string {
  return encodedId.slice(encodedId.indexOf('%2F') + '%2F'.length);
}
