import pg from 'pg';
import { databaseUrl, poolSize, serveListener } from './serve.ts';

// The limit: no GraphQL, one prepared statement a question, whose JSON Postgres builds and nobody reads on the way.

const pool = new pg.Pool({ connectionString: databaseUrl, max: poolSize });

const base = `'id', r.id, 'urn', r.urn, 'name', r.name, 'region', r.region, 'status', r.status`;
const droplet = ['vcpus', 'memoryMib', 'diskGib', 'priceMonthly', 'publicIpv4'];
const volume = ['sizeGib', 'attached'];
const object = (typename: string, facts: readonly string[], fields: string) =>
  `json_build_object('__typename', '${typename}', ${fields}, ${facts.map((fact) => `'${fact}', r.attrs->'${fact}'`).join(', ')})`;
const resource = (fields: string) =>
  `case r.kind when 'droplet' then ${object('Droplet', droplet, fields)} else ${object('Volume', volume, fields)} end`;
const short = resource(base);
const long = `${base}, 'tags', r.tags, 'firstSeenAt', r.first_seen_at, 'lastSeenAt', r.last_seen_at,
  'project', case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end`;

/**
 * @param seen  The condition that a row of `r` is the viewer's. The tenant is $1. Below a project it stands in a form that no index
 *              takes: else Postgres goes through the tenant's rows in order of their ids for each of its projects.
 */
const statementsFor = (seen: string): Readonly<Record<string, string>> => ({
  A: `select json_build_object('data', json_build_object('resources', json_build_object('edges', json_agg(
        json_build_object('cursor', n.id, 'node', n.node) order by n.id) filter (where n.place <= 50),
        'pageInfo', json_build_object('hasNextPage', count(*) > 50, 'endCursor', max(n.id::text)))))::text as body
      from (select r.id, row_number() over (order by r.id) as place, ${resource(long)} as node
              from cloud_resources r left join cloud_projects p on p.id = r.project_id
             where r.deleted_at is null and ${seen} order by r.id limit 51) n`,
  B: `select json_build_object('data', json_build_object('projects', json_build_object('edges', json_agg(
        json_build_object('node', json_build_object('id', p.id, 'name', p.name, 'tenantId', p.tenant_id,
          'resources', json_build_object('edges', p.edges))) order by p.name, p.id))))::text as body
      from (select p.*, (select coalesce(json_agg(json_build_object('node', n.node) order by n.id), '[]')
                           from (select r.id, ${short} as node from cloud_resources r
                                  where r.project_id = p.id and r.deleted_at is null and (${seen}) is true order by r.id limit 10) n) as edges
              from (select * from cloud_projects r where r.deleted_at is null and ${seen} order by name, id limit 20) p) p`,
  C: `select json_build_object('data', json_build_object('resource', (
        select ${resource(`${long}, 'events', json_build_object('edges', (
          select json_agg(json_build_object('node', e.node) order by e.position) from (
            select e.position, json_build_object('id', e.position, 'type', upper(e.type), 'recordedAt', e.recorded_at, 'changes',
                     (select coalesce(json_agg(json_build_object('field', key, 'before', value->'before', 'after', value->'after')), '[]')
                        from jsonb_each(e.changes))) as node
              from cloud_resource_events e where e.resource_id = r.id and ${seen.replace('r.', 'e.')}
             order by e.position desc limit 20) e))`)}
        from cloud_resources r left join cloud_projects p on p.id = r.project_id where r.urn = $2 and ${seen})))::text as body`,
  D: `select json_build_object('data', json_build_object('resources', json_build_object('edges', json_agg(
        json_build_object('cursor', n.id, 'node', n.node) order by n.name, n.id) filter (where n.place <= 50),
        'pageInfo', json_build_object('hasNextPage', count(*) > 50, 'endCursor', max(n.id::text)))))::text as body
      from (select r.id, r.name, row_number() over (order by r.name, r.id) as place, ${resource(long)} as node
              from cloud_resources r left join cloud_projects p on p.id = r.project_id
             where r.deleted_at is null and ${seen} and r.kind = 'droplet' and r.status = 'active'
               and (r.name, r.id) > ($2, $3::uuid) order by r.name, r.id limit 51) n`,
  E: `select json_build_object('data', json_build_object('resourceAggregates', json_agg(json_build_object(
        'key', json_build_object('kind', upper(g.kind), 'region', g.region), 'count', g.count, 'vcpus', g.vcpus, 'memoryMib', g.memory))))::text as body
      from (select r.kind, r.region, count(*) as count, sum((r.attrs->>'vcpus')::int) as vcpus,
                   sum((r.attrs->>'memoryMib')::bigint) as memory
              from cloud_resources r where r.deleted_at is null and ${seen} group by 1, 2 order by 3 desc, 1, 2) g`,
});

// Two texts each, so that Postgres plans for what is asked: one condition for both would keep it from an index.
const ofAdmin = statementsFor('$1::text is null');
const ofTenant = statementsFor('r.tenant_id = $1');

await serveListener(
  async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const name = url.pathname.slice(1);
    const tenant = url.searchParams.get('tenant');
    const text = (tenant === null ? ofAdmin : ofTenant)[name];
    if (text === undefined) return response.writeHead(404).end();
    const { rows } = await pool.query<{ body: string }>({
      name: `${name} ${tenant === null ? 'admin' : 'tenant'}`,
      text,
      values: [tenant, ...url.searchParams.getAll('value')],
    });
    const body = rows[0]?.body ?? '';
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    return response.end(body);
  },
  () => pool.end(),
);
