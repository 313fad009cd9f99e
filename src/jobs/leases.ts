import { setTimeout as delay } from 'node:timers/promises';
import type { Sql } from '../db/sql.ts';

// Who is alive. The engine knows who had a job last, not whether that one still breathes: that is what these leases say.

/** Without a sign of life for so long an instance with work in hand is taken for dead. */
export const leaseMs = 8000;

/**
 * One without work says seldom that it lives: whose death costs nobody anything need not be found out soon, and each sign is a
 * write, which makes every kept answer be made again.
 */
export const idleLeaseMs = 60_000;

/** @returns false when there was none: this instance was taken for dead, or is new. */
export async function renewLease(db: Sql, instance: string, forMs: number): Promise<boolean> {
  const renewed = await db.query(
    `update job_instances set lease_until = now() + make_interval(secs => $2) where instance = $1 returning instance`,
    [instance, forMs / 1000],
  );
  return renewed.length > 0;
}

export async function takeLease(db: Sql, instance: string, forMs: number): Promise<void> {
  await db.query(
    `insert into job_instances (instance, lease_until) values ($1, now() + make_interval(secs => $2))
     on conflict (instance) do update set lease_until = excluded.lease_until`,
    [instance, forMs / 1000],
  );
}

export async function dropLease(db: Sql, instance: string): Promise<void> {
  await db.query('delete from job_instances where instance = $1', [instance]);
}

/** Strikes off whose lease has run out. @returns the instances that live. */
export async function livingInstances(db: Sql): Promise<ReadonlySet<string>> {
  await db.query('delete from job_instances where lease_until < now()');
  const rows = await db.query<{ instance: string }>('select instance from job_instances');
  return new Set(rows.map(({ instance }) => instance));
}

/** Longer than any such work takes; whoever died in the middle of it is waited for so long. */
const exclusiveSeconds = 20;
const pollMs = 100;

/**
 * Does a thing while no other instance does. A row, not a lock of a session or transaction: CREATE INDEX CONCURRENTLY waits for
 * every transaction that is open, also for the one that would hold such a lock.
 */
export async function withLease(db: Sql, name: string, work: () => Promise<void>): Promise<void> {
  const take = () =>
    db.query(
      `insert into job_instances as i (instance, lease_until) values ($1, now() + make_interval(secs => $2))
       on conflict (instance) do update set lease_until = excluded.lease_until where i.lease_until < now()
       returning instance`,
      [name, exclusiveSeconds],
    );
  while ((await take()).length === 0) await delay(pollMs);
  try {
    await work();
  } finally {
    await dropLease(db, name);
  }
}
