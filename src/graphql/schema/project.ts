import { ArcadiaError } from '../../base/errors.ts';
import type { Prisma } from '../../db/generated/prisma/client.ts';
import type { InputProblem, ProjectPurpose as Purpose } from '../../inventory/classify.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { idOf } from '../ids.ts';
import { type ListOrder, listConnection, listPage, planRows } from '../list.ts';
import { inScope } from '../scope.ts';
import { ProjectPurpose } from './enums.ts';
import { CloudResource } from './resource.ts';
import { ResourceFilter } from './resource-filter.ts';
import { resourcesOfProject } from './resource-query.ts';
import { notFound, UserError } from './user-error.ts';

export const CloudProject = builder.prismaNode('CloudProject', {
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, context) => ({ id, ...inScope(context) }),
  description: 'A project of the provider, and whose it is.',
  fields: (t) => ({
    provider: t.exposeString('provider', { description: 'The cloud it is in: digitalocean.' }),
    providerId: t.exposeString('providerId', { description: "The provider's id of it." }),
    name: t.exposeString('name', { description: 'Its name at the provider.' }),
    description: t.exposeString('description', { nullable: true, description: 'Free text at the provider, if any.' }),
    tenantId: t.exposeString('tenantId', {
      nullable: true,
      description: 'Its tenant; null unless its purpose is TENANT.',
    }),
    purpose: t.field({
      type: ProjectPurpose,
      description: 'Whose it is, as a platform admin has classified it.',
      resolve: (project) => project.purpose as Purpose, // a CHECK constraint holds it to these
    }),
    isDefault: t.exposeBoolean('isDefault', { description: 'True for the one that takes what names no project.' }),
    firstSeenAt: t.expose('firstSeenAt', { type: 'DateTime', description: 'When a sync first saw it.' }),
    lastSeenAt: t.expose('lastSeenAt', { type: 'DateTime', description: 'When a sync last saw it.' }),
    deletedAt: t.expose('deletedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the provider confirmed that it is gone; null while it lives.',
    }),
    resources: t.connection(
      {
        type: CloudResource,
        description: 'Its resources, by id.',
        args: { where: t.arg({ type: ResourceFilter, required: false, description: 'Which of them.' }) },
        resolve: (project, args, context, info) => resourcesOfProject(project.id, args, context, info),
      },
      { name: 'ProjectResourcesConnection' },
      { name: 'ProjectResourcesConnectionEdge' },
    ),
  }),
});

const ProjectFilter = builder.inputType('ProjectFilter', {
  description: 'Which projects. Whatever is absent does not narrow; an empty list finds nothing.',
  fields: (t) => ({
    tenantId: t.stringList({ description: 'Of these tenants.' }),
    purpose: t.field({ type: [ProjectPurpose], description: 'With these purposes.' }),
    nameContains: t.string({ description: 'With this in the name, whatever the case.' }),
    includeDeleted: t.boolean({ description: 'Those that are gone too. Default false.' }),
  }),
});

const projectsByName: ListOrder = {
  list: 'projects:name',
  field: 'name',
  direction: 'asc',
  nullable: false,
  type: 'text',
};

function projectWhere(
  filter: typeof ProjectFilter.$inferInput | null | undefined,
  context: Context,
): Prisma.CloudProjectWhereInput {
  const where: Prisma.CloudProjectWhereInput[] = [inScope(context)];
  if (!filter?.includeDeleted) where.push({ deletedAt: null });
  if (filter?.tenantId) where.push({ tenantId: { in: filter.tenantId } });
  if (filter?.purpose) where.push({ purpose: { in: filter.purpose } });
  if (filter?.nameContains) where.push({ name: { contains: filter.nameContains, mode: 'insensitive' } });
  return { AND: where };
}

builder.queryField('projects', (t) =>
  t.connection(
    {
      type: CloudProject,
      authScopes: { may: 'readEstate' },
      description: 'The projects that the viewer sees, by name.',
      args: { where: t.arg({ type: ProjectFilter, required: false, description: 'Which of them.' }) },
      resolve: async (_root, args, context, info) => {
        const rows = await context.db.prisma.cloudProject.findMany({
          ...planRows(context, info),
          ...listPage(projectsByName, args, projectWhere(args.where, context)),
        });
        return listConnection(projectsByName, rows, args);
      },
    },
    { name: 'QueryProjectsConnection' },
    { name: 'QueryProjectsConnectionEdge' },
  ),
);

builder.queryField('project', (t) =>
  t.prismaField({
    type: CloudProject,
    nullable: true,
    authScopes: { may: 'readEstate' },
    description: "One project, by its id or the provider's; null when there is none that the viewer may see.",
    args: {
      id: t.arg.id({ required: false, description: 'Its global id.' }),
      providerId: t.arg.string({ required: false, description: "The provider's id of it." }),
    },
    resolve: (query, _root, { id, providerId }, context) => {
      if ((typeof id === 'string') === (typeof providerId === 'string')) {
        throw new ArcadiaError('BAD_USER_INPUT', 'Give either id or providerId.');
      }
      const rowId = id ? idOf('CloudProject', id) : null;
      if (id && rowId === null) return null;
      const where =
        rowId !== null
          ? { id: rowId }
          : { provider_providerId: { provider: 'digitalocean', providerId: providerId ?? '' } };
      return context.db.prisma.cloudProject.findUnique({ ...query, where: { ...where, ...inScope(context) } });
    },
  }),
);

const ClassifyProjectInput = builder.inputType('ClassifyProjectInput', {
  description: 'Whose a project is to be.',
  fields: (t) => ({
    projectId: t.id({ required: true, description: 'Which project.' }),
    purpose: t.field({ type: ProjectPurpose, required: true, description: 'What it is for.' }),
    tenantId: t.string({ description: 'Its tenant: with purpose TENANT, and only then.' }),
  }),
});

const ClassifyProjectPayload = builder
  .objectRef<{ projectId: string | null; userErrors: InputProblem[] }>('ClassifyProjectPayload')
  .implement({
    description: 'The project as it is now, or what is wrong with the input.',
    fields: (t) => ({
      project: t.prismaField({
        type: CloudProject,
        nullable: true,
        description: 'Null on failure.',
        resolve: (query, payload, _args, context) =>
          payload.projectId === null
            ? null
            : context.db.prisma.cloudProject.findUnique({ ...query, where: { id: payload.projectId } }),
      }),
      userErrors: t.field({
        type: [UserError],
        description: 'Empty on success.',
        resolve: (payload) => payload.userErrors,
      }),
    }),
  });

builder.mutationField('classifyProject', (t) =>
  t.field({
    type: ClassifyProjectPayload,
    authScopes: { may: 'classifyProject' },
    description: 'Says whose a project is. Its resources move with it, at once.',
    args: { input: t.arg({ type: ClassifyProjectInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const projectId = idOf('CloudProject', input.projectId);
      if (projectId === null) return { projectId, userErrors: [notFound('projectId', 'project')] };
      const problem = await context.actions.classifyProject(
        { projectId, purpose: input.purpose, tenantId: input.tenantId ?? null },
        context.viewer?.id ?? '',
      );
      return problem === null ? { projectId, userErrors: [] } : { projectId: null, userErrors: [problem] };
    },
  }),
);
