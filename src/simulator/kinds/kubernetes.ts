import { notFound } from '../api/replies.ts';
import { type ApiRequest, param, type Reply } from '../api/route.ts';
import type { Stored } from '../shelf.ts';
import { isoSeconds, type Kind, type Played } from './define.ts';
import { dropletKind } from './droplet.ts';
import { byRegion, dayMs, households, living, play } from './plain.ts';

export interface KubernetesRecord extends Stored {
  readonly id: string;
  readonly poolId: string;
  readonly name: string;
  readonly region: string;
  readonly vpcId: string;
  readonly ip: string;
  /** Its workers, which are droplets as well. */
  readonly dropletIds: readonly number[];
  readonly createdAt: number;
  projectId: string;
  assignedAt: number;
}

const workersACluster = 8;

/** Workers of a project and a region make up a cluster, as long as there are two. */
export const kubernetesKind: Kind<KubernetesRecord> = {
  name: 'kubernetes_cluster',
  urnType: 'kubernetes',
  ids: 'text',
  inProjects: true,
  path: (id) => `/v2/kubernetes/clusters/${id}`,
  within: { name: 'k8s_node_pool', ids: ({ poolId }) => [poolId] },
  generate: (estate, plan) => {
    const random = estate.random('kubernetes');
    let made = 0;
    for (const { project, droplets } of households(estate)) {
      const workers = byRegion(droplets.filter(({ tags }) => tags.includes('worker')));
      for (const [region, machines] of workers) {
        for (let from = 0; from + 1 < machines.length; from += workersACluster * 10) {
          made += 1;
          const nodes = machines.slice(from, from + workersACluster);
          const createdAt = Math.min(...nodes.map((node) => node.createdAt));
          estate.add(kubernetesKind, {
            id: random.uuid(),
            poolId: random.uuid(),
            order: estate.nextOrder(),
            name: `${project.name}-${region}-k8s`,
            region,
            vpcId: nodes[0]?.vpcId ?? estate.vpcId(region),
            ip: `198.51.${100 + ((made >> 8) & 63)}.${made & 255}`,
            dropletIds: nodes.map(({ id }) => id),
            createdAt: Math.min(createdAt, plan.until - dayMs),
            projectId: project.id,
            assignedAt: createdAt,
          });
        }
      }
    }
  },
  wire: (record, estate) => {
    const createdAt = isoSeconds(record.createdAt);
    const nodes = living(estate, record.dropletIds).map((id) => {
      const name = estate.shelf(dropletKind).get(id)?.name ?? '';
      const state = { state: 'running' };
      // An integer in a droplet, a text here.
      return {
        id: `${record.poolId.slice(0, 24)}${String(id).padStart(12, '0')}`,
        name,
        status: state,
        droplet_id: String(id),
        created_at: createdAt,
        updated_at: createdAt,
      };
    });
    return {
      id: record.id,
      name: record.name,
      region: record.region,
      version: '1.33.1-do.3',
      cluster_subnet: '10.244.0.0/16',
      service_subnet: '10.245.0.0/16',
      vpc_uuid: record.vpcId,
      worker_subnet_uuid: record.vpcId,
      ipv4: record.ip,
      endpoint: `https://${record.id}.k8s.ondigitalocean.com`,
      tags: ['k8s', `k8s:${record.id}`],
      node_pools: [
        {
          size: 's-4vcpu-8gb',
          id: record.poolId,
          name: 'workers',
          count: nodes.length,
          tags: ['k8s', `k8s:${record.id}`, 'k8s:worker'],
          labels: { service: 'workers' },
          taints: [{ key: 'dedicated', value: 'batch', effect: 'NoSchedule' }],
          auto_scale: true,
          min_nodes: 1,
          max_nodes: 10,
          nodes,
        },
      ],
      maintenance_policy: { start_time: '03:00', duration: '4h0m0s', day: 'sunday' },
      auto_upgrade: true,
      isolated_workers: false,
      status: { state: 'running', message: '' },
      created_at: createdAt,
      updated_at: createdAt,
      surge_upgrade: true,
      ha: record.dropletIds.length > 3,
      registry_enabled: true,
      registries: ['skyai'],
      control_plane_firewall: { enabled: true, allowed_addresses: ['192.0.2.0/24'] },
      cluster_autoscaler_configuration: {
        scale_down_utilization_threshold: 0.5,
        scale_down_unneeded_time: '10m0s',
        expanders: ['least_waste'],
      },
      sso: { enabled: false, required: false, issuer_url: 'https://id.skyai.example', client_id: 'kubernetes' },
      ...Object.fromEntries(addOns.map((name) => [name, { enabled: false }])),
    };
  },
};

const addOns = [
  'routing_agent',
  'amd_gpu_device_plugin',
  'amd_gpu_device_metrics_exporter_plugin',
  'nvidia_gpu_device_plugin',
  'rdma_shared_dev_plugin',
  'coredns_autoscaler',
  'p2p_oci_registry_plugin',
];

const clusters = play(kubernetesKind, {
  path: '/v2/kubernetes/clusters',
  list: 'kubernetes_clusters',
  one: 'kubernetes_cluster',
});

/** Pools are kept with their cluster; one of them can be asked for by itself. */
function poolOf(request: ApiRequest): Reply {
  const cluster = request.estate.byText(kubernetesKind, param(request, 'id'));
  if (cluster === undefined || cluster.poolId !== param(request, 'own')) return notFound();
  const { node_pools: pools } = kubernetesKind.wire(cluster, request.estate) as { node_pools: readonly object[] }; // as above
  return { status: 200, body: { node_pool: pools[0] } };
}

export const kubernetes: Played = {
  ...clusters,
  routes: [...clusters.routes, { method: 'GET', path: '/v2/kubernetes/clusters/:id/node_pools/:own', answer: poolOf }],
};
