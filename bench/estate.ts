import type { SystemDb } from '../src/db/sql.ts';

// An estate made in the database itself, by insert … select: a million rows take seconds, and every run makes the same ones.
// It is written past the one door, so what it holds is checked by nobody: for measuring only.

export interface EstateSize {
  readonly resources: number;
  /** Events for each resource: its discovery, then changes; a twentieth of the resources end deleted. */
  readonly eventsEach: number;
  readonly projects: number;
  readonly tenants: number;
}

/** 100,000 resources, 1,000,000 events. */
export const referenceEstate: EstateSize = { resources: 100_000, eventsEach: 10, projects: 500, tenants: 20 };

/** When the first event was recorded; each one after it is a second later. */
export const estateBegan = new Date('2026-01-01T00:00:00.000Z');

/** Fills an empty, migrated database, and gathers the planner's statistics. */
export async function fillEstate(db: SystemDb, size: EstateSize): Promise<void> {
  const { resources, eventsEach, projects, tenants } = size;
  await db.query(
    `insert into tenants (id, name) select 't' || t, 'Tenant ' || t from generate_series(0, $1::int - 1) t`,
    [tenants],
  );
  // A tenth of the projects is the platform's own.
  await db.query(
    `insert into cloud_projects (id, provider_id, name, purpose, tenant_id, first_seen_at, last_seen_at)
     select md5('project' || p)::uuid, md5('provider project' || p)::uuid, 'project-' || lpad(p::text, 4, '0'),
            case when p % 10 = 0 then 'INTERNAL' else 'TENANT' end, case when p % 10 > 0 then 't' || p % $2::int end, $3, $3
       from generate_series(0, $1::int - 1) p`,
    [projects, tenants, estateBegan],
  );
  await db.query(
    `insert into cloud_resources (id, kind, part, provider_id, urn, name, region, status, tags, attrs, fingerprint, kind_version,
                                  project_id, tenant_id, provider_created_at, first_seen_at, last_seen_at, deleted_at)
     select s.id, s.kind, s.part, s.provider_id, s.urn, s.name, s.region, s.status, s.tags, s.attrs, 'made', 1, s.project_id,
            s.tenant_id, s.created_at, $3::timestamptz + s.i * interval '1 second', $3::timestamptz + $1 * interval '100 seconds', s.deleted_at
       from (${state}) s where s.event = $4::int - 1`,
    [resources, projects, estateBegan, eventsEach, tenants],
  );
  await db.query(
    `insert into cloud_resource_events (position, resource_id, project_id, tenant_id, kind, urn, name, type, recorded_at,
                                        detected_at, changes)
     select s.position, s.id, s.project_id, s.tenant_id, s.kind, s.urn, s.name,
            case when s.event = 0 then 'discovered' when s.deleted_at is not null then 'deleted' else 'updated' end,
            s.recorded_at, s.recorded_at,
            case when s.event = 0 or s.deleted_at is not null then '{}'::jsonb
                 else jsonb_build_object('status', jsonb_build_object('before', 'active', 'after', s.status)) end
       from (${state}) s order by s.position`,
    [resources, projects, estateBegan, eventsEach, tenants],
  );
  await db.query(
    `insert into cloud_resource_versions (resource_id, from_position, to_position, from_recorded_at, to_recorded_at, provider, kind,
                                          provider_id, urn, name, region, status, tags, attrs, project_id, tenant_id,
                                          provider_created_at, first_seen_at, deleted_at)
     select s.id, s.position, case when s.event < $4::int - 1 then s.position + $1::int end, s.recorded_at,
            case when s.event < $4::int - 1 then s.recorded_at + $1 * interval '1 second' end, 'digitalocean', s.kind,
            s.provider_id, s.urn, s.name, s.region, s.status, s.tags, s.attrs, s.project_id, s.tenant_id,
            s.created_at, $3::timestamptz + s.i * interval '1 second', s.deleted_at
       from (${state}) s order by s.position`,
    [resources, projects, estateBegan, eventsEach, tenants],
  );
  // Volumes hang on droplets, droplets on networks that are not mirrored.
  await db.query(
    `insert into cloud_resource_links (from_id, relation, to_urn, tenant_id)
     select r.id, case r.kind when 'volume' then 'droplet' else 'vpc' end,
            case r.kind when 'volume' then coalesce(d.urn, 'do:droplet:0') else 'do:vpc:' || coalesce(r.tenant_id, 'none') end, r.tenant_id
       from cloud_resources r
       left join (select distinct on (project_id) project_id, urn from cloud_resources where kind = 'droplet'
                   order by project_id, id) d on d.project_id = r.project_id and r.kind = 'volume'`,
  );
  await db.query('update event_head set position = $1, recorded_at = $2', [
    resources * eventsEach,
    new Date(estateBegan.getTime() + resources * eventsEach * 1000),
  ]);
  for (const table of [
    'tenants',
    'cloud_projects',
    'cloud_resources',
    'cloud_resource_links',
    'cloud_resource_events',
    'cloud_resource_versions',
  ]) {
    await db.query(`vacuum (analyze) ${table}`);
  }
}

