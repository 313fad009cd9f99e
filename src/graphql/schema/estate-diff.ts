import { isDeepStrictEqual } from 'node:util';
import { ArcadiaError } from '../../base/errors.ts';
import type { FoundResource } from '../../inventory/find/source.ts';
import {
  type EstateChange as Change,
  countDiff,
  type DiffQuestion,
  diffEstate,
} from '../../inventory/find/versions.ts';
import { kindsByName } from '../../kinds/index.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { shapeOf } from '../found-rows.ts';
import { encodeId } from '../ids.ts';
import { type ListOrder, listConnection, listWindow } from '../list.ts';
import { scopeOf } from '../scope.ts';
import { ResourceKind } from './enums.ts';
import { FieldChange } from './field-change.ts';
import { CloudResource } from './resource.ts';
import { criteriaOf, ResourceFilter } from './resource-filter.ts';
import { momentOf, refuseSightings } from './time.ts';

const EstateChangeType = builder.enumType('EstateChangeType', {
  description: 'What became of a resource between two moments.',
  values: {
    APPEARED: { value: 'APPEARED', description: 'At the second moment it was in the list, at the first it was not.' },
    CHANGED: { value: 'CHANGED', description: 'It was in both, and something about it differed.' },
    WENT: { value: 'WENT', description: 'At the first moment it was in the list, at the second it was not.' },
  } as const,
});

function shown({ before, after }: Change): FoundResource {
  const resource = after ?? before;
  if (resource === null) throw new Error('A change has at least one side.');
  return resource;
}

const EstateChange = builder.objectRef<Change>('EstateChange').implement({
  description: 'One resource that was not the same at both moments.',
  fields: (t) => ({
    change: t.field({
      type: EstateChangeType,
      description: 'What became of it.',
      resolve: ({ before, after }) => (before === null ? 'APPEARED' : after === null ? 'WENT' : 'CHANGED'),
    }),
    kind: t.field({ type: ResourceKind, description: 'Its kind.', resolve: (change) => shown(change).kind }),
    urn: t.string({ description: 'Its URN.', resolve: (change) => shown(change).urn }),
    name: t.string({ description: 'Its name: the later one.', resolve: (change) => shown(change).name }),
    fields: t.field({
      type: [FieldChange],
      description: 'What differed, field by field. Empty unless it CHANGED.',
      resolve: ({ before, after }) => (before === null || after === null ? [] : differences(before, after)),
    }),
    before: t.field({
      type: CloudResource,
      nullable: true,
      description: 'As it was at the first moment; null when it APPEARED.',
      resolve: ({ before }) => shapeOf(before),
    }),
    after: t.field({
      type: CloudResource,
      nullable: true,
      description: 'As it was at the second moment; null when it WENT.',
      resolve: ({ after }) => shapeOf(after),
    }),
  }),
});

const common = [
  'name',
  'region',
  'status',
  'tags',
  'tenantId',
  'providerCreatedAt',
  'deletedAt',
  'declared',
  'drift',
] as const;

function differences(before: FoundResource, after: FoundResource) {
  const facts = kindsByName.get(after.kind)?.facts ?? {};
  const names = [...new Set([...Object.keys(before.attrs), ...Object.keys(after.attrs)])].filter(
    (name) => !facts[name]?.volatile,
  );
  return [
    ...common.map((field) => ({ field: field as string, before: plain(before[field]), after: plain(after[field]) })),
    { field: 'projectId', before: projectOf(before), after: projectOf(after) },
    ...names.map((field) => ({ field, before: before.attrs[field] ?? null, after: after.attrs[field] ?? null })),
  ].filter(({ before, after }) => !isDeepStrictEqual(before, after));
}

function plain(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}

function projectOf({ projectId }: FoundResource): string | null {
  return projectId === null ? null : encodeId('CloudProject', projectId);
}

const byId: ListOrder = { list: 'estateDiff', field: 'id', direction: 'asc', nullable: false, type: 'text' };

type Counts = Awaited<ReturnType<typeof countDiff>>;

/** Asked for once however many fields show them. */
function lazyCounts(context: Context, question: DiffQuestion): () => Promise<Counts> {
  let counted: Promise<Counts> | null = null;
  return () => {
    counted ??= countDiff(context.db, question);
    return counted;
  };
}

function countsOf(connection: object): Promise<Counts> {
  return (connection as { counts: () => Promise<Counts> }).counts(); // as the resolver below has made it
}

builder.queryField('estateDiff', (t) =>
  t.connection(
    {
      type: EstateChange,
      authScopes: { may: 'readEstate' },
      description:
        'What appeared, changed and went between two moments: resources(asOf: from) compared with resources(asOf: to), for the same where. By resource.',
      args: {
        from: t.arg({ type: 'DateTime', required: true, description: 'The first moment.' }),
        to: t.arg({ type: 'DateTime', required: true, description: 'The second moment, not before the first.' }),
        where: t.arg({ type: ResourceFilter, required: false, description: 'Which resources, at each moment.' }),
      },
      resolve: async (_root, args, context) => {
        const from = momentOf(args.from, 'from', context) ?? args.from;
        const to = momentOf(args.to, 'to', context) ?? args.to;
        if (to < from) throw new ArcadiaError('BAD_USER_INPUT', 'to is before from; exchange them.');
        const question = { scope: scopeOf(context), criteria: criteriaOf(args.where), from, to };
        refuseSightings(from, question.criteria);
        const { after, before, limit, fromEnd } = listWindow(byId, args);
        const changes = await diffEstate(context.db, question, {
          after: after?.id ?? null,
          before: before?.id ?? null,
          limit,
          fromEnd,
        });
        return { ...listConnection(byId, changes, args), counts: lazyCounts(context, question) };
      },
    },
    {
      name: 'QueryEstateDiffConnection',
      fields: (t) => ({
        appeared: t.int({
          description: 'How many appeared, on all pages.',
          resolve: async (diff) => (await countsOf(diff)).appeared,
        }),
        changed: t.int({
          description: 'How many changed, on all pages.',
          resolve: async (diff) => (await countsOf(diff)).changed,
        }),
        went: t.int({
          description: 'How many went, on all pages.',
          resolve: async (diff) => (await countsOf(diff)).went,
        }),
      }),
    },
    { name: 'QueryEstateDiffConnectionEdge' },
  ),
);
