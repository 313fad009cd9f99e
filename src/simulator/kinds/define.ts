import { type ListOptions, listReply } from '../api/pages.ts';
import { notFound } from '../api/replies.ts';
import { param, type Route } from '../api/route.ts';
import type { Estate, Kept } from '../estate.ts';
import type { Stored } from '../shelf.ts';

/** How large an estate to invent, and until when it grew. */
export interface Plan {
  readonly droplets: number;
  /** Milliseconds. The start of a day, so that two estates of one seed made on one day are equal. */
  readonly until: number;
}

/** A kind as it is played: kept in the estate, invented from the seed, and shown as DigitalOcean shows it. */
export interface Kind<R extends Stored> extends Kept<R> {
  /** Invents its share of the estate; what it refers to has been invented before. */
  generate?(estate: Estate, plan: Plan): void;
  /** Every documented property, named and typed as in DigitalOcean's description. */
  wire(record: R, estate: Estate): object;
  /** What exists within its records alone, is a kind of its own all the same, and so counts in `truth()`. */
  readonly within?: { readonly name: string; ids(record: R, estate: Estate): readonly string[] };
}

/** What one file adds to the simulator. */
export interface Played {
  readonly kinds: readonly Kind<Stored>[];
  readonly routes: readonly Route[];
}

/** GET of a list: numbered pages under `key`. */
export function listRoute<R extends Stored>(
  kind: Kind<R>,
  path: string,
  options: Omit<ListOptions<R>, 'wire' | 'part' | 'keep'>,
): Route {
  const answer: Route['answer'] = (request) =>
    listReply(request, kind, { ...options, wire: (record) => kind.wire(record, request.estate) });
  return { method: 'GET', path, answer };
}

/** GET of one: `{<key>: …}`, or 404. The path's last parameter is `:id`. */
export function getRoute<R extends Stored>(kind: Kind<R>, path: string, key: string): Route {
  return {
    method: 'GET',
    path,
    answer: (request) => {
      const record = request.estate.byText(kind, param(request, 'id'));
      if (record === undefined) return notFound();
      return { status: 200, body: { [key]: kind.wire(record, request.estate) } };
    },
  };
}

/** As DigitalOcean writes times: no fraction of a second. */
export function isoSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
