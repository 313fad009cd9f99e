import cron from 'node-cron';
import { StartError } from '../base/errors.ts';
import type { Log } from '../observability/log.ts';

export interface Scheduler {
  /** Between the next two slots. */
  readonly periodMs: number;
  nextSlot(): Date | null;
  stop(): Promise<void>;
}

/**
 * Fires at each slot of a cron expression, in UTC: elsewhere the hour that autumn repeats would be skipped. The slot is the
 * minute or second that the expression names, the same on every instance, so that a slot is served once however many fire.
 *
 * A process that was held up over some slots (asleep, frozen, busy) fires late, once, for the last of them.
 *
 * @throws StartError  when it is no cron expression.
 */
export function startScheduler(expression: string, onSlot: (slot: Date) => void, log: Log): Scheduler {
  if (!cron.validate(expression)) {
    throw new StartError(`ARCADIA_SYNC_CRON: got ${JSON.stringify(expression)}, wants a cron expression or "off"`);
  }
  const hasSeconds = expression.trim().split(/\s+/).length === 6;
  const task = cron.schedule(expression, ({ date }) => onSlot(slotOf(date, hasSeconds)), {
    timezone: 'Etc/UTC',
    logger: loggerOf(log),
  });
  let missed: Date[] = [];
  // Each is told of by itself, all of them in one turn of the loop.
  task.on('execution:missed', ({ date }) => {
    if (missed.push(slotOf(date, hasSeconds)) === 1) setImmediate(serveLate);
  });
  const serveLate = () => {
    const last = missed.at(-1);
    if (last === undefined) return;
    log.warn(
      { slots: missed.length, last },
      'This process was held up over slots of the schedule; the last is served now.',
    );
    missed = [];
    onSlot(last);
  };
  const [first, second] = task.getNextRuns(2);
  return {
    periodMs: first && second ? second.getTime() - first.getTime() : 0,
    nextSlot: () => task.getNextRuns(1)[0] ?? null,
    async stop() {
      missed = [];
      await task.destroy();
    },
  };
}

/** What cron has to say goes where everything goes. */
function loggerOf(log: Log) {
  return {
    info: (message: string) => log.debug({ cron: message }, 'Of the schedule.'),
    warn: (message: string) => log.warn({ cron: message }, 'Of the schedule.'),
    error: (message: string | Error) => log.error({ cron: String(message) }, 'Of the schedule.'),
    debug: (message: string | Error) => log.debug({ cron: String(message) }, 'Of the schedule.'),
  };
}

function slotOf(date: Date, hasSeconds: boolean): Date {
  const slot = new Date(date);
  slot.setUTCSeconds(hasSeconds ? slot.getUTCSeconds() : 0, 0);
  return slot;
}
