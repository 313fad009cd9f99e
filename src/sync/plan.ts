import type { Sql } from '../db/sql.ts';
import { digitalOceanLimits, shareOf } from '../digitalocean/limits.ts';
import type { Parent } from '../kinds/define.ts';
import { kinds } from '../kinds/index.ts';
import { type Census, requestsAListing } from '../kinds/requests.ts';
import { basePaceMinutes } from './due.ts';
import { followedKinds, listsEveryMs } from './tail-lists.ts';

/** What the schedule asks of the budget in a day. */
export interface DayPlan {
  readonly kinds: readonly {
    /**
     * `project` stands for projects and who is in them, which every run reads; `actions` and `followed_lists` for what is read
     * between runs, without the looks at what has changed: those come with the changes.
     */
    readonly kind: string;
    readonly listingsPerDay: number;
    /** As the last listing took; before the first one, as what is mirrored lets expect. */
    readonly requestsPerListing: number;
    readonly requestsPerDay: number;
  }[];
  readonly requestsPerDay: number;
  /** The share of the hourly limit that schedules may use, for a day. */
  readonly budgetPerDay: number;
  readonly fits: boolean;
}

const minutesPerDay = 24 * 60;

/**
 * @param periodMs  Between two slots of the schedule.
 * @param tailMs    Between two readings of what the provider has just done.
 */
export async function planDay(db: Sql, { periodMs, tailMs }: { periodMs: number; tailMs: number }): Promise<DayPlan> {
  const rows = await db.query<{ kind: string; requests: number }>(
    `select distinct on (kind) kind, sum(requests)::int as requests
       from sync_listings where finished_at is not null group by kind, run_id order by kind, max(finished_at) desc`,
  );
  const census = await takeCensus(db);
  const taken = new Map(rows.map(({ kind, requests }) => [kind, requests]));
  const slotsPerDay = (minutesPerDay * 60_000) / Math.max(1000, periodMs);
  const wanted = [
    { kind: 'project', listingsPerDay: slotsPerDay, requestsPerListing: taken.get('project') ?? 2 },
    ...(await tailsOf(db, tailMs)),
    ...kinds.map((kind) => ({
      kind: kind.name,
      listingsPerDay:
        kind.everyMinutes <= basePaceMinutes ? slotsPerDay : Math.min(slotsPerDay, minutesPerDay / kind.everyMinutes),
      // What another service answers is not among the requests that are written down.
      requestsPerListing:
        (kind.listing.service === undefined ? taken.get(kind.name) : undefined) ?? requestsAListing(kind, census),
    })),
  ];
  const planned = wanted.map((each) => ({
    ...each,
    requestsPerDay: Math.ceil(each.listingsPerDay * each.requestsPerListing),
  }));
  const requestsPerDay = planned.reduce((sum, each) => sum + each.requestsPerDay, 0);
  const budgetPerDay = shareOf(digitalOceanLimits.hour.limit, 'schedule') * 24;
  return { kinds: planned, requestsPerDay, budgetPerDay, fits: requestsPerDay <= budgetPerDay };
}

/** Each reading asks whose the token is, and then for one page of each list. */
async function tailsOf(db: Sql, tailMs: number) {
  const lists = (await followedKinds(db)).length;
  const readingsPerDay = (everyMs: number) => (minutesPerDay * 60_000) / everyMs;
  return [
    { kind: 'actions', listingsPerDay: readingsPerDay(tailMs), requestsPerListing: 2 },
    {
      kind: 'followed_lists',
      listingsPerDay: readingsPerDay(listsEveryMs(tailMs)),
      requestsPerListing: lists === 0 ? 0 : 1 + lists,
    },
  ];
}

/** About as many regions as the provider has. */
const regions = 14;

async function takeCensus(db: Sql): Promise<Census> {
  const counts = await db.query<{ kind: string; live: number }>(
    'select kind, count(*)::int as live from cloud_resources where deleted_at is null group by kind',
  );
  const parentKinds = [
    ...new Set(kinds.flatMap(({ listing }) => (listing.under && listing.parent ? listing.parent : []))),
  ];
  const parents = await db.query<Parent & { kind: string }>(
    `select kind, provider_id as "providerId", attrs from cloud_resources where kind = any($1) and deleted_at is null`,
    [parentKinds],
  );
  const live = new Map(counts.map((row) => [row.kind, row.live]));
  return {
    count: (kind) => live.get(kind) ?? 0,
    parents: (kind) => parents.filter((each) => each.kind === kind),
    regions,
  };
}
