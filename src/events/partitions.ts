import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { Sql, SystemDb } from '../db/sql.ts';
import type { Log } from '../observability/log.ts';

//  … p1000000 │ p2000000 │ p3000000 │ p4000000 │ rest
//    dropped    kept       the head   made ahead   net: what comes before its partition is made
//    when asked
//
// Partitions are ranges of positions, named after the first. Positions are dense, so what is kept is one unbroken range, and
// a cursor is good from its beginning on.

export interface PartitionPlan {
  /** Positions in a new partition; older ones stay as they are. */
  readonly size: bigint;
  /** Partitions that stand ready above the head. */
  readonly ahead: number;
  /** Which events may go, in whole partitions; null: none ever. Where both are given, both must allow it. */
  readonly keep: { readonly events: bigint | null; readonly days: number | null } | null;
}

export interface Maintained {
  readonly made: readonly string[];
  readonly dropped: readonly string[];
}

const parent = 'cloud_resource_events';
const rest = `${parent}_rest`;
const dayMs = 86_400_000;
const maintainEveryMs = 600_000;
const retryMs = 5000;

interface Partition {
  readonly name: string;
  /** The first position that is not in it. */
  readonly to: bigint;
}

/** Makes and drops partitions now, and every ten minutes. @returns what stops it. */
export async function keepPartitions(
  db: SystemDb,
  plan: PartitionPlan,
  { clock, log }: { clock: Clock; log: Log },
): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  const maintain = async (): Promise<number> => {
    try {
      const { made, dropped } = await maintainPartitions(db, plan, clock.now());
      if (made.length + dropped.length > 0)
        log.info({ made, dropped }, 'The partitions of the event log were changed.');
      return maintainEveryMs;
    } catch (error) {
      // Meanwhile what has no partition goes to the rest, and nothing fails.
      log.warn({ reason: messageOf(error) }, 'Partitions of the event log could not be kept up; trying again soon.');
      return retryMs;
    }
  };
  let pauseMs = await maintain();
  const keeping = (async () => {
    while (!stopping.signal.aborted) {
      await delay(pauseMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
      if (!stopping.signal.aborted) pauseMs = await maintain();
    }
  })();
  return () => {
    stopping.abort();
    return keeping;
  };
}

/** Makes the partitions that should stand ready, and drops what need not be kept. One instance at a time does it. */
export async function maintainPartitions(db: SystemDb, plan: PartitionPlan, now: Date): Promise<Maintained> {
  if (!(await somethingToDo(db, plan, now))) return { made: [], dropped: [] };
  return db.transaction(async (sql) => {
    // Everybody who comes meanwhile waits behind us, so we do not wait long: the next attempt finds a better moment.
    await sql.query(`set local lock_timeout = '500ms'`);
    // The log itself first, as everybody takes it first: then nobody is in the middle of an append, and nobody whom we wait
    // for waits for us.
    await sql.query(`lock table ${parent} in access exclusive mode`);
    const made = [...(await promoteRest(sql, plan)), ...(await makeAhead(sql, plan))];
    const dropped = await droppable(sql, plan.keep, now);
    for (const name of dropped) {
      await sql.query(`alter table ${parent} detach partition ${name}`);
      await sql.query(`drop table ${name}`);
    }
    return { made, dropped };
  });
}

async function somethingToDo(sql: Sql, plan: PartitionPlan, now: Date): Promise<boolean> {
  const early = await sql.query(`select from ${rest} limit 1`);
  if (early.length > 0 || endOf(await readPartitions(sql)) < (await wantedEnd(sql, plan))) return true;
  return (await droppable(sql, plan.keep, now)).length > 0;
}

/** Events that came before their partition was made: the rest becomes that partition, and no row is moved. */
async function promoteRest(sql: Sql, plan: PartitionPlan): Promise<string[]> {
  const [early] = await sql.query(`select from ${rest} limit 1`);
  if (early === undefined) return [];
  const [newest] = await sql.query<{ position: bigint }>(`select max(position) as position from ${rest}`);
  const from = endOf(await readPartitions(sql));
  const name = `${parent}_p${from}`;
  await sql.query(`alter table ${parent} detach partition ${rest}`);
  await sql.query(`alter table ${rest} rename to ${name}`);
  const to = multipleAbove(newest?.position ?? from, plan.size);
  await sql.query(`alter table ${parent} attach partition ${name} for values from (${from}) to (${to})`);
  await sql.query(`create table ${rest} partition of ${parent} default`);
  await sql.query(`select arcadia_guard_event_partition('${rest}')`);
  return [name];
}

async function makeAhead(sql: Sql, plan: PartitionPlan): Promise<string[]> {
  const wanted = await wantedEnd(sql, plan);
  const made: string[] = [];
  for (let from = endOf(await readPartitions(sql)); from < wanted; ) {
    const to = multipleAbove(from, plan.size);
    const name = `${parent}_p${from}`;
    await sql.query(`create table ${name} partition of ${parent} for values from (${from}) to (${to})`);
    await sql.query(`select arcadia_guard_event_partition('${name}')`);
    made.push(name);
    from = to;
  }
  return made;
}

/** Above the head there must be room up to here. */
async function wantedEnd(sql: Sql, { size, ahead }: PartitionPlan): Promise<bigint> {
  return (await headOf(sql)) + size * BigInt(ahead);
}

/** Which partitions need not be kept: oldest first, and no further than the first that must stay. */
async function droppable(sql: Sql, keep: PartitionPlan['keep'], now: Date): Promise<string[]> {
  if (keep === null) return [];
  const head = await headOf(sql);
  const names: string[] = [];
  for (const { name, to } of await readPartitions(sql)) {
    if (to > head) break;
    if (keep.events !== null && to - 1n > head - keep.events) break;
    if (keep.days !== null) {
      // recorded_at rises with position.
      const [newest] = await sql.query<{ at: Date }>(
        `select recorded_at as at from ${name} order by position desc limit 1`,
      );
      if (newest !== undefined && newest.at.getTime() > now.getTime() - keep.days * dayMs) break;
    }
    names.push(name);
  }
  return names;
}

async function headOf(sql: Sql): Promise<bigint> {
  const [head] = await sql.query<{ position: bigint }>('select position from event_head');
  return head?.position ?? 0n;
}

/** Oldest first, without the rest. */
function readPartitions(sql: Sql): Promise<Partition[]> {
  return sql.query<Partition>(
    `select name, bound[1]::bigint as "to"
       from (select c.relname as name, regexp_match(pg_get_expr(c.relpartbound, c.oid), $re$ TO \\('?(\\d+)'?\\)$re$) as bound
               from pg_inherits i join pg_class c on c.oid = i.inhrelid
              where i.inhparent = '${parent}'::regclass) p
      where bound is not null order by 2`,
  );
}

/** Where the next partition begins. */
function endOf(partitions: readonly Partition[]): bigint {
  return partitions.at(-1)?.to ?? 0n;
}

function multipleAbove(position: bigint, size: bigint): bigint {
  return (position / size + 1n) * size;
}
