import type { Sql } from '../db/sql.ts';
import type { Kind, Observation } from '../kinds/define.ts';
import { kindsByName } from '../kinds/index.ts';
import { lockedRows } from './commit.ts';
import { nowhere, readHomes } from './homes.ts';
import { type Cause, type PlannedRow, planMove } from './plan.ts';
import type { ResourceRow } from './rows.ts';

//  where a resource belongs:
//    projects hold it themselves ─► the project that lists it
//    it has an owner             ─► the owner's project, and moves with it
//    it serves others            ─► theirs, if all they are is one tenant's; else nobody's

const tagUrn = 'do:tag:';

/** Id of our project; null: nobody's; undefined: nothing was learned, and it stays where it is. */
export type Placement = string | null | undefined;

/** Finds out where each of a page's observations belongs, in a constant number of statements. */
export async function placementsOf(
  sql: Sql,
  kind: Pick<Kind, 'serves'>,
  seen: readonly Observation[],
  projectOf: ReadonlyMap<string, string>,
): Promise<(observation: Observation) => Placement> {
  const owners = await readOwners(
    sql,
    seen.flatMap(({ ownerUrn }) => ownerUrn ?? []),
  );
  const served = kind.serves === undefined ? new Map() : await readServed(sql, kind.serves, seen);
  return ({ urn, ownerUrn, links }) => {
    if (ownerUrn !== null) return owners.get(ownerUrn);
    // Where the answer left out what it serves, what else is known of it would be half the truth.
    if (kind.serves?.relations?.some((relation) => links[relation] === undefined)) return undefined;
    const home = served.get(urn);
    // Lists assign and never remove.
    return home === undefined ? projectOf.get(urn) : home;
  };
}

/** Owner URN → the project that its dependants inherit. An owner that is not known says nothing. */
async function readOwners(sql: Sql, urns: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  if (urns.length === 0) return new Map();
  const rows = await sql.query<{ urn: string; projectId: string | null }>(
    `select urn, project_id as "projectId" from cloud_resources where urn = any($1::text[])
     union all
     select 'do:project:' || provider_id, id from cloud_projects where 'do:project:' || provider_id = any($1::text[])`,
    [[...new Set(urns)]],
  );
  return new Map(rows.map((row) => [row.urn, row.projectId]));
}

/**
 * URN → the project of what it serves; null when that is several tenants', or some of it nobody's. What serves nothing that is
 * known is not in it.
 */
async function readServed(
  sql: Sql,
  { relations = [], kinds = [] }: NonNullable<Kind['serves']>,
  seen: readonly Observation[],
): Promise<ReadonlyMap<string, string | null>> {
  const edges = seen.flatMap(({ urn, links }) =>
    relations.flatMap((relation) => (links[relation] ?? []).map((target) => [urn, target] as const)),
  );
  return homesOfServed(sql, edges, kinds.length === 0 ? [] : seen.map(({ urn }) => urn), kinds);
}

/** @param edges  From what serves to what it serves; a tag stands for the droplets that wear it. */
async function homesOfServed(
  sql: Sql,
  edges: readonly (readonly [urn: string, target: string])[],
  referredTo: readonly string[],
  kinds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (edges.length === 0 && referredTo.length === 0) return new Map();
  const tags = edges.flatMap(([, target]) => (target.startsWith(tagUrn) ? target.slice(tagUrn.length) : []));
  const rows = await sql.query<{ urn: string; projectId: string | null }>(
    // One by one by their keys ("offset 0" keeps the planner from anything else): before the tables' first statistics it would
    // read them whole for every page. Several projects are one home only when they are one tenant's: of others nobody knows yet
    // whose they will be.
    `with edge as (select * from unnest($1::text[], $2::text[]) as e(urn, target)), served as (
       select edge.urn, r.project_id, r.tenant_id from edge, lateral (
         select project_id, tenant_id from cloud_resources
          where urn = edge.target and deleted_at is null and kind <> 'tag' offset 0) r
       union
       select edge.urn, w.project_id, w.tenant_id
         from (select distinct tag, project_id, tenant_id from cloud_resources cross join unnest(tags) as t(tag)
                where cardinality($5::text[]) > 0 and kind = 'droplet' and deleted_at is null and tags && $5::text[]) w
         join edge on edge.target = '${tagUrn}' || w.tag
       union
       select u.urn, r.project_id, r.tenant_id from unnest($3::text[]) as u(urn), lateral (
         select from_id from cloud_resource_links where to_urn = u.urn offset 0) l, lateral (
         select project_id, tenant_id from cloud_resources
          where id = l.from_id and kind = any($4::text[]) and deleted_at is null offset 0) r)
     select urn, case when count(*) = 1 or (bool_and(tenant_id is not null) and count(distinct tenant_id) = 1)
                      then min(project_id::text) end as "projectId"
       from served group by urn`,
    [edges.map(([urn]) => urn), edges.map(([, target]) => target), referredTo, kinds, tags],
  );
  return new Map(rows.map((row) => [row.urn, row.projectId]));
}

