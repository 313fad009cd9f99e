import { ArcadiaError } from '../../base/errors.ts';
import { databaseNull } from '../../db/database-null.ts';
import type { Prisma } from '../../db/generated/prisma/client.ts';
import type { Fact } from '../../kinds/facts.ts';
import { kinds, kindsByName } from '../../kinds/index.ts';
import { normaliseUrn } from '../../kinds/urn.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { idOf, resourceIdOf, wantId } from '../ids.ts';
import { type ListOrder, listConnection, listPage, planRows } from '../list.ts';
import type { Edge } from '../loaders.ts';
import { inScope } from '../scope.ts';
import { ResourceKind, SortDirection } from './enums.ts';
import { FieldChange, toFieldChanges } from './field-change.ts';

/** An edge, from where it is asked for. */
const ResourceLink = builder.objectRef<Edge>('ResourceLink');

export const CloudResource = builder.prismaInterface('CloudResource', {
  interfaces: [builder.nodeInterfaceRef() as never],
  description: 'Anything in the cloud. Each kind is a type of its own, with its facts as fields.',
  resolveType: (row) => kindsByName.get(row.kind)?.typeName,
  fields: (t) => ({
    provider: t.exposeString('provider', { description: 'The cloud it is in: digitalocean.' }),
    kind: t.expose('kind', { type: ResourceKind, description: 'What kind of thing it is.' }),
    providerId: t.exposeString('providerId', { description: "The provider's id of it." }),
    urn: t.exposeString('urn', { description: 'Its name across all kinds, such as do:droplet:3164444.' }),
    name: t.exposeString('name', { description: 'Its name at the provider.' }),
    region: t.exposeString('region', { nullable: true, description: 'Slug of its region; null where it has none.' }),
    status: t.exposeString('status', {
      nullable: true,
      description: "The provider's word for its state; null where the kind has none. New words may appear.",
    }),
    tags: t.exposeStringList('tags', { description: 'Its tags, sorted.' }),
    attrs: t.field({
      type: 'JSON',
      description: "The kind's facts, all together: units in names, money as decimal strings, times ISO 8601.",
      resolve: (row) => row.attrs,
    }),
    tenantId: t.exposeString('tenantId', {
      nullable: true,
      description: "Its project's tenant; null when it has none.",
    }),
    project: t.relation('project', { nullable: true, description: 'Its project; null while none is known.' }),
    providerCreatedAt: t.expose('providerCreatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was made, as the provider tells; null where it does not.',
    }),
    firstSeenAt: t.expose('firstSeenAt', { type: 'DateTime', description: 'When a sync first saw it.' }),
    lastSeenAt: t.expose('lastSeenAt', { type: 'DateTime', description: 'When a sync last saw it.' }),
    deletedAt: t.expose('deletedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the provider confirmed that it is gone; null while it lives.',
    }),
    staleStrikeCount: t.exposeInt('staleStrikeCount', {
      description: 'How many complete listings in a row have not shown it. At three the provider is asked about it.',
    }),
    declared: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Which facts it should have, as a platform admin has declared; null when nothing is declared.',
      resolve: (row) => row.declared,
    }),
    drift: t.field({
      type: [FieldChange],
      description: 'Where it differs from what was declared: before is declared, after is observed.',
      resolve: (row) => toFieldChanges(row.drift),
    }),
    links: t.field({
      type: [ResourceLink],
      description: 'The resources that it refers to.',
      resolve: (row, _args, context) => context.loaders.links.load(row.id),
    }),
    linkedFrom: t.field({
      type: [ResourceLink],
      description: 'The resources that refer to it.',
      resolve: (row, _args, context) => context.loaders.linkedFrom.load(row.urn),
    }),
  }),
});

ResourceLink.implement({
  description: 'An edge between two resources, from where it is asked for.',
  fields: (t) => ({
    relation: t.exposeString('relation', { description: 'What the edge means, such as vpc or volume.' }),
    urn: t.exposeString('urn', { description: 'The other end.' }),
    resource: t.prismaField({
      type: CloudResource,
      nullable: true,
      description: 'The other end; null when it is not mirrored.',
      resolve: (query, link, _args, context) =>
        context.db.prisma.cloudResource.findUnique({ ...query, where: { urn: link.urn, ...inScope(context) } }),
    }),
  }),
});

// A type a kind. Its facts are fields, read from attrs.
for (const kind of kinds) {
  builder.prismaNode('CloudResource', {
    variant: kind.typeName,
    interfaces: [CloudResource],
    id: { field: 'id' },
    nullable: true,
    // Without the kind, the id of a droplet would pass for a volume's.
    findUnique: (id, context) => ({ id, kind: kind.name, ...inScope(context) }),
    description: kind.description,
    fields: (t) =>
      Object.fromEntries(
        Object.entries(kind.facts).map(([name, fact]) => [
          name,
          t.field({
            type: factTypes[fact.type],
            nullable: true,
            description: fact.description,
            resolve: (row: { attrs: unknown }) => factValue(fact, row.attrs, name) as never,
          }),
        ]),
      ),
  });
}

const factTypes: Record<Fact['type'], 'String' | 'Int' | 'Float' | 'Boolean' | 'DateTime' | ['String']> = {
  string: 'String',
  int: 'Int',
  float: 'Float',
  boolean: 'Boolean',
  decimal: 'String',
  dateTime: 'DateTime',
  strings: ['String'],
};

function factValue(fact: Fact, attrs: unknown, name: string): unknown {
  const value = (attrs as Record<string, unknown>)[name] ?? null;
  return fact.type === 'dateTime' && typeof value === 'string' ? new Date(value) : value;
}