// $1 resources, $2 projects, $3 when it began, $4 events each, $5 tenants. Two droplets to one volume.
const state = `
  select i, event, position, id, kind, case kind when 'droplet' then 'standard' else '' end as part, i::text as provider_id,
         'do:' || kind || ':' || i as urn,
         (array['web', 'worker', 'database', 'cache', 'gateway', 'build'])[1 + i % 6] || '-' || lpad(i::text, 7, '0') as name,
         (array['nyc1', 'nyc3', 'ams3', 'sfo3', 'sgp1', 'lon1', 'fra1', 'tor1', 'blr1', 'syd1'])[1 + i / 7 % 10] as region,
         case when kind = 'droplet' then (array['active', 'active', 'active', 'off', 'new'])[1 + (i / 11 + event) % 5] end as status,
         case when i % 3 = 0 then array[]::text[] else array['env:' || i % 4, 'team:' || i % 25] end as tags,
         md5('project' || p)::uuid as project_id, case when p % 10 > 0 then 't' || p % $5::int end as tenant_id,
         $3::timestamptz - i % 1000 * interval '1 hour' as created_at,
         $3::timestamptz + position * interval '1 second' as recorded_at,
         case when i % 20 = 0 and event = $4::int - 1 then $3::timestamptz + position * interval '1 second' end as deleted_at,
         case when kind = 'droplet' then jsonb_build_object(
           'sizeSlug', 's-' || (1 << i % 5) || 'vcpu-' || (2 << i % 5) || 'gb', 'vcpus', 1 << i % 5, 'memoryMib', 2048 << i % 5,
           'diskGib', 25 << i % 5, 'priceMonthly', (6 << i % 5)::text, 'priceHourly', '0.00893', 'gpuCount', null,
           'gpuModel', null, 'gpuVramGib', null, 'imageName', 'Ubuntu 24.04 (LTS) x64', 'imageSlug', 'ubuntu-24-04-x64',
           'publicIpv4', jsonb_build_array('203.' || i / 65536 || '.' || i / 256 % 256 || '.' || i % 256),
           'privateIpv4', jsonb_build_array('10.' || i / 65536 || '.' || i / 256 % 256 || '.' || i % 256),
           'publicIpv6', '[]'::jsonb, 'features', '["monitoring", "private_networking"]'::jsonb, 'locked', false,
           'nextBackupStartsAt', null, 'nextBackupEndsAt', null)
         else jsonb_build_object('sizeGib', 10 * (1 + i % 50), 'description', 'Data of service ' || i % 97,
           'filesystemType', 'ext4', 'filesystemLabel', 'data', 'attached', i % 4 > 0) end as attrs
    from (select i, event, event::bigint * $1::int + i as position, ((i::bigint * 7919) % $2::int)::int as p, md5('resource' || i)::uuid as id,
                 case when i % 3 < 2 then 'droplet' else 'volume' end as kind
            from generate_series(1, $1::int) i, generate_series(0, $4::int - 1) event) made`;
