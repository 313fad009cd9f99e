import type { Sql, SystemDb } from '../../src/db/sql.ts';
import { commit, lockedRows } from '../../src/inventory/commit.ts';
import { type ObservedCounts, observe, type Page } from '../../src/inventory/observe.ts';
import { planDeletion } from '../../src/inventory/plan.ts';
import type { ResourceRow } from '../../src/inventory/rows.ts';
import type { Observation } from '../../src/kinds/define.ts';
import { droplet } from '../../src/kinds/droplet.ts';

/** What tests vary of a droplet. */
export interface DropletLook {
  readonly name?: string;
  readonly status?: string;
  readonly vcpus?: number;
  readonly tags?: readonly string[];
  /** undefined: the answer leaves the embedded size out, as for a narrow token. */
  readonly priceMonthly?: number | undefined;
  /** Volatile. */
  readonly nextBackup?: string;
  readonly vpc?: string;
}

/** A droplet as a listing shows it, read by its kind. */
export function sightingOf(id: number, look: DropletLook = {}): Observation {
  const price = 'priceMonthly' in look ? look.priceMonthly : 12;
  return droplet.observe({
    id,
    name: look.name ?? `droplet-${id}`,
    memory: 2048,
    vcpus: look.vcpus ?? 1,
    disk: 50,
    locked: false,
    status: look.status ?? 'active',
    created_at: '2026-01-02T03:04:05Z',
    features: ['monitoring'],
    region: { slug: 'nyc3' },
    image: { id: 7, name: '24.04 x64', slug: 'ubuntu-24-04-x64', distribution: 'Ubuntu' },
    size_slug: 's-1vcpu-2gb',
    ...(price === undefined ? {} : { size: { price_monthly: price, price_hourly: 0.01786 } }),
    networks: { v4: [{ ip_address: '198.51.100.7', type: 'public' }], v6: [] },
    next_backup_window: look.nextBackup === undefined ? null : { start: look.nextBackup, end: look.nextBackup },
    tags: look.tags ?? ['web'],
    vpc_uuid: look.vpc ?? 'vpc-1',
    volume_ids: [],
  });
}

const epoch = Date.parse('2026-05-04T10:00:00Z');
/** So many seconds into the tests' own time. */
export const at = (seconds: number): Date => new Date(epoch + seconds * 1000);

/** Takes a page of droplets that was asked for at `seconds`. */
export function see(
  db: SystemDb,
  observations: readonly Observation[],
  seconds: number,
  page: Partial<Page> = {},
): Promise<ObservedCounts> {
  return observe(db, {
    kind: 'droplet',
    part: 'standard',
    requestedAt: at(seconds),
    observations,
    projectOf: new Map(),
    cause: { runId: null, actor: null },
    ...page,
  });
}

/** The same door, with every statement that passes it written down. */
export function watched(db: SystemDb): { readonly db: SystemDb; readonly statements: string[] } {
  const statements: string[] = [];
  const watch = (sql: Sql): Sql => ({
    query: (text, values) => {
      statements.push(text);
      return sql.query(text, values);
    },
  });
  return {
    statements,
    db: { ...watch(db), transaction: (work) => db.transaction((sql) => work(watch(sql))), end: () => db.end() },
  };
}

export interface EventRow {
  readonly position: bigint;
  readonly urn: string;
  readonly type: string;
  readonly tenantId: string | null;
  readonly changes: Readonly<Record<string, unknown>>;
  readonly moveId: string | null;
  readonly departure: boolean;
}

/** The whole log, oldest first. */
export function eventsOf(sql: Sql): Promise<EventRow[]> {
  return sql.query<EventRow>(
    `select position, urn, type, tenant_id as "tenantId", changes, move_id as "moveId", departure
       from cloud_resource_events order by position`,
  );
}

