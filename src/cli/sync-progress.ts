import type { Sql } from '../db/sql.ts';
import type { Budget } from '../digitalocean/budget.ts';
import { duration, styled } from './terminal.ts';

/** One part of a kind, as far as the run has come. */
export interface PartProgress {
  readonly kind: string;
  readonly part: string;
  readonly verdict: string | null;
  readonly reason: string | null;
  readonly seen: number;
}

export interface RunProgress {
  readonly status: string;
  readonly reason: string | null;
  readonly requests: number;
  /** Since it began; 0 while it waits. */
  readonly elapsedSeconds: number;
  readonly finished: readonly PartProgress[];
  /** How much of the run is done, from 0 to 1; null when no earlier one tells what is to come. */
  readonly fraction: number | null;
}

// What an earlier run took for each part says how far this one is; parts that it lacks count as an average one.
const progressOf = `
  with parts as (
    select kind, part, verdict, reason, seen, started_at, finished_at from sync_listings
     where run_id = $1 and finished_at is not null
  ), before as (
    select distinct on (kind, part) kind, part, extract(epoch from finished_at - started_at) + 0.01 as seconds
      from sync_listings
     where run_id <> $1 and finished_at is not null
       and (select kinds = '{}' or kind = any(kinds) or kind like '%project%' from sync_runs where id = $1)
     order by kind, part, finished_at desc
  )
  select r.status, r.reason, r.requests,
         extract(epoch from coalesce(r.finished_at, clock_timestamp()) - r.started_at)::float8 as "elapsedSeconds",
         (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'part', part, 'verdict', verdict, 'reason', reason,
                                                       'seen', seen) order by started_at, kind, part), '[]') from parts) as finished,
         (select sum(b.seconds) filter (where exists (select 1 from parts p where (p.kind, p.part) = (b.kind, b.part)))
                 / sum(b.seconds) from before b)::float8 as fraction
    from sync_runs r where r.id = $1`;

/** @returns null when there is no such run. */
export async function readProgress(db: Sql, runId: string): Promise<RunProgress | null> {
  const [row] = await db.query<Omit<RunProgress, 'elapsedSeconds'> & { elapsedSeconds: number | null }>(progressOf, [
    runId,
  ]);
  return row === undefined ? null : { ...row, elapsedSeconds: row.elapsedSeconds ?? 0 };
}

const barWidth = 24;

/** One line for a terminal: `[#######-----]  38%  12 parts  84 requests, 7.2/s  minute 166 of 250, hour 4 916 of 5 000  2m left`. */
export function progressLine(progress: RunProgress, budget: readonly string[]): string {
  const { status, finished, requests, elapsedSeconds, fraction } = progress;
  if (status === 'QUEUED') return 'waiting for its turn';
  const filled = Math.round((fraction ?? 0) * barWidth);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(barWidth - filled)}]`;
  const percent = fraction === null ? '' : `${String(Math.floor(fraction * 100)).padStart(3)}%`;
  const rate = elapsedSeconds > 1 ? `, ${(requests / elapsedSeconds).toFixed(1)}/s` : '';
  const left =
    fraction !== null && fraction > 0.02 && elapsedSeconds > 1
      ? `${duration((elapsedSeconds / fraction) * (1 - fraction))} left`
      : '';
  return [styled('green', bar), percent, `${finished.length} parts`, `${requests} requests${rate}`, ...budget, left]
    .filter((text) => text !== '')
    .join('  ');
}

/** What is left of the token's budget, as this process knows it. */
export async function budgetLeft(budget: Budget, lane: string): Promise<string[]> {
  const lanes = await budget.snapshot();
  const windows = lanes.find((each) => each.lane === lane)?.windows ?? [];
  return windows
    .filter(({ name }) => name === 'minute' || name === 'hour')
    .map(({ name, remaining, limit }) => `${name} ${remaining} of ${limit}`);
}
