import { setTimeout as delay } from 'node:timers/promises';
import type { Sql } from '../db/sql.ts';

const everyMs = 500;

/**
 * Names runs as they progress: each unfinished one at first, then whichever has changed, its end included, on whatever
 * instance it goes on. Ends when the signal aborts.
 */
export async function* watchRuns(db: Sql, signal: AbortSignal): AsyncGenerator<string, void, undefined> {
  const known = new Map<string, string>();
  let begun = false;
  while (!signal.aborted) {
    const rows = await db
      .query<{ id: string; unfinished: boolean; signature: string }>(
        `select r.id, r.finished_at is null as unfinished,
                concat_ws(' ', r.status, r.requests, r.attempts, r.approved_at, count(l.kind), count(l.verdict)) as signature
           from sync_runs r left join sync_listings l on l.run_id = r.id
          where r.finished_at is null or r.finished_at > now() - interval '1 minute'
          group by r.id order by r.queued_at`,
      )
      // While the database is away nothing progresses that could be told.
      .catch(() => []);
    for (const { id, unfinished, signature } of rows) {
      const isNews = known.get(id) !== signature && (begun || unfinished);
      known.set(id, signature);
      if (isNews) yield id;
    }
    begun = true;
    await delay(everyMs, undefined, { signal }).catch(() => {});
  }
}
