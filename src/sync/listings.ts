import type { Sql } from '../db/sql.ts';
import { type Attempt, RunLostError } from './runs.ts';

export type Verdict = 'COMPLETE' | 'PARTIAL' | 'FORBIDDEN' | 'UNSUPPORTED' | 'FAILED';

/** What a run has to say of one part of a kind. */
export interface ListingRecord {
  readonly kind: string;
  readonly part: string;
  readonly verdict: Verdict;
  readonly reason: string | null;
  readonly pages: number;
  /** Distinct ids. */
  readonly seen: number;
  readonly total: number | null;
  readonly requests: number;
  readonly discovered: number;
  readonly updated: number;
  readonly tagged: number;
  readonly restored: number;
  readonly drifted: number;
  readonly struck: number;
  readonly deleted: number;
  /** Members with three strikes that it did not show, who are to be asked about; not written down with the rest. */
  readonly suspects?: number;
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

const ours = `exists (select from sync_runs where id = $1 and instance = $2 and attempts = $3 and status = 'RUNNING')`;

/** Shows that parts are being read: without a verdict, so that they count for nothing yet. @throws RunLostError */
export async function openListings(
  db: Sql,
  attempt: Attempt,
  listings: readonly { readonly kind: string; readonly part: string }[],
  startedAt: Date,
): Promise<void> {
  await expectSome(
    db.query(
      `insert into sync_listings (run_id, kind, part, started_at)
       select $1, n.kind, n.part, $6 from unnest($4::text[], $5::text[]) as n(kind, part) where ${ours}
       on conflict (run_id, kind, part) do update set started_at = excluded.started_at returning 1`,
      [...valuesOf(attempt), listings.map(({ kind }) => kind), listings.map(({ part }) => part), startedAt],
    ),
  );
}

/** Writes down what parts came to. @throws RunLostError */
export async function recordListings(db: Sql, attempt: Attempt, records: readonly ListingRecord[]): Promise<void> {
  // What rides on each of several parts has something to say of the same one; a statement writes a row once.
  for (const turn of inTurns(records)) await recordOnce(db, attempt, turn);
}

function inTurns(records: readonly ListingRecord[]): ListingRecord[][] {
  const turns: ListingRecord[][] = [];
  const timesSeen = new Map<string, number>();
  for (const record of records) {
    const key = `${record.kind}/${record.part}`;
    const turn = timesSeen.get(key) ?? 0;
    timesSeen.set(key, turn + 1);
    turns[turn] = [...(turns[turn] ?? []), record];
  }
  return turns;
}

async function recordOnce(db: Sql, attempt: Attempt, records: readonly ListingRecord[]): Promise<void> {
  await expectSome(
    db.query(
      `insert into sync_listings (run_id, kind, part, verdict, reason, pages, seen, total, requests, discovered, updated,
                                  tagged, restored, drifted, struck, deleted, started_at, finished_at)
       select $1, n.kind, n.part, n.verdict, n.reason, n.pages, n.seen, n.total, n.requests, n.discovered, n.updated,
              n.tagged, n.restored, n.drifted, n.struck, n.deleted, n."startedAt", n."finishedAt"
         from jsonb_to_recordset($4::jsonb) as n(
              kind text, part text, verdict text, reason text, pages int, seen int, total int, requests int, discovered int,
              updated int, tagged int, restored int, drifted int, struck int, deleted int,
              "startedAt" timestamptz, "finishedAt" timestamptz)
        where ${ours}
       on conflict (run_id, kind, part) do update
          set verdict = excluded.verdict, reason = excluded.reason, pages = excluded.pages, seen = excluded.seen,
              total = excluded.total, requests = sync_listings.requests + excluded.requests,
              discovered = excluded.discovered, updated = excluded.updated, tagged = excluded.tagged,
              restored = excluded.restored, drifted = excluded.drifted, struck = excluded.struck,
              deleted = excluded.deleted, started_at = excluded.started_at, finished_at = excluded.finished_at
       returning 1`,
      [...valuesOf(attempt), JSON.stringify(records)],
    ),
  );
}

/** Adds what became of the suspects of a part. */
export async function addToListing(
  db: Sql,
  { runId }: Attempt,
  listing: { readonly kind: string; readonly part: string },
  outcome: { readonly deleted: number; readonly requests: number; readonly remark: string | null },
): Promise<void> {
  await db.query(
    `update sync_listings set deleted = deleted + $4, requests = requests + $5,
            reason = nullif(concat_ws(' ', reason, $6::text), '')
      where run_id = $1 and kind = $2 and part = $3`,
    [runId, listing.kind, listing.part, outcome.deleted, outcome.requests, outcome.remark],
  );
}

function valuesOf({ runId, instance, attempts }: Attempt) {
  return [runId, instance, attempts];
}

async function expectSome(rows: Promise<readonly unknown[]>): Promise<void> {
  if ((await rows).length === 0) throw new RunLostError();
}
