import { audit } from '../db/audit.ts';
import type { Sql, SystemDb } from '../db/sql.ts';

//  request ─► QUEUED ─begin─► RUNNING ─► SUCCEEDED | PARTIAL | FAILED | CANCELLED
//               ▲                 └────► HELD
//               └───────approve─────────────┘
//
// Only the instance that began a run last may write what it says: one that was frozen meanwhile finds its writes refused.

export type SyncStatus = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'PARTIAL' | 'HELD' | 'FAILED' | 'CANCELLED';
export type SyncTrigger = 'schedule' | 'startup' | 'manual' | 'cli';

/** A run as the one who works on it knows it. */
export interface BegunRun {
  readonly id: string;
  /** Kinds asked for; empty: all. */
  readonly kinds: readonly string[];
  readonly trigger: SyncTrigger;
  /** Counts up: with the instance it names this attempt and no other. */
  readonly attempts: number;
  /** An admin let its held deletions go on: these, and nothing else, are to be done. */
  readonly approvedIds: readonly string[] | null;
}

/** Which attempt at a run writes. */
export interface Attempt {
  readonly runId: string;
  readonly instance: string;
  readonly attempts: number;
}

/** The run was cancelled, or another instance has taken it over: whoever still works on it is to stop. */
export class RunLostError extends Error {
  constructor() {
    super('This run was cancelled, or another instance works on it by now.');
    this.name = 'RunLostError';
  }
}

/** Takes a run in hand, whoever had it before. @returns null when there is nothing to be done any more. */
export async function beginRun(db: Sql, runId: string, instance: string): Promise<BegunRun | null> {
  const [run] = await db.query<BegunRun>(
    `update sync_runs set status = 'RUNNING', instance = $2, attempts = attempts + 1, started_at = coalesce(started_at, now())
      where id = $1 and status in ('QUEUED', 'RUNNING')
     returning id, kinds, trigger, attempts, case when approved_at is not null then held_ids end as "approvedIds"`,
    [runId, instance],
  );
  return run ?? null;
}

const isOurs = `id = $1 and instance = $2 and attempts = $3 and status = 'RUNNING'`;

/** Says how far a run has come. @throws RunLostError */
export async function noteProgress(db: Sql, attempt: Attempt, requests: number): Promise<void> {
  const ours = await db.query(`update sync_runs set requests = requests + $4 where ${isOurs} returning id`, [
    attempt.runId,
    attempt.instance,
    attempt.attempts,
    requests,
  ]);
  if (ours.length === 0) throw new RunLostError();
}

/** @throws RunLostError */
export async function finishRun(
  db: Sql,
  attempt: Attempt,
  end: { readonly status: SyncStatus; readonly reason: string | null },
): Promise<void> {
  const ours = await db.query(
    `update sync_runs set status = $4, reason = $5, finished_at = now() where ${isOurs} returning id`,
    [attempt.runId, attempt.instance, attempt.attempts, end.status, end.reason],
  );
  if (ours.length === 0) throw new RunLostError();
}

/** Stops a run that waits or goes on; whoever works on it finds it out within a second. @returns false when it has ended. */
export async function cancelRun(db: SystemDb, runId: string, actor: string): Promise<boolean> {
  return db.transaction(async (sql) => {
    const cancelled = await sql.query(
      `update sync_runs set status = 'CANCELLED', reason = $2, finished_at = now()
        where id = $1 and status in ('QUEUED', 'RUNNING') returning id`,
      [runId, `Cancelled by ${actor}.`],
    );
    if (cancelled.length === 0) return false;
    await audit(sql, { actor, action: 'cancelSync', target: runId });
    return true;
  });
}

/** Notes deletions that are to wait for an admin. */
export async function holdDeletions(db: Sql, runId: string, ids: readonly string[]): Promise<void> {
  await db.query(
    `update sync_runs set held_ids = array(select distinct unnest(held_ids || $2::uuid[]) order by 1) where id = $1`,
    [runId, ids],
  );
}

/**
 * Lets a run go on with the deletions that it holds; the provider is asked about each again.
 *
 * @returns  false when the run holds none.
 */
export async function approveRun(db: SystemDb, runId: string, actor: string): Promise<boolean> {
  return db.transaction(async (sql) => {
    const [approved] = await sql.query<{ held: number }>(
      `update sync_runs set status = 'QUEUED', approved_by = $2, approved_at = now(), finished_at = null, reason = null
        where id = $1 and status = 'HELD' returning cardinality(held_ids) as held`,
      [runId, actor],
    );
    if (approved === undefined) return false;
    await audit(sql, { actor, action: 'approveDeletions', target: runId, details: { deletions: approved.held } });
    return true;
  });
}

/** Runs and what they say are kept so long; the log and the audit are for ever. */
const keptDays = 30;

export async function forgetOldRuns(db: Sql): Promise<void> {
  await db.query(
    `delete from sync_runs where finished_at < now() - make_interval(days => $1) and status <> 'HELD'
        and id not in (select id from sync_runs order by queued_at desc limit 100)`,
    [keptDays],
  );
}
