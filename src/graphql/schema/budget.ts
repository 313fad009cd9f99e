import type { DayPlan } from '../../sync/plan.ts';
import type { LaneBudget } from '../../sync/service.ts';
import { builder } from '../builder.ts';

const RateWindow = builder.objectRef<LaneBudget['windows'][number]>('RateWindow').implement({
  description: 'A rolling window of a token.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'minute, hour, or the path that has a limit of its own.' }),
    limit: t.exposeInt('limit', { description: 'Requests that fit into it.' }),
    lengthSeconds: t.exposeInt('lengthSeconds', { description: 'Its length in seconds.' }),
    used: t.exposeInt('used', {
      description:
        "Requests in it now, those of others with the same token included as far as DigitalOcean's count told.",
    }),
    remaining: t.exposeInt('remaining', { description: 'What is left of it.' }),
  }),
});

const RateBudget = builder.objectRef<LaneBudget>('RateBudget').implement({
  description: 'What the whole fleet has used of one DigitalOcean token.',
  fields: (t) => ({
    lane: t.exposeString('lane', { description: 'Names the token without revealing it.' }),
    windows: t.field({ type: [RateWindow], description: 'Its limits.', resolve: ({ windows }) => [...windows] }),
    waitingPeople: t.int({
      description: 'Requests for people that wait for room on the instance that answers.',
      resolve: ({ waiting }) => waiting.person,
    }),
    waitingSchedules: t.int({
      description: 'Requests for schedules that wait for room on the instance that answers.',
      resolve: ({ waiting }) => waiting.schedule,
    }),
    closedUntil: t.expose('closedUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when DigitalOcean asked for silence; null when it did not.',
    }),
  }),
});

builder.queryField('rateBudgets', (t) =>
  t.field({
    type: [RateBudget],
    authScopes: { may: 'readBudget' },
    description: 'What is left of the rate limits, for each token. For platform admins.',
    resolve: async (_root, _args, context) => [...(await context.actions.rateBudgets())],
  }),
);

const PlannedKind = builder.objectRef<DayPlan['kinds'][number]>('PlannedKind').implement({
  description: 'What the schedule asks for one kind.',
  fields: (t) => ({
    kind: t.exposeString('kind', {
      description:
        'The kind. project stands for projects and who is in them; actions and followed_lists for what is read every few seconds between syncs.',
    }),
    listingsPerDay: t.exposeFloat('listingsPerDay', { description: 'How often a day it is listed.' }),
    requestsPerListing: t.exposeInt('requestsPerListing', { description: 'As the last listing took.' }),
    requestsPerDay: t.exposeInt('requestsPerDay', { description: 'Both multiplied, rounded up.' }),
  }),
});

const SyncPlan = builder.objectRef<DayPlan>('SyncPlan').implement({
  description: "What the schedule asks of the token's budget in a day.",
  fields: (t) => ({
    kinds: t.field({ type: [PlannedKind], description: 'By kind.', resolve: ({ kinds }) => [...kinds] }),
    requestsPerDay: t.exposeInt('requestsPerDay', { description: 'All kinds together.' }),
    budgetPerDay: t.exposeInt('budgetPerDay', { description: 'What schedules may use; the rest is kept for people.' }),
    fits: t.exposeBoolean('fits', { description: 'False: kinds will be listed less often than they are due.' }),
  }),
});

builder.queryField('syncPlan', (t) =>
  t.field({
    type: SyncPlan,
    nullable: true,
    authScopes: { may: 'readBudget' },
    description: 'The plan of a day; null without a schedule. For platform admins.',
    resolve: (_root, _args, context) => context.actions.syncPlan(),
  }),
);
