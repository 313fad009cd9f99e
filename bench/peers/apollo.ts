import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import DataLoader from 'dataloader';
import pg from 'pg';
import { databaseUrl, poolSize, serve } from './serve.ts';

// Apollo Server with resolvers by hand over pg, as somebody writes them who knows both: one statement a list, data loaders for
// what hangs on its rows, columns named one by one.

const pool = new pg.Pool({ connectionString: databaseUrl, max: poolSize });

const typeDefs = `
  scalar JSON
  enum ResourceKind { DROPLET VOLUME }
  enum ResourceOrderField { NAME }
  enum SortDirection { ASC }
  enum ResourceGroupKey { KIND REGION }
  input ResourceFilter { kind: [ResourceKind!] status: [String!] }
  input ResourceOrder { field: ResourceOrderField! direction: SortDirection! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  interface CloudResource { id: ID! urn: String! name: String! region: String status: String tags: [String!]!
    firstSeenAt: String! lastSeenAt: String! project: CloudProject events(last: Int): EventConnection! }
  type Droplet implements CloudResource { id: ID! urn: String! name: String! region: String status: String tags: [String!]!
    firstSeenAt: String! lastSeenAt: String! project: CloudProject events(last: Int): EventConnection!
    vcpus: Int memoryMib: Int diskGib: Int priceMonthly: String publicIpv4: [String!] }
  type Volume implements CloudResource { id: ID! urn: String! name: String! region: String status: String tags: [String!]!
    firstSeenAt: String! lastSeenAt: String! project: CloudProject events(last: Int): EventConnection!
    sizeGib: Int attached: Boolean }
  type ResourceConnection { edges: [ResourceEdge!]! pageInfo: PageInfo! }
  type ResourceEdge { cursor: String! node: CloudResource! }
  type CloudProject { id: ID! name: String! tenantId: String resources(first: Int): ResourceConnection! }
  type ProjectConnection { edges: [ProjectEdge!]! }
  type ProjectEdge { node: CloudProject! }
  type FieldChange { field: String! before: JSON after: JSON }
  type ResourceEvent { id: ID! type: String! recordedAt: String! changes: [FieldChange!]! }
  type EventConnection { edges: [EventEdge!]! }
  type EventEdge { node: ResourceEvent! }
  type Aggregate { key: JSON! count: Int! vcpus: Int memoryMib: Int }
  type Query {
    resources(first: Int, after: String, where: ResourceFilter, orderBy: ResourceOrder): ResourceConnection!
    projects(first: Int): ProjectConnection!
    resource(urn: String!): CloudResource
    resourceAggregates(groupBy: [ResourceGroupKey!]!): [Aggregate!]!
  }`;

/** The tenant is $1; an admin's statements mention it too, since it is bound. */
const seenBy = (tenant: string | null) => (tenant === null ? '$1::text is null' : 'tenant_id = $1');
const viewerOf = (tenant: string | null) => (tenant === null ? 'admin' : 'tenant');

interface Context {
  readonly tenant: string | null;
  readonly projects: DataLoader<string, Project | null>;
  readonly resourcesOf: DataLoader<string, readonly Resource[]>;
}
interface Project {
  readonly id: string;
  readonly name: string;
}
interface Resource {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly project_id: string | null;
  readonly first_seen_at: Date;
  readonly last_seen_at: Date;
}
interface Event {
  readonly position: string;
  readonly type: string;
  readonly recorded_at: Date;
  readonly changes: Readonly<Record<string, { before: unknown; after: unknown }>>;
}

const columns = 'id, kind, urn, name, region, status, tags, attrs, project_id, first_seen_at, last_seen_at';

