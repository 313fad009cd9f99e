import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, wire } from './facts.ts';
import { regional } from './listing.ts';
import { linksTo } from './urn.ts';

export const nfsSnapshot = defineKind({
  name: 'nfs_snapshot',
  typeName: 'NfsSnapshot',
  description: 'A snapshot of a network file share.',
  version: 1,
  urn: (id) => `do:nfssnapshot:${id}`,
  everyMinutes: 60,
  scope: 'nfs:list',
  listing: regional('/v2/nfs/snapshots', 'snapshots', { paging: 'single' }),
  lookUp: { path: (id) => `/v2/nfs/snapshots/${id}`, key: 'snapshot' },
  wire: z.object({
    id: wire.id,
    name: wire.text,
    size_gib: wire.maybe(wire.integer),
    region: wire.maybe(wire.text),
    status: wire.maybe(wire.text),
    created_at: wire.maybe(wire.time),
    share_id: wire.maybe(wire.text),
  }),
  facts: { sizeGib: fact.int('Size in GiB.') },
  read: (item) => ({
    id: item.id,
    name: item.name,
    region: item.region,
    status: item.status,
    createdAt: item.created_at,
    facts: { sizeGib: item.size_gib },
    links: { snapshotOf: linksTo('nfs', item.share_id) },
    ownerUrn: item.share_id ? `do:nfs:${item.share_id}` : null,
  }),
});
