import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../base/errors.ts';
import type { RunContext } from './context.ts';
import { RunLostError } from './runs.ts';

/** Times that one piece of a run is tried before it is given up. An outage of the database costs one or two of them. */
const mostTries = 5;

const firstPauseMs = 100;
const longestPauseMs = 5000;
const probeMs = 500;

/**
 * Does a piece of work that may be done again from its start, and outlives the database being away, however long it is.
 *
 * @throws  at once when the signal aborts or the run is lost; else what the last try threw.
 */
export async function persist<Result>(
  context: RunContext,
  what: string,
  work: () => Promise<Result>,
  { tries: most = mostTries }: { readonly tries?: number } = {},
): Promise<Result> {
  const { db, log, signal } = context;
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || error instanceof RunLostError || tries >= most) throw error;
      log.warn({ what, tries, error: messageOf(error) }, 'A piece of a sync failed and is tried again.');
      await delay(Math.min(firstPauseMs * 2 ** tries, longestPauseMs), undefined, { signal });
      await untilAnswers(db, signal);
    }
  }
}

async function untilAnswers(db: RunContext['db'], signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      await db.query('select 1');
      return;
    } catch {
      // Whatever keeps it from answering, there is nothing to be done but to wait.
      await delay(probeMs, undefined, { signal });
    }
  }
}
