import { z } from 'zod';
import { underDatabase } from './database-children.ts';
import { defineKind } from './define.ts';
import { fact, wire } from './facts.ts';

/** Of its configuration nothing is read: addresses there carry credentials. */
export const databaseLogsink = defineKind({
  name: 'database_logsink',
  typeName: 'DatabaseLogsink',
  description: 'Where a managed database sends its logs.',
  version: 1,
  urn: (id) => `do:dblogsink:${id}`,
  everyMinutes: 60,
  scope: 'database:read',
  listing: underDatabase('logsink', 'sinks', { id: 'sink_id', not: ['mongodb'] }),
  lookUp: null,
  wire: z.object({ sink_id: wire.id, sink_name: wire.maybe(wire.text), sink_type: wire.maybe(wire.text) }),
  facts: { sinkType: fact.string('What receives them: rsyslog, elasticsearch, opensearch or datadog.') },
  read: (item, cluster) => ({
    id: item.sink_id,
    name: item.sink_name || item.sink_id,
    facts: { sinkType: item.sink_type },
    links: { cluster: [`do:dbaas:${cluster}`] },
    ownerUrn: `do:dbaas:${cluster}`,
  }),
});
