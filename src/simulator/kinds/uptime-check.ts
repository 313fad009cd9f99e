import type { Stored } from '../shelf.ts';
import type { Kind } from './define.ts';
import { domainKind } from './domain.ts';
import { play } from './plain.ts';

export interface UptimeCheckRecord extends Stored {
  readonly id: string;
  readonly name: string;
  readonly target: string;
}

export const uptimeCheckKind: Kind<UptimeCheckRecord> = {
  name: 'uptime_check',
  urnType: 'uptimecheck',
  ids: 'text',
  inProjects: false,
  path: (id) => `/v2/uptime/checks/${id}`,
  generate: (estate) => {
    const random = estate.random('uptime-check');
    for (const { id: name } of estate.shelf(domainKind).values()) {
      const target = `https://www.${name}/healthz?token=${random.hex(8)}`;
      estate.add(uptimeCheckKind, { id: random.uuid(), order: estate.nextOrder(), name: `${name} answers`, target });
    }
  },
  wire: (record) => ({
    id: record.id,
    name: record.name,
    type: 'https',
    target: record.target,
    regions: ['us_east', 'eu_west'],
    enabled: true,
  }),
};

export const uptimeChecks = play(uptimeCheckKind, { path: '/v2/uptime/checks', list: 'checks', one: 'check' });
