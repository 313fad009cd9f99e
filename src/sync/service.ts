import type { Clock } from '../base/clock.ts';
import type { SystemDb } from '../db/sql.ts';
import type { Client } from '../digitalocean/client.ts';
import type { Log } from '../observability/log.ts';
import type { RunContext } from './context.ts';
import { type RunSettings, runSync } from './run.ts';
import { cancelRun, lastSuccess, requestRun, type SyncRequest, type SyncTrigger } from './runs.ts';
import { startScheduler } from './scheduler.ts';
import { startWorker } from './worker.ts';

//  cron, start, people ──► request ──► one queue a lane ──► worker ──► run ──► parts

export interface SyncServiceOptions extends RunSettings {
  readonly db: SystemDb;
  readonly client: Client;
  readonly clock: Clock;
  readonly log: Log;
  /** Of the token that lists: one run at a time in each lane, in the whole fleet. */
  readonly lane: string;
  /** Names this process among all that share the database. */
  readonly instance: string;
  /** null: no schedule. */
  readonly cron: string | null;
  readonly strikeSpacingMs: number;
}

export interface SyncService {
  request(request: Omit<SyncRequest, 'lane'>): Promise<{ runId: string; alreadyRunning: boolean }>;
  /** @returns false when there is no such run, or it has ended. */
  cancel(runId: string, actor: string): Promise<boolean>;
  /** Ends the schedule and lets go of the run under way. */
  stop(): Promise<void>;
}

/** Works on syncs, asks for one at each slot of the schedule, and at once when a slot was missed while nobody was there. */
export async function startSyncService(options: SyncServiceOptions): Promise<SyncService> {
  const { db, log, clock, lane, instance, cron } = options;
  const worker = startWorker({
    db,
    log,
    lane,
    instance,
    work: (run, signal) => {
      const context: RunContext = {
        runId: run.id,
        db,
        client: options.client,
        clock,
        log: log.child({ runId: run.id }),
        priority: isPersons(run.trigger) ? 'person' : 'schedule',
        strikeSpacingMs: options.strikeSpacingMs,
        signal,
      };
      return runSync(context, run, options);
    },
  });
  const request: SyncService['request'] = async (wish) => {
    const outcome = await requestRun(db, { ...wish, lane });
    worker.wake();
    return outcome;
  };
  const onSlot = (slot: Date) => {
    request({ kinds: [], trigger: 'schedule', requestedBy: null, slot }).catch((error) => {
      log.warn({ err: error, slot }, 'A scheduled sync could not be asked for; the next slot asks again.');
    });
  };
  const scheduler = cron === null ? null : startScheduler(cron, onSlot);
  // Missed slots are never caught up by cron itself.
  if (scheduler !== null && (await isOverdue(db, lane, scheduler.periodMs, clock))) {
    await request({ kinds: [], trigger: 'startup', requestedBy: null });
  }
  return {
    request,
    cancel: (runId, actor) => cancelRun(db, runId, actor),
    async stop() {
      await scheduler?.stop();
      await worker.stop();
    },
  };
}

function isPersons(trigger: SyncTrigger): boolean {
  return trigger === 'manual' || trigger === 'cli';
}

async function isOverdue(db: SystemDb, lane: string, periodMs: number, clock: Clock): Promise<boolean> {
  const last = await lastSuccess(db, lane);
  return last === null || clock.now().getTime() - last.getTime() >= periodMs;
}
