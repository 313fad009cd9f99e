import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, wire, within } from './facts.ts';
import { flat } from './listing.ts';
import { linksTo } from './urn.ts';

/** What monitoring's destinations say of themselves, here and in each sink. Their endpoint may carry credentials. */
export const destinationWire = z.object({
  id: wire.id,
  name: wire.maybe(wire.text),
  type: wire.maybe(wire.text),
  config: wire.maybe(
    z.object({
      cluster_uuid: wire.maybe(wire.text),
      index_name: wire.maybe(wire.text),
      retention_days: wire.maybe(wire.integer),
    }),
  ),
});

export const monitoringSinkDestination = defineKind({
  name: 'monitoring_sink_destination',
  typeName: 'MonitoringSinkDestination',
  description: 'Where logs of resources can be sent.',
  version: 1,
  urn: (id) => `do:sinkdestination:${id}`,
  everyMinutes: 60,
  scope: 'monitoring:read',
  listing: flat('/v2/monitoring/sinks/destinations', 'destinations', { paging: 'single' }),
  lookUp: { path: (id) => `/v2/monitoring/sinks/destinations/${id}`, key: 'destination' },
  wire: destinationWire,
  facts: {
    destinationType: fact.string('opensearch_dbaas for a managed cluster, opensearch_ext for another one.'),
    indexName: fact.string('Index that they are written to.'),
    retentionDays: fact.int('Days for which they are kept.'),
  },
  read: (item) => ({
    id: item.id,
    name: item.name || item.id,
    facts: {
      destinationType: item.type,
      indexName: within(item.config, (config) => config.index_name),
      retentionDays: within(item.config, (config) => config.retention_days),
    },
    links: {
      cluster: linksTo(
        'dbaas',
        within(item.config, (config) => config.cluster_uuid ?? null),
      ),
    },
  }),
});
