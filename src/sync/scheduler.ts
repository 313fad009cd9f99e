import cron from 'node-cron';
import { StartError } from '../base/errors.ts';

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
 * @throws StartError  when it is no cron expression.
 */
export function startScheduler(expression: string, onSlot: (slot: Date) => void): Scheduler {
  if (!cron.validate(expression)) {
    throw new StartError(`ARCADIA_SYNC_CRON: got ${JSON.stringify(expression)}, wants a cron expression or "off"`);
  }
  const hasSeconds = expression.trim().split(/\s+/).length === 6;
  const task = cron.schedule(expression, ({ date }) => onSlot(slotOf(date, hasSeconds)), { timezone: 'Etc/UTC' });
  const [first, second] = task.getNextRuns(2);
  return {
    periodMs: first && second ? second.getTime() - first.getTime() : 0,
    nextSlot: () => task.getNextRuns(1)[0] ?? null,
    async stop() {
      await task.destroy();
    },
  };
}

function slotOf(date: Date, hasSeconds: boolean): Date {
  const slot = new Date(date);
  slot.setUTCSeconds(hasSeconds ? slot.getUTCSeconds() : 0, 0);
  return slot;
}
