import type { InputProblem } from '../../inventory/classify.ts';
import { builder } from '../builder.ts';
import { idOf } from '../ids.ts';
import { ProjectPurpose } from './enums.ts';
import { CloudProject } from './project.ts';
import { notFound, UserError } from './user-error.ts';

interface Outcome {
  readonly projectId: string | null;
  readonly userErrors: InputProblem[];
}

function projectPayload(name: string) {
  return builder.objectRef<Outcome>(name).implement({
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
}

async function outcomeOf(globalId: string, act: (id: string) => Promise<InputProblem | null>): Promise<Outcome> {
  const projectId = idOf('CloudProject', globalId);
  if (projectId === null) return { projectId, userErrors: [notFound('projectId', 'project', 'projects')] };
  const problem = await act(projectId);
  return problem === null ? { projectId, userErrors: [] } : { projectId: null, userErrors: [problem] };
}

const ClassifyProjectInput = builder.inputType('ClassifyProjectInput', {
  description: 'Whose a project is to be.',
  fields: (t) => ({
    projectId: t.id({ required: true, description: 'Which project.' }),
    purpose: t.field({ type: ProjectPurpose, required: true, description: 'What it is for.' }),
    tenantId: t.string({ description: 'Its tenant: with purpose TENANT, and only then.' }),
  }),
});

const ClassifyProjectPayload = projectPayload('ClassifyProjectPayload');

builder.mutationField('classifyProject', (t) =>
  t.field({
    type: ClassifyProjectPayload,
    authScopes: { may: 'classifyProject' },
    description:
      'Says whose a project is. Its resources move with it, at once. It stays so whatever the rules say; UNCLASSIFIED too.',
    args: { input: t.arg({ type: ClassifyProjectInput, required: true, description: 'What is wanted.' }) },
    resolve: (_root, { input: { projectId, purpose, tenantId } }, context) =>
      outcomeOf(projectId, (id) =>
        context.actions.classifyProject(
          { projectId: id, purpose, tenantId: tenantId ?? null },
          context.viewer?.id ?? '',
        ),
      ),
  }),
);

const ReleaseProjectInput = builder.inputType('ReleaseProjectInput', {
  description: 'Which project is to be left to the rules.',
  fields: (t) => ({ projectId: t.id({ required: true, description: 'Which project.' }) }),
});

const ReleaseProjectPayload = projectPayload('ReleaseProjectPayload');

builder.mutationField('releaseProject', (t) =>
  t.field({
    type: ReleaseProjectPayload,
    authScopes: { may: 'classifyProject' },
    description:
      'Forgets what was said of a project by hand: the first classification rule that fits decides, at once; where none fits it is UNCLASSIFIED.',
    args: { input: t.arg({ type: ReleaseProjectInput, required: true, description: 'What is wanted.' }) },
    resolve: (_root, { input }, context) =>
      outcomeOf(input.projectId, (id) => context.actions.releaseProject(id, context.viewer?.id ?? '')),
  }),
);
