import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, volatile, wire, within } from './facts.ts';
import { flat } from './listing.ts';

export const registry = defineKind({
  name: 'registry',
  typeName: 'Registry',
  description: 'A container registry.',
  version: 1,
  urn: (id) => `do:registry:${id}`,
  everyMinutes: 15,
  scope: 'registry:read',
  listing: flat('/v2/registries', 'registries', { id: 'name', paging: 'single' }),
  lookUp: { path: (id) => `/v2/registries/${id}`, key: 'registry' },
  wire: z.object({
    name: wire.id,
    region: wire.maybe(wire.text),
    created_at: wire.maybe(wire.time),
    storage_usage_bytes: wire.maybe(wire.largeText),
    subscription: wire.maybe(
      z.object({
        tier: wire.maybe(
          z.object({
            slug: wire.maybe(wire.text),
            monthly_price_in_cents: wire.maybe(wire.integer),
            included_storage_bytes: wire.maybe(wire.largeText),
          }),
        ),
      }),
    ),
  }),
  facts: {
    tierSlug: fact.string('Its subscription, such as basic.'),
    priceMonthly: fact.decimal('Price of the subscription in USD a month.'),
    includedStorageBytes: fact.float('Storage that the subscription includes, in bytes.'),
    storageUsageBytes: volatile(fact.float('Storage in use, in bytes.')),
  },
  read: (item) => {
    const tier = within(item.subscription, (subscription) => subscription.tier);
    return {
      id: item.name,
      name: item.name,
      region: item.region,
      createdAt: item.created_at,
      facts: {
        tierSlug: within(tier, ({ slug }) => slug),
        priceMonthly: within(tier, (each) => within(each.monthly_price_in_cents, (cents) => (cents / 100).toFixed(2))),
        includedStorageBytes: within(tier, (each) => each.included_storage_bytes),
        storageUsageBytes: item.storage_usage_bytes,
      },
    };
  },
});
