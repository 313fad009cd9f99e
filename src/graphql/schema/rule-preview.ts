import { ArcadiaError } from '../../base/errors.ts';
import {
  type Applied,
  type Move,
  type Preview,
  previewRules,
  readUnclassified,
  type Unclassified,
} from '../../inventory/apply-rules.ts';
import type { InputProblem } from '../../inventory/classify.ts';
import { problemOf } from '../../inventory/rules.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { idOf, wantId } from '../ids.ts';
import { loadProject } from '../row-loaders.ts';
import { ProjectPurpose, ResourceKind } from './enums.ts';
import { CloudProject } from './project.ts';
import { ClassificationRule, RuleInput, ruleOf } from './rule.ts';
import { UserError } from './user-error.ts';

/** Of a long list the first are shown; the counts are of all. */
const mostShown = 200;

/** One statement for all of a list. Projects are never taken out of the store, so what has just been read is there. */
async function projectWith(id: string, context: Context) {
  const project = await loadProject(context, id);
  if (project === null) throw new Error(`The project ${id} is gone.`);
  return project;
}

const ClassificationMove = builder.objectRef<Move>('ClassificationMove').implement({
  description: 'A project that the rules would give to somebody else, with its resources.',
  fields: (t) => ({
    project: t.field({
      type: CloudProject,
      description: 'The project, as it is now.',
      resolve: ({ projectId }, _args, context) => projectWith(projectId, context),
    }),
    purpose: t.field({
      type: ProjectPurpose,
      description: 'What it would be; UNCLASSIFIED when no rule fits any more.',
      resolve: ({ after }) => after.purpose,
    }),
    tenantId: t.string({
      nullable: true,
      description: 'Whose it would be; null unless its purpose would be TENANT.',
      resolve: ({ after }) => after.tenantId,
    }),
    pattern: t.exposeString('pattern', {
      nullable: true,
      description: 'The pattern of the rule that fits; null when none does.',
    }),
    resources: t.exposeInt('resources', { description: 'Living resources that would move with it.' }),
  }),
});

const ClassificationPreview = builder
  .objectRef<Preview & { readonly proposed: boolean }>('ClassificationPreview')
  .implement({
    description: 'What would move if the rules were applied. Nothing has.',
    fields: (t) => ({
      digest: t.string({
        nullable: true,
        description:
          'Stands for just these moves: applyClassificationRules wants it. Null where a change of the rules was looked at that has not been made.',
        resolve: ({ digest, proposed }) => (proposed ? null : digest),
      }),
      projectCount: t.int({ description: 'How many projects would move.', resolve: ({ moves }) => moves.length }),
      resourceCount: t.int({
        description: 'How many living resources would move with them.',
        resolve: ({ moves }) => moves.reduce((sum, { resources }) => sum + resources, 0),
      }),
      moves: t.field({
        type: [ClassificationMove],
        description: `The moves, by the names of the projects: the first ${mostShown}.`,
        resolve: ({ moves }) => moves.slice(0, mostShown),
      }),
    }),
  });

builder.queryField('classificationPreview', (t) =>
  t.field({
    type: ClassificationPreview,
    authScopes: { may: 'readRules' },
    description:
      'What applyClassificationRules would move now: projects that nobody has classified or that a rule has, and of those whose that would change. For platform admins.',
    args: {
      added: t.arg({ type: RuleInput, required: false, description: 'As if there were this rule too.' }),
      removed: t.arg.id({ required: false, description: 'As if this rule were gone.' }),
    },
    resolve: async (_root, { added, removed }, context) => {
      const rule = added ? ruleOf(added) : null;
      const problem = rule === null || 'code' in rule ? rule : await problemOf(context.db, rule);
      if (problem !== null) throw new ArcadiaError('BAD_USER_INPUT', problem.message);
      const removedId =
        typeof removed === 'string' ? wantId(idOf('ClassificationRule', removed), 'removed', 'a rule') : null;
      const preview = await previewRules(context.db, { added: rule as Exclude<typeof rule, InputProblem>, removedId }); // a problem was thrown
      return { ...preview, proposed: rule !== null || removedId !== null };
    },
  }),
);

