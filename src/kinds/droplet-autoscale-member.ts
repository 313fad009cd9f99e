import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, volatile, wire, within } from './facts.ts';
import { under } from './listing.ts';

/** The machine itself is a droplet, and counted as one; this is its place in the pool. */
export const dropletAutoscaleMember = defineKind({
  name: 'droplet_autoscale_member',
  typeName: 'DropletAutoscaleMember',
  description: "A droplet's place in an autoscale pool.",
  version: 1,
  urn: (id) => `do:autoscalemember:${id}`,
  everyMinutes: 30,
  scope: 'droplet:read',
  listing: under('droplet_autoscale_pool', (id) => `/v2/droplets/autoscale/${id}/members`, 'droplets', {
    id: 'droplet_id',
  }),
  lookUp: null,
  wire: z.object({
    droplet_id: wire.id,
    status: wire.maybe(wire.text),
    created_at: wire.maybe(wire.time),
    health_status: wire.maybe(wire.text),
    unhealthy_reason: wire.maybe(wire.text),
    current_utilization: wire.maybe(z.object({ memory: wire.maybe(wire.number), cpu: wire.maybe(wire.number) })),
  }),
  facts: {
    healthStatus: fact.string('Whether the pool holds it for healthy.'),
    unhealthyReason: fact.string('Why it does not. Null while it is healthy.'),
    cpuUtilization: volatile(fact.float('Share of CPU that it uses at present, 0 to 1.')),
    memoryUtilization: volatile(fact.float('Share of memory that it uses at present, 0 to 1.')),
  },
  read: (item, pool) => ({
    id: `${pool}/${item.droplet_id}`,
    name: `droplet ${item.droplet_id}`,
    status: item.status,
    createdAt: item.created_at,
    facts: {
      healthStatus: item.health_status,
      unhealthyReason: filled(item.unhealthy_reason) ?? null,
      cpuUtilization: within(item.current_utilization, ({ cpu }) => cpu),
      memoryUtilization: within(item.current_utilization, ({ memory }) => memory),
    },
    links: { droplet: [`do:droplet:${item.droplet_id}`], autoscalePool: [`do:autoscalepool:${pool}`] },
    ownerUrn: `do:autoscalepool:${pool}`,
  }),
});
