import type { Stored } from '../shelf.ts';
import type { Kind } from './define.ts';
import { households, play } from './plain.ts';

export interface DomainRecord extends Stored {
  readonly id: string;
  readonly ttl: number;
  projectId: string;
  assignedAt: number;
}

export const domainKind: Kind<DomainRecord> = {
  name: 'domain',
  urnType: 'domain',
  ids: 'text',
  inProjects: true,
  path: (id) => `/v2/domains/${id}`,
  generate: (estate, plan) => {
    for (const { project } of households(estate)) {
      const id = `${project.name}.example.com`;
      const assignedAt = plan.until;
      estate.add(domainKind, { id, order: estate.nextOrder(), ttl: 1800, projectId: project.id, assignedAt });
    }
  },
  wire: ({ id, ttl }) => ({
    name: id,
    // Only the answer to a creation has one; the lists carry it empty.
    ip_address: '',
    ttl,
    zone_file: `$ORIGIN ${id}.\n$TTL ${ttl}\n${id}. IN SOA ns1.digitalocean.com. hostmaster.${id}. 1 10800 3600 604800 1800\n`,
  }),
};

export const domains = play(domainKind, { path: '/v2/domains', list: 'domains', one: 'domain' });
