import { knownRoles, type Viewer as ViewerValue } from '../../auth/viewer.ts';
import { builder } from '../builder.ts';
import { Tenant } from './tenant.ts';

const roleDescriptions: Readonly<Record<(typeof knownRoles)[number], string>> = {
  platform_admin: 'Sees everything and may do everything.',
};

export const Role = builder.enumType('Role', {
  description: 'What a token makes of somebody, beyond looking at tenants.',
  values: Object.fromEntries(
    knownRoles.map((role) => [role.toUpperCase(), { value: role, description: roleDescriptions[role] }]),
  ) as Record<string, { value: (typeof knownRoles)[number]; description: string }>,
});

const Viewer = builder.objectRef<ViewerValue>('Viewer').implement({
  description: 'Who asks.',
  fields: (t) => ({
    id: t.exposeID('id', { description: "The token's subject, or the API key." }),
    roles: t.field({ type: [Role], description: 'Empty for a tenant.', resolve: (viewer) => [...viewer.roles] }),
    tenants: t.prismaField({
      type: [Tenant],
      description: 'The tenants that the token names and that exist.',
      resolve: (query, viewer, _args, context) =>
        context.db.prisma.tenant.findMany({
          ...query,
          where: { id: { in: [...viewer.tenants] } },
          orderBy: { id: 'asc' },
        }),
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    nullable: true,
    description: 'Who asks; null for anonymous, never an error.',
    resolve: (_root, _args, context) => context.viewer,
  }),
);
