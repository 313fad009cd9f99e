import type { InputProblem } from '../../inventory/classify.ts';
import { defaultPriority, type ProposedRule, type Rule } from '../../inventory/rules.ts';
import { builder } from '../builder.ts';
import { idOf } from '../ids.ts';
import { ProjectPurpose } from './enums.ts';
import { notFound, UserError } from './user-error.ts';

const RuleField = builder.enumType('ClassificationRuleField', {
  description: 'What of a project a rule looks at.',
  values: {
    NAME: { value: 'NAME', description: 'Its name.' },
    DESCRIPTION: { value: 'DESCRIPTION', description: 'Its description; a project without one is fitted by no rule.' },
  } as const,
});

export const ClassificationRule = builder.prismaNode('ClassificationRule', {
  id: { field: 'id' },
  nullable: true,
  authScopes: { may: 'readRules' },
  description:
    'Whose the projects are that are named or described so. Rules are tried in the order of their priority; the first that fits decides.',
  fields: (t) => ({
    priority: t.exposeInt('priority', { description: 'Lower ones are tried first; of equal ones the older.' }),
    field: t.field({
      type: RuleField,
      description: 'What the pattern is compared with.',
      resolve: (rule) => rule.field as Rule['field'], // a CHECK constraint holds it to these
    }),
    pattern: t.exposeString('pattern', {
      description:
        'Compared with the whole text, whatever the case: * is anything, ? one character, {tenant} the id of a tenant.',
    }),
    purpose: t.field({
      type: ProjectPurpose,
      description: 'What it makes of them.',
      resolve: (rule) => rule.purpose as Rule['purpose'], // as above
    }),
    tenantId: t.exposeString('givesTenantId', {
      nullable: true,
      description: 'Whose it makes them; null with purpose TENANT: the tenant that {tenant} stands for.',
    }),
    projectCount: t.int({
      select: { _count: { select: { projects: { where: { deletedAt: null } } } } },
      description: 'How many living projects it has classified.',
      resolve: (rule) => rule._count.projects,
    }),
    createdBy: t.exposeString('createdBy', { description: 'Who made it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
  }),
});

builder.queryField('classificationRules', (t) =>
  t.prismaField({
    type: [ClassificationRule],
    authScopes: { may: 'readRules' },
    description: 'The rules that say whose projects are, in the order in which they are tried. For platform admins.',
    resolve: (query, _root, _args, context) =>
      context.db.prisma.classificationRule.findMany({
        ...query,
        orderBy: [{ priority: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
      }),
  }),
);

export const RuleInput = builder.inputType('CreateClassificationRuleInput', {
  description: 'A rule as it is to be.',
  fields: (t) => ({
    field: t.field({ type: RuleField, required: true, description: 'What the pattern is compared with.' }),
    pattern: t.string({
      required: true,
      description:
        '1 to 200 characters, compared with the whole text, whatever the case: * is anything, ? one character, {tenant} the id of a tenant that there is (the longest that fits).',
    }),
    purpose: t.field({ type: ProjectPurpose, required: true, description: 'INTERNAL, TENANT or SHARED.' }),
    tenantId: t.string({ description: 'With purpose TENANT, unless the pattern has {tenant}.' }),
    priority: t.int({ description: 'Lower ones are tried first. Default 100.' }),
  }),
});

/** The rule that is meant, or what is wrong with its purpose. */
export function ruleOf(input: typeof RuleInput.$inferInput): ProposedRule | InputProblem {
  const { field, pattern, purpose, tenantId, priority } = input;
  if (purpose === 'UNCLASSIFIED') {
    const message = 'A rule says whose projects are: its purpose is INTERNAL, TENANT or SHARED.';
    return { code: 'INVALID', message, path: ['input', 'purpose'] };
  }
  return { field, pattern, purpose, tenantId: tenantId ?? null, priority: priority ?? defaultPriority };
}

interface RuleOutcome {
  readonly ruleId: string | null;
  readonly userErrors: InputProblem[];
}

const CreateRulePayload = builder.objectRef<RuleOutcome>('CreateClassificationRulePayload').implement({
  description: 'The rule, or what is wrong with the input.',
  fields: (t) => ({
    rule: t.prismaField({
      type: ClassificationRule,
      nullable: true,
      description: 'Null on failure.',
      resolve: (query, { ruleId }, _args, context) =>
        ruleId === null ? null : context.db.prisma.classificationRule.findUnique({ ...query, where: { id: ruleId } }),
    }),
    userErrors: t.field({ type: [UserError], description: 'Empty on success.', resolve: (made) => made.userErrors }),
  }),
});

builder.mutationField('createClassificationRule', (t) =>
  t.field({
    type: CreateRulePayload,
    authScopes: { may: 'manageRules' },
    description:
      'Makes a rule. It decides about projects that appear from now on; what is there moves with applyClassificationRules alone.',
    args: { input: t.arg({ type: RuleInput, required: true, description: 'What is wanted.' }) },
    resolve: async (_root, { input }, context): Promise<RuleOutcome> => {
      const rule = ruleOf(input);
      const made = 'code' in rule ? rule : await context.actions.createRule(rule, context.viewer?.id ?? '');
      return 'code' in made ? { ruleId: null, userErrors: [made] } : { ruleId: made.id, userErrors: [] };
    },
  }),
);

const DeleteRuleInput = builder.inputType('DeleteClassificationRuleInput', {
  description: 'Which rule is to go.',
  fields: (t) => ({ ruleId: t.id({ required: true, description: 'The rule.' }) }),
});

const DeleteRulePayload = builder
  .objectRef<{ deletedRuleId: string | null; userErrors: InputProblem[] }>('DeleteClassificationRulePayload')
  .implement({
    description: 'The id of the rule that is gone, or what is wrong with the input.',
    fields: (t) => ({
      deletedRuleId: t.exposeID('deletedRuleId', { nullable: true, description: 'Null on failure.' }),
      userErrors: t.field({ type: [UserError], description: 'Empty on success.', resolve: (gone) => gone.userErrors }),
    }),
  });

builder.mutationField('deleteClassificationRule', (t) =>
  t.field({
    type: DeleteRulePayload,
    authScopes: { may: 'manageRules' },
    description: 'Deletes a rule. What it has classified stays until the rules are applied.',
    args: { input: t.arg({ type: DeleteRuleInput, required: true, description: 'What is wanted.' }) },
    resolve: async (_root, { input }, context) => {
      const ruleId = idOf('ClassificationRule', input.ruleId);
      if (ruleId === null) {
        return { deletedRuleId: null, userErrors: [notFound('ruleId', 'rule', 'classificationRules')] };
      }
      const problem = await context.actions.deleteRule(ruleId, context.viewer?.id ?? '');
      return problem === null
        ? { deletedRuleId: input.ruleId, userErrors: [] }
        : { deletedRuleId: null, userErrors: [problem] };
    },
  }),
);
