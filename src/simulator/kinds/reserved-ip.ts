import { region } from '../catalogue/regions.ts';
import type { Stored } from '../shelf.ts';
import { isoSeconds, type Kind } from './define.ts';
import { embedded, everyNth, households, play } from './plain.ts';

export interface ReservedIpRecord extends Stored {
  readonly id: string;
  readonly region: string;
  readonly dropletId: number | null;
  readonly reservedAt: number;
  projectId: string;
  assignedAt: number;
}

/** One for every twentieth droplet; the last of a project has none. */
const generate =
  (kind: () => Kind<ReservedIpRecord>, stream: string, address: (index: number) => string) =>
  (...[estate, plan]: Parameters<NonNullable<Kind<ReservedIpRecord>['generate']>>) => {
    const random = estate.random(stream);
    let made = 0;
    for (const { project, droplets } of households(estate)) {
      const own = everyNth(droplets, 20);
      for (const [index, droplet] of own.entries()) {
        made += 1;
        const free = own.length > 1 && index === own.length - 1;
        const reservedAt = Math.min(plan.until, droplet.createdAt + random.int(0, 86_400_000));
        estate.add(kind(), {
          id: address(made),
          order: estate.nextOrder(),
          region: droplet.region,
          dropletId: free ? null : droplet.id,
          reservedAt,
          projectId: project.id,
          assignedAt: reservedAt,
        });
      }
    }
  };

export const reservedIpKind: Kind<ReservedIpRecord> = {
  name: 'reserved_ip',
  // Its older name is the one that projects list it under.
  urnType: 'floatingip',
  ids: 'text',
  inProjects: true,
  path: (id) => `/v2/reserved_ips/${id}`,
  generate: generate(
    () => reservedIpKind,
    'reserved-ip',
    (index) => `198.18.${(index >> 8) & 255}.${index & 255}`,
  ),
  wire: (record, estate) => ({
    ip: record.id,
    region: region(record.region),
    droplet: embedded(estate, record.dropletId),
    locked: false,
    project_id: record.projectId,
  }),
};

export const reservedIpv6Kind: Kind<ReservedIpRecord> = {
  name: 'reserved_ipv6',
  urnType: 'reservedipv6',
  ids: 'text',
  inProjects: true,
  path: (id) => `/v2/reserved_ipv6/${id}`,
  generate: generate(
    () => reservedIpv6Kind,
    'reserved-ipv6',
    (index) => `2001:db8:1::${index.toString(16)}`,
  ),
  wire: (record, estate) => {
    const droplet = embedded(estate, record.dropletId);
    return {
      ip: record.id,
      region_slug: record.region,
      reserved_at: isoSeconds(record.reservedAt),
      droplet,
    };
  },
};

export const reservedIps = play(reservedIpKind, {
  path: '/v2/reserved_ips',
  list: 'reserved_ips',
  one: 'reserved_ip',
});
export const reservedIpv6s = play(reservedIpv6Kind, {
  path: '/v2/reserved_ipv6',
  list: 'reserved_ipv6s',
  one: 'reserved_ipv6',
});
