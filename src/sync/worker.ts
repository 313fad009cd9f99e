import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../base/errors.ts';
import type { SystemDb } from '../db/sql.ts';
import type { Log } from '../observability/log.ts';
import { type ClaimedRun, claimRun, finishRun, leaseSeconds, releaseRun, renewLease, type SyncStatus } from './runs.ts';

//  request ─► QUEUED ─claim, lease─► RUNNING ─► SUCCEEDED | PARTIAL | HELD | FAILED | CANCELLED
//                                      │ the instance dies: its lease runs out, another one claims it and goes on

export interface WorkerOptions {
  readonly db: SystemDb;
  readonly log: Log;
  readonly lane: string;
  /** Names this process among all that share the database. */
  readonly instance: string;
  readonly work: (run: ClaimedRun, signal: AbortSignal) => Promise<{ status: SyncStatus; reason: string | null }>;
  readonly pollMs?: number;
}

export interface Worker {
  /** Looks for a run at once. */
  wake(): void;
  /** Lets go of the run under way, unfinished, so that the next start goes on with it. */
  stop(): Promise<void>;
}

/** A run that fails for a reason of ours is tried again, but not for ever. */
const mostAttempts = 5;

/** Works on the runs of a lane, one at a time in the whole fleet. */
export function startWorker({ db, log, lane, instance, work, pollMs = 2000 }: WorkerOptions): Worker {
  const stopping = new AbortController();
  let wake = () => {};

  const loop = async () => {
    while (!stopping.signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      let run: ClaimedRun | null = null;
      try {
        run = await claimRun(db, lane, instance);
        if (run !== null) await workOn(run);
      } catch (error) {
        log.warn({ runId: run?.id, error: messageOf(error) }, 'A sync run was interrupted.');
        await pause(pollMs);
        continue;
      }
      if (run === null) await Promise.race([woken, pause(pollMs)]);
    }
  };

  const pause = (ms: number) => delay(ms, undefined, { signal: stopping.signal, ref: false }).catch(() => {});

  const workOn = async (run: ClaimedRun) => {
    const lost = new AbortController();
    const heartbeat = setInterval(
      () => {
        renewLease(db, run.id, instance).then(
          (kept) => kept || lost.abort(new Error('The lease of this run is lost, or it was cancelled.')),
          // While the database is away the lease cannot be told from lost; the run's own statements will say.
          () => {},
        );
      },
      (leaseSeconds * 1000) / 5,
    );
    const signal = AbortSignal.any([stopping.signal, lost.signal]);
    try {
      const end = await work(run, signal);
      await finishRun(db, run.id, instance, end);
      log.info(
        { runId: run.id, trigger: run.trigger, status: end.status, reason: end.reason ?? undefined },
        'Sync run ended.',
      );
    } catch (error) {
      if (stopping.signal.aborted) {
        await releaseRun(db, run.id, instance);
        return;
      }
      if (lost.signal.aborted) return;
      if (run.attempts >= mostAttempts) {
        const reason = `It failed ${run.attempts} times, last with: ${messageOf(error)}`;
        await finishRun(db, run.id, instance, { status: 'FAILED', reason });
      } else {
        await releaseRun(db, run.id, instance);
      }
      throw error;
    } finally {
      clearInterval(heartbeat);
    }
  };

  const running = loop();
  return {
    wake: () => wake(),
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
