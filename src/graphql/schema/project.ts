import { ArcadiaError } from '../../base/errors.ts';
import type { ProjectPurpose as Purpose } from '../../inventory/classify.ts';
import { listProjects, type ProjectCriteria } from '../../inventory/find/project.ts';
import { builder } from '../builder.ts';
import { projectsWanted, shapesOfProjects } from '../found-rows.ts';
import { idOf } from '../ids.ts';
import { type ListOrder, listConnection, listWindow } from '../list.ts';
import { projectOf } from '../row-loaders.ts';
import { inScope, scopeOf } from '../scope.ts';
import { ClassifiedBy, ProjectPurpose } from './enums.ts';
import { CloudResource } from './resource.ts';
import { ResourceFilter } from './resource-filter.ts';
import { resourcesOfProject } from './resource-query.ts';

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
    classifiedBy: t.field({
      type: ClassifiedBy,
      nullable: true,
      description: 'Who said so; null while nobody has.',
      resolve: (project) => project.classifiedBy as 'HAND' | 'RULE' | null, // a CHECK constraint holds it to these
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

builder.interfaceField(CloudResource, 'project', (t) =>
  t.field({
    type: CloudProject,
    nullable: true,
    description: 'Its project; null while none is known.',
    resolve: (row, _args, context) => projectOf(row, context),
  }),
);

const ProjectFilter = builder.inputType('ProjectFilter', {
  description: 'Which projects. Whatever is absent does not narrow; an empty list finds nothing.',
  fields: (t) => ({
    tenantId: t.stringList({ description: 'Of these tenants.' }),
    purpose: t.field({ type: [ProjectPurpose], description: 'With these purposes.' }),
    nameContains: t.string({ description: 'With this in the name, whatever the case.' }),
    includeDeleted: t.boolean({ description: 'Those that are gone too. Default false.' }),
  }),
});

const projectsByName = {
  list: 'projects:name',
  field: 'name',
  direction: 'asc',
  nullable: false,
  type: 'text',
} as const satisfies ListOrder;

function criteriaOf(filter: typeof ProjectFilter.$inferInput | null | undefined): ProjectCriteria {
  return {
    includeDeleted: filter?.includeDeleted ?? false,
    ...(filter?.tenantId ? { tenantIds: filter.tenantId } : {}),
    ...(filter?.purpose ? { purposes: filter.purpose } : {}),
    ...(filter?.nameContains ? { nameContains: filter.nameContains } : {}),
  };
}

builder.queryField('projects', (t) =>
  t.connection(
    {
      type: CloudProject,
      authScopes: { may: 'readEstate' },
      description: 'The projects that the viewer sees, by name.',
      args: { where: t.arg({ type: ProjectFilter, required: false, description: 'Which of them.' }) },
      resolve: async (_root, args, context, info) => {
        const question = { scope: scopeOf(context), criteria: criteriaOf(args.where) };
        const window = { ...projectsByName, ...listWindow(projectsByName, args) };
        const wanted = projectsWanted(info, ['edges', 'node']);
        const rows = await listProjects(context.db, question, window, wanted);
        return listConnection(projectsByName, shapesOfProjects(rows), args);
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
