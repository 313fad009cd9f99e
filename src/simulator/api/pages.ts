import type { Kept } from '../estate.ts';
import type { Stored } from '../shelf.ts';
import type { ApiRequest, Reply } from './route.ts';

export interface PageOf {
  readonly page: number;
  readonly perPage: number;
}

/**
 * How a list spells its links when it is not in the middle of them.
 * `bare`: `{}` on a single page. `pages`: `{"pages": {}}`. `last`: `last` stands on every page, as for projects.
 */
export type LinkStyle = 'bare' | 'pages' | 'last';

const defaultPerPage = 20;
const maxPerPage = 200;

export function pageOf(query: URLSearchParams): PageOf {
  const number = (name: string, fallback: number) => {
    const value = Number(query.get(name) ?? fallback);
    return Number.isSafeInteger(value) && value >= 1 ? value : fallback;
  };
  return { page: number('page', 1), perPage: Math.min(number('per_page', defaultPerPage), maxPerPage) };
}

export interface ListOptions<R extends Stored> {
  readonly key: string;
  readonly wire: (record: R) => unknown;
  /** Which part of the shelf; absent: the only one. */
  readonly part?: string;
  readonly keep?: (record: R) => boolean;
  readonly newestFirst?: boolean;
  readonly links?: LinkStyle;
}

/** One page of a kind's listing, without what lists leave out at the moment. */
export function listReply<R extends Stored>(request: ApiRequest, kind: Kept<R>, options: ListOptions<R>): Reply {
  const { estate } = request;
  const { page, perPage } = pageOf(request.query);
  const listed = estate.visibility.listed(estate.now());
  const keep = both(options.keep, listed && ((record: R) => listed(estate.urn(kind, record.id))));
  const offset = (page - 1) * perPage;
  const { items, total } = estate.shelf(kind).page(
    options.part ?? '',
    {
      offset: offset === 0 ? 0 : Math.max(0, offset + request.shift),
      limit: perPage,
      newestFirst: options.newestFirst ?? false,
    },
    keep,
  );
  return envelope(request, options.key, items.map(options.wire), total, options.links);
}

/** `{<key>: items, links, meta}`. The addresses keep the request's other parameters, and drop a default `per_page`. */
export function envelope(
  request: ApiRequest,
  key: string,
  items: readonly unknown[],
  total: number,
  style: LinkStyle = 'bare',
): Reply {
  const { page, perPage } = pageOf(request.query);
  const last = Math.max(1, Math.ceil(total / perPage));
  const address = (number: number) => {
    const query = new URLSearchParams(request.query);
    query.set('page', String(number));
    if (perPage === defaultPerPage) query.delete('per_page');
    return `${request.origin}${request.path}?${query}`;
  };
  const pages = {
    ...(page > 1 || style === 'last' ? { first: address(1) } : {}),
    ...(page > 1 ? { prev: address(Math.min(page - 1, last)) } : {}),
    ...(page < last ? { next: address(page + 1) } : {}),
    // As recorded: the last page names no `last`, but that of projects does.
    ...(page < last || style === 'last' ? { last: address(last) } : {}),
  };
  const links = Object.keys(pages).length > 0 || style === 'pages' ? { pages } : {};
  return { status: 200, body: { [key]: items, links, meta: { total } } };
}

function both<R>(a?: (record: R) => boolean, b?: (record: R) => boolean): ((record: R) => boolean) | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return (record) => a(record) && b(record);
}
