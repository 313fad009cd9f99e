import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { ArcadiaError } from '../../base/errors.ts';
import { countResources, type FoundRow, findResources, type ResourceQuestion } from '../../inventory/find/list.ts';
import { findOfProjects } from '../../inventory/find/of-projects.ts';
import type { OrderField } from '../../inventory/find/window.ts';
import { normaliseUrn } from '../../kinds/urn.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { optionsOf, shapesOf } from '../found-rows.ts';
import { resourceOf } from '../ids.ts';
import { type ListOrder, listConnection, listWindow } from '../list.ts';
import type { PageArguments } from '../paging.ts';
import { scopeOf } from '../scope.ts';
import { SortDirection } from './enums.ts';
import { CloudResource } from './resource.ts';
import { criteriaOf, ResourceFilter } from './resource-filter.ts';
import { momentOf, refuseSightings } from './time.ts';

const ResourceOrderField = builder.enumType('ResourceOrderField', {
  description: 'What resources can be ordered by.',
  values: {
    NAME: { value: 'name', description: 'By name.' },
    KIND: { value: 'kind', description: 'By kind.' },
    REGION: { value: 'region', description: 'By region.' },
    STATUS: { value: 'status', description: 'By status.' },
    URN: { value: 'urn', description: 'By URN.' },
    PROVIDER_ID: { value: 'providerId', description: "By the provider's id, as a text." },
    TENANT_ID: { value: 'tenantId', description: 'By tenant.' },
    FIRST_SEEN_AT: { value: 'firstSeenAt', description: 'By when a sync first saw it.' },
    LAST_SEEN_AT: {
      value: 'lastSeenAt',
      description: 'By when a sync last saw it. Every sync moves what it sees, so pages shift under the reader.',
    },
    PROVIDER_CREATED_AT: { value: 'providerCreatedAt', description: 'By when it was made.' },
    DELETED_AT: { value: 'deletedAt', description: 'By when it was found gone.' },
  } as const satisfies Record<string, { value: OrderField; description: string }>,
});

const ResourceOrder = builder.inputType('ResourceOrder', {
  description: 'An order; resources that are equal in it stand by id.',
  fields: (t) => ({
    field: t.field({ type: ResourceOrderField, required: true, description: 'By what.' }),
    direction: t.field({ type: SortDirection, required: true, description: 'Which way.' }),
  }),
});

type ResourceListOrder = ListOrder & { readonly field: OrderField };

const byId: ResourceListOrder = { list: 'resources:id', field: 'id', direction: 'asc', nullable: false, type: 'text' };
const byRank: ResourceListOrder = {
  list: 'resources:rank',
  field: 'rank',
  direction: 'asc',
  nullable: false,
  type: 'number',
};
const nullableOrders: ReadonlySet<string> = new Set(['region', 'status', 'tenantId', 'providerCreatedAt', 'deletedAt']);

function resourceOrder(
  order: typeof ResourceOrder.$inferInput | null | undefined,
  search: string | null,
): ResourceListOrder {
  if (!order) return search === null ? byId : byRank;
  return {
    list: `resources:${order.field}:${order.direction}`,
    field: order.field,
    direction: order.direction,
    nullable: nullableOrders.has(order.field),
    type: order.field.endsWith('At') ? 'time' : 'text',
  };
}

/** Counting further costs more than it tells; whoever needs the exact number asks resourceAggregates. */
const mostCounted = 10_000;

