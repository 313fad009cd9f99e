import type { TokenPurpose } from '../base/config.ts';
import type { SystemDb } from '../db/sql.ts';
import type { Budget, BudgetAnswer, BudgetRequest, LaneSnapshot, Priority } from './budget.ts';
import {
  close,
  correct,
  endpointOf,
  giveBack,
  type LaneState,
  reserve,
  usedOf,
  type Wish,
  windowsOf,
} from './lane-state.ts';
import { digitalOceanLimits, longestSilenceSeconds, type RateLimits } from './limits.ts';
import { type Pause, pause as realPause } from './pause.ts';
import { retryAfterSeconds } from './retry-after.ts';

//  acquire ─► [ people | schedules ] ─► a lot in hand? ─► go
//                                          │ no: reserve a small one from the lane's row in Postgres, for the whole fleet
//                                          ▼
//                                       rate_lanes: what everybody was granted, what others use, until when there is silence

/** Requests reserved beyond those that wait already: a listing asks for its next pages in a moment. */
const lotAhead = 8;
/** After that what is left of a lot is given back. */
const lotLastsMs = 1500;
const longestWaitMs = 5000;

interface Waiter {
  readonly priority: Priority;
  readonly endpoint: string | null;
  readonly admit: () => void;
}

interface Lot {
  left: number;
  readonly wish: Wish;
}

interface LaneOptions {
  readonly db: SystemDb;
  readonly name: string;
  readonly limits: RateLimits;
  readonly pause: Pause;
}

class FleetLane {
  readonly #options: LaneOptions;
  readonly waiting: Readonly<Record<Priority, Set<Waiter>>> = { person: new Set(), schedule: new Set() };
  /** By priority and endpoint. */
  readonly #lots = new Map<string, Lot>();
  readonly #blockedUntilMs = new Map<string, number>();
  #unsaid: ((state: LaneState, nowMs: number) => LaneState)[] = [];
  #pumping = false;
  #wake = () => {};

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  acquire({ signal, priority, path }: BudgetRequest): Promise<void> {
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.waiting[priority].delete(waiter);
        signal.removeEventListener('abort', giveUp);
      };
      const giveUp = () => {
        leave();
        reject(signal.reason);
      };
      const waiter: Waiter = {
        priority,
        endpoint: endpointOf(this.#options.limits, path),
        admit: () => {
          leave();
          resolve();
        },
      };
      this.waiting[priority].add(waiter);
      signal.addEventListener('abort', giveUp, { once: true });
      this.#wake();
      void this.#pump();
    });
  }

  learn({ status, headers }: BudgetAnswer, now: Date): void {
    const { limits } = this.#options;
    if (status === 429) {
      const seconds = Math.min(retryAfterSeconds(headers, now) ?? 0, longestSilenceSeconds);
      // What is in hand must not be spent in the silence; everybody else learns of it at their next lot.
      if (seconds > 0) this.#lots.clear();
      this.#tell((state, nowMs) => close(state, nowMs + seconds * 1000));
    }
    const remaining = headers['ratelimit-remaining']?.trim();
    const limit = headers['ratelimit-limit']?.trim();
    // The header says whose remainder it is by its limit alone; the hour's is what the provider documents.
    const isHours = limit === undefined || limit === String(limits.hour.limit);
    if (remaining !== undefined && /^\d{1,9}$/.test(remaining) && isHours) {
      this.#lastRemaining = Number(remaining);
    }
  }

  #lastRemaining: number | null = null;

  #tell(change: (state: LaneState, nowMs: number) => LaneState): void {
    this.#unsaid.push(change);
    void this.#exchange(null).catch(() => {
      // The database is away; it is said with the next lot.
    });
  }

  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      for (;;) {
        this.#admitFromLots();
        const waiters = [...this.waiting.person, ...this.waiting.schedule];
        if (waiters.length === 0) return;
        const next = waiters.find((waiter) => (this.#blockedUntilMs.get(keyOf(waiter)) ?? 0) <= performance.now());
        if (next === undefined) await this.#untilUnblocked(waiters);
        else await this.#reserveFor(next, waiters);
      }
    } finally {
      this.#pumping = false;
    }
  }

  #admitFromLots(): void {
    for (const priority of ['person', 'schedule'] as const) {
      for (const waiter of this.waiting[priority]) {
        const lot = this.#lots.get(keyOf(waiter));
        if (lot === undefined || lot.left === 0) continue;
        lot.left -= 1;
        waiter.admit();
      }
    }
  }

  async #reserveFor({ priority, endpoint }: Waiter, waiters: readonly Waiter[]): Promise<void> {
    const key = keyOf({ priority, endpoint });
    const alike = waiters.filter((waiter) => keyOf(waiter) === key).length;
    // An endpoint's own limit is so small that nothing of it is taken ahead.
    const count = alike + (priority === 'schedule' && endpoint === null ? lotAhead : 0);
    try {
      const { granted, waitMs, wish } = await this.#exchange({ endpoint, priority, count });
      if (granted > 0 && wish !== null) this.#hold(key, { left: granted, wish });
      if (waitMs !== null) {
        // Looked at again before long: others may have given back what they did not use.
        const shortest = Math.min(Math.max(waitMs, 20), longestWaitMs);
        this.#blockedUntilMs.set(key, performance.now() + shortest);
      }
    } catch {
      this.#blockedUntilMs.set(key, performance.now() + 500);
    }
  }

  #hold(key: string, lot: Lot): void {
    this.#lots.set(key, lot);
    void this.#options.pause(lotLastsMs, new AbortController().signal).then(() => {
      const { left, wish } = lot;
      lot.left = 0;
      if (this.#lots.get(key) === lot) this.#lots.delete(key);
      if (left > 0) this.#tell((state) => giveBack(state, this.#options.limits, { ...wish, count: left }));
    });
  }

  async #untilUnblocked(waiters: readonly Waiter[]): Promise<void> {
    const atMs = Math.min(...waiters.map((waiter) => this.#blockedUntilMs.get(keyOf(waiter)) ?? 0));
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    await this.#options.pause(Math.max(1, atMs - performance.now()), woken.signal).catch(() => {});
    this.#wake = () => {};
  }

  /** One look at the row: says what is to be said, and takes what is wished. */
  async #exchange(wished: Pick<Wish, 'endpoint' | 'priority' | 'count'> | null) {
    const { db, name, limits } = this.#options;
    const said = this.#unsaid;
    this.#unsaid = [];
    const remaining = this.#lastRemaining;
    this.#lastRemaining = null;
    try {
      return await db.transaction(async (sql) => {
        await sql.query('insert into rate_lanes (lane) values ($1) on conflict do nothing', [name]);
        const [row] = await sql.query<{ state: LaneState; nowMs: number }>(
          `select state, extract(epoch from clock_timestamp())::float8 * 1000 as "nowMs"
             from rate_lanes where lane = $1 for update`,
          [name],
        );
        const nowMs = row?.nowMs ?? 0;
        let state = row?.state ?? {};
        for (const change of said) state = change(state, nowMs);
        if (remaining !== null) state = correct(state, limits, remaining, nowMs);
        const wish = wished === null ? null : { ...wished, sentByMs: nowMs + lotLastsMs };
        const got = wish === null ? null : reserve(state, limits, wish, nowMs);
        await sql.query('update rate_lanes set state = $2, updated_at = now() where lane = $1', [
          name,
          JSON.stringify(got?.state ?? state),
        ]);
        const waitMs = got === null || got.retryAtMs === null ? null : got.retryAtMs - nowMs;
        return { granted: got?.granted ?? 0, waitMs, wish };
      });
    } catch (error) {
      this.#unsaid = [...said, ...this.#unsaid];
      throw error;
    }
  }
}

