import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, sorted, wire, within } from './facts.ts';
import { listAt, riding } from './listing.ts';
import { linksTo } from './urn.ts';

export const k8sNodePool = defineKind({
  name: 'k8s_node_pool',
  typeName: 'K8sNodePool',
  description: 'Nodes of one size in a Kubernetes cluster. Each is a droplet, which it links to.',
  version: 1,
  urn: (id) => `do:k8snodepool:${id}`,
  everyMinutes: 5,
  scope: 'kubernetes:read',
  listing: riding('kubernetes_cluster', (cluster) => listAt(cluster, 'node_pools'), { within: true }),
  lookUp: { path: (id, cluster) => `/v2/kubernetes/clusters/${cluster}/node_pools/${id}`, key: 'node_pool' },
  wire: z.object({
    id: wire.id,
    name: wire.text,
    size: wire.maybe(wire.text),
    count: wire.maybe(wire.integer),
    tags: wire.texts,
    labels: wire.maybe(z.record(wire.text, wire.text)),
    taints: wire.maybe(
      z.array(z.object({ key: wire.maybe(wire.text), value: wire.maybe(wire.text), effect: wire.maybe(wire.text) })),
    ),
    auto_scale: wire.maybe(wire.boolean),
    min_nodes: wire.maybe(wire.integer),
    max_nodes: wire.maybe(wire.integer),
    nodes: wire.maybe(z.array(z.object({ droplet_id: wire.maybe(z.union([wire.text, z.int()])) }))),
  }),
  facts: {
    sizeSlug: fact.string('Size of its nodes.'),
    nodes: fact.int('Number of nodes.'),
    autoScale: fact.boolean('True when the number of nodes follows the load.'),
    minNodes: fact.int('Least number of nodes when it does.'),
    maxNodes: fact.int('Greatest number of nodes when it does.'),
    labels: fact.strings('Labels of its nodes, as key=value.'),
    taints: fact.strings('Taints of its nodes, as key=value:effect.'),
  },
  read: (item, cluster) => ({
    id: item.id,
    name: item.name,
    tags: item.tags,
    facts: {
      sizeSlug: item.size,
      nodes: item.count,
      autoScale: item.auto_scale,
      minNodes: item.min_nodes,
      maxNodes: item.max_nodes,
      labels: within(item.labels, (labels) => sorted(Object.entries(labels).map(([key, value]) => `${key}=${value}`))),
      taints: sorted(item.taints?.map(({ key, value, effect }) => `${key ?? ''}=${value ?? ''}:${effect ?? ''}`)),
    },
    links: {
      cluster: [`do:kubernetes:${cluster}`],
      // A node that is still being made has no droplet yet.
      droplet: linksTo(
        'droplet',
        item.nodes?.map(({ droplet_id: id }) => (id ? String(id) : null)),
      ),
    },
    ownerUrn: `do:kubernetes:${cluster}`,
  }),
});
