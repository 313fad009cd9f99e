import SchemaBuilder from '@pothos/core';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import { PrismaPg } from '@prisma/adapter-pg';
import { createYoga } from 'graphql-yoga';
import { Prisma, PrismaClient } from '../../src/db/generated/prisma/client.ts';
import type PrismaTypes from '../../src/graphql/generated/pothos-types.ts';
import { getDatamodel } from '../../src/graphql/generated/pothos-types.ts';
import { databaseUrl, poolSize, serveListener } from './serve.ts';

// yoga, Pothos and Prisma wired as Pothos's documentation has it: one client, prismaConnection, relations planned by the plugin.

const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl, max: poolSize }) });

interface Context {
  readonly tenant: string | null;
}

const builder = new SchemaBuilder<{
  PrismaTypes: PrismaTypes;
  Context: Context;
  Scalars: { JSON: { Input: unknown; Output: unknown }; DateTime: { Input: Date; Output: Date } };
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
}>({
  defaultFieldNullability: false,
  plugins: [PrismaPlugin, RelayPlugin],
  prisma: { client: prisma, dmmf: getDatamodel() },
  relay: { edgesFieldOptions: { nullable: false }, nodeFieldOptions: { nullable: false } },
});

builder.scalarType('JSON', { serialize: (value) => value });
builder.scalarType('DateTime', { serialize: (value) => value.toISOString() });
const scoped = ({ tenant }: Context) => (tenant === null ? {} : { tenantId: tenant });

interface Change {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}
const FieldChange = builder.objectRef<Change>('FieldChange').implement({
  fields: (t) => ({
    field: t.exposeString('field'),
    before: t.expose('before', { type: 'JSON', nullable: true }),
    after: t.expose('after', { type: 'JSON', nullable: true }),
  }),
});

const ResourceEvent = builder.prismaObject('CloudResourceEvent', {
  fields: (t) => ({
    id: t.id({ resolve: (event) => String(event.position) }),
    type: t.string({ resolve: (event) => event.type.toUpperCase() }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime' }),
    changes: t.field({
      type: [FieldChange],
      resolve: (event) =>
        Object.entries(event.changes as Record<string, Omit<Change, 'field'>>) // as the service writes it
          .map(([field, change]) => ({ field, ...change })),
    }),
  }),
});

const CloudProject = builder.prismaNode('CloudProject', {
  id: { field: 'id' },
  fields: (t) => ({
    name: t.exposeString('name'),
    tenantId: t.exposeString('tenantId', { nullable: true }),
    resources: t.relatedConnection('resources', {
      type: CloudResource,
      cursor: 'id',
      query: (_args, context) => ({ where: { deletedAt: null, ...scoped(context) }, orderBy: { id: 'asc' } }),
    }),
  }),
});

const CloudResource = builder.prismaInterface('CloudResource', {
  interfaces: [builder.nodeInterfaceRef() as never],
  resolveType: (row) => (row.kind === 'droplet' ? 'Droplet' : 'Volume'),
  fields: (t) => ({
    urn: t.exposeString('urn'),
    name: t.exposeString('name'),
    region: t.exposeString('region', { nullable: true }),
    status: t.exposeString('status', { nullable: true }),
    tags: t.exposeStringList('tags'),
    firstSeenAt: t.expose('firstSeenAt', { type: 'DateTime' }),
    lastSeenAt: t.expose('lastSeenAt', { type: 'DateTime' }),
    project: t.relation('project', { type: CloudProject, nullable: true }),
    events: t.connection({
      type: ResourceEvent,
      async resolve(row, { last }, context) {
        const events = await prisma.cloudResourceEvent.findMany({
          where: { resourceId: row.id, ...scoped(context) },
          orderBy: { position: 'desc' },
          take: last ?? 20,
        });
        const edges = events.reverse().map((node) => ({ node, cursor: String(node.position) }));
        return { edges, pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null } };
      },
    }),
  }),
});

const facts = {
  Droplet: { vcpus: 'Int', memoryMib: 'Int', diskGib: 'Int', priceMonthly: 'String', publicIpv4: ['String'] },
  Volume: { sizeGib: 'Int', attached: 'Boolean' },
} as const;
for (const variant of ['Droplet', 'Volume'] as const) {
  builder.prismaNode('CloudResource', {
    variant,
    interfaces: [CloudResource],
    id: { field: 'id' },
    fields: (t) =>
      Object.fromEntries(
        Object.entries(facts[variant]).map(([name, type]) => [
          name,
          t.field({
            type: type as 'Int', // of the four above
            nullable: true,
            resolve: (row: { attrs: unknown }) => (row.attrs as Record<string, never>)[name] ?? null,
          }),
        ]),
      ),
  });
}

