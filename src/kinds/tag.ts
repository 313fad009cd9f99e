import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, volatile, wire, within } from './facts.ts';
import { flat } from './listing.ts';

const counted = wire.maybe(z.object({ count: wire.maybe(wire.integer) }));

export const tag = defineKind({
  name: 'tag',
  typeName: 'Tag',
  description: 'A tag. Who wears it says so itself.',
  version: 1,
  urn: (id) => `do:tag:${id}`,
  everyMinutes: 15,
  scope: 'tag:read',
  listing: flat('/v2/tags', 'tags', { id: 'name' }),
  lookUp: { path: (id) => `/v2/tags/${id}`, key: 'tag' },
  wire: z.object({
    name: wire.id,
    resources: wire.maybe(
      z.object({
        count: wire.maybe(wire.integer),
        droplets: counted,
        images: counted,
        volumes: counted,
        volume_snapshots: counted,
        databases: counted,
      }),
    ),
  }),
  // Each time somebody is given or loses it they change: that is an event of theirs, not of the tag.
  facts: {
    wearers: volatile(fact.int('How many resources wear it.')),
    droplets: volatile(fact.int('How many of them are droplets.')),
    images: volatile(fact.int('How many of them are images.')),
    volumes: volatile(fact.int('How many of them are volumes.')),
    volumeSnapshots: volatile(fact.int('How many of them are snapshots of volumes.')),
    databases: volatile(fact.int('How many of them are managed databases.')),
  },
  read: ({ name, resources }) => ({
    id: name,
    name,
    facts: {
      wearers: within(resources, ({ count }) => count),
      droplets: within(resources, (each) => within(each.droplets, ({ count }) => count)),
      images: within(resources, (each) => within(each.images, ({ count }) => count)),
      volumes: within(resources, (each) => within(each.volumes, ({ count }) => count)),
      volumeSnapshots: within(resources, (each) => within(each.volume_snapshots, ({ count }) => count)),
      databases: within(resources, (each) => within(each.databases, ({ count }) => count)),
    },
  }),
});
