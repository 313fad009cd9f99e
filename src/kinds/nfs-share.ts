import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, wire } from './facts.ts';
import { regional } from './listing.ts';
import { linksTo } from './urn.ts';

export const nfsShare = defineKind({
  name: 'nfs_share',
  typeName: 'NfsShare',
  description: 'A network file share.',
  version: 1,
  urn: (id) => `do:nfs:${id}`,
  everyMinutes: 30,
  scope: 'nfs:list',
  listing: regional('/v2/nfs', 'shares', { paging: 'single' }),
  serves: { relations: ['vpc'] },
  lookUp: { path: (id) => `/v2/nfs/${id}`, key: 'share' },
  wire: z.object({
    id: wire.id,
    name: wire.text,
    size_gib: wire.maybe(wire.integer),
    region: wire.maybe(wire.text),
    status: wire.maybe(wire.text),
    created_at: wire.maybe(wire.time),
    vpc_ids: wire.texts,
    performance_tier: wire.maybe(wire.text),
    mount_path: wire.maybe(wire.text),
    host: wire.maybe(wire.text),
  }),
  facts: {
    sizeGib: fact.int('Size in GiB.'),
    performanceTier: fact.string('Its performance tier, which it is priced by.'),
    mountPath: fact.string('Path under which it is mounted.'),
    host: fact.string('Host that serves it.'),
  },
  read: (item) => ({
    id: item.id,
    name: item.name,
    region: item.region,
    status: item.status,
    createdAt: item.created_at,
    facts: {
      sizeGib: item.size_gib,
      performanceTier: filled(item.performance_tier),
      mountPath: filled(item.mount_path),
      host: filled(item.host),
    },
    links: { vpc: linksTo('vpc', item.vpc_ids) },
  }),
});
