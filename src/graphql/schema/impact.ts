import { ArcadiaError } from '../../base/errors.ts';
import { findImpact, type ImpactNode } from '../../inventory/find/impact.ts';
import { builder } from '../builder.ts';
import { scopeOf } from '../scope.ts';
import { CloudResource } from './resource.ts';

/** Estates are flat: from a network to what hangs on its volumes' snapshots it is four steps. */
const deepest = 10;
const mostResources = 1000;

const ImpactDirection = builder.enumType('ImpactDirection', {
  description: 'Which way edges are followed.',
  values: {
    DEPENDENTS: { value: 'dependents', description: 'To what refers to it, and so may break when it goes.' },
    DEPENDENCIES: { value: 'dependencies', description: 'To what it refers to, and so needs.' },
  } as const,
});

const ImpactedResource = builder.objectRef<ImpactNode>('ImpactedResource').implement({
  description: 'A resource that edges lead to.',
  fields: (t) => ({
    urn: t.exposeString('urn', { description: 'Its URN.' }),
    depth: t.exposeInt('depth', { description: 'Least number of edges on the way; 1 for what is next to it.' }),
    relation: t.exposeString('relation', {
      description: 'What the last edge of that way means, such as vpc or volume.',
    }),
    via: t.exposeString('via', { description: 'URN of the other end of that edge, one step nearer.' }),
    resource: t.prismaField({
      type: CloudResource,
      nullable: true,
      description: 'The resource; null when it is not mirrored.',
      // The scope stood in the statement that found it, and the database fences this one. By its key alone, since Prisma makes one
      // statement of such questions, and one of each that asks for more.
      resolve: (query, node, _args, context) =>
        context.db.prisma.cloudResource.findUnique({ ...query, where: { urn: node.urn } }),
    }),
  }),
});

interface Reach {
  readonly nodes: readonly ImpactNode[];
  readonly truncated: boolean;
}

const Impact = builder.objectRef<Reach>('Impact').implement({
  description: 'What hangs together with a resource, as far as the viewer may see.',
  fields: (t) => ({
    nodes: t.field({
      type: [ImpactedResource],
      description: 'Each resource once, the nearest first.',
      resolve: ({ nodes }) => nodes,
    }),
    truncated: t.exposeBoolean('truncated', {
      description: `True: there are more than the ${mostResources} nearest, which are shown.`,
    }),
  }),
});

builder.interfaceField(CloudResource, 'impact', (t) =>
  t.field({
    type: Impact,
    description:
      'What hangs on this resource, or what it hangs on, through the edges of today. What is deleted does not count.',
    args: {
      direction: t.arg({
        type: ImpactDirection,
        defaultValue: 'dependents',
        required: true,
        description: 'Which way.',
      }),
      depth: t.arg.int({ defaultValue: 3, required: true, description: `Edges on the way at most, 1 to ${deepest}.` }),
    },
    resolve: async (resource, { direction, depth }, context) => {
      if (depth < 1 || depth > deepest)
        throw new ArcadiaError('BAD_USER_INPUT', `depth is ${depth}, and may be 1 to ${deepest}.`);
      const question = { scope: scopeOf(context), urn: resource.urn, direction, depth, limit: mostResources + 1 };
      const nodes = await findImpact(context.db, question);
      return { nodes: nodes.slice(0, mostResources), truncated: nodes.length > mostResources };
    },
  }),
);
