import type { Sql } from '../db/sql.ts';
import type { Kind } from '../kinds/define.ts';
import { kinds as allKinds } from '../kinds/index.ts';

// Each kind says how often it is due. The schedule's slots are what an operator sets: the kinds at the base pace are read at
// each of them, the slower ones at the first slot at which their time has come.

/** Kinds that are due this often, or more often, are read at every slot. */
export const basePaceMinutes = 5;

/** A slot fires a little before or after a whole period since the last listing began. */
const toleranceMs = 30_000;

/** When each kind was last listed with an outcome that a repetition would not better. */
export async function lastListed(db: Sql): Promise<ReadonlyMap<string, Date>> {
  const rows = await db.query<{ kind: string; at: Date }>(
    `select kind, max(started_at) as at from sync_listings
      where verdict in ('COMPLETE', 'FORBIDDEN', 'UNSUPPORTED') group by kind`,
  );
  return new Map(rows.map(({ kind, at }) => [kind, at]));
}

/** When a kind is due next; null: at the next slot. */
export function nextDue(kind: Kind, listedAt: Date | undefined): Date | null {
  if (kind.everyMinutes <= basePaceMinutes || listedAt === undefined) return null;
  return new Date(listedAt.getTime() + kind.everyMinutes * 60_000);
}

/** What a slot asks for. @returns names of kinds; empty: all of them. */
export async function kindsDueAt(db: Sql, now: Date): Promise<readonly string[]> {
  const listed = await lastListed(db);
  const due = allKinds.filter((kind) => {
    const at = nextDue(kind, listed.get(kind.name));
    return at === null || at.getTime() - toleranceMs <= now.getTime();
  });
  return due.length === allKinds.length ? [] : due.map(({ name }) => name);
}
