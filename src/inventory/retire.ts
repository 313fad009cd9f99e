import type { SystemDb } from '../db/sql.ts';
import { commit, commitStrikes, lockedRows } from './commit.ts';
import { type Cause, planDeletion } from './plan.ts';
import type { ResourceRow } from './rows.ts';

/** The third strike makes a suspect; the provider is asked about it before anything is deleted. */
export const strikesToSuspect = 3;

export interface Suspect {
  readonly id: string;
  readonly providerId: string;
  readonly urn: string;
}

/** A part that was read from its first page to its last, with nothing missing. Nothing else may strike. */
export interface CompleteListing {
  readonly kind: string;
  readonly part: string;
  readonly beganAt: Date;
}

/**
 * Strikes what a complete listing did not show.
 *
 * @param spacingMs  Least time between two strikes on one resource, so that a nervous admin cannot delete by clicking.
 * @returns          How many were struck, and who has three strikes by now.
 */
export async function strike(
  db: SystemDb,
  listing: CompleteListing,
  now: Date,
  spacingMs: number,
): Promise<{ struck: number; suspects: Suspect[] }> {
  const struck = await commitStrikes(db, listing, now, spacingMs);
  const suspects = await db.query<Suspect>(
    `select id, provider_id as "providerId", urn from cloud_resources
      where kind = $1 and part = $2 and deleted_at is null and last_seen_at < $3 and stale_strike_count >= $4
      order by id`,
    [listing.kind, listing.part, listing.beganAt, strikesToSuspect],
  );
  return { struck, suspects };
}

/**
 * Tombstones those that the provider says are gone, unless they were seen since it was asked.
 *
 * @param askedAt  When the confirming question was asked.
 * @returns        How many were deleted.
 */
export async function bury(db: SystemDb, ids: readonly string[], askedAt: Date, cause: Cause): Promise<number> {
  if (ids.length === 0) return 0;
  return db.transaction(async (sql) => {
    const rows = await sql.query<ResourceRow>(lockedRows, [ids]);
    const gone = rows.filter((row) => row.deletedAt === null && row.lastSeenAt < askedAt);
    await commit(
      sql,
      gone.map((row) => planDeletion(row, askedAt, cause)),
    );
    return gone.length;
  });
}
