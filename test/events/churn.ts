import { setTimeout as delay } from 'node:timers/promises';
import type { SystemDb } from '../../src/db/sql.ts';
import { append } from '../../src/events/append.ts';
import { draft } from './writing.ts';

// Writers that write, dawdle and roll back; subscribers that leave, pause, go elsewhere and come back. What each should have
// received is asked of the table at the end.

export interface Wish {
  /** null: everything. */
  readonly tenants: readonly string[] | null;
  /** null: every kind. */
  readonly kinds: readonly string[] | null;
}

/** One connection of a subscriber. */
export interface Stream {
  /** Positions in the order in which they came; null when it has ended, for whatever reason. */
  next(): Promise<readonly bigint[] | null>;
  close(): void;
}

/** Somewhere to subscribe. */
export interface Instance {
  readonly alive: boolean;
  connect(wish: Wish, after: bigint): Stream;
}

export interface Received {
  readonly wish: Wish;
  readonly after: bigint;
  readonly positions: bigint[];
  /** How often it connected. */
  connections: number;
}

export const tenants = ['acme', 'globex', 'initech', 'umbrella'] as const;
const kinds = ['droplet', 'volume'] as const;

/** Random, and the same again from the same seed. */
function createChance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Writes until told to stop. A connection that breaks is no more than a transaction that failed. */
export async function keepWriting(db: SystemDb, seed: number, signal: AbortSignal): Promise<void> {
  const chance = createChance(seed);
  while (!signal.aborted) {
    const batch = Array.from({ length: 1 + chance(5) }, () =>
      draft({ tenantId: tenants[chance(tenants.length + 1)] ?? null, kind: kinds[chance(2)] ?? 'droplet' }),
    );
    const before = chance(4) === 0 ? chance(12) : 0;
    const after = chance(8) === 0 ? chance(15) : 0;
    const rollBack = chance(6) === 0;
    await db
      .transaction(async (sql) => {
        await sql.query('select pg_sleep($1)', [before / 1000]);
        await append(sql, batch);
        await sql.query('select pg_sleep($1)', [after / 1000]);
        if (rollBack) throw new Error('rolled back on purpose');
      })
      .catch(() => {});
    await pause(chance(60), signal);
  }
}

/** Subscribes, and leaves, pauses, switches and comes back, until told to stop moving; then reads on until told to end. */
export async function keepSubscribing(
  instances: readonly Instance[],
  received: Received,
  options: { readonly seed: number; readonly moving: AbortSignal; readonly done: AbortSignal },
): Promise<void> {
  const chance = createChance(options.seed);
  const { moving, done } = options;
  while (!done.aborted) {
    const alive = instances.filter((instance) => instance.alive);
    const instance = alive[chance(alive.length)];
    if (instance === undefined) {
      await pause(20, moving);
      continue;
    }
    const stream = instance.connect(received.wish, received.positions.at(-1) ?? received.after);
    received.connections += 1;
    const stay = new AbortController();
    const leave = () => stream.close();
    done.addEventListener('abort', leave, { once: true });
    // Half of them leave while they wait, half while they have just been given something.
    if (!moving.aborted) {
      delay(50 + chance(1500), undefined, { signal: stay.signal, ref: false }).then(leave, () => {});
    }
    for (;;) {
      const positions = await stream.next();
      if (positions === null) break;
      received.positions.push(...positions);
      if (moving.aborted) continue;
      if (chance(40) === 0) await pause(chance(400), moving);
      if (chance(60) === 0) break;
    }
    stay.abort();
    done.removeEventListener('abort', leave);
    stream.close();
    await pause(!moving.aborted && chance(3) === 0 ? chance(300) : 5, done);
  }
}

/** What the log holds for a subscriber. */
export async function expectedOf(db: SystemDb, { wish, after }: Received): Promise<bigint[]> {
  const rows = await db.query<{ position: bigint }>(
    `select position from cloud_resource_events
      where position > $1 and ($2::text[] is null or tenant_id = any($2)) and ($3::text[] is null or kind = any($3))
      order by position`,
    [after, wish.tenants, wish.kinds],
  );
  return rows.map(({ position }) => position);
}

export function wishOf(index: number): Wish {
  const tenant = tenants[index % tenants.length] ?? 'acme';
  const other = tenants[(index + 1) % tenants.length] ?? 'acme';
  const wishes: readonly Wish[] = [
    { tenants: null, kinds: null },
    { tenants: [tenant], kinds: null },
    { tenants: [tenant], kinds: ['volume'] },
    { tenants: [tenant, other], kinds: null },
    { tenants: null, kinds: ['droplet'] },
  ];
  return wishes[index % wishes.length] ?? { tenants: null, kinds: null };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return delay(ms, undefined, { signal, ref: false }).catch(() => {});
}
