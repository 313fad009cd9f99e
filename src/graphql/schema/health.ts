import { may } from '../../auth/permissions.ts';
import type { KindHealth as Health } from '../../sync/health.ts';
import { builder } from '../builder.ts';
import { ResourceKind } from './enums.ts';
import { ListingVerdict } from './sync.ts';

/** A tenant is told how fresh its data is; the rest is about everybody's. */
type Told = Pick<Health, 'kind' | 'lastCompleteAt' | 'ageSeconds'> & Partial<Health>;

const KindHealth = builder.objectRef<Told>('KindHealth').implement({
  description: 'How fresh and how complete the mirror of a kind is. Tenants see its freshness alone.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ResourceKind, description: 'The kind.' }),
    lastCompleteAt: t.expose('lastCompleteAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When the last listing began that was complete in all its parts, those that are not there aside; null when there was none.',
    }),
    ageSeconds: t.exposeInt('ageSeconds', { nullable: true, description: 'Seconds since then.' }),
    lastVerdict: t.field({
      type: ListingVerdict,
      nullable: true,
      description: 'The worst of its parts in the last run that listed it. For platform admins.',
      resolve: ({ lastVerdict }) => lastVerdict ?? null,
    }),
    nextDueAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the schedule lists it next; null without a schedule. For platform admins.',
      resolve: ({ nextDueAt }) => nextDueAt ?? null,
    }),
    live: t.int({
      nullable: true,
      description: 'Resources that live. For platform admins.',
      resolve: ({ live }) => live ?? null,
    }),
    stale: t.int({
      nullable: true,
      description: 'Those of them that have strikes. For platform admins.',
      resolve: ({ stale }) => stale ?? null,
    }),
  }),
});

builder.queryField('syncHealth', (t) =>
  t.field({
    type: [KindHealth],
    authScopes: { may: 'readEstate' },
    description: 'How well each kind is known. Admins see everything, tenants how fresh it is.',
    resolve: async (_root, _args, context): Promise<Told[]> => {
      const health = await context.actions.syncHealth();
      if (may(context.viewer, 'readHealth')) return [...health];
      return health.map(({ kind, lastCompleteAt, ageSeconds }) => ({ kind, lastCompleteAt, ageSeconds }));
    },
  }),
);
