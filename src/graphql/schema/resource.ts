import type { Fact } from '../../kinds/facts.ts';
import { kinds, kindsByName } from '../../kinds/index.ts';
import { builder } from '../builder.ts';
import type { Edge } from '../loaders.ts';
import { loadResource } from '../row-loaders.ts';
import { inScope } from '../scope.ts';
import { ResourceKind } from './enums.ts';
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
    resource: t.field({
      type: CloudResource,
      nullable: true,
      description: 'The other end; null when it is not mirrored.',
      resolve: (link, _args, context, info) => loadResource(context, info, 'urns', link.urn),
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
