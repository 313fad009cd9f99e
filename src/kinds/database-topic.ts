import { z } from 'zod';
import { underDatabase } from './database-children.ts';
import { defineKind } from './define.ts';
import { fact, wire } from './facts.ts';
import { ownId } from './listing.ts';

export const databaseTopic = defineKind({
  name: 'database_topic',
  typeName: 'DatabaseTopic',
  description: 'A topic of a managed Kafka cluster.',
  version: 1,
  urn: (id) => `do:dbtopic:${id}`,
  everyMinutes: 60,
  scope: 'database:read',
  listing: underDatabase('topics', 'topics', { id: 'name', engines: ['kafka'] }),
  lookUp: { path: (id, cluster) => `/v2/databases/${cluster}/topics/${ownId(id)}`, key: 'topic' },
  wire: z.object({
    name: wire.id,
    state: wire.maybe(wire.text),
    replication_factor: wire.maybe(wire.integer),
    partition_count: wire.maybe(wire.integer),
  }),
  facts: {
    replicationFactor: fact.int('Number of copies of each partition.'),
    partitions: fact.int('Number of partitions. Null when only a look at the topic alone was had.'),
  },
  read: (item, cluster) => ({
    id: `${cluster}/${item.name}`,
    name: item.name,
    status: item.state,
    facts: { replicationFactor: item.replication_factor, partitions: item.partition_count },
    links: { cluster: [`do:dbaas:${cluster}`] },
    ownerUrn: `do:dbaas:${cluster}`,
  }),
});
