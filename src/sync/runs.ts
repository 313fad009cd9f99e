import { audit } from '../db/audit.ts';
import type { Sql, SystemDb } from '../db/sql.ts';

export type SyncStatus = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'PARTIAL' | 'HELD' | 'FAILED' | 'CANCELLED';
export type SyncTrigger = 'schedule' | 'startup' | 'manual' | 'cli';

/** A run as the one who works on it knows it. */
export interface ClaimedRun {
  readonly id: string;
  /** Kinds asked for; empty: all. */
  readonly kinds: readonly string[];
  readonly trigger: SyncTrigger;
  readonly attempts: number;
}

export interface SyncRequest {
  readonly kinds: readonly string[];
  readonly trigger: SyncTrigger;
  readonly requestedBy: string | null;
  /** Which token's lane the run uses: one run at a time in each, in the whole fleet. */
  readonly lane: string;
  /** The moment of the schedule that asks, when it is the schedule. */
  readonly slot?: Date;
}

const requestLock = 4_701_002;

/**
 * Asks for a run, or joins an unfinished one that covers what is asked: the one door for cron, start and people.
 */
export async function requestRun(
  db: SystemDb,
  request: SyncRequest,
): Promise<{ runId: string; alreadyRunning: boolean }> {
  const slots = request.slot === undefined ? [] : [request.slot];
  return db.transaction(async (sql) => {
    await sql.query('select pg_advisory_xact_lock($1)', [requestLock]);
    const [covering] = await sql.query<{ id: string }>(
      `select id from sync_runs
        where lane = $1 and status in ('QUEUED', 'RUNNING')
          and (kinds = '{}' or ($2::text[] <> '{}' and kinds @> $2::text[]))
        order by queued_at limit 1`,
      [request.lane, request.kinds],
    );
    if (covering !== undefined) {
      if (slots.length > 0) {
        await sql.query('update sync_runs set slots = slots || $2::timestamptz[] where id = $1 and not slots @> $2', [
          covering.id,
          slots,
        ]);
      }
      return { runId: covering.id, alreadyRunning: true };
    }
    // The same slot fired on another instance, and its run has ended by now.
    const [served] = await sql.query<{ id: string }>(
      `select id from sync_runs where lane = $1 and $2::timestamptz[] <> '{}' and slots @> $2::timestamptz[] limit 1`,
      [request.lane, slots],
    );
    if (served !== undefined) return { runId: served.id, alreadyRunning: true };
    const [run] = await sql.query<{ id: string }>(
      `insert into sync_runs (trigger, requested_by, kinds, lane, slots) values ($1, $2, $3, $4, $5)
       returning id`,
      [request.trigger, request.requestedBy, request.kinds, request.lane, slots],
    );
    const runId = (run as { id: string }).id;
    if (request.requestedBy !== null) {
      const details = { kinds: request.kinds };
      await audit(sql, { actor: request.requestedBy, action: 'triggerSync', target: runId, details });
    }
    return { runId, alreadyRunning: false };
  });
}

export const leaseSeconds = 15;

/**
 * Takes the next run of a lane, unless one is being worked on: a dead instance's first, whose lease has run out, then the
 * oldest that waits.
 */
export async function claimRun(db: SystemDb, lane: string, instance: string): Promise<ClaimedRun | null> {
  return db.transaction(async (sql) => {
    await sql.query('select pg_advisory_xact_lock($1)', [requestLock]);
    const [run] = await sql.query<ClaimedRun>(
      `update sync_runs set status = 'RUNNING', instance = $2, attempts = attempts + 1,
              started_at = coalesce(started_at, now()), lease_until = now() + make_interval(secs => $3)
        where id = (
          select id from sync_runs
           where lane = $1 and (status = 'QUEUED' or (status = 'RUNNING' and lease_until < now()))
             and not exists (select 1 from sync_runs where lane = $1 and status = 'RUNNING' and lease_until >= now())
           order by status = 'RUNNING' desc, queued_at limit 1)
       returning id, kinds, trigger, attempts`,
      [lane, instance, leaseSeconds],
    );
    return run ?? null;
  });
}

/** @returns false when the lease is lost: another instance works on the run, or it was cancelled. */
export async function renewLease(db: Sql, runId: string, instance: string): Promise<boolean> {
  const kept = await db.query(
    `update sync_runs set lease_until = now() + make_interval(secs => $3)
      where id = $1 and instance = $2 and status = 'RUNNING' returning id`,
    [runId, instance, leaseSeconds],
  );
  return kept.length === 1;
}