function contextOf(tenant: string | null): Context {
  return {
    tenant,
    projects: new DataLoader(async (ids) => {
      const { rows } = await pool.query<Project>({
        name: `projects by id, ${viewerOf(tenant)}`,
        text: `select id, name from cloud_projects where id = any($2) and ${seenBy(tenant)}`,
        values: [tenant, ids],
      });
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
    resourcesOf: new DataLoader(async (ids) => {
      const { rows } = await pool.query<Resource>({
        name: `resources of projects, ${viewerOf(tenant)}`,
        text: `select r.* from unnest($2::uuid[]) as asked(id) cross join lateral (
                 select ${columns} from cloud_resources where project_id = asked.id and deleted_at is null
                    and ${seenBy(tenant)} order by id limit 10) r`,
        values: [tenant, ids],
      });
      const lists = new Map(ids.map((id) => [id, [] as Resource[]]));
      for (const row of rows) lists.get(row.project_id ?? '')?.push(row);
      return ids.map((id) => lists.get(id) ?? []);
    }),
  };
}

interface ListArguments {
  readonly first: number;
  readonly after?: string;
  readonly where?: { readonly kind?: readonly string[]; readonly status?: readonly string[] };
  readonly orderBy?: { readonly field: string };
}

async function resources(_root: unknown, { first, after, where, orderBy }: ListArguments, { tenant }: Context) {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions = ['deleted_at is null'];
  if (tenant !== null) conditions.push(`tenant_id = ${bind(tenant)}`);
  const oneOf = (column: string, list: readonly string[]) =>
    conditions.push(list.length === 1 ? `${column} = ${bind(list[0])}` : `${column} = any(${bind(list)})`);
  if (where?.kind)
    oneOf(
      'kind',
      where.kind.map((kind) => kind.toLowerCase()),
    );
  if (where?.status) oneOf('status', where.status);
  const order = orderBy ? 'name, id' : 'id';
  if (after) {
    const [name, id] = JSON.parse(Buffer.from(after, 'base64url').toString()) as [string, string];
    conditions.push(orderBy ? `(name, id) > (${bind(name)}, ${bind(id)}::uuid)` : `id > ${bind(id)}::uuid`);
  }
  const { rows } = await pool.query<Resource>(
    `select ${columns} from cloud_resources where ${conditions.join(' and ')} order by ${order} limit ${bind(first + 1)}`,
    values,
  );
  const edges = rows.slice(0, first).map(edgeOf);
  return { edges, pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor ?? null } };
}

const edgeOf = (node: Resource) => ({
  node,
  cursor: Buffer.from(JSON.stringify([node.name, node.id])).toString('base64url'),
});

const resource = {
  firstSeenAt: (row: Resource) => row.first_seen_at.toISOString(),
  lastSeenAt: (row: Resource) => row.last_seen_at.toISOString(),
  project: (row: Resource, _args: unknown, { projects }: Context) =>
    row.project_id === null ? null : projects.load(row.project_id),
  async events(row: Resource, { last }: { last: number }, { tenant }: Context) {
    const { rows } = await pool.query<Event>({
      name: `events of a resource, ${viewerOf(tenant)}`,
      text: `select position, type, recorded_at, changes from cloud_resource_events
              where resource_id = $2 and ${seenBy(tenant)} order by position desc limit $3`,
      values: [tenant, row.id, last],
    });
    return { edges: rows.reverse().map((node) => ({ node })) };
  },
};
const fact = (name: string) => (row: Resource) => row.attrs[name];

const resolvers = {
  CloudResource: { __resolveType: (row: Resource) => (row.kind === 'droplet' ? 'Droplet' : 'Volume') },
  Droplet: {
    ...resource,
    vcpus: fact('vcpus'),
    memoryMib: fact('memoryMib'),
    diskGib: fact('diskGib'),
    priceMonthly: fact('priceMonthly'),
    publicIpv4: fact('publicIpv4'),
  },
  Volume: { ...resource, sizeGib: fact('sizeGib'), attached: fact('attached') },
  CloudProject: {
    tenantId: (row: { tenant_id: string | null }) => row.tenant_id,
    resources: async (row: Project, _args: unknown, { resourcesOf }: Context) => {
      const rows = await resourcesOf.load(row.id);
      return { edges: rows.map(edgeOf), pageInfo: { hasNextPage: rows.length === 10, endCursor: null } };
    },
  },
  ResourceEvent: {
    id: (row: Event) => row.position,
    type: (row: Event) => row.type.toUpperCase(),
    recordedAt: (row: Event) => row.recorded_at.toISOString(),
    changes: (row: Event) => Object.entries(row.changes).map(([field, change]) => ({ field, ...change })),
  },
  Query: {
    resources,
    async projects(_root: unknown, { first }: { first: number }, { tenant }: Context) {
      const { rows } = await pool.query<Project>({
        name: `projects, ${viewerOf(tenant)}`,
        text: `select id, name, tenant_id from cloud_projects where deleted_at is null and ${seenBy(tenant)} order by name, id limit $2`,
        values: [tenant, first],
      });
      return { edges: rows.map((node) => ({ node })) };
    },
    async resource(_root: unknown, { urn }: { urn: string }, { tenant }: Context) {
      const { rows } = await pool.query<Resource>({
        name: `resource by urn, ${viewerOf(tenant)}`,
        text: `select ${columns} from cloud_resources where urn = $2 and ${seenBy(tenant)}`,
        values: [tenant, urn],
      });
      return rows[0] ?? null;
    },
    async resourceAggregates(_root: unknown, _args: unknown, { tenant }: Context) {
      const { rows } = await pool.query<{ kind: string; region: string; count: string; vcpus: string; memory: string }>(
        {
          name: `aggregates, ${viewerOf(tenant)}`,
          text: `select kind, region, count(*) as count, sum((attrs->>'vcpus')::int) as vcpus,
                      sum((attrs->>'memoryMib')::bigint) as memory
                 from cloud_resources where deleted_at is null and ${seenBy(tenant)}
                group by 1, 2 order by 3 desc, 1, 2`,
          values: [tenant],
        },
      );
      const number = (text: string | null) => (text === null ? null : Number(text));
      return rows.map(({ kind, region, count, vcpus, memory }) => ({
        key: { kind: kind.toUpperCase(), region },
        count: Number(count),
        vcpus: number(vcpus),
        memoryMib: number(memory),
      }));
    },
  },
};

const server = new ApolloServer<Context>({ typeDefs, resolvers, introspection: true });
const { url } = await startStandaloneServer(server, {
  listen: { port: 0, host: '127.0.0.1' },
  context: async ({ req }) => contextOf((req.headers['x-tenant'] as string | undefined) ?? null), // sent once or not at all
});
serve(url.replace(/\/$/, '/'), async () => {
  await server.stop();
  await pool.end();
});
