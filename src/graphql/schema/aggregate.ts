import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';
import { ArcadiaError } from '../../base/errors.ts';
import {
  type Aggregate,
  aggregateResources,
  type GroupKey,
  type Sum,
  sumTypes,
} from '../../inventory/find/aggregate.ts';
import { builder } from '../builder.ts';
import { encodeId } from '../ids.ts';
import { scopeOf } from '../scope.ts';
import { criteriaOf, ResourceFilter } from './resource-filter.ts';
import { momentOf, refuseSightings } from './time.ts';

/** More groups than anybody reads; a list of them would be a list of resources. */
const mostGroups = 5000;

const ResourceGroupKey = builder.enumType('ResourceGroupKey', {
  description: 'What resources can be counted by.',
  values: {
    KIND: { value: 'kind', description: 'By kind; in the key as `kind`.' },
    REGION: { value: 'region', description: 'By region; in the key as `region`.' },
    STATUS: { value: 'status', description: 'By status; in the key as `status`.' },
    TENANT: { value: 'tenantId', description: 'By tenant; in the key as `tenantId`.' },
    PROJECT: { value: 'projectId', description: 'By project; in the key as `projectId`, its global id.' },
    TAG: {
      value: 'tag',
      description:
        'By tag; in the key as `tag`. A resource counts once in each of its tags, and under null when it has none.',
    },
    FIRST_SEEN_DAY: {
      value: 'firstSeenDay',
      description: 'By the day (UTC) on which a sync first saw it; in the key as `firstSeenDay`, such as 2026-01-31.',
    },
  } as const satisfies Record<string, { value: GroupKey; description: string }>,
});

const ResourceAggregate = builder.objectRef<Aggregate>('ResourceAggregate').implement({
  description: 'How many resources there are in a group, and what they add up to.',
  fields: (t) => ({
    key: t.field({
      type: 'JSON',
      description: 'What the group has in common: one property for each of groupBy. Null: it has none.',
      resolve: ({ key }) => keyOf(key),
    }),
    count: t.exposeInt('count', { description: 'How many.' }),
    vcpus: t.float({
      nullable: true,
      description: 'Virtual CPUs, added up. Null where no kind of the group has any.',
      resolve: ({ sums }) => numberOrNull(sums.vcpus),
    }),
    memoryMib: t.float({
      nullable: true,
      description: 'Memory in MiB, added up. Null where no kind of the group has any.',
      resolve: ({ sums }) => numberOrNull(sums.memoryMib),
    }),
    diskGib: t.float({
      nullable: true,
      description: 'Local disk in GiB, added up. Null where no kind of the group has any.',
      resolve: ({ sums }) => numberOrNull(sums.diskGib),
    }),
    sizeGib: t.float({
      nullable: true,
      description:
        'Storage in GiB of volumes, snapshots and the like, added up. Null where no kind of the group has any.',
      resolve: ({ sums }) => numberOrNull(sums.sizeGib),
    }),
    priceMonthly: t.string({
      nullable: true,
      description: 'Known prices in USD a month, added up exactly. Null where no price is known.',
      resolve: ({ sums }) => sums.priceMonthly ?? null,
    }),
  }),
});

builder.queryField('resourceAggregates', (t) =>
  t.field({
    type: [ResourceAggregate],
    authScopes: { may: 'readEstate' },
    description: `Counts resources by what they have in common, the largest groups first. At most ${mostGroups} groups.`,
    args: {
      groupBy: t.arg({ type: [ResourceGroupKey], required: true, description: 'By what. Empty: one group of all.' }),
      where: t.arg({ type: ResourceFilter, required: false, description: 'Which resources.' }),
      asOf: t.arg({
        type: 'DateTime',
        required: false,
        description: 'The estate as it was at this moment, tenancy included. Default: as it is.',
      }),
    },
    resolve: async (_root, { groupBy, where, asOf }, context, info) => {
      const question = {
        scope: scopeOf(context),
        criteria: criteriaOf(where),
        asOf: momentOf(asOf, 'asOf', context),
        groupBy,
        sums: sumsAsked(info),
        limit: mostGroups + 1,
      };
      refuseSightings(question.asOf, question.criteria);
      const groups = await aggregateResources(context.db, question);
      if (groups.length <= mostGroups) return groups;
      throw new ArcadiaError(
        'LIMIT_EXCEEDED',
        `There are more than ${mostGroups} groups. Group by less, or narrow with where.`,
        {
          extensions: { limit: 'groups', max: mostGroups },
        },
      );
    },
  }),
);

function keyOf({ kind, projectId, ...rest }: Aggregate['key']): object {
  return {
    ...(kind === undefined ? {} : { kind: kind?.toUpperCase() ?? null }),
    ...(projectId === undefined ? {} : { projectId: projectId === null ? null : encodeId('CloudProject', projectId) }),
    ...rest,
  };
}

function numberOrNull(sum: string | null | undefined): number | null {
  return sum === null || sum === undefined ? null : Number(sum);
}

/** The sums that the operation shows: what nobody reads is not added up. */
function sumsAsked(info: GraphQLResolveInfo): Sum[] {
  const asked = new Set<string>();
  const visit = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) asked.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) visit(selection.selectionSet);
      else {
        const fragment = info.fragments[selection.name.value];
        if (fragment) visit(fragment.selectionSet);
      }
    }
  };
  for (const node of info.fieldNodes as readonly FieldNode[]) if (node.selectionSet) visit(node.selectionSet);
  return (Object.keys(sumTypes) as Sum[]).filter((sum) => asked.has(sum)); // the keys of a literal
}
