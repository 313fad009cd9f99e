import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, sorted, volatile, wire, within } from './facts.ts';
import { flat } from './listing.ts';
import { linksTo, projectUrn } from './urn.ts';

export const dropletAutoscalePool = defineKind({
  name: 'droplet_autoscale_pool',
  typeName: 'DropletAutoscalePool',
  description: 'A group of droplets that grows and shrinks by itself.',
  version: 1,
  urn: (id) => `do:autoscalepool:${id}`,
  everyMinutes: 5,
  scope: 'droplet:read',
  listing: flat('/v2/droplets/autoscale', 'autoscale_pools'),
  lookUp: { path: (id) => `/v2/droplets/autoscale/${id}`, key: 'autoscale_pool' },
  wire: z.object({
    id: wire.id,
    name: wire.text,
    status: wire.maybe(wire.text),
    created_at: wire.maybe(wire.time),
    active_resources_count: wire.maybe(wire.integer),
    config: wire.maybe(
      z.object({
        target_number_instances: wire.maybe(wire.integer),
        min_instances: wire.maybe(wire.integer),
        max_instances: wire.maybe(wire.integer),
        target_cpu_utilization: wire.maybe(wire.number),
        target_memory_utilization: wire.maybe(wire.number),
        cooldown_minutes: wire.maybe(wire.integer),
      }),
    ),
    droplet_template: wire.maybe(
      z.object({
        size: wire.maybe(wire.text),
        region: wire.maybe(wire.text),
        image: wire.maybe(wire.text),
        tags: wire.texts,
        vpc_uuid: wire.maybe(wire.text),
        project_id: wire.maybe(wire.text),
      }),
    ),
    current_utilization: wire.maybe(z.object({ memory: wire.maybe(wire.number), cpu: wire.maybe(wire.number) })),
  }),
  facts: {
    targetInstances: fact.int('Number of members that it keeps. Null when it scales between bounds.'),
    minInstances: fact.int('Least number of members. Null when the number is fixed.'),
    maxInstances: fact.int('Greatest number of members. Null when the number is fixed.'),
    targetCpuUtilization: fact.float('Share of CPU that it aims at, 0 to 1. Null when CPU does not steer it.'),
    targetMemoryUtilization: fact.float('Share of memory that it aims at, 0 to 1. Null when memory does not steer it.'),
    cooldownMinutes: fact.int('Minutes between two changes of its size.'),
    sizeSlug: fact.string('Size of its members.'),
    imageSlug: fact.string('Image of its members: a slug, or the id of an own one.'),
    memberTags: fact.strings('Tags that its members are given.'),
    activeInstances: volatile(fact.int('Number of members at present.')),
    cpuUtilization: volatile(fact.float('Share of CPU that its members use at present, 0 to 1.')),
    memoryUtilization: volatile(fact.float('Share of memory that its members use at present, 0 to 1.')),
  },
  read: (item) => {
    const { config, droplet_template: template, current_utilization: utilization } = item;
    return {
      id: item.id,
      name: item.name,
      region: within(template, ({ region }) => region),
      status: item.status,
      createdAt: item.created_at,
      facts: {
        targetInstances: within(config, (each) => each.target_number_instances ?? null),
        minInstances: within(config, (each) => each.min_instances ?? null),
        maxInstances: within(config, (each) => each.max_instances ?? null),
        targetCpuUtilization: within(config, (each) => each.target_cpu_utilization ?? null),
        targetMemoryUtilization: within(config, (each) => each.target_memory_utilization ?? null),
        cooldownMinutes: within(config, (each) => each.cooldown_minutes ?? null),
        sizeSlug: within(template, ({ size }) => size),
        imageSlug: within(template, ({ image }) => image),
        memberTags: within(template, ({ tags }) => sorted(tags)),
        activeInstances: item.active_resources_count,
        cpuUtilization: within(utilization, ({ cpu }) => cpu),
        memoryUtilization: within(utilization, ({ memory }) => memory),
      },
      links: { vpc: linksTo('vpc', template?.vpc_uuid) },
      ownerUrn: projectUrn(template?.project_id),
    };
  },
});