/** Makes the tenants and a project for each; null: one that nobody has classified. @returns our ids, in order. */
export async function makeProjects(sql: Sql, tenants: readonly (string | null)[]): Promise<string[]> {
  for (const tenant of tenants) {
    if (tenant !== null)
      await sql.query('insert into tenants (id, name) values ($1, $1) on conflict do nothing', [tenant]);
  }
  const made = await sql.query<{ id: string }>(
    `insert into cloud_projects (provider_id, name, purpose, tenant_id, first_seen_at, last_seen_at)
     select gen_random_uuid()::text, 'project ' || n, case when tenant is null then 'UNCLASSIFIED' else 'TENANT' end, tenant, $2, $2
       from unnest($1::text[]) with ordinality as t(tenant, n) order by n
     returning id`,
    [tenants, at(0)],
  );
  return made.map(({ id }) => id);
}

/** What is wrong with the versions, in sentences; nothing when log, versions, rows and what is counted of them agree. */
export async function versionFaults(sql: Sql): Promise<string[]> {
  const faults = await sql.query<{ fault: string }>(
    `with chain as (
       select *, lead(from_position) over (partition by resource_id order by from_position) as next_from
         from cloud_resource_versions
     ), open as (select * from cloud_resource_versions where to_position is null)
     select v.urn || ' has a gap or an overlap after ' || v.from_position as fault from chain v
      where v.to_position is distinct from v.next_from
        and not exists (select 1 from cloud_resource_events e where e.resource_id = v.resource_id and e.departure
                           and e.position = v.to_position and e.position + 1 = v.next_from)
     union all
     select v.urn || ' ends at another moment than its event' from cloud_resource_versions v
       join cloud_resource_events e on e.position = v.to_position where e.recorded_at <> v.to_recorded_at
     union all
     select r.urn || ' has ' || (select count(*) from open o where o.resource_id = r.id) || ' open versions' from cloud_resources r
      where (select count(*) from open o where o.resource_id = r.id) <> 1
     union all
     select r.urn || ' is not as its open version says' from cloud_resources r join open o on o.resource_id = r.id
      where (r.name, r.region, r.status, r.tags, r.project_id, r.tenant_id, r.deleted_at, r.declared, r.attrs - $1::text[])
         is distinct from (o.name, o.region, o.status, o.tags, o.project_id, o.tenant_id, o.deleted_at, o.declared, o.attrs - $1::text[])
     union all
     select v.urn || ' begins at another moment than its event' from cloud_resource_versions v
       left join cloud_resource_events e on e.resource_id = v.resource_id and e.position = v.from_position
      where e.recorded_at is distinct from v.from_recorded_at
     union all
     select r.urn || ' lives with another tenant than its project' from cloud_resources r
       left join cloud_projects p on p.id = r.project_id
      where r.deleted_at is null and r.tenant_id is distinct from p.tenant_id
     union all
     select coalesce(r.urn, c.resource_id::text) || ' is counted otherwise than it is'
       from (select * from cloud_resources where deleted_at is null) r full join counted_resources c on c.resource_id = r.id
      where (r.id, r.tenant_id, r.kind, r.region, r.status, r.tags, r.project_id, r.first_seen_at)
         is distinct from (c.resource_id, c.tenant_id, c.kind, c.region, c.status, c.tags, c.project_id, c.first_seen_at)
     union all
     select e.urn || ': event ' || e.position || ' has no version of its own' from cloud_resource_events e
      where not e.departure and not exists (select 1 from cloud_resource_versions v
                                             where v.resource_id = e.resource_id and v.from_position = e.position)
     union all
     select e.urn || ': the state after ' || e.position || ' is another tenant''s' from cloud_resource_events e
       join cloud_resource_versions v on v.resource_id = e.resource_id and v.from_position = e.position
      where v.tenant_id is distinct from e.tenant_id`,
    [volatileFacts],
  );
  return faults.map(({ fault }) => fault);
}

const volatileFacts = Object.entries(droplet.facts).flatMap(([name, fact]) => (fact.volatile ? name : []));

/** The provider has confirmed that they are gone. */
export function remove(db: SystemDb, ids: readonly string[], seconds: number): Promise<void> {
  return db.transaction(async (sql) => {
    const rows = await sql.query<ResourceRow>(lockedRows, [ids]);
    await commit(
      sql,
      rows.map((row) => planDeletion(row, at(seconds), { runId: null, actor: null })),
    );
  });
}
