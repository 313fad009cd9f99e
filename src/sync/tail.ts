import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../base/errors.ts';
import type { SystemDb } from '../db/sql.ts';
import type { Client } from '../digitalocean/client.ts';
import { readPage } from '../digitalocean/list-page.ts';
import { kindsByName } from '../kinds/index.ts';
import type { Log } from '../observability/log.ts';
import { checkAccount } from './account.ts';
import { type Action, newsOf, readAction, type TailState } from './actions.ts';
import { canBeLookedAt, isAnswerMissing, lookAt } from './look.ts';
import { followedKinds, listsEveryMs, readLists } from './tail-lists.ts';
import { createTailTrouble, type TailTrouble } from './tail-trouble.ts';

//  every 20 s, one instance of the fleet: /v2/actions ─► what is new ─► one look at each resource it names ─► events, dated
//  every 30 s: the first page of those short lists whose members are in no action ─► events
//
// Seconds instead of minutes, and never more than that: whatever it misses, the listings find.

const path = '/v2/actions';
const lists = 'lists';
const pageSize = 200;
/** More news than this at once is a listing's work. */
const mostLooks = 50;

export interface TailOptions {
  readonly db: SystemDb;
  readonly client: Client;
  readonly log: Log;
  /** Between two readings, in the whole fleet. */
  readonly everyMs: number;
}

type Following = TailOptions & { readonly trouble: TailTrouble };

export interface Tail {
  stop(): Promise<void>;
}

export function startTail(options: TailOptions): Tail {
  const stopping = new AbortController();
  const { signal } = stopping;
  const trouble = createTailTrouble(options.log);
  const follow = async () => {
    while (!signal.aborted) {
      await delay(options.everyMs / 4, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      for (const [name, read] of [
        ['actions', readOnce],
        [lists, readListsOnce],
      ] as const) {
        try {
          // Null: it was not our turn, and nothing is known of it.
          if ((await read({ ...options, trouble }, signal)) !== null) trouble.worked(name);
        } catch (error) {
          if (!signal.aborted) trouble.failed(name, error);
        }
      }
    }
  };
  const running = follow();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** @returns how many resources were looked at; null when it is not our turn. */
async function readOnce(options: TailOptions, signal: AbortSignal): Promise<number | null> {
  const { db, client, everyMs } = options;
  const state = await takeTurn(db, path, everyMs);
  if (state === null) return null;
  const call = { priority: 'schedule', signal } as const;
  // What another team's actions name are not our resources.
  if ((await checkAccount({ db, client, ...call })) !== null) return null;
  const { actions, total } = await readActions(client, state, signal);
  const { news, state: next } = newsOf(state, actions, total);
  const looked = await lookAtEach(options, news, signal);
  // Last: who dies before it does no harm but a second look.
  await db.query('update provider_tails set state = $2 where name = $1', [path, JSON.stringify(next)]);
  return looked;
}

/** @returns how many lists are followed; null when it is not our turn. */
async function readListsOnce({ db, client, everyMs, trouble }: Following, signal: AbortSignal): Promise<number | null> {
  if ((await takeTurn(db, lists, listsEveryMs(everyMs))) === null) return null;
  const kinds = await followedKinds(db);
  if (kinds.length === 0) return 0;
  if ((await checkAccount({ db, client, priority: 'schedule', signal })) !== null) return null;
  await readLists({ db, client, trouble }, kinds, signal);
  return kinds.length;
}

/** One instance reads at a time, and only once somebody has mirrored the account. */
async function takeTurn(db: SystemDb, name: string, everyMs: number): Promise<TailState | null> {
  const [turn] = await db.query<{ state: TailState }>(
    `insert into provider_tails as t (name, read_at) select $1, now() from mirrored_account
     on conflict (name) do update set read_at = now() where t.read_at <= now() - make_interval(secs => $2)
     returning state`,
    [name, everyMs / 1000],
  );
  return turn?.state ?? null;
}

async function readActions(client: Client, state: TailState, signal: AbortSignal) {
  const read = async (page: number) => {
    const answer = await client.get(path, {
      searchParams: { page, per_page: pageSize },
      purpose: 'sync_targeted',
      priority: 'schedule',
      signal,
    });
    const { items, total } = readPage(answer, path, 'actions');
    return { actions: items.flatMap((item) => readAction(item) ?? []), total };
  };
  const first = await read(1);
  const grown = first.total !== null && first.total > (state.total ?? first.total);
  const lastPage = Math.ceil((first.total ?? 0) / pageSize);
  if (!grown || lastPage <= 1 || newsOf(state, first.actions, first.total).news.length > 0) return first;
  const last = await read(lastPage);
  return { actions: [...first.actions, ...last.actions], total: first.total };
}

async function lookAtEach({ db, client, log }: TailOptions, news: readonly Action[], signal: AbortSignal) {
  // The last one of a resource dates what is seen.
  const newest = new Map<string, Action>();
  for (const action of [...news].sort((a, b) => a.id - b.id)) {
    if (action.resource !== null) newest.set(`${action.resource.kind}/${action.resource.providerId}`, action);
  }
  let looked = 0;
  for (const { resource, at } of [...newest.values()].slice(-mostLooks)) {
    const kind = kindsByName.get(resource?.kind ?? '');
    if (resource === null || kind === undefined || !canBeLookedAt(kind)) continue;
    const [known] = await db.query<{ part: string }>(
      'select part from cloud_resources where kind = $1 and provider_id = $2',
      [kind.name, resource.providerId],
    );
    // Of what is new, the listing says later to which part it belongs; that is no change of the resource.
    const part = known?.part ?? kind.listing.parts[0]?.name ?? '';
    try {
      await lookAt(
        { db, client },
        kind,
        { part, providerId: resource.providerId },
        {
          cause: { runId: null, actor: null },
          projectOf: new Map(),
          call: { priority: 'schedule', signal },
          ...(at === null ? {} : { occurredAt: at }),
        },
      );
      looked += 1;
    } catch (error) {
      if (!isAnswerMissing(error)) throw error;
      log.debug({ kind: kind.name, error: messageOf(error) }, 'What an action names could not be looked at.');
    }
  }
  return looked;
}
