import type { Sql, SystemDb } from '../db/sql.ts';
import type { Observation } from '../kinds/define.ts';
import { kindsByName } from '../kinds/index.ts';
import { commit, commitSightings, LostRaceError, lockedRows, type PlannedLinks } from './commit.ts';
import { holdTenancy, nowhere, readHomes } from './homes.ts';
import { type Placement, placementsOf, planDependants } from './owners.ts';
import { type Cause, type Home, type PlannedRow, planDiscovery, planSighting } from './plan.ts';
import type { ResourceRow } from './rows.ts';

/** One page of one part of a listing, or a single look. */
export interface Page {
  readonly kind: string;
  readonly part: string;
  /** When the request that gave it began: an observation older than what a row already knows is ignored. */
  readonly requestedAt: Date;
  readonly observations: readonly Observation[];
  /** URN → id of our project, as far as the provider told. A resource that is not in it keeps the project it has. */
  readonly projectOf: ReadonlyMap<string, string>;
  readonly cause: Cause;
  /** When what is seen happened, if the provider tells; stands on the events that this page makes. */
  readonly occurredAt?: Date;
}

/** How many resources of a page had an event of each type. */
export interface ObservedCounts {
  discovered: number;
  updated: number;
  tagged: number;
  restored: number;
  drifted: number;
}

/** Only what tells an unchanged row from another: a page of 200 unchanged rows is read without their facts. */
interface KnownRow {
  readonly id: string;
  readonly providerId: string;
  readonly fingerprint: string;
  readonly projectId: string | null;
  readonly lastSeenAt: Date;
  readonly deletedAt: Date | null;
  readonly part: string;
}

/**
 * Takes a page of observations in one short transaction. Pages may come twice and in any order.
 *
 * @param page  At most a few hundred observations of one kind.
 */
export async function observe(db: SystemDb, page: Page): Promise<ObservedCounts> {
  const latest = new Map(page.observations.map((seen) => [seen.providerId, seen]));
  if (latest.size === 0) return countEvents([]);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction((sql) => observeOnce(sql, page, latest));
    } catch (error) {
      // On the next attempt the row that won the race is there, and locked.
      if (!(error instanceof LostRaceError) || attempt === 3) throw error;
    }
  }
}

async function observeOnce(sql: Sql, page: Page, latest: ReadonlyMap<string, Observation>): Promise<ObservedCounts> {
  await holdTenancy(sql);
  const projectFor = await placementsOf(sql, kindsByName.get(page.kind) ?? {}, [...latest.values()], page.projectOf);
  const known = await sql.query<KnownRow>(
    `select id, provider_id as "providerId", fingerprint, project_id as "projectId", part,
            last_seen_at as "lastSeenAt", deleted_at as "deletedAt"
       from cloud_resources
      where provider = 'digitalocean' and kind = $1 and provider_id = any($2::text[])
      order by id for update`,
    [page.kind, [...latest.keys()]],
  );

  const unchanged: string[] = [];
  const differing: KnownRow[] = [];
  for (const row of known) {
    const seen = latest.get(row.providerId) as Observation;
    if (page.requestedAt < (row.deletedAt ?? row.lastSeenAt)) continue;
    const same =
      row.fingerprint === seen.fingerprint &&
      row.deletedAt === null &&
      row.part === page.part &&
      placed(row, projectFor(seen)) === row.projectId;
    if (same) unchanged.push(row.id);
    else differing.push(row);
  }
  await commitSightings(sql, unchanged, page.requestedAt);

  const knownIds = new Set(known.map((row) => row.providerId));
  const fresh = [...latest.values()].filter((seen) => !knownIds.has(seen.providerId));
  const planned = [
    ...(await planKnown(sql, page, latest, differing, projectFor)),
    ...(await planFresh(sql, page, fresh, projectFor)),
  ];
  if (planned.length > 0) {
    const dependants = (await haveDependants(sql, planned))
      ? await planDependants(sql, planned, page.requestedAt, page.cause)
      : [];
    await commit(sql, [...datedBy(planned, page.occurredAt), ...dependants], linksOf(planned, latest));
  }
  return countEvents(planned);
}

/** Mostly nobody depends on what is new: one probe of an index an owner says so, where the walk over all would cost ten times that. */
async function haveDependants(sql: Sql, planned: readonly PlannedRow[]): Promise<boolean> {
  const found = await sql.query(
    `select 1 from unnest($1::text[]) as o(urn), lateral (
       select 1 from cloud_resources where owner_urn = o.urn limit 1) d limit 1`,
    [planned.map(({ after }) => after.urn)],
  );
  return found.length > 0;
}

/** Where a row belongs from now on. */
function placed(row: { readonly projectId: string | null }, placement: Placement): string | null {
  return placement === undefined ? row.projectId : placement;
}

async function planKnown(
  sql: Sql,
  page: Page,
  latest: ReadonlyMap<string, Observation>,
  differing: readonly KnownRow[],
  projectFor: (seen: Observation) => Placement,
): Promise<PlannedRow[]> {
  if (differing.length === 0) return [];
  const rows = await sql.query<ResourceRow>(lockedRows, [differing.map((row) => row.id)]);
  const pairs = rows.map((row) => ({ row, seen: latest.get(row.providerId) as Observation }));
  const homes = await readHomes(
    sql,
    pairs.flatMap(({ row, seen }) => [row.projectId, placed(row, projectFor(seen))]),
  );
  const facts = kindsByName.get(page.kind)?.facts ?? {};
  return pairs.map(({ row, seen }) => {
    // The row's own tenant, not its project's: that is who has seen it until now.
    const before: Home = { ...(homes.get(row.projectId ?? '') ?? nowhere), tenantId: row.tenantId };
    const after = homes.get(placed(row, projectFor(seen)) ?? '') ?? nowhere;
    return planSighting(row, seen, page.part, facts, { before, after }, page.requestedAt, page.cause);
  });
}

async function planFresh(
  sql: Sql,
  page: Page,
  fresh: readonly Observation[],
  projectFor: (seen: Observation) => Placement,
): Promise<PlannedRow[]> {
  const homes = await readHomes(sql, fresh.map(projectFor));
  return fresh.map((seen) =>
    planDiscovery(seen, page.part, homes.get(projectFor(seen) ?? '') ?? nowhere, page.requestedAt, page.cause),
  );
}

function datedBy(planned: readonly PlannedRow[], occurredAt: Date | undefined): readonly PlannedRow[] {
  if (occurredAt === undefined) return planned;
  return planned.map((row) => ({ ...row, events: row.events.map((event) => ({ ...event, occurredAt })) }));
}

function linksOf(planned: readonly PlannedRow[], latest: ReadonlyMap<string, Observation>): PlannedLinks[] {
  return planned.map(({ after }) => ({
    resourceId: after.id,
    tenantId: after.tenantId,
    links: latest.get(after.providerId)?.links ?? {},
  }));
}

function countEvents(planned: readonly PlannedRow[]): ObservedCounts {
  const counts: ObservedCounts = { discovered: 0, updated: 0, tagged: 0, restored: 0, drifted: 0 };
  for (const { events } of planned) {
    for (const { type, departure } of events) {
      if (departure || type === 'deleted') continue;
      counts[type === 'drift_detected' ? 'drifted' : type] += 1;
    }
  }
  return counts;
}