const ResourceKind = builder.enumType('ResourceKind', {
  values: { DROPLET: { value: 'droplet' }, VOLUME: { value: 'volume' } } as const,
});
const ResourceFilter = builder.inputType('ResourceFilter', {
  fields: (t) => ({ kind: t.field({ type: [ResourceKind] }), status: t.stringList() }),
});
const ResourceOrderField = builder.enumType('ResourceOrderField', { values: { NAME: { value: 'name' } } as const });
const SortDirection = builder.enumType('SortDirection', { values: { ASC: { value: 'asc' } } as const });
const ResourceOrder = builder.inputType('ResourceOrder', {
  fields: (t) => ({
    field: t.field({ type: ResourceOrderField, required: true }),
    direction: t.field({ type: SortDirection, required: true }),
  }),
});
const ResourceGroupKey = builder.enumType('ResourceGroupKey', { values: ['KIND', 'REGION'] as const });
interface Aggregate {
  readonly kind: string;
  readonly region: string;
  readonly count: bigint;
  readonly vcpus: bigint | null;
  readonly memory: unknown;
}
const number = (value: unknown) => (value === null ? null : Number(value));
const ResourceAggregate = builder.objectRef<Aggregate>('ResourceAggregate').implement({
  fields: (t) => ({
    key: t.field({ type: 'JSON', resolve: ({ kind, region }) => ({ kind: kind.toUpperCase(), region }) }),
    count: t.int({ resolve: ({ count }) => Number(count) }),
    vcpus: t.int({ nullable: true, resolve: ({ vcpus }) => number(vcpus) }),
    memoryMib: t.int({ nullable: true, resolve: ({ memory }) => number(memory) }),
  }),
});

builder.queryType({
  fields: (t) => ({
    resources: t.prismaConnection({
      type: CloudResource,
      cursor: 'id',
      args: { where: t.arg({ type: ResourceFilter }), orderBy: t.arg({ type: ResourceOrder }) },
      resolve: (query, _root, { where, orderBy }, context) =>
        prisma.cloudResource.findMany({
          ...query,
          where: {
            deletedAt: null,
            ...scoped(context),
            ...(where?.kind ? { kind: { in: where.kind } } : {}),
            ...(where?.status ? { status: { in: where.status } } : {}),
          },
          orderBy: orderBy ? [{ [orderBy.field]: orderBy.direction }, { id: 'asc' }] : { id: 'asc' },
        }),
    }),
    projects: t.prismaConnection({
      type: CloudProject,
      cursor: 'id',
      resolve: (query, _root, _args, context) =>
        prisma.cloudProject.findMany({
          ...query,
          where: { deletedAt: null, ...scoped(context) },
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
        }),
    }),
    resource: t.prismaField({
      type: CloudResource,
      nullable: true,
      args: { urn: t.arg.string({ required: true }) },
      resolve: (query, _root, { urn }, context) =>
        prisma.cloudResource.findUnique({ ...query, where: { urn, ...scoped(context) } }),
    }),
    // Prisma cannot add up what is in JSON, so this is its way out.
    resourceAggregates: t.field({
      type: [ResourceAggregate],
      args: { groupBy: t.arg({ type: [ResourceGroupKey], required: true }) },
      resolve: (_root, _args, { tenant }) => prisma.$queryRaw<Aggregate[]>`
        select kind, region, count(*) as count, sum((attrs->>'vcpus')::int) as vcpus, sum((attrs->>'memoryMib')::bigint) as memory
          from cloud_resources where deleted_at is null ${tenant === null ? Prisma.empty : Prisma.sql`and tenant_id = ${tenant}`}
         group by 1, 2 order by 3 desc, 1, 2`,
    }),
  }),
});

const yoga = createYoga<object, Context>({
  schema: builder.toSchema(),
  logging: false,
  graphqlEndpoint: '/',
  context: ({ request }) => ({ tenant: request.headers.get('x-tenant') }),
});
await serveListener(yoga as never, () => prisma.$disconnect()); // it is a listener of node:http too