const ApplyRulesInput = builder.inputType('ApplyClassificationRulesInput', {
  description: 'That the rules are to be applied.',
  fields: (t) => ({
    digest: t.string({
      required: true,
      description:
        'Of the classificationPreview that was looked at: nothing moves if something else would move by now.',
    }),
  }),
});

const ApplyRulesPayload = builder
  .objectRef<{ applied: Applied | null; userErrors: InputProblem[] }>('ApplyClassificationRulesPayload')
  .implement({
    description: 'What has moved, or what is wrong with the input.',
    fields: (t) => ({
      projectCount: t.int({
        nullable: true,
        description: 'How many projects have moved. Null on failure.',
        resolve: ({ applied }) => applied?.projects ?? null,
      }),
      resourceCount: t.int({
        nullable: true,
        description: 'How many resources have moved with them. Null on failure.',
        resolve: ({ applied }) => applied?.resources ?? null,
      }),
      stayedCount: t.int({
        nullable: true,
        description: 'How many projects stayed, since somebody classified them meanwhile. Null on failure.',
        resolve: ({ applied }) => applied?.stayed ?? null,
      }),
      userErrors: t.field({ type: [UserError], description: 'Empty on success.', resolve: (done) => done.userErrors }),
    }),
  });

builder.mutationField('applyClassificationRules', (t) =>
  t.field({
    type: ApplyRulesPayload,
    authScopes: { may: 'manageRules' },
    description:
      'Gives projects to whom the rules say, just as classificationPreview has shown: each with its resources, one after the other. What was classified by hand stays.',
    args: { input: t.arg({ type: ApplyRulesInput, required: true, description: 'What is wanted.' }) },
    resolve: async (_root, { input }, context) => {
      const done = await context.actions.applyRules(input.digest, context.viewer?.id ?? '');
      return 'code' in done ? { applied: null, userErrors: [done] } : { applied: done, userErrors: [] };
    },
  }),
);

const UnclassifiedProject = builder.objectRef<Unclassified['projects'][number]>('UnclassifiedProject').implement({
  description: 'A project that is nobody’s.',
  fields: (t) => ({
    project: t.field({
      type: CloudProject,
      description: 'The project.',
      resolve: ({ id }, _args, context) => projectWith(id, context),
    }),
    resources: t.exposeInt('resources', { description: 'Living resources in it.' }),
    rule: t.prismaField({
      type: ClassificationRule,
      nullable: true,
      description:
        'The first rule that fits; it is not applied, or the project was made UNCLASSIFIED by hand. Null when none fits.',
      resolve: (query, { ruleId }, _args, context) =>
        ruleId === null ? null : context.db.prisma.classificationRule.findUnique({ ...query, where: { id: ruleId } }),
    }),
  }),
});

const UnclassifiedKind = builder.objectRef<Unclassified['kinds'][number]>('UnclassifiedKind').implement({
  description: 'Living resources of a kind that are nobody’s.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ResourceKind, description: 'The kind.' }),
    withoutProject: t.exposeInt('withoutProject', {
      description: 'In no project: the provider names none, or they serve several tenants.',
    }),
    inProjects: t.exposeInt('inProjects', { description: 'In projects that are UNCLASSIFIED.' }),
  }),
});

const UnclassifiedEstate = builder.objectRef<Unclassified>('UnclassifiedEstate').implement({
  description: 'What is left to be classified.',
  fields: (t) => ({
    projectCount: t.int({
      description: 'How many living projects are UNCLASSIFIED.',
      resolve: ({ projects }) => projects.length,
    }),
    projects: t.field({
      type: [UnclassifiedProject],
      description: `Those projects, by name: the first ${mostShown}.`,
      resolve: ({ projects }) => projects.slice(0, mostShown),
    }),
    kinds: t.field({
      type: [UnclassifiedKind],
      description: 'Resources that no tenant sees and nobody has said of that it should be so, by kind.',
      resolve: ({ kinds }) => [...kinds],
    }),
  }),
});

builder.queryField('unclassified', (t) =>
  t.field({
    type: UnclassifiedEstate,
    authScopes: { may: 'readRules' },
    description: 'What nobody has classified. For platform admins.',
    resolve: (_root, _args, context) => readUnclassified(context.db),
  }),
);
