import { envelope } from '../api/pages.ts';
import { notFound } from '../api/replies.ts';
import { type ApiRequest, param, type Reply } from '../api/route.ts';
import type { Stored } from '../shelf.ts';
import { isoSeconds, type Kind, type Played } from './define.ts';
import { dayMs, households, living, play } from './plain.ts';

export interface AutoscalePoolRecord extends Stored {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly vpcId: string;
  /** Its members, which are droplets as well. */
  readonly dropletIds: readonly number[];
  readonly createdAt: number;
  /** Of the project that its members are made in. */
  readonly ownerId: string;
}

const members = 4;

// Only regions of the description's enum: it is checked against that.
const regions = new Set(['nyc1', 'nyc2', 'nyc3', 'ams3', 'sfo3', 'sgp1', 'lon1', 'fra1', 'tor1', 'blr1', 'syd1']);

/** One for each project that has API machines. */
export const autoscalePoolKind: Kind<AutoscalePoolRecord> = {
  name: 'droplet_autoscale_pool',
  urnType: 'autoscalepool',
  ids: 'text',
  inProjects: false,
  path: (id) => `/v2/droplets/autoscale/${id}`,
  within: {
    name: 'droplet_autoscale_member',
    ids: ({ id, dropletIds }, estate) => living(estate, dropletIds).map((droplet) => `${id}/${droplet}`),
  },
  generate: (estate, plan) => {
    const random = estate.random('autoscale-pool');
    for (const { project, droplets } of households(estate)) {
      const machines = droplets.filter(({ tags, region }) => tags.includes('api') && regions.has(region));
      const [first] = machines;
      if (first === undefined) continue;
      estate.add(autoscalePoolKind, {
        id: random.uuid(),
        order: estate.nextOrder(),
        name: `${project.name}-api`,
        region: first.region,
        vpcId: first.vpcId,
        dropletIds: machines
          .filter(({ region }) => region === first.region)
          .slice(0, members)
          .map(({ id }) => id),
        createdAt: plan.until - random.int(1, 200) * dayMs,
        ownerId: project.id,
      });
    }
  },
  wire: (record, estate) => ({
    id: record.id,
    name: record.name,
    config: {
      min_instances: 1,
      max_instances: 10,
      target_cpu_utilization: 0.6,
      target_memory_utilization: 0.7,
      cooldown_minutes: 10,
    },
    droplet_template: {
      name: record.name,
      region: record.region,
      size: 'c-2',
      image: 'ubuntu-24-04-x64',
      ssh_keys: ['3b:16:e4:bf:8b:00:8b:b8:59:8c:a9:d3:f0:19:fa:45'],
      tags: ['api'],
      vpc_uuid: record.vpcId,
      with_droplet_agent: true,
      project_id: record.ownerId,
      ipv6: false,
      user_data: '#cloud-config\n',
      public_networking: true,
    },
    current_utilization: { memory: 0.3588531587713522, cpu: 0.2107338008770232 },
    created_at: isoSeconds(record.createdAt),
    updated_at: isoSeconds(record.createdAt),
    status: 'active',
    active_resources_count: living(estate, record.dropletIds).length,
  }),
};

function listMembers(request: ApiRequest): Reply {
  const { estate } = request;
  const pool = estate.byText(autoscalePoolKind, param(request, 'id'));
  if (pool === undefined) return notFound();
  const all = living(estate, pool.dropletIds).map((id) => ({
    droplet_id: id,
    created_at: isoSeconds(pool.createdAt),
    updated_at: isoSeconds(pool.createdAt),
    health_status: 'healthy',
    unhealthy_reason: '',
    status: 'active',
    current_utilization: { memory: 0.35, cpu: 0.21 },
  }));
  return envelope(request, 'droplets', all, all.length);
}

const pools = play(autoscalePoolKind, {
  path: '/v2/droplets/autoscale',
  list: 'autoscale_pools',
  one: 'autoscale_pool',
});

export const autoscalePools: Played = {
  kinds: pools.kinds,
  routes: [...pools.routes, { method: 'GET', path: '/v2/droplets/autoscale/:id/members', answer: listMembers }],
};
