import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Kind, Parent } from '../../src/kinds/define.ts';
import { kinds } from '../../src/kinds/index.ts';

/** An account that is nothing but lists, of whatever items a test gives. */
export interface PlayedLists {
  /** The settings of a service that mirrors it. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Of what is listed by region, all is in this one. */
export const playedRegion = 'nyc3';

/** The key that buckets are asked for with: the account has to list it. */
export const playedSpacesKey = {
  access_key: 'the-spaces-key',
  name: 'mirror',
  grants: [{ bucket: '', permission: 'fullaccess' }],
};

interface Place {
  readonly kind: Kind;
  /** Whether this request asks for the kind's list; a part of few is more particular than one that is all. */
  readonly fits: (path: string, query: URLSearchParams) => boolean;
  readonly particular: number;
  /** Nothing is there: another region, GPU droplets. */
  readonly empty?: true;
}

/**
 * Answers every list of every kind.
 *
 * @param itemsOf  Items of a kind's list, as they are to be sent; of a list under parents, the first parent that is asked has
 *                 them all and the others have none.
 */
export async function playLists(itemsOf: (kind: Kind) => readonly unknown[]): Promise<PlayedLists> {
  const places = kinds
    .filter(({ listing }) => listing.service === undefined)
    .flatMap(placesOf)
    .sort((a, b) => b.particular - a.particular);
  const homes = new Map<string, string>();
  const answer = (url: URL): { status: number; body: object } => {
    const { pathname, searchParams } = url;
    const fixed = fixedAnswers[pathname];
    if (fixed !== undefined) return { status: 200, body: fixed };
    if (/^\/v2\/projects\/[^/]+\/resources$/.test(pathname)) return { status: 200, body: paged('resources', [], url) };
    const place = places.find(({ fits }) => fits(pathname, searchParams));
    if (place === undefined) return { status: 404, body: { id: 'not_found', message: 'There is nothing.' } };
    const { name, listing } = place.kind;
    const home = homes.get(name) ?? url.pathname + url.search;
    if (listing.under !== undefined) homes.set(name, home);
    const elsewhere = listing.under !== undefined && home !== url.pathname + url.search;
    const items = elsewhere || place.empty ? [] : itemsOf(place.kind);
    return {
      status: 200,
      body: listing.paging === 'single' ? { [listing.key]: items } : paged(listing.key, items, url),
    };
  };
  const inSpaces = kinds.filter(({ listing }) => listing.service === 'spaces');
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname.startsWith('/_spaces/')) {
      const items = url.pathname === `/_spaces/${playedRegion}/` ? inSpaces.flatMap(itemsOf) : [];
      response.writeHead(200, { 'content-type': 'application/xml' }).end(bucketList(items));
      return;
    }
    const { status, body } = answer(url);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const url = `http://127.0.0.1:${port}`;
  return {
    env: {
      DO_API_URL: url,
      SPACES_ENDPOINT_URL: `${url}/_spaces/{{.Region}}`,
      SPACES_ACCESS_KEY_ID: playedSpacesKey.access_key,
      SPACES_SECRET_ACCESS_KEY: 'the-secret-of-the-key',
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function bucketList(items: readonly unknown[]): string {
  const buckets = items.map((item) => `<Bucket>${xml(item)}</Bucket>`).join('');
  return `<?xml version="1.0"?>\n<ListAllMyBucketsResult xmlns="a">\n<Owner><ID>1</ID></Owner>\n<Buckets>${buckets}</Buckets>\n</ListAllMyBucketsResult>`;
}

/** What is null, or is not there, has no element. */
function xml(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  }
  const there = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  return there.map(([name, each]) => `<${name}>${xml(each)}</${name}>`).join('');
}

const project = { id: 'the-one-project', name: 'skyai-internal', is_default: true };
const fixedAnswers: Readonly<Record<string, object>> = {
  '/v2/account': { account: { uuid: 'the-account', status: 'active', team: { uuid: 'the-team', name: 'Team' } } },
  '/v2/projects': { projects: [project], links: {}, meta: { total: 1 } },
  '/v2/regions': { regions: [{ slug: playedRegion }], links: {}, meta: { total: 1 } },
};

function placesOf(kind: Kind): Place[] {
  const { parts, inRegion, under } = kind.listing;
  const written = parts.map(({ path, query = {} }): Place => {
    const wanted = Object.entries(query);
    return {
      kind,
      fits: (asked, given) => asked === path && wanted.every(([name, value]) => given.get(name) === value),
      // The list of GPU droplets is that of droplets with one word more.
      particular: 1 + wanted.length,
      ...(wanted.length > 0 && parts.length > 1 ? { empty: true } : {}),
    };
  });
  if (inRegion !== undefined) {
    const { path } = inRegion(playedRegion);
    return [
      { kind, fits: (asked, given) => asked === path && given.get('region') === playedRegion, particular: 1 },
      { kind, fits: (asked) => asked === path, particular: 0, empty: true },
    ];
  }
  if (under === undefined) return written;
  const pattern = new RegExp(`^${pathUnderAny(under).split('ID').map(escaped).join('[^/]+')}$`);
  return [{ kind, fits: (asked) => pattern.test(asked), particular: 0 }];
}

/** Of the engines that databases have, one has it. */
function pathUnderAny(under: (parent: Parent) => { readonly path: string } | null): string {
  const engines = ['pg', 'mysql', 'valkey', 'mongodb', 'kafka', 'opensearch'];
  const found = engines.flatMap((engine) => under({ providerId: 'ID', attrs: { engine } })?.path ?? []);
  return found[0] ?? '';
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function paged(key: string, items: readonly unknown[], url: URL): object {
  const [page, perPage] = [Number(url.searchParams.get('page') ?? 1), Number(url.searchParams.get('per_page') ?? 20)];
  const slice = items.slice((page - 1) * perPage, page * perPage);
  const next = `${url.origin}${url.pathname}?page=${page + 1}`;
  const links = page * perPage < items.length ? { pages: { next } } : {};
  return { [key]: slice, links, meta: { total: items.length }, total: items.length };
}
