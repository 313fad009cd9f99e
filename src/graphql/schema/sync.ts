import type { InputProblem } from '../../inventory/classify.ts';
import { kindsByName } from '../../kinds/index.ts';
import type { Verdict } from '../../sync/listings.ts';
import type { SyncStatus as Status } from '../../sync/runs.ts';
import { builder } from '../builder.ts';
import { idOf } from '../ids.ts';
import { type ListOrder, listConnection, listPage, planRows } from '../list.ts';
import { ResourceKind } from './enums.ts';
import { CloudResource } from './resource.ts';
import { notFound, UserError } from './user-error.ts';

const statuses: Record<Status, string> = {
  QUEUED: 'Waits for the run before it.',
  RUNNING: 'Is being worked on.',
  SUCCEEDED: 'Everything that it was to read was read.',
  PARTIAL: 'Some of it could not be read, and was kept as it was; the reason says what.',
  HELD: 'It would have deleted suspiciously much, and waits for approveDeletions.',
  FAILED: 'Nothing could be read, or it was refused; the reason says why.',
  CANCELLED: 'Somebody stopped it.',
};

const verdicts: Record<Verdict, string> = {
  COMPLETE: 'Read to its end with nothing missing. Only such a listing strikes.',
  PARTIAL: 'Some of it was read.',
  FORBIDDEN: 'The token may not read it.',
  UNSUPPORTED: 'The provider does not offer it here.',
  FAILED: 'None of it could be read.',
};

function describedEnum<Name extends string>(name: string, description: string, values: Record<Name, string>) {
  return builder.enumType(name, {
    description,
    values: Object.fromEntries(
      Object.entries<string>(values).map(([value, description]) => [value, { value, description }]),
    ) as Record<Name, { value: Name; description: string }>,
  });
}

const SyncStatus = describedEnum('SyncStatus', 'How a run stands.', statuses);
export const ListingVerdict = describedEnum('ListingVerdict', 'How far a listing may be believed.', verdicts);

builder.prismaObject('SyncListing', {
  description: 'What a run has to say of one part of a kind.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ResourceKind, description: 'What was listed.' }),
    part: t.string({
      nullable: true,
      description: 'Which part of it; null when the kind has one only.',
      resolve: (listing) => listing.part || null,
    }),
    verdict: t.field({
      type: ListingVerdict,
      nullable: true,
      description: 'How far it may be believed; null while it is being read.',
      resolve: (listing) => listing.verdict as Verdict | null, // a CHECK constraint holds it to these
    }),
    reason: t.exposeString('reason', { nullable: true, description: 'What there is to say of it, in a sentence.' }),
    pages: t.exposeInt('pages', { description: 'Pages read.' }),
    seen: t.exposeInt('seen', { description: 'Distinct items.' }),
    total: t.exposeInt('total', {
      nullable: true,
      description: 'What the provider said there is; null when it did not.',
    }),
    requests: t.exposeInt('requests', { description: 'HTTP requests made, retries and confirmations included.' }),
    discovered: t.exposeInt('discovered', { description: 'Resources seen for the first time.' }),
    updated: t.exposeInt('updated', { description: 'Resources that differed.' }),
    tagged: t.exposeInt('tagged', { description: 'Resources whose tags alone differed.' }),
    drifted: t.exposeInt('drifted', { description: 'Resources that differ from what is declared in a new way.' }),
    restored: t.exposeInt('restored', { description: 'Resources that came back.' }),
    struck: t.exposeInt('struck', { description: 'Resources that it did not show and that got a strike.' }),
    deleted: t.exposeInt('deleted', { description: 'Resources whose deletion was confirmed.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When its first request began.' }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Null while it is being read.',
    }),
  }),
});

