import type { Sql } from '../db/sql.ts';
import { digitalOceanLimits, shareOf } from '../digitalocean/limits.ts';
import { kinds } from '../kinds/index.ts';
import { basePaceMinutes } from './due.ts';

/** What the schedule asks of the budget in a day. */
export interface DayPlan {
  readonly kinds: readonly {
    /** `project` stands for projects and who is in them, which every run reads. */
    readonly kind: string;
    readonly listingsPerDay: number;
    /** As the last listing took; before the first one, a page a part. */
    readonly requestsPerListing: number;
    readonly requestsPerDay: number;
  }[];
  readonly requestsPerDay: number;
  /** The share of the hourly limit that schedules may use, for a day. */
  readonly budgetPerDay: number;
  readonly fits: boolean;
}

const minutesPerDay = 24 * 60;

/** @param periodMs  Between two slots of the schedule. */
export async function planDay(db: Sql, periodMs: number): Promise<DayPlan> {
  const rows = await db.query<{ kind: string; requests: number }>(
    `select distinct on (kind) kind, sum(requests)::int as requests
       from sync_listings where finished_at is not null group by kind, run_id order by kind, max(finished_at) desc`,
  );
  const taken = new Map(rows.map(({ kind, requests }) => [kind, requests]));
  const slotsPerDay = (minutesPerDay * 60_000) / Math.max(1000, periodMs);
  const wanted = [
    { kind: 'project', listingsPerDay: slotsPerDay, least: 2 },
    ...kinds.map(({ name, everyMinutes, listing }) => ({
      kind: name,
      listingsPerDay:
        everyMinutes <= basePaceMinutes ? slotsPerDay : Math.min(slotsPerDay, minutesPerDay / everyMinutes),
      least: listing.rides ? 0 : Math.max(1, listing.parts.length),
    })),
  ];
  const planned = wanted.map(({ kind, listingsPerDay, least }) => {
    const requestsPerListing = taken.get(kind) ?? least;
    return { kind, listingsPerDay, requestsPerListing, requestsPerDay: Math.ceil(listingsPerDay * requestsPerListing) };
  });
  const requestsPerDay = planned.reduce((sum, each) => sum + each.requestsPerDay, 0);
  const budgetPerDay = shareOf(digitalOceanLimits.hour.limit, 'schedule') * 24;
  return { kinds: planned, requestsPerDay, budgetPerDay, fits: requestsPerDay <= budgetPerDay };
}
