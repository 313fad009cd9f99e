import { z } from 'zod';
import { underDatabase } from './database-children.ts';
import { defineKind } from './define.ts';
import { fact, volatile, wire } from './facts.ts';

export const databaseIndex = defineKind({
  name: 'database_index',
  typeName: 'DatabaseIndex',
  description: 'An index of a managed OpenSearch cluster.',
  version: 1,
  urn: (id) => `do:dbindex:${id}`,
  everyMinutes: 60,
  scope: 'database:read',
  listing: underDatabase('indexes', 'indexes', { id: 'index_name', engines: ['opensearch'] }),
  lookUp: null,
  wire: z.object({
    index_name: wire.id,
    number_of_shards: wire.maybe(wire.integer),
    number_of_replicas: wire.maybe(wire.integer),
    size: wire.maybe(wire.large),
    created_time: wire.maybe(wire.time),
    status: wire.maybe(wire.text),
    health: wire.maybe(wire.text),
  }),
  facts: {
    shards: fact.int('Number of shards.'),
    replicas: fact.int('Number of copies of each shard.'),
    sizeBytes: volatile(fact.float('Size in bytes.')),
    health: volatile(fact.string('Its health: green, yellow or red.')),
  },
  read: (item, cluster) => ({
    id: `${cluster}/${item.index_name}`,
    name: item.index_name,
    status: item.status,
    createdAt: item.created_time,
    facts: {
      shards: item.number_of_shards,
      replicas: item.number_of_replicas,
      sizeBytes: item.size,
      health: item.health,
    },
    links: { cluster: [`do:dbaas:${cluster}`] },
    ownerUrn: `do:dbaas:${cluster}`,
  }),
});
