import type { Sql, SystemDb } from '../db/sql.ts';
import { commit, commitStrikes, lockedRows } from './commit.ts';
import { holdTenancy } from './homes.ts';
import { type Cause, planDeletion } from './plan.ts';
import type { ResourceRow } from './rows.ts';

//  a complete part ─► strike ─3─► suspects ─► sync asks the provider ─► bury: those it does not know, and their children

/** The third strike makes a suspect; the provider is asked about it before anything is deleted. */
const strikesToSuspect = 3;

export interface Suspect {
  readonly id: string;
  readonly part: string;
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
 * @returns          How many were struck, and how many of those that it did not show are suspects by now.
 */
export function strike(
  db: SystemDb,
  listing: CompleteListing,
  now: Date,
  spacingMs: number,
): Promise<{ struck: number; suspects: number }> {
  return commitStrikes(db, listing, now, spacingMs, strikesToSuspect);
}

/** Which of these parts have a live member that they did not show, as `kind/part`. */
export async function partsWithUnseen(db: Sql, listings: readonly CompleteListing[]): Promise<ReadonlySet<string>> {
  if (listings.length === 0) return new Set();
  const found = await db.query<{ kind: string; part: string }>(
    // One probe a part, however many there are and whatever the planner knows of the table.
    `select l.kind, l.part from unnest($1::text[], $2::text[], $3::timestamptz[]) as l(kind, part, began_at), lateral (
       select 1 from cloud_resources r
        where r.kind = l.kind and r.part = l.part and r.deleted_at is null and r.last_seen_at < l.began_at limit 1) u`,
    [listings.map(({ kind }) => kind), listings.map(({ part }) => part), listings.map(({ beganAt }) => beganAt)],
  );
  return new Set(found.map(({ kind, part }) => `${kind}/${part}`));
}

/** Who has three strikes and was not seen by the complete listings given: all of one kind, in the order of their keys. */
export function suspectsOf(db: Sql, kind: string, listings: readonly CompleteListing[]): Promise<Suspect[]> {
  return db.query<Suspect>(
    `select r.id, r.part, r.provider_id as "providerId", r.urn
       from unnest($2::text[], $3::timestamptz[]) as l(part, began_at)
       join cloud_resources r on r.kind = $1 and r.part = l.part and r.last_seen_at < l.began_at
      where r.deleted_at is null and r.stale_strike_count >= $4
      order by r.id`,
    [kind, listings.map(({ part }) => part), listings.map(({ beganAt }) => beganAt), strikesToSuspect],
  );
}

/** Those of the given ids that live. */
export function livingOf(db: Sql, kind: string, ids: readonly string[]): Promise<Suspect[]> {
  return db.query<Suspect>(
    `select id, part, provider_id as "providerId", urn from cloud_resources
      where kind = $1 and id = any($2::uuid[]) and deleted_at is null order by id`,
    [kind, ids],
  );
}

export interface Burial {
  /** When the confirming question was asked: whoever was seen since is kept. */
  readonly askedAt: Date;
  /** Kinds whose members exist only within a parent, and go with it. */
  readonly childKinds: readonly string[];
  readonly cause: Cause;
}

/** Rows in one transaction, so that nobody waits long for the head. */
const buriedAtOnce = 200;

/**
 * Tombstones those that the provider says are gone, unless they were seen since it was asked, and with each its children.
 *
 * @returns  How many of `ids` were deleted, by part; children are not counted.
 */
export async function bury(db: SystemDb, ids: readonly string[], burial: Burial): Promise<ReadonlyMap<string, number>> {
  const deleted = new Map<string, number>();
  for (let first = 0; first < ids.length; first += buriedAtOnce) {
    const gone = await db.transaction((sql) => buryOnce(sql, ids.slice(first, first + buriedAtOnce), burial));
    for (const { part } of gone) deleted.set(part, (deleted.get(part) ?? 0) + 1);
  }
  return deleted;
}

async function buryOnce(sql: Sql, ids: readonly string[], burial: Burial): Promise<readonly ResourceRow[]> {
  // What is gone stays with whoever had it: nobody may be handing it on. Nor does one who locks rows and then their children meet
  // one who locks both together.
  await holdTenancy(sql);
  const rows = await sql.query<ResourceRow>(lockedRows, [ids]);
  const gone = rows.filter((row) => isUnseen(row, burial.askedAt));
  const children = await childrenOf(sql, gone, burial);
  await commit(
    sql,
    // Children first: whoever follows the log never meets a child whose parent is gone.
    [...children, ...gone].map((row) => planDeletion(row, burial.askedAt, burial.cause)),
  );
  return gone;
}

/** A child that was seen after the question stays: then its parent's 404 was not the last word. */
async function childrenOf(sql: Sql, parents: readonly ResourceRow[], burial: Burial): Promise<ResourceRow[]> {
  const found: ResourceRow[] = [];
  let urns = parents.map(({ urn }) => urn);
  while (urns.length > 0 && burial.childKinds.length > 0) {
    const children = await sql.query<{ id: string }>(
      `select id from cloud_resources where owner_urn = any($1::text[]) and kind = any($2::text[]) and deleted_at is null`,
      [urns, burial.childKinds],
    );
    const rows = await sql.query<ResourceRow>(lockedRows, [children.map(({ id }) => id)]);
    const gone = rows.filter((row) => isUnseen(row, burial.askedAt));
    found.push(...gone);
    urns = gone.map(({ urn }) => urn);
  }
  return found;
}

function isUnseen(row: ResourceRow, since: Date): boolean {
  return row.deletedAt === null && row.lastSeenAt < since;
}
