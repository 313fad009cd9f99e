import type { Stored } from '../shelf.ts';
import { isoSeconds, type Kind } from './define.ts';
import { loadBalancerKind } from './load-balancer.ts';
import { dayMs, households, living, play } from './plain.ts';

export interface FirewallRecord extends Stored {
  readonly id: string;
  readonly name: string;
  readonly dropletIds: readonly number[];
  /** Of the droplets that it guards; a firewall wears none itself. */
  readonly targetTags: readonly string[];
  readonly loadBalancerIds: readonly string[];
  readonly createdAt: number;
}

const mostDroplets = 10;

/** One around the first machines of each project, and one for everybody's production. */
export const firewallKind: Kind<FirewallRecord> = {
  name: 'firewall',
  urnType: 'firewall',
  ids: 'text',
  inProjects: false,
  path: (id) => `/v2/firewalls/${id}`,
  generate: (estate, plan) => {
    const random = estate.random('firewall');
    const add = (record: Omit<FirewallRecord, 'id' | 'order' | 'createdAt'>) =>
      estate.add(firewallKind, {
        ...record,
        id: random.uuid(),
        order: estate.nextOrder(),
        createdAt: plan.until - random.int(1, 300) * dayMs,
      });
    const balancers = [...estate.shelf(loadBalancerKind).values()];
    for (const { project, droplets } of households(estate)) {
      add({
        name: `${project.name}-web`,
        dropletIds: droplets.slice(0, mostDroplets).map(({ id }) => id),
        targetTags: [],
        loadBalancerIds: balancers.filter(({ projectId }) => projectId === project.id).map(({ id }) => id),
      });
    }
    add({ name: 'everybody', dropletIds: [], targetTags: ['env:production'], loadBalancerIds: [] });
  },
  wire: (record, estate) => ({
    id: record.id,
    name: record.name,
    status: 'succeeded',
    created_at: isoSeconds(record.createdAt),
    pending_changes: living(estate, record.dropletIds)
      .slice(0, 1)
      .map((id) => ({ droplet_id: id, removing: false, status: 'waiting' })),
    droplet_ids: living(estate, record.dropletIds),
    tags: record.targetTags,
    inbound_rules: [
      { protocol: 'tcp', ports: '443', sources: peers({ load_balancer_uids: record.loadBalancerIds }) },
      { protocol: 'tcp', ports: '22', sources: peers({ addresses: ['192.0.2.0/24'], tags: ['bastion'] }) },
    ],
    outbound_rules: [
      { protocol: 'tcp', ports: '0', destinations: peers({ addresses: ['0.0.0.0/0', '::/0'] }) },
      { protocol: 'icmp', ports: '0', destinations: peers({ addresses: ['0.0.0.0/0', '::/0'] }) },
    ],
  }),
};

function peers(named: Readonly<Record<string, readonly string[]>>): object {
  return { addresses: [], droplet_ids: [], load_balancer_uids: [], kubernetes_ids: [], tags: [], ...named };
}

export const firewalls = play(firewallKind, { path: '/v2/firewalls', list: 'firewalls', one: 'firewall' });