export const ResourceFilter = builder.inputType('ResourceFilter', {
  description: 'Which resources. Whatever is absent does not narrow; an empty list finds nothing.',
  fields: (t) => ({
    kind: t.field({ type: [ResourceKind], description: 'Of these kinds.' }),
    region: t.stringList({ description: 'In these regions.' }),
    status: t.stringList({ description: 'In these states.' }),
    tagsAll: t.stringList({ description: 'With all of these tags.' }),
    tagsAny: t.stringList({ description: 'With at least one of these tags.' }),
    projectId: t.id({ description: 'In this project.' }),
    tenantId: t.stringList({ description: 'Of these tenants.' }),
    nameContains: t.string({ description: 'With this in the name, whatever the case.' }),
    includeDeleted: t.boolean({ description: 'Those that are gone too. Default false.' }),
    stale: t.boolean({
      description: 'True: those that the last complete listing did not show. False: those that it did.',
    }),
    drifted: t.boolean({ description: 'True: those that differ from what was declared. False: the others.' }),
  }),
});

/** The scope stands in the query even though the database fences the connection too. */
export function resourceWhere(
  filter: typeof ResourceFilter.$inferInput | null | undefined,
  context: Context,
): Prisma.CloudResourceWhereInput {
  const where: Prisma.CloudResourceWhereInput[] = [inScope(context)];
  if (!filter?.includeDeleted) where.push({ deletedAt: null });
  if (filter?.kind) where.push({ kind: { in: filter.kind } });
  if (filter?.region) where.push({ region: { in: filter.region } });
  if (filter?.status) where.push({ status: { in: filter.status } });
  if (filter?.tagsAll) where.push({ tags: { hasEvery: filter.tagsAll } });
  if (filter?.tagsAny) where.push({ tags: { hasSome: filter.tagsAny } });
  if (filter?.projectId)
    where.push({ projectId: wantId(idOf('CloudProject', filter.projectId), 'where.projectId', 'a project') });
  if (filter?.tenantId) where.push({ tenantId: { in: filter.tenantId } });
  if (filter?.nameContains) where.push({ name: { contains: filter.nameContains, mode: 'insensitive' } });
  if (typeof filter?.stale === 'boolean') where.push({ staleStrikeCount: filter.stale ? { gt: 0 } : 0 });
  if (typeof filter?.drifted === 'boolean') {
    where.push({ drift: filter.drifted ? { not: databaseNull } : { equals: databaseNull } });
  }
  return { AND: where };
}

const ResourceOrderField = builder.enumType('ResourceOrderField', {
  description: 'What resources can be ordered by.',
  values: {
    NAME: { value: 'name' },
    KIND: { value: 'kind' },
    REGION: { value: 'region' },
    STATUS: { value: 'status' },
    FIRST_SEEN_AT: { value: 'firstSeenAt' },
    PROVIDER_CREATED_AT: { value: 'providerCreatedAt' },
  } as const,
});

const ResourceOrder = builder.inputType('ResourceOrder', {
  description: 'An order; resources that are equal in it stand by id.',
  fields: (t) => ({
    field: t.field({ type: ResourceOrderField, required: true, description: 'By what.' }),
    direction: t.field({ type: SortDirection, required: true, description: 'Which way.' }),
  }),
});

/** Resources by id: how they stand when nobody asks for an order. */
export const resourcesById: ListOrder = {
  list: 'resources:id',
  field: 'id',
  direction: 'asc',
  nullable: false,
  type: 'text',
};

const nullableOrders: ReadonlySet<string> = new Set(['region', 'status', 'providerCreatedAt']);

function resourceOrder(order: typeof ResourceOrder.$inferInput | null | undefined): ListOrder {
  if (!order) return resourcesById;
  return {
    list: `resources:${order.field}:${order.direction}`,
    field: order.field,
    direction: order.direction,
    nullable: nullableOrders.has(order.field),
    type: order.field.endsWith('At') ? 'time' : 'text',
  };
}

builder.queryField('resources', (t) =>
  t.connection(
    {
      type: CloudResource,
      authScopes: { may: 'readEstate' },
      description: 'The resources that the viewer sees.',
      args: {
        where: t.arg({ type: ResourceFilter, required: false, description: 'Which of them.' }),
        orderBy: t.arg({ type: ResourceOrder, required: false, description: 'Default: by id.' }),
      },
      resolve: async (_root, args, context, info) => {
        const order = resourceOrder(args.orderBy);
        const rows = await context.db.prisma.cloudResource.findMany({
          ...planRows(context, info),
          ...listPage(order, args, resourceWhere(args.where, context)),
        });
        return listConnection(order, rows, args);
      },
    },
    { name: 'QueryResourcesConnection' },
    { name: 'QueryResourcesConnectionEdge' },
  ),
);

builder.queryField('resource', (t) =>
  t.prismaField({
    type: CloudResource,
    nullable: true,
    authScopes: { may: 'readEstate' },
    description: 'One resource, by its id or its URN; null when there is none that the viewer may see.',
    args: {
      id: t.arg.id({ required: false, description: 'Its global id.' }),
      urn: t.arg.string({ required: false, description: 'Its URN. do:floatingip: and do:reservedip: are the same.' }),
    },
    resolve: (query, _root, { id, urn }, context) => {
      if ((typeof id === 'string') === (typeof urn === 'string')) {
        throw new ArcadiaError('BAD_USER_INPUT', 'Give either id or urn.');
      }
      const rowId = id ? resourceIdOf(id) : null;
      if (id && rowId === null) return null;
      const where = rowId !== null ? { id: rowId } : { urn: normaliseUrn(urn ?? '') };
      return context.db.prisma.cloudResource.findUnique({ ...query, where: { ...where, ...inScope(context) } });
    },
  }),
);
