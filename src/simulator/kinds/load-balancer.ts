import { region } from '../catalogue/regions.ts';
import type { Stored } from '../shelf.ts';
import { certificateKind } from './certificate.ts';
import { isoSeconds, type Kind } from './define.ts';
import { byRegion, dayMs, households, living, play } from './plain.ts';

export interface LoadBalancerRecord extends Stored {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly ip: string;
  readonly ipv6: string;
  readonly sizeUnits: number;
  readonly dropletIds: readonly number[];
  readonly vpcId: string;
  /** Empty: it serves plain HTTP only. */
  readonly certificateId: string;
  readonly createdAt: number;
  projectId: string;
  assignedAt: number;
}

const targets = 10;

/** One for the web machines of each project in each region, and more where there are many. */
export const loadBalancerKind: Kind<LoadBalancerRecord> = {
  name: 'load_balancer',
  urnType: 'loadbalancer',
  ids: 'text',
  inProjects: true,
  path: (id) => `/v2/load_balancers/${id}`,
  generate: (estate, plan) => {
    const random = estate.random('load-balancer');
    const certificates = new Map([...estate.shelf(certificateKind).values()].map((each) => [each.name, each.id]));
    let made = 0;
    for (const { project, droplets } of households(estate)) {
      const web = byRegion(droplets.filter(({ tags }) => tags.includes('web') || tags.includes('gateway')));
      for (const [regionSlug, machines] of web) {
        for (let from = 0; from < machines.length; from += targets * 10) {
          made += 1;
          const createdAt = plan.until - random.int(1, 300) * dayMs;
          const behind = machines.slice(from, from + targets);
          estate.add(loadBalancerKind, {
            id: random.uuid(),
            order: estate.nextOrder(),
            name: `${project.name}-${regionSlug}-lb-${String(made).padStart(2, '0')}`,
            region: regionSlug,
            ip: `203.0.${(made >> 8) & 255}.${made & 255}`,
            ipv6: `2001:db8:ff::${made.toString(16)}`,
            sizeUnits: random.int(1, 4),
            dropletIds: behind.map(({ id }) => id),
            vpcId: behind[0]?.vpcId ?? estate.vpcId(regionSlug),
            certificateId: certificates.get(`${project.name}-tls`) ?? '',
            createdAt,
            projectId: project.id,
            assignedAt: createdAt,
          });
        }
      }
    }
  },
  wire: (record, estate) => ({
    id: record.id,
    name: record.name,
    project_id: record.projectId,
    ip: record.ip,
    ipv6: record.ipv6,
    size_unit: record.sizeUnits,
    size: 'lb-small',
    algorithm: 'round_robin',
    status: 'active',
    created_at: isoSeconds(record.createdAt),
    forwarding_rules: rules(estate.shelf(certificateKind).get(record.certificateId)?.id ?? ''),
    health_check: {
      protocol: 'http',
      port: 80,
      path: '/healthz',
      check_interval_seconds: 10,
      response_timeout_seconds: 5,
      unhealthy_threshold: 3,
      healthy_threshold: 5,
    },
    sticky_sessions: { type: 'cookies', cookie_name: 'DO-LB', cookie_ttl_seconds: 300 },
    redirect_http_to_https: true,
    enable_proxy_protocol: false,
    enable_backend_keepalive: false,
    http_idle_timeout_seconds: 60,
    vpc_uuid: record.vpcId,
    disable_lets_encrypt_dns_records: false,
    firewall: { deny: ['cidr:192.0.2.0/24'], allow: [] },
    network: 'EXTERNAL',
    network_stack: 'DUALSTACK',
    type: 'REGIONAL',
    domains: record.certificateId === '' ? [] : [managed(record)],
    glb_settings: {
      target_protocol: 'http',
      target_port: 80,
      cdn: { is_enabled: false },
      region_priorities: {},
      failover_threshold: 0,
    },
    target_load_balancer_ids: [],
    tls_cipher_policy: 'DEFAULT',
    region: region(record.region),
    droplet_ids: living(estate, record.dropletIds),
    tag: '',
  }),
};

function managed({ certificateId, ip }: LoadBalancerRecord): object {
  return { name: `${ip.replaceAll('.', '-')}.lb.example.com`, is_managed: true, certificate_id: certificateId };
}

function rules(certificateId: string): object[] {
  const http = { entry_protocol: 'http', entry_port: 80, target_protocol: 'http', target_port: 80 };
  const https = { entry_protocol: 'https', entry_port: 443, target_protocol: 'http', target_port: 80 };
  return [
    { ...http, certificate_id: '', tls_passthrough: false },
    { ...https, certificate_id: certificateId, tls_passthrough: false },
  ];
}

export const loadBalancers = play(loadBalancerKind, {
  path: '/v2/load_balancers',
  list: 'load_balancers',
  one: 'load_balancer',
});
