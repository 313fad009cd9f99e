import { z } from 'zod';
import { underDatabase } from './database-children.ts';
import { defineKind } from './define.ts';
import { fact, wire } from './facts.ts';
import { linksTo } from './urn.ts';

export const databaseReplica = defineKind({
  name: 'database_replica',
  typeName: 'DatabaseReplica',
  description: 'A read-only copy of a managed database.',
  version: 1,
  urn: (id) => `do:dbreplica:${id}`,
  everyMinutes: 30,
  scope: 'database:read',
  listing: underDatabase('replicas', 'replicas', {
    id: 'name',
    engines: ['pg', 'mysql', 'advanced_pg', 'advanced_mysql'],
  }),
  // By its name, which the id does not hold.
  lookUp: null,
  wire: z.object({
    id: wire.maybe(wire.id),
    name: wire.id,
    region: wire.maybe(wire.text),
    size: wire.maybe(wire.text),
    status: wire.maybe(wire.text),
    tags: wire.texts,
    created_at: wire.maybe(wire.time),
    private_network_uuid: wire.maybe(wire.text),
    storage_size_mib: wire.maybe(wire.integer),
  }),
  facts: {
    sizeSlug: fact.string('Size of its node.'),
    storageMib: fact.int('Storage in MiB.'),
  },
  read: (item, cluster) => ({
    // Older ones come without an id; their name is unique in the cluster.
    id: item.id ?? `${cluster}/${item.name}`,
    name: item.name,
    region: item.region,
    status: item.status,
    tags: item.tags === null ? [] : item.tags,
    createdAt: item.created_at,
    facts: { sizeSlug: item.size, storageMib: item.storage_size_mib },
    links: { cluster: [`do:dbaas:${cluster}`], vpc: linksTo('vpc', item.private_network_uuid) },
    ownerUrn: `do:dbaas:${cluster}`,
  }),
});