export async function finishRun(
  db: Sql,
  runId: string,
  instance: string,
  end: { readonly status: SyncStatus; readonly reason: string | null },
): Promise<void> {
  await db.query(
    `update sync_runs set status = $3, reason = $4, finished_at = now(), lease_until = null,
            requests = coalesce((select sum(requests) from sync_listings where run_id = $1), 0)
      where id = $1 and instance = $2 and status = 'RUNNING'`,
    [runId, instance, end.status, end.reason],
  );
}

/** Stops a run that waits or goes on: whoever works on it notices when it renews its lease. @returns false when it has ended. */
export async function cancelRun(db: SystemDb, runId: string, actor: string): Promise<boolean> {
  return db.transaction(async (sql) => {
    const cancelled = await sql.query(
      `update sync_runs set status = 'CANCELLED', reason = $2, finished_at = now(), lease_until = null
        where id = $1 and status in ('QUEUED', 'RUNNING') returning id`,
      [runId, `Cancelled by ${actor}.`],
    );
    if (cancelled.length === 0) return false;
    await audit(sql, { actor, action: 'cancelSync', target: runId });
    return true;
  });
}

/** Gives a run back unfinished, so that another instance or the next start goes on with it at once. */
export async function releaseRun(db: Sql, runId: string, instance: string): Promise<void> {
  await db.query(
    `update sync_runs set lease_until = now() - interval '1 second' where id = $1 and instance = $2 and status = 'RUNNING'`,
    [runId, instance],
  );
}

/** When the newest slot or successful run of a lane was, so that a start can tell whether it missed one. */
export async function lastSuccess(db: Sql, lane: string): Promise<Date | null> {
  const [run] = await db.query<{ finishedAt: Date }>(
    `select finished_at as "finishedAt" from sync_runs
      where lane = $1 and kinds = '{}' and status in ('SUCCEEDED', 'PARTIAL') order by queued_at desc limit 1`,
    [lane],
  );
  return run?.finishedAt ?? null;
}

export type Verdict = 'COMPLETE' | 'PARTIAL' | 'FORBIDDEN' | 'UNSUPPORTED' | 'FAILED';

/** What a run has to say of one part of a kind. */
export interface ListingRecord {
  readonly kind: string;
  readonly part: string;
  readonly verdict: Verdict;
  readonly reason: string | null;
  readonly pages: number;
  /** Distinct ids. */
  readonly seen: number;
  readonly total: number | null;
  readonly requests: number;
  readonly discovered: number;
  readonly updated: number;
  readonly tagged: number;
  readonly restored: number;
  readonly drifted: number;
  readonly struck: number;
  readonly deleted: number;
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

export async function recordListing(db: Sql, runId: string, listing: ListingRecord): Promise<void> {
  await db.query(
    `insert into sync_listings (run_id, kind, part, verdict, reason, pages, seen, total, requests, discovered, updated, tagged,
                                restored, drifted, struck, deleted, started_at, finished_at)
     select $1, n.kind, n.part, n.verdict, n.reason, n.pages, n.seen, n.total, n.requests, n.discovered, n.updated, n.tagged,
            n.restored, n.drifted, n.struck, n.deleted, n."startedAt", n."finishedAt"
       from jsonb_to_record($2::jsonb) as n(
            kind text, part text, verdict text, reason text, pages int, seen int, total int, requests int, discovered int,
            updated int, tagged int, restored int, drifted int, struck int, deleted int,
            "startedAt" timestamptz, "finishedAt" timestamptz)
     on conflict (run_id, kind, part) do update
        set verdict = excluded.verdict, reason = excluded.reason, pages = excluded.pages, seen = excluded.seen,
            total = excluded.total, requests = sync_listings.requests + excluded.requests, discovered = excluded.discovered,
            updated = excluded.updated, tagged = excluded.tagged, restored = excluded.restored, drifted = excluded.drifted,
            struck = excluded.struck, deleted = excluded.deleted, finished_at = excluded.finished_at`,
    [runId, JSON.stringify(listing)],
  );
}

/** Parts that an earlier attempt of this run has read already. A listing that was cut is not among them. */
export async function finishedParts(db: Sql, runId: string): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ key: string }>(
    `select kind || '/' || part as key from sync_listings where run_id = $1 and finished_at is not null`,
    [runId],
  );
  return new Set(rows.map((row) => row.key));
}
