import type { SystemDb } from '../db/sql.ts';
import type { Log } from '../observability/log.ts';
import { type Cursors, cursorExpired } from './cursor.ts';
import { Follower, type FollowOptions, Waiters } from './follow.ts';
import { readEnds } from './read.ts';
import { type Doorbell, Tail } from './tail.ts';
import { Turns } from './turns.ts';

//  Postgres ── doorbell, slow poll ──► tail ──► ring of recent events ──► followers that are nearly live
//      └──────────────── pages, in turn, each under the follower's own scope ──► followers that are further behind
//
// The table is the truth. One tail an instance reads what is new, once, for everybody; a follower that has fallen out of the
// ring reads pages until it is back in it. History and live are one loop, and a slow follower only lags: nothing is kept for it.

export interface EventHub {
  readonly cursors: Cursors;
  /** Last position that this instance has read. */
  readonly head: bigint;
  /** False while the log cannot be read; the reason is for /readyz. */
  readonly healthy: boolean;
  /** False: new events are found by polling, a little later than they would be. */
  readonly doorbellConnected: boolean;
  /** What the recent events take in memory, roughly. */
  readonly ringBytes: number;
  /** Followers that wait for what comes next. */
  readonly sleepers: number;
  /** The last position that is committed, on whatever instance: what a list that is read afterwards already shows. */
  latest(): Promise<bigint>;
  /** The position before the oldest event that is kept. */
  beginning(): Promise<bigint>;
  /** @throws ArcadiaError  CURSOR_EXPIRED when a position is beyond the head or older than what is kept. */
  assertReachable(position: bigint): Promise<void>;
  /** Events after a reachable position, for ever, oldest first, none twice and none missing. Close it when done. */
  follow(options: FollowOptions): Follower;
  stop(): Promise<void>;
}

export interface EventHubOptions {
  readonly db: SystemDb;
  readonly log: Log;
  /** Subscribes to the doorbell; absent where the database has none to offer, and polling does alone. */
  readonly doorbell?: (ring: () => void) => Doorbell;
  readonly pollMs?: number;
  /** The poll's interval while the doorbell is away. */
  readonly pollWithoutBellMs?: number;
  /** Events that the ring holds at most. */
  readonly ringSize?: number;
  /** What they may take in memory. */
  readonly ringBytes?: number;
}

/** Pages read at once for those who are far behind: they must not take the connections from everybody else. */
const pagesAtOnce = 4;

export async function startEventHub(options: EventHubOptions): Promise<EventHub> {
  const { db, log } = options;
  const waiters = new Waiters();
  const tail = await Tail.start({
    db,
    log,
    doorbell: options.doorbell,
    pollMs: options.pollMs ?? 1000,
    pollWithoutBellMs: options.pollWithoutBellMs ?? 200,
    ringLimits: { events: options.ringSize ?? 8192, bytes: options.ringBytes ?? 16 * 1024 * 1024 },
    onEvents: (events, from) => waiters.wakeFor(events, from),
    onNewEpoch: () => waiters.wakeAll(),
  });
  const source = { tail, waiters, turns: new Turns(pagesAtOnce), db, log };
  const latest = joined(async () => (await readEnds(db)).last);

  return {
    // The epoch can change under way, so nobody keeps the cursors of one.
    cursors: {
      seal: (position) => tail.cursors.seal(position),
      sealBlind: (position) => tail.cursors.sealBlind(position),
      open: (text) => tail.cursors.open(text),
    },
    get head() {
      return tail.head;
    },
    get healthy() {
      return tail.healthy;
    },
    get doorbellConnected() {
      return tail.bellConnected;
    },
    get ringBytes() {
      return tail.ring.bytes;
    },
    get sleepers() {
      return waiters.size;
    },
    latest,
    beginning: async () => (await readEnds(db)).first - 1n,
    async assertReachable(position) {
      if (position >= tail.ring.floor && position <= tail.head) return;
      // Another instance may have read further than this one.
      const { first, last } = await readEnds(db);
      if (position > last || position + 1n < first) throw cursorExpired(tail.cursors.seal(first - 1n));
    },
    follow: (followOptions) => new Follower(source, followOptions),
    async stop() {
      const stopped = tail.stop();
      waiters.wakeAll();
      await stopped;
    },
  };
}

/** Calls that come while one is under way share the next one: an answer is never older than the question. */
function joined<Result>(ask: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | null = null;
  let next: Promise<Result> | null = null;
  const start = (): Promise<Result> => {
    const asked = ask();
    running = asked;
    const done = () => {
      if (running === asked) running = null;
    };
    asked.then(done, done);
    return asked;
  };
  return () => {
    if (running === null) return start();
    next ??= running
      .then(
        () => {},
        () => {},
      )
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
}
