import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../base/errors.ts';
import type { Scope } from '../base/scope.ts';
import type { Sql, SystemDb } from '../db/sql.ts';
import type { Log } from '../observability/log.ts';
import { type Cursors, cursorExpired, openCursors } from './cursor.ts';
import { type EventFilter, matches, readEnds, readEvents } from './read.ts';
import type { LoggedEvent } from './types.ts';

//  Postgres ── doorbell, slow poll ──► tail ──► ring of recent events ──► followers that are nearly live
//      └──────────────── pages, under the follower's own scope ─────────► followers that are further behind
//
// The table is the truth. One tail an instance reads what is new, once, for everybody; a follower that has fallen out of the
// ring reads pages until it is back in it. History and live are one loop, and a slow follower only lags: nothing is kept for it.

/** Rings when the log may have grown. */
export interface Doorbell {
  stop(): Promise<void>;
}

export interface FollowOptions {
  /** Asked again before each page: a scope that was lost ends at once, one that was gained is not filled in backwards. */
  readonly scope: () => Scope;
  readonly filter: EventFilter;
  /** Last position that the follower has. */
  readonly after: bigint;
  /** The follower's own door, for pages from the table. */
  readonly sql: Sql;
  readonly signal: AbortSignal;
}

/** What a follower gets: an event, or how far it has come while nothing was for it. */
export interface Delivery {
  readonly events: readonly LoggedEvent[];
  /** Everything up to here has been considered. */
  readonly position: bigint;
}

export interface EventHub {
  readonly cursors: Cursors;
  /** Last position that this instance has read. */
  readonly head: bigint;
  /** False while the log cannot be read; the reason is for /readyz. */
  readonly healthy: boolean;
  /** The last position that is committed, on whatever instance: what a list that is read afterwards already shows. */
  latest(): Promise<bigint>;
  /** @throws ArcadiaError  CURSOR_EXPIRED when a position is beyond the head or older than what is kept. */
  assertReachable(position: bigint): Promise<void>;
  /** Events after a reachable position, for ever, oldest first, none twice and none missing. */
  follow(options: FollowOptions): AsyncGenerator<Delivery, void, undefined>;
  stop(): Promise<void>;
}

export interface EventHubOptions {
  readonly db: SystemDb;
  readonly log: Log;
  /** Subscribes to the doorbell; absent where the database has none to offer, and polling does alone. */
  readonly doorbell?: (ring: () => void) => Doorbell;
  readonly pollMs?: number;
  /** Events that the ring holds. */
  readonly ringSize?: number;
}

const pageSize = 500;

export async function startEventHub({
  db,
  log,
  doorbell,
  pollMs = 1000,
  ringSize = 4096,
}: EventHubOptions): Promise<EventHub> {
  const cursors = await openCursors(db);
  let { last: head } = await readEnds(db);
  let ring: LoggedEvent[] = [];
  /** Everything above this position is in the ring. */
  let ringFloor = head;
  let healthy = true;
  let stopped = false;
  let waiters = new Set<() => void>();
  let reading: Promise<void> | null = null;
  let rungWhileReading = false;

  const wakeAll = () => {
    const woken = waiters;
    waiters = new Set();
    for (const wake of woken) wake();
  };

  const readNew = async () => {
    for (;;) {
      const events = await readEvents(db, { tenants: 'all' }, {}, { after: head, limit: pageSize });
      const newest = events.at(-1);
      if (newest === undefined) return;
      ring.push(...events);
      if (ring.length > ringSize) {
        ring = ring.slice(ring.length - ringSize);
        ringFloor = (ring[0] as LoggedEvent).position - 1n;
      }
      head = newest.position;
      wakeAll();
    }
  };

  const ringBell = () => {
    if (stopped) return;
    if (reading !== null) {
      rungWhileReading = true;
      return;
    }
    reading = readNew()
      .then(() => {
        healthy = true;
      })
      .catch((error) => {
        if (healthy && !stopped) log.warn({ error: messageOf(error) }, 'The event log cannot be read; trying again.');
        healthy = false;
      })
      .finally(() => {
        reading = null;
        if (rungWhileReading && healthy) {
          rungWhileReading = false;
          ringBell();
        }
      });
  };

  const bell = doorbell?.(ringBell);
  const poll = setInterval(ringBell, pollMs);

  async function* follow({
    scope,
    filter,
    after,
    sql,
    signal,
  }: FollowOptions): AsyncGenerator<Delivery, void, undefined> {
    let position = after;
    while (!signal.aborted && !stopped) {
      const upTo = head;
      if (position >= upTo) {
        // Nothing can come between the look at the head and the wait: the tail moves the head and wakes in one step.
        await nextWake(signal);
        continue;
      }
      if (position >= ringFloor) {
        const current = scope();
        const events = ring.slice(firstAfter(ring, position)).filter((event) => matches(event, current, filter));
        position = upTo;
        yield { events, position };
        continue;
      }
      const events = await readPage(sql, scope(), filter, position, upTo);
      if (events === null) {
        await delay(pollMs, undefined, { signal, ref: false }).catch(() => {});
        continue;
      }
      position = events.length === pageSize ? (events.at(-1) as LoggedEvent).position : upTo;
      if (!signal.aborted) yield { events, position };
    }
  }

  /** null: the database does not answer now. A follower waits; it is not told that it ended. */
  const readPage = async (sql: Sql, scope: Scope, filter: EventFilter, after: bigint, upTo: bigint) => {
    try {
      return await readEvents(sql, scope, filter, { after, before: upTo + 1n, limit: pageSize });
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'A page of events could not be read; trying again.');
      return null;
    }
  };

  const nextWake = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const wake = () => {
        waiters.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      waiters.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });

  const assertReachable = async (after: bigint) => {
    if (after > head) {
      // Another instance may be ahead of this one.
      const { last } = await readEnds(db);
      if (after > last) throw cursorExpired();
    }
    if (after >= ringFloor) return;
    const { first } = await readEnds(db);
    if (after + 1n < first) throw cursorExpired(cursors.seal(first - 1n));
  };

  return {
    cursors,
    get head() {
      return head;
    },
    get healthy() {
      return healthy;
    },
    latest: async () => (await readEnds(db)).last,
    assertReachable,
    follow,
    async stop() {
      stopped = true;
      clearInterval(poll);
      await bell?.stop();
      wakeAll();
      await reading;
    },
  };
}

/** Index of the first event after a position; the ring is sorted. */
function firstAfter(ring: readonly LoggedEvent[], position: bigint): number {
  let low = 0;
  let high = ring.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ring[middle] as LoggedEvent).position > position) high = middle;
    else low = middle + 1;
  }
  return low;
}
