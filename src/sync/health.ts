import type { Sql } from '../db/sql.ts';
import { kinds } from '../kinds/index.ts';
import { lastListed, nextDue } from './due.ts';
import type { Verdict } from './listings.ts';

/** How well a kind is known. */
export interface KindHealth {
  readonly kind: string;
  /** When the last listing began of which every part was complete, those aside that are not there; null: never yet. */
  readonly lastCompleteAt: Date | null;
  readonly ageSeconds: number | null;
  /** The worst of its parts in the last run that listed it. */
  readonly lastVerdict: Verdict | null;
  /** null without a schedule. */
  readonly nextDueAt: Date | null;
  readonly live: number;
  /** Those with strikes. */
  readonly stale: number;
}

interface Row {
  readonly kind: string;
  readonly lastCompleteAt: Date | null;
  readonly lastVerdict: Verdict | null;
}

export async function readHealth(db: Sql, now: Date, nextSlot: Date | null): Promise<readonly KindHealth[]> {
  const listings = await db.query<Row>(
    `with listed as (
       select kind, run_id, min(started_at) as at, bool_and(verdict in ('COMPLETE', 'UNSUPPORTED')) and bool_or(verdict = 'COMPLETE') as complete,
              (array_agg(verdict order by array_position(
                array['FAILED', 'PARTIAL', 'FORBIDDEN', 'UNSUPPORTED', 'COMPLETE'], verdict)))[1] as worst
         from sync_listings where verdict is not null group by kind, run_id)
     select kind, max(at) filter (where complete) as "lastCompleteAt", (array_agg(worst order by at desc))[1] as "lastVerdict"
       from listed group by kind`,
  );
  const counts = await db.query<{ kind: string; live: number; stale: number }>(
    `select kind, count(*)::int as live, count(*) filter (where stale_strike_count > 0)::int as stale
       from cloud_resources where deleted_at is null group by kind`,
  );
  const listed = await lastListed(db);
  const [byKind, countOf] = [new Map(listings.map((row) => [row.kind, row])), new Map(counts.map((c) => [c.kind, c]))];
  return kinds.map((kind) => {
    const row = byKind.get(kind.name);
    const due = nextDue(kind, listed.get(kind.name));
    const at = row?.lastCompleteAt ?? null;
    return {
      kind: kind.name,
      lastCompleteAt: at,
      ageSeconds: at === null ? null : Math.max(0, Math.round((now.getTime() - at.getTime()) / 1000)),
      lastVerdict: row?.lastVerdict ?? null,
      nextDueAt: nextSlot === null ? null : due !== null && due > nextSlot ? due : nextSlot,
      live: countOf.get(kind.name)?.live ?? 0,
      stale: countOf.get(kind.name)?.stale ?? 0,
    };
  });
}
