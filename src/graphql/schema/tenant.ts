import type { InputProblem } from '../../inventory/classify.ts';
import { builder } from '../builder.ts';
import { UserError } from './user-error.ts';

export const Tenant = builder.prismaObject('Tenant', {
  description: 'Whose estate a project belongs to.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its slug, as tokens name it.' }),
    name: t.exposeString('name', { description: 'Its name for people.' }),
  }),
});

builder.queryField('tenants', (t) =>
  t.prismaField({
    type: [Tenant],
    authScopes: { may: 'readEstate' },
    description: 'The tenants that the viewer sees, by id.',
    resolve: (query, _root, _args, context) => {
      const scope = context.viewer?.scope.tenants ?? [];
      return context.db.prisma.tenant.findMany({
        ...query,
        ...(scope === 'all' ? {} : { where: { id: { in: [...scope] } } }),
        orderBy: { id: 'asc' },
      });
    },
  }),
);

const CreateTenantInput = builder.inputType('CreateTenantInput', {
  description: 'A tenant to be made.',
  fields: (t) => ({
    id: t.string({ required: true, description: '1 to 63 of a-z, 0-9, - and _.' }),
    name: t.string({ required: true, description: 'Its name for people.' }),
  }),
});

const CreateTenantPayload = builder
  .objectRef<{ tenantId: string | null; userErrors: InputProblem[] }>('CreateTenantPayload')
  .implement({
    description: 'The tenant, or what is wrong with the input.',
    fields: (t) => ({
      tenant: t.prismaField({
        type: Tenant,
        nullable: true,
        description: 'Null on failure.',
        resolve: (query, payload, _args, context) =>
          payload.tenantId === null
            ? null
            : context.db.prisma.tenant.findUnique({ ...query, where: { id: payload.tenantId } }),
      }),
      userErrors: t.field({
        type: [UserError],
        description: 'Empty on success.',
        resolve: (payload) => payload.userErrors,
      }),
    }),
  });

builder.mutationField('createTenant', (t) =>
  t.field({
    type: CreateTenantPayload,
    authScopes: { may: 'createTenant' },
    description: 'Makes a tenant, so that projects can be classified to it.',
    args: { input: t.arg({ type: CreateTenantInput, required: true, description: 'What is wanted.' }) },
    resolve: async (_root, { input }, context) => {
      const problem = await context.actions.createTenant(input, context.viewer?.id ?? '');
      return problem === null ? { tenantId: input.id, userErrors: [] } : { tenantId: null, userErrors: [problem] };
    },
  }),
);