export const SyncRun = builder.prismaNode('SyncRun', {
  id: { field: 'id' },
  nullable: true,
  findUnique: (id) => ({ id }),
  authScopes: { may: 'readRuns' },
  description: 'One sync, from the request to its end.',
  fields: (t) => ({
    status: t.field({
      type: SyncStatus,
      description: 'How it stands.',
      resolve: (run) => run.status as Status, // a CHECK constraint holds it to these
    }),
    trigger: t.exposeString('trigger', { description: 'What asked for it: schedule, startup, manual or cli.' }),
    requestedBy: t.exposeString('requestedBy', {
      nullable: true,
      description: 'Who asked for it; null for the schedule.',
    }),
    kinds: t.field({
      type: [ResourceKind],
      description: 'Which kinds it was asked for; empty: all.',
      resolve: (run) => run.kinds.filter((kind) => kindsByName.has(kind)),
    }),
    queuedAt: t.expose('queuedAt', { type: 'DateTime', description: 'When it was asked for.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true, description: 'Null while it waits.' }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true, description: 'Null while it goes on.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why it ended as it did, in a sentence.' }),
    requests: t.exposeInt('requests', { description: 'HTTP requests made so far.' }),
    approvedBy: t.exposeString('approvedBy', {
      nullable: true,
      description: 'Who let its held deletions go on; null when nobody did.',
    }),
    listings: t.relation('listings', {
      description: 'What it has to say of each part of each kind, in the order in which they were read.',
      query: { orderBy: { startedAt: 'asc' } },
    }),
    heldDeletions: t.prismaField({
      type: [CloudResource],
      description: 'What it would delete if that were approved, and lives by now.',
      resolve: (query, run, _args, context) =>
        context.db.prisma.cloudResource.findMany({
          ...query,
          where: { id: { in: run.heldIds }, deletedAt: null },
          orderBy: { id: 'asc' },
        }),
    }),
  }),
});

const newestFirst: ListOrder = {
  list: 'syncRuns',
  field: 'queuedAt',
  direction: 'desc',
  nullable: false,
  type: 'time',
};

builder.queryField('syncRuns', (t) =>
  t.connection(
    {
      type: SyncRun,
      authScopes: { may: 'readRuns' },
      description: 'Syncs, newest first. For platform admins.',
      resolve: async (_root, args, context, info) => {
        const rows = await context.db.prisma.syncRun.findMany({
          ...planRows(context, info),
          ...listPage(newestFirst, args, {}),
        });
        return listConnection(newestFirst, rows, args);
      },
    },
    { name: 'QuerySyncRunsConnection' },
    { name: 'QuerySyncRunsConnectionEdge' },
  ),
);

const TriggerSyncInput = builder.inputType('TriggerSyncInput', {
  description: 'What is to be synced.',
  fields: (t) => ({
    kinds: t.field({
      type: [ResourceKind],
      description: 'These kinds; empty or absent: all. Projects and needed parents are always read.',
    }),
  }),
});

export interface SyncOutcome {
  readonly runId: string | null;
  readonly alreadyRunning: boolean;
  readonly userErrors: InputProblem[];
}

const TriggerSyncPayload = builder.objectRef<SyncOutcome>('TriggerSyncPayload').implement({
  description: 'The run that will do it.',
  fields: (t) => ({
    syncRun: t.prismaField({
      type: SyncRun,
      nullable: true,
      description: 'Null on failure.',
      resolve: (query, { runId }, _args, context) =>
        runId === null ? null : context.db.prisma.syncRun.findUnique({ ...query, where: { id: runId } }),
    }),
    alreadyRunning: t.exposeBoolean('alreadyRunning', {
      description: 'True when an unfinished run already covers what was asked; then it is that one.',
    }),
    userErrors: t.field({
      type: [UserError],
      description: 'Empty on success.',
      resolve: (payload) => payload.userErrors,
    }),
  }),
});

builder.mutationField('triggerSync', (t) =>
  t.field({
    type: TriggerSyncPayload,
    authScopes: { may: 'triggerSync' },
    description: 'Asks for a sync now.',
    args: { input: t.arg({ type: TriggerSyncInput, required: true, description: 'What is wanted.' }) },
    resolve: async (_root, { input }, context) => {
      const kinds = (input.kinds ?? []).filter((kind) => kindsByName.has(kind));
      const outcome = await context.actions.triggerSync(kinds, context.viewer?.id ?? '');
      return { ...outcome, userErrors: [] };
    },
  }),
);

const CancelSyncInput = builder.inputType('CancelSyncInput', {
  description: 'Which sync is to stop.',
  fields: (t) => ({ syncRunId: t.id({ required: true, description: 'The run.' }) }),
});

const CancelSyncPayload = builder.objectRef<Omit<SyncOutcome, 'alreadyRunning'>>('CancelSyncPayload').implement({
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

builder.mutationField('cancelSync', (t) =>
  t.field({
    type: CancelSyncPayload,
    authScopes: { may: 'cancelSync' },
    description: 'Stops a run that waits or goes on, within seconds. What it has seen by then stays.',
    args: { input: t.arg({ type: CancelSyncInput, required: true, description: 'What is wanted.' }) },
    resolve: async (_root, { input }, context) => {
      const runId = idOf('SyncRun', input.syncRunId);
      if (runId === null) return { runId, userErrors: [notFound('syncRunId', 'sync run', 'syncRuns')] };
      const problem = await context.actions.cancelSync(runId, context.viewer?.id ?? '');
      return problem === null ? { runId, userErrors: [] } : { runId: null, userErrors: [problem] };
    },
  }),
);
