import type { Stored } from '../shelf.ts';
import { isoSeconds, type Kind } from './define.ts';
import { dayMs, play } from './plain.ts';

export interface RegistryRecord extends Stored {
  readonly id: string;
  readonly region: string;
  readonly createdAt: number;
}

export const registryKind: Kind<RegistryRecord> = {
  name: 'registry',
  urnType: 'registry',
  ids: 'text',
  inProjects: false,
  path: (id) => `/v2/registries/${id}`,
  generate: (estate, plan) => {
    for (const [id, region] of [
      ['skyai', 'nyc3'],
      ['skyai-eu', 'fra1'],
    ] as const) {
      estate.add(registryKind, { id, order: estate.nextOrder(), region, createdAt: plan.until - 380 * dayMs });
    }
  },
  wire: ({ id, region, createdAt }) => ({
    name: id,
    created_at: isoSeconds(createdAt),
    region,
    storage_usage_bytes: 29_393_920_000,
    storage_usage_bytes_updated_at: isoSeconds(createdAt + dayMs),
    subscription: {
      tier: {
        name: 'Professional',
        slug: 'professional',
        included_repositories: 0,
        included_storage_bytes: 107_374_182_400,
        allow_storage_overage: true,
        included_bandwidth_bytes: 1_099_511_627_776,
        monthly_price_in_cents: 2000,
        storage_overage_price_in_cents: 2,
      },
      created_at: isoSeconds(createdAt),
      updated_at: isoSeconds(createdAt),
    },
  }),
};

export const registries = play(registryKind, {
  path: '/v2/registries',
  list: 'registries',
  one: 'registry',
  whole: true,
});
