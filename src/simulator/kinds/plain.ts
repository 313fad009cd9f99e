import { notFound } from '../api/replies.ts';
import { param, type Route } from '../api/route.ts';
import type { Estate } from '../estate.ts';
import type { Stored } from '../shelf.ts';
import { getRoute, type Kind, listRoute, type Played } from './define.ts';
import { type DropletRecord, dropletKind } from './droplet.ts';
import { projectKind } from './project.ts';

export const dayMs = 86_400_000;

/** Where a kind that is only listed and looked at answers. */
export interface Places {
  /** GET of the list; each is found under it by its id. */
  readonly path: string;
  readonly list: string;
  readonly one: string;
  /** One answer without pages, links and total. */
  readonly whole?: true;
  /** Pages without links: only `total`, at the top, says how many there are. */
  readonly counted?: true;
}

export function play<R extends Stored>(kind: Kind<R>, { path, list, one, whole, counted }: Places): Played {
  const paged = listRoute(kind, path, { key: list, links: 'bare' });
  const listing = whole ? wholeListRoute(kind, path, list) : counted ? countedRoute(paged, list) : paged;
  return { kinds: [kind], routes: [listing, getRoute(kind, `${path}/:id`, one), deleteRoute(kind, `${path}/:id`)] };
}

function countedRoute(paged: Route, key: string): Route {
  return {
    ...paged,
    answer: (request) => {
      const { status, body } = paged.answer(request);
      const page = body as { readonly meta: { readonly total: number }; readonly [key: string]: unknown }; // a page of listReply's
      return { status, body: { [key]: page[key], total: page.meta.total } };
    },
  };
}

function wholeListRoute<R extends Stored>(kind: Kind<R>, path: string, key: string): Route {
  return {
    method: 'GET',
    path,
    answer: ({ estate }) => {
      const listed = estate.visibility.listed(estate.now());
      const records = [...estate.shelf(kind).values()].filter((each) => listed?.(estate.urn(kind, each.id)) ?? true);
      return { status: 200, body: { [key]: records.map((each) => kind.wire(each, estate)) } };
    },
  };
}

function deleteRoute<R extends Stored>(kind: Kind<R>, path: string): Route {
  return {
    method: 'DELETE',
    path,
    answer: (request) => {
      const record = request.estate.byText(kind, param(request, 'id'));
      if (record === undefined) return notFound();
      request.estate.remove(kind, record.id);
      return { status: 204 };
    },
  };
}

/** A project and its droplets, in order. */
export interface Household {
  readonly project: { readonly id: string; readonly name: string };
  readonly droplets: readonly DropletRecord[];
}

/** Those that have droplets. */
export function households(estate: Estate): readonly Household[] {
  const byProject = new Map<string, DropletRecord[]>();
  for (const droplet of estate.shelf(dropletKind).values()) {
    const known = byProject.get(droplet.projectId);
    if (known === undefined) byProject.set(droplet.projectId, [droplet]);
    else known.push(droplet);
  }
  return [...estate.shelf(projectKind).values()].flatMap((project) => {
    const droplets = byProject.get(project.id);
    return droplets === undefined ? [] : [{ project, droplets }];
  });
}

export function byRegion(droplets: readonly DropletRecord[]): ReadonlyMap<string, readonly DropletRecord[]> {
  const regions = new Map<string, DropletRecord[]>();
  for (const droplet of droplets) {
    const known = regions.get(droplet.region);
    if (known === undefined) regions.set(droplet.region, [droplet]);
    else known.push(droplet);
  }
  return regions;
}

/** Cuts a list: the first of every so many, and always the very first. */
export function everyNth<T>(list: readonly T[], step: number): readonly T[] {
  return list.filter((_, index) => index % step === 0);
}

/** Ids of droplets that are still there: who is removed leaves the lists of others. */
export function living(estate: Estate, ids: readonly number[]): number[] {
  return ids.filter((id) => estate.shelf(dropletKind).get(id) !== undefined);
}

/** The droplet as others embed it; null when it is gone, or there is none. */
export function embedded(estate: Estate, id: number | null): object | null {
  const droplet = id === null ? undefined : estate.shelf(dropletKind).get(id);
  return droplet === undefined ? null : dropletKind.wire(droplet, estate);
}
