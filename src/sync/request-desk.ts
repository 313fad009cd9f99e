import { messageOf } from '../base/errors.ts';
import type { SystemDb } from '../db/sql.ts';
import type { Log } from '../observability/log.ts';
import { kindsDueAt } from './due.ts';
import type { AskForRun } from './requests.ts';

// Between the moment at which a run is asked for and the moment at which the queue has it, a process may die or the database go
// away: nothing that was asked for is lost over that.

interface RequestDeskOptions {
  readonly db: SystemDb;
  readonly log: Log;
  readonly lane: string;
  readonly request: AskForRun;
  readonly enqueue: (runId: string, approved: boolean) => Promise<void>;
}

export interface RequestDesk {
  /** Asks for what is due at a slot, as soon as the database answers. */
  readonly onSlot: (slot: Date) => Promise<void>;
  stop(): void;
}

const everyMs = 5000;

export function startRequestDesk({ db, log, lane, request, enqueue }: RequestDeskOptions): RequestDesk {
  const missed = new Set<number>();
  let looking = false;

  const onSlot = async (slot: Date) => {
    try {
      await request({ kinds: await kindsDueAt(db, slot), trigger: 'schedule', requestedBy: null, slot });
      missed.delete(slot.getTime());
    } catch (error) {
      log.warn({ error: messageOf(error), slot }, 'A scheduled sync could not be asked for yet.');
      missed.add(slot.getTime());
    }
  };

  const handOver = async () => {
    const waiting = await db.query<{ id: string; approved: boolean }>(
      `select id, approved_at is not null as approved from sync_runs
        where lane = $1 and status = 'QUEUED' and coalesce(approved_at, queued_at) < now() - interval '5 seconds'`,
      [lane],
    );
    for (const { id, approved } of waiting) await enqueue(id, approved);
    for (const slot of [...missed]) await onSlot(new Date(slot));
  };

  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    handOver()
      // The database is away; the next look is soon.
      .catch(() => {})
      .finally(() => {
        looking = false;
      });
  }, everyMs);

  return { onSlot, stop: () => clearInterval(timer) };
}
