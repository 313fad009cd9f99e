import { listReply } from '../api/pages.ts';
import { notFound, preconditionFailed } from '../api/replies.ts';
import { type ApiRequest, param, type Reply } from '../api/route.ts';
import type { Estate } from '../estate.ts';
import type { Stored } from '../shelf.ts';
import type { Kind, Played } from './define.ts';

/** A record that exists within another one, and goes with it. */
export interface ChildRecord extends Stored {
  readonly id: string;
  /** Id of the one that it is within. */
  readonly of: string;
}

export interface ChildPlaces<P extends Stored> {
  /** GET of the list; `:id` stands for the parent. */
  readonly path: string;
  readonly list: string;
  /** Key of a single one, found by `:own`; absent: it cannot be asked for. Empty: the answer itself. */
  readonly one?: string;
  /** Its id in its own path, where that is not the whole id. */
  readonly own?: (id: string, of: string) => string;
  /** One answer without pages, links and total; what else stands in it. */
  readonly whole?: Readonly<Record<string, unknown>>;
  /** Which parents can have such children: the others refuse to answer. */
  readonly has?: (parent: P) => boolean;
}

/** Ids of children of which only the name is their own. */
export const named = (id: string, of: string): string => id.slice(of.length + 1);

/** A kind that is kept in another one. */
export function within<R extends ChildRecord, P extends Stored>(
  parent: Kind<P>,
  kind: Omit<Kind<R>, 'ids' | 'inProjects' | 'partOf' | 'whenRemoved'>,
): Kind<R> {
  const self: Kind<R> = {
    ...kind,
    ids: 'text',
    inProjects: false,
    partOf: ({ of }) => of,
    whenRemoved: (estate, removed) => {
      if (removed.kind.name !== parent.name) return;
      for (const { id } of [...estate.shelf(self).values(String(removed.record.id))]) estate.remove(self, id);
    },
  };
  return self;
}

export function playWithin<R extends ChildRecord, P extends Stored>(
  parent: Kind<P>,
  kind: Kind<R>,
  { path, list, one, own = (id) => id, whole, has }: ChildPlaces<P>,
): Played {
  const withParent = (answer: (request: ApiRequest, of: string) => Reply) => (request: ApiRequest) => {
    const record = request.estate.byText(parent, param(request, 'id'));
    if (record === undefined) return notFound();
    if (has?.(record) === false) return preconditionFailed('not supported here');
    return answer(request, String(record.id));
  };
  const wire = (request: ApiRequest) => (record: R) => kind.wire(record, request.estate);
  const listed = withParent((request, of) =>
    whole === undefined
      ? listReply(request, kind, { key: list, part: of, wire: wire(request) })
      : { status: 200, body: { [list]: [...visible(request.estate, kind, of)].map(wire(request)), ...whole } },
  );
  const single = withParent((request, of) => {
    const wanted = param(request, 'own');
    const record = [...request.estate.shelf(kind).values(of)].find((each) => own(each.id, of) === wanted);
    if (record === undefined) return notFound();
    return { status: 200, body: one === '' ? wire(request)(record) : { [one ?? '']: wire(request)(record) } };
  });
  return {
    kinds: [kind],
    routes: [
      { method: 'GET', path, answer: listed },
      ...(one === undefined ? [] : [{ method: 'GET', path: `${path}/:own`, answer: single } as const]),
    ],
  };
}

function* visible<R extends ChildRecord>(estate: Estate, kind: Kind<R>, of: string): Iterable<R> {
  const listed = estate.visibility.listed(estate.now());
  for (const record of estate.shelf(kind).values(of)) {
    if (listed?.(estate.urn(kind, record.id)) ?? true) yield record;
  }
}
