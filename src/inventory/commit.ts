import { errorCode } from '../base/errors.ts';
import type { Sql } from '../db/sql.ts';
import { append } from '../events/append.ts';
import type { EventDraft } from '../events/types.ts';
import type { Links } from '../kinds/define.ts';
import type { PlannedRow } from './plan.ts';
import {
  type ResourceRow,
  resourceAssignments,
  resourceColumns,
  resourceRecordSet,
  resourceSelection,
  resourceValues,
} from './rows.ts';

// The one door. Rows, links, versions and events are written here, in one transaction that the caller has opened, and nowhere
// else. A batch is a constant number of statements whatever its size. The head row comes last: whoever holds it makes every
// other writer wait.

const uniqueViolation = '23505';

/** Somebody else discovered the same resource at the same moment. The transaction is to be tried again from its start. */
export class LostRaceError extends Error {
  /** So many rows were new to this writer: fewer at each attempt, since whoever won has committed by then. */
  readonly newRows: number;

  constructor(newRows: number, cause: unknown) {
    super('Another writer discovered the same resource at the same moment.', { cause });
    this.name = 'LostRaceError';
    this.newRows = newRows;
  }
}

export interface PlannedLinks {
  readonly resourceId: string;
  readonly tenantId: string | null;
  readonly links: Links;
}

/**
 * Writes what was planned. The caller has locked every row that is not new, in the order of their keys.
 *
 * @throws LostRaceError  A new row exists by now; nothing is written once the transaction has been rolled back.
 */
export async function commit(
  sql: Sql,
  planned: readonly PlannedRow[],
  links: readonly PlannedLinks[] = [],
): Promise<void> {
  const fresh = planned.filter((row) => row.before === null).map((row) => row.after);
  const known = planned.filter((row) => row.before !== null).map((row) => row.after);
  if (fresh.length > 0) {
    fresh.sort((a, b) => (a.urn < b.urn ? -1 : 1));
    await insert(sql, fresh);
  }
  if (known.length > 0) {
    await sql.query(
      `update cloud_resources r set ${resourceAssignments} from ${resourceRecordSet('$1')} where r.id = n.id`,
      [JSON.stringify(known)],
    );
  }
  const freshIds = new Set(fresh.map(({ id }) => id));
  await dropLinks(
    sql,
    links.filter(({ resourceId }) => !freshIds.has(resourceId)),
  );
  await writeLinks(sql, links);
  await moveLinks(sql, planned);

  const drafts = planned.flatMap((row) => row.events);
  if (drafts.length === 0) return;
  const { first, recordedAt } = await append(sql, drafts);
  // What is new has had no state until now.
  if (known.length > 0) await endVersions(sql, drafts, first, recordedAt);
  await writeVersions(sql, drafts, first, recordedAt);
}

async function insert(sql: Sql, fresh: readonly ResourceRow[]): Promise<void> {
  try {
    await sql.query(
      `insert into cloud_resources (${resourceColumns}) select ${resourceValues} from ${resourceRecordSet('$1')}`,
      [JSON.stringify(fresh)],
    );
  } catch (error) {
    throw errorCode(error) === uniqueViolation ? new LostRaceError(fresh.length, error) : error;
  }
}

/**
 * A sighting of rows that are as they were: the time, and no strikes. Narrow and HOT; there is no index on what it writes.
 *
 * @param seenAt  When each page was asked for; rows say which page, from 0.
 */
export async function commitSightings(
  sql: Sql,
  unchanged: readonly { readonly id: string; readonly page: number }[],
  seenAt: readonly Date[],
): Promise<void> {
  if (unchanged.length === 0) return;
  await sql.query(
    `update cloud_resources r set last_seen_at = ($3::timestamptz[])[s.page], stale_strike_count = 0, last_struck_at = null
       from unnest($1::uuid[], $2::int[]) as s(id, page) where r.id = s.id`,
    [unchanged.map(({ id }) => id), unchanged.map(({ page }) => page + 1), seenAt],
  );
}

/**
 * Strikes the live members of a part that were not seen since its listing began, each at most once per spacing, and once by this
 * listing: one that began before the last strike is no further sign.
 *
 * @param least  Strikes that make a suspect.
 * @returns      how many were struck, and how many of the unseen are suspects by now.
 */
export async function commitStrikes(
  sql: Sql,
  listing: { readonly kind: string; readonly part: string; readonly beganAt: Date },
  now: Date,
  spacingMs: number,
  least: number,
): Promise<{ struck: number; suspects: number }> {
  const [counted] = await sql.query<{ struck: number; suspects: number }>(
    `with unseen as materialized (
       select id, stale_strike_count as strikes, last_struck_at is null or last_struck_at <= least($3::timestamptz, $5::timestamptz) as due
         from cloud_resources
        where kind = $1 and part = $2 and deleted_at is null and last_seen_at < $3
        order by id for update
     ), struck as (
       update cloud_resources r set stale_strike_count = r.stale_strike_count + 1, last_struck_at = $4
         from unseen u where r.id = u.id and u.due
       returning r.id)
     select (select count(*)::int from struck) as struck,
            (select count(*)::int from unseen where strikes + due::int >= $6) as suspects`,
    [listing.kind, listing.part, listing.beganAt, now, new Date(now.getTime() - spacingMs), least],
  );
  return counted ?? { struck: 0, suspects: 0 };
}

