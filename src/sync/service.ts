import type { LaneSnapshot } from '../digitalocean/budget.ts';
import type { InputProblem } from '../inventory/classify.ts';
import { declare } from '../inventory/declare.ts';
import { startJobs } from '../jobs/engine.ts';
import { kindsDueAt } from './due.ts';
import { type KindHealth, readHealth } from './health.ts';
import { type DayPlan, planDay } from './plan.ts';
import { refresh } from './refresh.ts';
import { startRequestDesk } from './request-desk.ts';
import { type AskForRun, requestRun } from './requests.ts';
import { approveRun, cancelRun, forgetOldRuns } from './runs.ts';
import { startScheduler } from './scheduler.ts';
import { startTail } from './tail.ts';
import { watchRuns } from './watch.ts';
import { fullSyncQueue, jobIdOf, type WorkOptions, workOnRun } from './work.ts';

//  cron, start, people ──► request ──► one queue, a lane a token ──► work ──► run ──► kinds, parts

export interface SyncServiceOptions extends WorkOptions {
  /** Of the token that lists: one run at a time in each lane, in the whole fleet. */
  readonly lane: string;
  /** null: no schedule. */
  readonly cron: string | null;
  readonly databaseUrl: string;
  readonly databasePooling: 'session' | 'transaction';
  /** Between two readings of what DigitalOcean has just done. Default 20 s; read only where there is a schedule. */
  readonly tailMs?: number;
}

export interface SyncService {
  readonly request: AskForRun;
  /** @returns false when there is no such run, or it has ended. */
  cancel(runId: string, actor: string): Promise<boolean>;
  /** Lets a run go on with the deletions it holds. @returns false when there is no such run, or it holds none. */
  approve(runId: string, actor: string): Promise<boolean>;
  declare(statement: { resourceId: string; declared: unknown }, actor: string): Promise<InputProblem | null>;
  /** One look at a resource, now. @returns why there is nothing new; null when there may be. */
  refresh(resourceId: string, actor: string): Promise<InputProblem | null>;
  health(): Promise<readonly KindHealth[]>;
  /** What the schedule asks of the budget in a day; null without one. */
  plan(): Promise<DayPlan | null>;
  /** Ids of runs as they progress, on whatever instance. */
  watch(signal: AbortSignal): AsyncGenerator<string, void, undefined>;
  /** Why nothing is synced at present; null while it is. */
  readonly trouble: string | null;
  /** Ends the schedule and lets go of the run under way. */
  stop(): Promise<void>;
}

/** What is used of one token's limits, in the whole fleet. */
export type LaneBudget = LaneSnapshot;

const defaultTailMs = 20_000;

/** Works on syncs, asks for one at each slot of the schedule, and at once when a slot was missed while nobody was there. */
export async function startSyncService(options: SyncServiceOptions): Promise<SyncService> {
  const { db, log, clock, lane, cron, tailMs = defaultTailMs } = options;
  const jobs = await startJobs({
    db,
    url: options.databaseUrl,
    pooling: options.databasePooling,
    instance: options.instance,
    log,
    queues: { [fullSyncQueue]: (job) => workOnRun(job, options) },
  });
  const enqueue = (runId: string, approved = false) =>
    jobs.enqueue({ id: jobIdOf(runId, approved), queue: fullSyncQueue, lane });

  const request: AskForRun = async (wish) => {
    const outcome = await requestRun(db, { ...wish, lane });
    if (!outcome.alreadyRunning) await enqueue(outcome.runId);
    return outcome;
  };
  const desk = startRequestDesk({ db, log, lane, request, enqueue });
  const scheduler = cron === null ? null : startScheduler(cron, desk.onSlot, log);
  // Missed slots are never caught up by cron itself.
  if (scheduler !== null && (await isOverdue(options, scheduler.periodMs))) {
    await request({ kinds: await kindsDueAt(db, clock.now()), trigger: 'startup', requestedBy: null });
  }
  await forgetOldRuns(db);
  if (scheduler !== null) await warnOfPlan(options, { periodMs: scheduler.periodMs, tailMs });
  const tail = cron === null ? null : startTail({ ...options, everyMs: tailMs });
  return {
    request,
    cancel: (runId, actor) => cancelRun(db, runId, actor),
    async approve(runId, actor) {
      const approved = await approveRun(db, runId, actor);
      if (approved) await enqueue(runId, true);
      return approved;
    },
    get trouble() {
      return jobs.trouble;
    },
    declare: (statement, actor) => declare(db, statement, actor, clock.now()),
    refresh: (resourceId, actor) => refresh(options, resourceId, actor),
    health: () => readHealth(db, clock.now(), scheduler?.nextSlot() ?? null),
    plan: async () => (scheduler === null ? null : planDay(db, { periodMs: scheduler.periodMs, tailMs })),
    watch: (signal) => watchRuns(db, signal),
    async stop() {
      await scheduler?.stop();
      desk.stop();
      await tail?.stop();
      await jobs.stop();
    },
  };
}

/** A plan that does not fit is no error: kinds are then listed later than they are due. But somebody should know. */
async function warnOfPlan({ db, log }: SyncServiceOptions, schedule: Parameters<typeof planDay>[1]): Promise<void> {
  const { fits, requestsPerDay, budgetPerDay, kinds } = await planDay(db, schedule);
  if (fits) return;
  const dearest = [...kinds].sort((a, b) => b.requestsPerDay - a.requestsPerDay).slice(0, 5);
  log.warn(
    { requestsPerDay, budgetPerDay, dearest },
    'The schedule asks for more requests than the token has; widen ARCADIA_SYNC_CRON, or kinds are listed later than due.',
  );
}

async function isOverdue({ db, lane, clock }: SyncServiceOptions, periodMs: number): Promise<boolean> {
  const [last] = await db.query<{ queuedAt: Date }>(
    `select queued_at as "queuedAt" from sync_runs
      where lane = $1 and status in ('SUCCEEDED', 'PARTIAL', 'HELD') order by queued_at desc limit 1`,
    [lane],
  );
  return last === undefined || clock.now().getTime() - last.queuedAt.getTime() >= periodMs;
}