function keyOf({ priority, endpoint }: Pick<Waiter, 'priority' | 'endpoint'>): string {
  return `${priority} ${endpoint ?? ''}`;
}

/**
 * Keeps the whole fleet within the limits: what is used of a token is one row, from which each instance reserves small lots.
 * While the database is away nothing is granted.
 *
 * @param laneOf  The lane of a purpose's token: purposes that share a token share its room.
 */
export function createFleetBudget(options: {
  readonly db: SystemDb;
  readonly laneOf: (purpose: TokenPurpose) => string;
  readonly clock: { now(): Date };
  readonly limits?: RateLimits;
  readonly pause?: Pause;
}): Budget {
  const { db, laneOf, clock, limits = digitalOceanLimits, pause = realPause } = options;
  const lanes = new Map<string, FleetLane>();
  const laneFor = (purpose: TokenPurpose) => {
    const name = laneOf(purpose);
    const lane = lanes.get(name) ?? new FleetLane({ db, name, limits, pause });
    lanes.set(name, lane);
    return lane;
  };
  return {
    acquire: async (request) => laneFor(request.purpose).acquire(request),
    learn: (answer) => laneFor(answer.purpose).learn(answer, clock.now()),
    async snapshot() {
      const rows = await db.query<{ lane: string; state: LaneState; nowMs: number }>(
        `select lane, state, extract(epoch from clock_timestamp())::float8 * 1000 as "nowMs" from rate_lanes order by lane`,
      );
      return rows.map((row) => snapshotOf(row, limits, lanes.get(row.lane)));
    },
  };
}

function snapshotOf(
  { lane, state, nowMs }: { lane: string; state: LaneState; nowMs: number },
  limits: RateLimits,
  local: FleetLane | undefined,
): LaneSnapshot {
  const windows = [
    ...windowsOf(limits, null),
    ...limits.endpoints.flatMap(({ path }) => windowsOf(limits, path).filter(({ name }) => name === path)),
  ];
  const closedUntilMs = state.closedUntilMs ?? 0;
  return {
    lane,
    windows: windows.map((window) => {
      const used = Math.min(window.limit, Math.ceil(usedOf(state, window, nowMs)));
      const { name, limit, lengthSeconds } = window;
      return { name, limit, lengthSeconds, used, remaining: limit - used };
    }),
    waiting: { person: local?.waiting.person.size ?? 0, schedule: local?.waiting.schedule.size ?? 0 },
    closedUntil: closedUntilMs > nowMs ? new Date(closedUntilMs) : null,
  };
}