/** Edges that the answer no longer has, of the relations that it spoke of; the others stay. */
async function dropLinks(sql: Sql, links: readonly PlannedLinks[]): Promise<void> {
  const spokenOf = links.flatMap(({ resourceId, links }) =>
    Object.entries(links).flatMap(([relation, urns]) => (urns === undefined ? [] : { resourceId, relation, urns })),
  );
  if (spokenOf.length === 0) return;
  await sql.query(
    `delete from cloud_resource_links l
      using jsonb_to_recordset($1::jsonb) as s("resourceId" uuid, relation text, urns text[])
      where l.from_id = s."resourceId" and l.relation = s.relation and not l.to_urn = any(s.urns)`,
    [JSON.stringify(spokenOf)],
  );
}

async function writeLinks(sql: Sql, links: readonly PlannedLinks[]): Promise<void> {
  const edges = links.flatMap(({ resourceId, tenantId, links }) =>
    Object.entries(links).flatMap(([relation, urns]) =>
      (urns ?? []).map((urn) => ({ resourceId, relation, urn, tenantId })),
    ),
  );
  if (edges.length === 0) return;
  await sql.query(
    `insert into cloud_resource_links (from_id, relation, to_urn, tenant_id)
     select "resourceId", relation, urn, "tenantId"
       from jsonb_to_recordset($1::jsonb) as e("resourceId" uuid, relation text, urn text, "tenantId" text)
     on conflict do nothing`,
    [JSON.stringify(edges)],
  );
}

/** An edge goes with the resource that holds it. */
async function moveLinks(sql: Sql, planned: readonly PlannedRow[]): Promise<void> {
  const moved = planned.filter(({ before, after }) => before !== null && before.tenantId !== after.tenantId);
  if (moved.length === 0) return;
  await sql.query(
    `update cloud_resource_links l set tenant_id = m.tenant_id
       from unnest($1::uuid[], $2::text[]) as m(id, tenant_id) where l.from_id = m.id`,
    [moved.map(({ after }) => after.id), moved.map(({ after }) => after.tenantId)],
  );
}

/** Ends what was valid until the first event of each resource in this batch. */
async function endVersions(sql: Sql, drafts: readonly EventDraft[], first: bigint, recordedAt: Date): Promise<void> {
  const ends = new Map<string, bigint>();
  for (const [order, { resourceId }] of drafts.entries()) {
    if (!ends.has(resourceId)) ends.set(resourceId, first + BigInt(order));
  }
  await sql.query(
    `update cloud_resource_versions v set to_position = e.position, to_recorded_at = $3
       from unnest($1::uuid[], $2::bigint[]) as e(resource_id, position)
      where v.resource_id = e.resource_id and v.to_position is null`,
    [[...ends.keys()], [...ends.values()], recordedAt],
  );
}

/** The state after each event of this batch, until the next one of the same resource. */
async function writeVersions(sql: Sql, drafts: readonly EventDraft[], first: bigint, recordedAt: Date): Promise<void> {
  const next = new Map<string, bigint>();
  const begins = drafts
    .map(({ resourceId, departure }, order) => ({ resourceId, departure, position: first + BigInt(order) }))
    .reverse()
    .flatMap(({ resourceId, departure, position }) => {
      const until = next.get(resourceId) ?? null;
      next.set(resourceId, position);
      return departure ? [] : [{ resourceId, position, until }];
    });
  await sql.query(
    `insert into cloud_resource_versions (
       resource_id, from_position, from_recorded_at, to_position, to_recorded_at, ${versionColumns})
     select r.id, e.position, $4::timestamptz, e.until, case when e.until is not null then $4::timestamptz end, ${versionValues}
       from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as e(resource_id, position, until)
       join cloud_resources r on r.id = e.resource_id`,
    [
      begins.map(({ resourceId }) => resourceId),
      begins.map(({ position }) => position),
      begins.map(({ until }) => until),
      recordedAt,
    ],
  );
}

const versioned = [
  'provider',
  'kind',
  'provider_id',
  'urn',
  'name',
  'region',
  'status',
  'tags',
  'attrs',
  'project_id',
  'tenant_id',
  'provider_created_at',
  'first_seen_at',
  'deleted_at',
  'declared',
  'drift',
];
const versionColumns = versioned.join(', ');
const versionValues = versioned.map((column) => `r.${column}`).join(', ');

/** Rows by id, locked in the order of their keys. */
export const lockedRows = `select ${resourceSelection} from cloud_resources r where r.id = any($1::uuid[]) order by r.id for update`;
