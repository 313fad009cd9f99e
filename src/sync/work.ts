import { setMaxListeners } from 'node:events';
import { messageOf } from '../base/errors.ts';
import type { JobInHand } from '../jobs/port.ts';
import { withLogFields } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import { withSpan } from '../observability/trace.ts';
import type { RunContext } from './context.ts';
import { persist } from './persistence.ts';
import { startProgress } from './progress.ts';
import { type RunEnd, type RunSettings, runSync } from './run.ts';
import { type Attempt, type BegunRun, beginRun, finishRun, RunLostError, type SyncTrigger } from './runs.ts';

/** The queue of syncs: one a purpose of a token. */
export const fullSyncQueue = 'cloud_sync_full';

const approval = 'approve:';

/** A run is a job of its own when it is asked for, and another one when its held deletions are approved. */
export function jobIdOf(runId: string, approved: boolean): string {
  return approved ? `${approval}${runId}` : runId;
}

export interface WorkOptions
  extends RunSettings,
    Pick<RunContext, 'db' | 'client' | 'spaces' | 'clock' | 'log' | 'strikeSpacingMs'> {
  /** Names this process among all that share the database. */
  readonly instance: string;
  readonly metrics?: Metrics;
}

/** A run that could neither be begun nor ended would block its lane: that is tried until it is done. */
const forEver = { tries: Number.POSITIVE_INFINITY };

/** Does the run that a job stands for, from the beginning of this attempt to its end. */
export function workOnRun(job: JobInHand, options: WorkOptions): Promise<void> {
  const runId = job.id.startsWith(approval) ? job.id.slice(approval.length) : job.id;
  return withLogFields({ runId }, () =>
    withSpan('sync run', { attributes: { 'arcadia.run_id': runId } }, () => work(job, runId, options)),
  );
}

async function work(job: JobInHand, runId: string, options: WorkOptions): Promise<void> {
  const { db, clock, instance, log } = options;
  const { client, spaces, strikeSpacingMs } = options;
  const base = { runId, db, client, spaces, clock, log, strikeSpacingMs };
  const waiting: RunContext = { ...base, priority: 'schedule', signal: job.signal };
  const run = await persist(waiting, 'begin', () => beginRun(db, runId, instance), forEver);
  // Cancelled while it waited, or done by an attempt that could not say so any more.
  if (run === null) return;

  const attempt: Attempt = { runId, instance, attempts: run.attempts };
  const progress = startProgress({ db, client: options.client, attempt, log });
  const signal = AbortSignal.any([job.signal, progress.signal]);
  // Many parts at once listen to it, each for as long as it waits.
  setMaxListeners(0, signal);
  const priority = isPersons(run.trigger) || run.approvedIds !== null ? 'person' : 'schedule';
  const context: RunContext = { ...base, client: progress.client, priority, signal };
  const beganAt = clock.now();
  try {
    const end = await runToItsEnd(context, { run, attempt, step: job.step }, options);
    await persist(
      context,
      'end',
      async () => {
        await progress.flush();
        await finishRun(db, attempt, end);
      },
      forEver,
    );
    log.info(
      { trigger: run.trigger, attempts: run.attempts, status: end.status, reason: end.reason ?? undefined },
      'Sync run ended.',
    );
    options.metrics?.syncRuns.inc({ status: end.status });
    options.metrics?.syncSeconds.observe((clock.now().getTime() - beganAt.getTime()) / 1000);
  } catch (error) {
    if (job.signal.aborted || !(error instanceof RunLostError || progress.signal.aborted)) throw error;
    log.info({ reason: messageOf(progress.signal.reason ?? error) }, 'Sync run was let go of.');
  } finally {
    progress.stop();
  }
}

/** Whatever goes wrong for a reason of ours ends the run with that reason: nobody waits for it in vain. */
async function runToItsEnd(
  context: RunContext,
  inHand: { run: BegunRun; attempt: Attempt; step: JobInHand['step'] },
  options: WorkOptions,
): Promise<RunEnd> {
  try {
    return await runSync(context, inHand, {
      ...options,
      onListing: ({ kind, verdict }) => options.metrics?.syncListings.inc({ kind, verdict }),
    });
  } catch (error) {
    if (context.signal.aborted || error instanceof RunLostError) throw error;
    context.log.error({ err: error }, 'A sync run failed.');
    return { status: 'FAILED', reason: `It failed for a reason of our own: ${messageOf(error)}` };
  }
}

function isPersons(trigger: SyncTrigger): boolean {
  return trigger === 'manual' || trigger === 'cli';
}