/** A list's count, asked for once however many fields show it. */
function lazyCount(context: Context, question: ResourceQuestion): () => Promise<number> {
  let counted: Promise<number> | null = null;
  return () => {
    counted ??= countResources(context.db, question, mostCounted);
    return counted;
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
        search: t.arg.string({
          required: false,
          description:
            'A name, a URN, an id, a tag or an address, or a part of one; three characters at least. Where nothing has it, what looks like it is found. At most the 1,000 best.',
        }),
        orderBy: t.arg({
          type: ResourceOrder,
          required: false,
          description: 'Default: by id; with search, the best match first.',
        }),
        asOf: t.arg({
          type: 'DateTime',
          required: false,
          description: 'The estate as it was at this moment, tenancy included. Default: as it is.',
        }),
      },
      resolve: async (_root, args, context, info) => {
        const question: ResourceQuestion = {
          scope: scopeOf(context),
          criteria: criteriaOf(args.where),
          search: searchOf(args.search),
          asOf: momentOf(args.asOf, 'asOf', context),
        };
        refuseSightings(question.asOf, question.criteria);
        if (question.asOf !== null && question.search !== null) {
          throw new ArcadiaError(
            'BAD_USER_INPUT',
            'search looks at the present only; with asOf use where.nameContains.',
          );
        }
        const order = resourceOrder(args.orderBy, question.search);
        const window = { ...order, ...listWindow(order, args) };
        const rows = await findResources(context.db, question, window, optionsOf(info, ['edges', 'node']));
        return { ...listConnection(order, shapesOf(rows), args), count: lazyCount(context, question) };
      },
    },
    {
      name: 'QueryResourcesConnection',
      fields: (t) => ({
        totalCount: t.int({
          description: `How many there are on all pages; ${mostCounted + 1} stands for more than ${mostCounted}.`,
          resolve: (connection) => countOf(connection),
        }),
        totalCountIsExact: t.boolean({
          description: 'False: totalCount is a bound, and there are more.',
          resolve: async (connection) => (await countOf(connection)) <= mostCounted,
        }),
      }),
    },
    { name: 'QueryResourcesConnectionEdge' },
  ),
);

function countOf(connection: object): Promise<number> {
  return (connection as { count: () => Promise<number> }).count(); // as the resolver above has made it
}

function searchOf(search: string | null | undefined): string | null {
  const sought = search?.trim() ?? '';
  if (sought === '') return null;
  if (sought.length >= 3 && sought.length <= 200) return sought;
  throw new ArcadiaError('BAD_USER_INPUT', `search has ${sought.length} characters, and takes 3 to 200.`);
}

builder.queryField('resource', (t) =>
  t.field({
    type: CloudResource,
    nullable: true,
    authScopes: { may: 'readEstate' },
    description: 'One resource, by its id or its URN; null when there is none that the viewer may see.',
    args: {
      id: t.arg.id({ required: false, description: 'Its global id.' }),
      urn: t.arg.string({ required: false, description: 'Its URN. do:floatingip: and do:reservedip: are the same.' }),
    },
    resolve: async (_root, { id, urn }, context, info) => {
      if ((typeof id === 'string') === (typeof urn === 'string')) {
        throw new ArcadiaError('BAD_USER_INPUT', 'Give either id or urn.');
      }
      const named = id ? resourceOf(id) : null;
      if (id && named === null) return null;
      const which = named !== null ? { ids: [named.id], kinds: [named.kind] } : { urns: [normaliseUrn(urn ?? '')] };
      const question = {
        scope: scopeOf(context),
        criteria: { ...which, includeDeleted: true },
        asOf: null,
        search: null,
      };
      const window = { ...byId, after: null, before: null, limit: 1, fromEnd: false };
      const [row] = shapesOf(await findResources(context.db, question, window, optionsOf(info, [])));
      return row ?? null;
    },
  }),
);

type ProjectArguments = PageArguments & { readonly where?: typeof ResourceFilter.$inferInput | null | undefined };
type ProjectLoader = DataLoader<string, readonly FoundRow[]>;

/** For each operation, a loader for each selection of resources below projects. */
const projectLoaders = new WeakMap<Context, Map<unknown, { args: string; loader: ProjectLoader }[]>>();

/** Resources of a project, by id: one statement for all projects that are asked the same in one tick. */
export async function resourcesOfProject(
  projectId: string,
  args: ProjectArguments,
  context: Context,
  info: GraphQLResolveInfo,
) {
  const rows = await loaderFor(args, context, info).load(projectId);
  return listConnection(byId, shapesOf(rows), args);
}

function loaderFor(args: ProjectArguments, context: Context, info: GraphQLResolveInfo): ProjectLoader {
  const loaders = projectLoaders.get(context) ?? new Map<unknown, { args: string; loader: ProjectLoader }[]>();
  projectLoaders.set(context, loaders);
  // The same list of nodes for all projects of a list.
  const known = loaders.get(info.fieldNodes) ?? [];
  loaders.set(info.fieldNodes, known);
  const key = JSON.stringify(args);
  const found = known.find((entry) => entry.args === key);
  if (found) return found.loader;
  const question = { scope: scopeOf(context), criteria: criteriaOf(args.where), asOf: null, search: null };
  const window = { ...byId, ...listWindow(byId, args) };
  const options = optionsOf(info, ['edges', 'node']);
  const loader: ProjectLoader = new DataLoader((ids) => findOfProjects(context.db, question, window, ids, options), {
    cache: false,
  });
  known.push({ args: key, loader });
  return loader;
}
