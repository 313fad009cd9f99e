import type { InputProblem } from '../../inventory/classify.ts';
import { builder } from '../builder.ts';
import { resourceIdOf } from '../ids.ts';
import { CloudResource } from './resource.ts';
import { notFound, UserError } from './user-error.ts';

interface Outcome {
  readonly resourceId: string | null;
  readonly userErrors: InputProblem[];
}

function resourcePayload(name: string, description: string) {
  return builder.objectRef<Outcome>(name).implement({
    description,
    fields: (t) => ({
      resource: t.prismaField({
        type: CloudResource,
        nullable: true,
        description: 'Null on failure.',
        resolve: (query, { resourceId }, _args, context) =>
          resourceId === null
            ? null
            : context.db.prisma.cloudResource.findUnique({ ...query, where: { id: resourceId } }),
      }),
      userErrors: t.field({
        type: [UserError],
        description: 'Empty on success.',
        resolve: (payload) => payload.userErrors,
      }),
    }),
  });
}

async function outcomeOf(globalId: string, act: (id: string) => Promise<InputProblem | null>): Promise<Outcome> {
  const resourceId = resourceIdOf(globalId);
  if (resourceId === null) return { resourceId, userErrors: [notFound('resourceId', 'resource', 'resources')] };
  const problem = await act(resourceId);
  return problem === null ? { resourceId, userErrors: [] } : { resourceId: null, userErrors: [problem] };
}

const DeclareResourceInput = builder.inputType('DeclareResourceInput', {
  description: 'What some facts of a resource should be.',
  fields: (t) => ({
    resourceId: t.id({ required: true, description: 'The resource.' }),
    declared: t.field({
      type: 'JSON',
      description: 'An object of facts of the kind and their values, as the API shows them; null withdraws it.',
    }),
  }),
});

const DeclareResourcePayload = resourcePayload(
  'DeclareResourcePayload',
  'The resource with its drift as it is now, or what is wrong with the input.',
);

builder.mutationField('declareResource', (t) =>
  t.field({
    type: DeclareResourcePayload,
    authScopes: { may: 'declareResource' },
    description:
      'States what some facts of a resource should be. It is compared at once and whenever the resource is observed; a new difference is one DRIFT_DETECTED.',
    args: { input: t.arg({ type: DeclareResourceInput, required: true, description: 'What is wanted.' }) },
    resolve: (_root, { input }, context) =>
      outcomeOf(input.resourceId, (id) =>
        context.actions.declareResource({ resourceId: id, declared: input.declared ?? null }, context.viewer?.id ?? ''),
      ),
  }),
);

const RefreshResourceInput = builder.inputType('RefreshResourceInput', {
  description: 'Which resource is to be looked at.',
  fields: (t) => ({ resourceId: t.id({ required: true, description: 'The resource.' }) }),
});

const RefreshResourcePayload = resourcePayload(
  'RefreshResourcePayload',
  'The resource as DigitalOcean shows it at this moment, or why it could not be seen.',
);

builder.mutationField('refreshResource', (t) =>
  t.field({
    type: RefreshResourcePayload,
    authScopes: { may: 'refreshResource' },
    description: 'One look at DigitalOcean, now. It never deletes: a deletion takes three complete listings.',
    args: { input: t.arg({ type: RefreshResourceInput, required: true, description: 'What is wanted.' }) },
    resolve: (_root, { input }, context) =>
      outcomeOf(input.resourceId, (id) => context.actions.refreshResource(id, context.viewer?.id ?? '')),
  }),
);