/**
 * What moves because its owner does, in the same transaction: snapshots with their droplet, records with their domain. Rows are
 * locked in the order of their keys; what is gone stays with whoever had it.
 */
export async function planDependants(
  sql: Sql,
  planned: readonly PlannedRow[],
  movedAt: Date,
  cause: Cause,
): Promise<PlannedRow[]> {
  const moved = planned.filter(({ before, after }) => (before?.projectId ?? null) !== after.projectId);
  if (moved.length === 0 || !(await haveDependants(sql, moved))) return [];
  const found = await sql.query<{ id: string; projectId: string | null }>(
    // By union, so that whatever names itself as its owner does not go round for ever.
    `with recursive dependant as (
       select r.id, r.urn, o.project_id from unnest($1::text[], $2::uuid[]) as o(urn, project_id)
         join cloud_resources r on r.owner_urn = o.urn
       union
       select r.id, r.urn, d.project_id from dependant d join cloud_resources r on r.owner_urn = d.urn)
     select d.id, d.project_id as "projectId" from dependant d join cloud_resources r on r.id = d.id
      where r.deleted_at is null and r.project_id is distinct from d.project_id and not r.id = any($3::uuid[])`,
    [
      moved.map(({ after }) => after.urn),
      moved.map(({ after }) => after.projectId),
      planned.map(({ after }) => after.id),
    ],
  );
  if (found.length === 0) return [];
  const target = new Map(found.map(({ id, projectId }) => [id, projectId]));
  const rows = await sql.query<ResourceRow>(lockedRows, [[...target.keys()]]);
  // Somebody may have been deleting them while this waited for their locks.
  const living = rows.filter(({ deletedAt }) => deletedAt === null);
  return planMoves(sql, living, target, movedAt, cause);
}

/** Mostly nobody depends on what is new: one probe of an index an owner says so, where the walk over all would cost ten times that. */
async function haveDependants(sql: Sql, owners: readonly PlannedRow[]): Promise<boolean> {
  const found = await sql.query(
    `select 1 from unnest($1::text[]) as o(urn), lateral (
       select 1 from cloud_resources where owner_urn = o.urn limit 1) d limit 1`,
    [owners.map(({ after }) => after.urn)],
  );
  return found.length > 0;
}

/**
 * Where resources belong that serve others, after what they serve has moved: a firewall does not go along with a project when
 * it serves another one of its old tenant too. A few statements a kind.
 */
export async function planServing(
  sql: Sql,
  rows: readonly ResourceRow[],
  movedAt: Date,
  cause: Cause,
): Promise<PlannedRow[]> {
  const target = new Map<string, string | null>();
  for (const name of new Set(rows.map(({ kind }) => kind))) {
    const { relations = [], kinds = [] } = kindsByName.get(name)?.serves ?? {};
    const ofKind = rows.filter(({ kind }) => kind === name);
    const edges = await sql.query<{ id: string; target: string }>(
      `select from_id as id, to_urn as target from cloud_resource_links
        where from_id = any($1::uuid[]) and relation = any($2::text[])`,
      [ofKind.map(({ id }) => id), relations],
    );
    const urnOf = new Map(ofKind.map(({ id, urn }) => [id, urn]));
    const served = await homesOfServed(
      sql,
      edges.map((edge) => [urnOf.get(edge.id) ?? '', edge.target] as const),
      kinds.length === 0 ? [] : ofKind.map(({ urn }) => urn),
      kinds,
    );
    for (const { id, urn, projectId } of ofKind)
      target.set(id, served.has(urn) ? (served.get(urn) ?? null) : projectId);
  }
  return planMoves(sql, rows, target, movedAt, cause);
}

/** @param target  Row id → id of the project that it goes to; null: to nobody's. */
async function planMoves(
  sql: Sql,
  rows: readonly ResourceRow[],
  target: ReadonlyMap<string, string | null>,
  movedAt: Date,
  cause: Cause,
): Promise<PlannedRow[]> {
  const homes = await readHomes(sql, [...rows.map((row) => row.projectId), ...target.values()]);
  return rows.map((row) =>
    planMove(
      row,
      {
        // The row's own tenant, not its project's: that is who has seen it until now.
        before: { ...(homes.get(row.projectId ?? '') ?? nowhere), tenantId: row.tenantId },
        after: homes.get(target.get(row.id) ?? '') ?? nowhere,
      },
      movedAt,
      cause,
    ),
  );
}
