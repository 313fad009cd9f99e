import { audit } from '../db/audit.ts';
import type { SystemDb } from '../db/sql.ts';
import type { SyncTrigger } from './runs.ts';

export interface SyncRequest {
  readonly kinds: readonly string[];
  readonly trigger: SyncTrigger;
  readonly requestedBy: string | null;
  /** Which token's lane the run uses: one run at a time in each, in the whole fleet. */
  readonly lane: string;
  /** The moment of the schedule that asks, when it is the schedule. */
  readonly slot?: Date;
}

/** Asks for a run in the lane of this service. */
export type AskForRun = (wish: Omit<SyncRequest, 'lane'>) => Promise<{ runId: string; alreadyRunning: boolean }>;

const requestLock = 4_701_002;

/**
 * Asks for a run, or joins an unfinished one that covers what is asked: the one door for cron, start and people.
 * A slot is written down at the run that serves it, whether it began the run or joined it.
 */
export async function requestRun(
  db: SystemDb,
  request: SyncRequest,
): Promise<{ runId: string; alreadyRunning: boolean }> {
  const slots = request.slot === undefined ? [] : [request.slot];
  return db.transaction(async (sql) => {
    await sql.query('select pg_advisory_xact_lock($1)', [requestLock]);
    // The same slot fired on another instance, which was quicker; its run may have ended by now.
    const [served] = await sql.query<{ id: string }>(
      `select id from sync_runs where lane = $1 and $2::timestamptz[] <> '{}' and slots @> $2::timestamptz[] limit 1`,
      [request.lane, slots],
    );
    if (served !== undefined) return { runId: served.id, alreadyRunning: true };
    const [covering] = await sql.query<{ id: string }>(
      `select id from sync_runs
        where lane = $1 and status in ('QUEUED', 'RUNNING') and approved_at is null
          and (kinds = '{}' or ($2::text[] <> '{}' and kinds @> $2::text[]))
        order by queued_at limit 1`,
      [request.lane, request.kinds],
    );
    if (covering !== undefined) {
      await sql.query('update sync_runs set slots = slots || $2::timestamptz[] where id = $1', [covering.id, slots]);
      return { runId: covering.id, alreadyRunning: true };
    }
    const [run] = await sql.query<{ id: string }>(
      `insert into sync_runs (trigger, requested_by, kinds, lane, slots) values ($1, $2, $3, $4, $5)
       returning id`,
      [request.trigger, request.requestedBy, request.kinds, request.lane, slots],
    );
    const runId = (run as { id: string }).id; // an insert that returns gives its one row
    if (request.requestedBy !== null) {
      const details = { kinds: request.kinds };
      await audit(sql, { actor: request.requestedBy, action: 'triggerSync', target: runId, details });
    }
    return { runId, alreadyRunning: false };
  });
}
