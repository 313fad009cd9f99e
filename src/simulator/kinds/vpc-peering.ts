import type { Stored } from '../shelf.ts';
import { isoSeconds, type Kind } from './define.ts';
import { dayMs, play } from './plain.ts';
import { vpcKind } from './vpc.ts';

export interface VpcPeeringRecord extends Stored {
  readonly id: string;
  readonly name: string;
  readonly vpcIds: readonly string[];
  readonly createdAt: number;
}

/** Every second private network is joined to the one before it. */
export const vpcPeeringKind: Kind<VpcPeeringRecord> = {
  name: 'vpc_peering',
  urnType: 'vpcpeering',
  ids: 'text',
  inProjects: false,
  path: (id) => `/v2/vpc_peerings/${id}`,
  generate: (estate, plan) => {
    const random = estate.random('vpc-peering');
    const own = [...estate.shelf(vpcKind).values()].filter(({ isDefault }) => !isDefault);
    for (let index = 1; index < own.length; index += 2) {
      const [one, other] = [own[index - 1], own[index]];
      if (one === undefined || other === undefined) continue;
      estate.add(vpcPeeringKind, {
        id: random.uuid(),
        order: estate.nextOrder(),
        name: `${one.name}-${other.name}`,
        vpcIds: [one.id, other.id],
        createdAt: plan.until - random.int(1, 200) * dayMs,
      });
    }
  },
  wire: (record) => ({
    id: record.id,
    created_at: isoSeconds(record.createdAt),
    status: 'ACTIVE',
    vpc_ids: record.vpcIds,
    name: record.name,
  }),
};

export const vpcPeerings = play(vpcPeeringKind, {
  path: '/v2/vpc_peerings',
  list: 'vpc_peerings',
  one: 'vpc_peering',
});
