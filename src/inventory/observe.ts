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

/** What several pages have in common that are taken together. */
export interface PagesOfOneKind extends Pick<Page, 'kind' | 'projectOf' | 'cause'> {
  readonly pages: readonly Omit<Page, 'kind' | 'projectOf' | 'cause'>[];
}

/** A resource as the newest page shows it that has it. */
interface Sighting {
  readonly seen: Observation;
  /** Its place among the pages. */
  readonly page: number;
  readonly part: string;
  readonly requestedAt: Date;
  readonly occurredAt: Date | undefined;
}
type Sightings = ReadonlyMap<string, Sighting>;
type PlacementFor = (seen: Observation) => Placement;

/**
 * Takes a page of observations in one short transaction. Pages may come twice and in any order.
 *
 * @param page  At most a few hundred observations of one kind.
 */
export async function observe(db: SystemDb, page: Page): Promise<ObservedCounts> {
  const [counts] = await observePages(db, { ...page, pages: [page] });
  return counts ?? countEvents([]);
}

/**
 * Takes several pages of one kind in one short transaction: for small ones, of which a transaction each would cost more than the
 * rows. All or none.
 *
 * @returns  What each page came to, in their order.
 */
export async function observePages(db: SystemDb, together: PagesOfOneKind): Promise<ObservedCounts[]> {
  const latest = newestOf(together.pages);
  if (latest.size === 0) return together.pages.map(() => countEvents([]));
  for (let newRows = Number.POSITIVE_INFINITY; ; ) {
    try {
      const planned = await db.transaction((sql) => observeOnce(sql, together, latest));
      return together.pages.map((_, page) =>
        countEvents(planned.filter(({ after }) => latest.get(after.providerId)?.page === page)),
      );
    } catch (error) {
      // On the next attempt the row that won the race is there, and locked: as long as fewer are new each time, it goes on.
      if (!(error instanceof LostRaceError) || error.newRows >= newRows) throw error;
      newRows = error.newRows;
    }
  }
}

function newestOf(pages: PagesOfOneKind['pages']): Sightings {
  const latest = new Map<string, Sighting>();
  for (const [page, { observations, part, requestedAt, occurredAt }] of pages.entries()) {
    for (const seen of observations) {
      const other = latest.get(seen.providerId);
      if (other !== undefined && other.requestedAt > requestedAt) continue;
      latest.set(seen.providerId, { seen, page, part, requestedAt, occurredAt });
    }
  }
  return latest;
}

async function observeOnce(sql: Sql, together: PagesOfOneKind, latest: Sightings): Promise<PlannedRow[]> {
  const { kind, pages, cause } = together;
  await holdTenancy(sql);
  const all = [...latest.values()].map(({ seen }) => seen);
  const projectFor = await placementsOf(sql, kindsByName.get(kind) ?? {}, all, together.projectOf);
  const known = await sql.query<KnownRow>(
    `select id, provider_id as "providerId", fingerprint, project_id as "projectId", part,
            last_seen_at as "lastSeenAt", deleted_at as "deletedAt"
       from cloud_resources
      where provider = 'digitalocean' and kind = $1 and provider_id = any($2::text[])
      order by id for update`,
    [kind, [...latest.keys()]],
  );

  const unchanged: { id: string; page: number }[] = [];
  const differing: KnownRow[] = [];
  for (const row of known) {
    const { seen, page, part, requestedAt } = sightingOf(latest, row);
    if (requestedAt < (row.deletedAt ?? row.lastSeenAt)) continue;
    const same =
      row.fingerprint === seen.fingerprint &&
      row.deletedAt === null &&
      row.part === part &&
      placed(row, projectFor(seen)) === row.projectId;
    if (same) unchanged.push({ id: row.id, page });
    else differing.push(row);
  }
  const times = pages.map(({ requestedAt }) => requestedAt);
  await commitSightings(sql, unchanged, times);

  const knownIds = new Set(known.map((row) => row.providerId));
  const fresh = [...latest.values()].filter(({ seen }) => !knownIds.has(seen.providerId));
  const planned = [
    ...(await planKnown(sql, kind, latest, differing, projectFor, cause)),
    ...(await planFresh(sql, fresh, projectFor, cause)),
  ];
  if (planned.length > 0) {
    const newest = times.reduce((a, b) => (a > b ? a : b));
    const dependants = await planDependants(sql, planned, newest, cause);
    await commit(sql, [...dated(planned, latest), ...dependants], linksOf(planned, latest));
  }
  return planned;
}

/** Rows were asked for by the ids that were seen. */
function sightingOf(latest: Sightings, { providerId }: { readonly providerId: string }): Sighting {
  return latest.get(providerId) as Sighting;
}

/** Where a row belongs from now on. */
function placed(row: { readonly projectId: string | null }, placement: Placement): string | null {
  return placement === undefined ? row.projectId : placement;
}

async function planKnown(
  sql: Sql,
  kind: string,
  latest: Sightings,
  differing: readonly KnownRow[],
  projectFor: PlacementFor,
  cause: Cause,
): Promise<PlannedRow[]> {
  if (differing.length === 0) return [];
  const rows = await sql.query<ResourceRow>(lockedRows, [differing.map((row) => row.id)]);
  const pairs = rows.map((row) => ({ row, sighting: sightingOf(latest, row) }));
  const homes = await readHomes(
    sql,
    pairs.flatMap(({ row, sighting: { seen } }) => [row.projectId, placed(row, projectFor(seen))]),
  );
  const facts = kindsByName.get(kind)?.facts ?? {};
  return pairs.map(({ row, sighting: { seen, part, requestedAt } }) => {
    // The row's own tenant, not its project's: that is who has seen it until now.
    const before: Home = { ...(homes.get(row.projectId ?? '') ?? nowhere), tenantId: row.tenantId };
    const after = homes.get(placed(row, projectFor(seen)) ?? '') ?? nowhere;
    return planSighting(row, seen, part, facts, { before, after }, requestedAt, cause);
  });
}

async function planFresh(
  sql: Sql,
  fresh: readonly Sighting[],
  projectFor: PlacementFor,
  cause: Cause,
): Promise<PlannedRow[]> {
  const homes = await readHomes(
    sql,
    fresh.map(({ seen }) => projectFor(seen)),
  );
  return fresh.map(({ seen, part, requestedAt }) =>
    planDiscovery(seen, part, homes.get(projectFor(seen) ?? '') ?? nowhere, requestedAt, cause),
  );
}

function dated(planned: readonly PlannedRow[], latest: Sightings): readonly PlannedRow[] {
  return planned.map((row) => {
    const { occurredAt } = sightingOf(latest, row.after);
    return occurredAt === undefined ? row : { ...row, events: row.events.map((event) => ({ ...event, occurredAt })) };
  });
}

function linksOf(planned: readonly PlannedRow[], latest: Sightings): PlannedLinks[] {
  return planned.map(({ after }) => ({
    resourceId: after.id,
    tenantId: after.tenantId,
    links: sightingOf(latest, after).seen.links,
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
