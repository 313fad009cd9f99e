import { builder } from '../builder.ts';
import { idOf } from '../ids.ts';
import { type SyncOutcome, SyncRun } from './sync.ts';
import { notFound, UserError } from './user-error.ts';

const ApproveDeletionsInput = builder.inputType('ApproveDeletionsInput', {
  description: 'Which deletions may go on.',
  fields: (t) => ({ syncRunId: t.id({ required: true, description: 'The run that holds them.' }) }),
});

const ApproveDeletionsPayload = builder
  .objectRef<Omit<SyncOutcome, 'alreadyRunning'>>('ApproveDeletionsPayload')
  .implement({
    description: 'The run as it is now, or what is wrong with the input.',
    fields: (t) => ({
      syncRun: t.prismaField({
        type: SyncRun,
        nullable: true,
        description: 'Null on failure.',
        resolve: (query, { runId }, _args, context) =>
          runId === null ? null : context.db.prisma.syncRun.findUnique({ ...query, where: { id: runId } }),
      }),
      userErrors: t.field({
        type: [UserError],
        description: 'Empty on success.',
        resolve: (payload) => payload.userErrors,
      }),
    }),
  });

builder.mutationField('approveDeletions', (t) =>
  t.field({
    type: ApproveDeletionsPayload,
    authScopes: { may: 'approveDeletions' },
    description:
      'Lets a held run go on with its deletions. DigitalOcean is asked about each of them again, and only those that it does not know are deleted.',
    args: { input: t.arg({ type: ApproveDeletionsInput, required: true, description: 'What is wanted.' }) },
    resolve: async (_root, { input }, context) => {
      const runId = idOf('SyncRun', input.syncRunId);
      if (runId === null) return { runId, userErrors: [notFound('syncRunId', 'sync run', 'syncRuns')] };
      const problem = await context.actions.approveDeletions(runId, context.viewer?.id ?? '');
      return problem === null ? { runId, userErrors: [] } : { runId: null, userErrors: [problem] };
    },
  }),
);

builder.subscriptionField('syncRuns', (t) =>
  t.prismaField({
    type: SyncRun,
    authScopes: { may: 'readRuns' },
    description:
      "Runs as they progress: the unfinished ones at first, then every change of a run's progress. For platform admins.",
    subscribe: (_root, _args, context) => context.actions.watchSyncRuns(context.signal),
    resolve: (query, runId, _args, context) =>
      // What the stream above gives is a run's id.
      context.db.prisma.syncRun.findUniqueOrThrow({ ...query, where: { id: String(runId) } }),
  }),
);
