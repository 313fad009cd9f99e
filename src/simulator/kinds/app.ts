import type { Stored } from '../shelf.ts';
import { isoSeconds, type Kind } from './define.ts';
import { dayMs, households, play } from './plain.ts';

export interface AppRecord extends Stored {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly deploymentId: string;
  /** In the environment of its service. */
  readonly secret: string;
  readonly ip: string;
  readonly vpcId: string;
  readonly createdAt: number;
  projectId: string;
  assignedAt: number;
}

const maxNameLength = 32;

/** One for every project. */
export const appKind: Kind<AppRecord> = {
  name: 'app',
  urnType: 'app',
  ids: 'text',
  inProjects: true,
  path: (id) => `/v2/apps/${id}`,
  generate: (estate, plan) => {
    const random = estate.random('app');
    for (const [index, { project, droplets }] of households(estate).entries()) {
      const createdAt = plan.until - random.int(1, 300) * dayMs;
      estate.add(appKind, {
        id: random.uuid(),
        order: estate.nextOrder(),
        name: `${project.name}-site`.slice(-maxNameLength),
        domain: `app.${project.name}.example.com`,
        deploymentId: random.uuid(),
        secret: `EV[1:${random.hex(24)}]`,
        ip: `162.159.${(index >> 8) & 255}.${index & 255}`,
        vpcId: droplets[0]?.vpcId ?? estate.vpcId('nyc3'),
        createdAt,
        projectId: project.id,
        assignedAt: createdAt,
      });
    }
  },
  wire: (record, { account }) => {
    const createdAt = isoSeconds(record.createdAt);
    const live = deployment(record, record.deploymentId, 'ACTIVE');
    return {
      id: record.id,
      owner_uuid: account.uuid,
      project_id: record.projectId,
      spec: specOf(record),
      default_ingress: `https://${record.name}.ondigitalocean.app`,
      live_url: `https://${record.domain}`,
      live_url_base: `https://${record.domain}`,
      live_domain: record.domain,
      tier_slug: 'basic',
      created_at: createdAt,
      updated_at: createdAt,
      last_deployment_created_at: createdAt,
      active_deployment: live,
      in_progress_deployment: deployment(record, `${record.deploymentId.slice(0, 24)}000000000001`, 'BUILDING'),
      pending_deployment: deployment(record, `${record.deploymentId.slice(0, 24)}000000000002`, 'PENDING_BUILD'),
      pinned_deployment: live,
      region,
      domains: [{ id: record.id, phase: 'ACTIVE', spec: { domain: record.domain, type: 'PRIMARY' } }],
      dedicated_ips: [{ ip: record.ip, id: record.id, status: 'ASSIGNED' }],
      vpc: { id: record.vpcId, egress_ips: [{ ip: '10.0.0.9' }] },
    };
  },
};

const region = {
  continent: 'North America',
  data_centers: ['nyc3'],
  default: true,
  disabled: false,
  flag: 'us',
  label: 'New York',
  reason: '',
  slug: 'nyc',
};

/** What is in the specification depends on what the application is made of. */
function specOf(record: AppRecord): object {
  return {
    name: record.name,
    region: 'nyc',
    services: [
      {
        name: 'web',
        instance_count: 2,
        instance_size_slug: 'apps-s-1vcpu-1gb',
        envs: [{ key: 'API_KEY', scope: 'RUN_TIME', type: 'SECRET', value: record.secret }],
      },
    ],
    workers: [{ name: 'mailer', instance_count: 1, instance_size_slug: 'apps-s-1vcpu-0.5gb' }],
    static_sites: [{ name: 'docs' }],
    domains: [{ domain: record.domain, type: 'PRIMARY' }],
    vpc: { id: record.vpcId },
  };
}

function deployment(record: AppRecord, id: string, phase: string): object {
  const at = isoSeconds(record.createdAt);
  return { id, cause: 'manual', phase, spec: specOf(record), tier_slug: 'basic', created_at: at, updated_at: at };
}

export const apps = play(appKind, { path: '/v2/apps', list: 'apps', one: 'app' });
