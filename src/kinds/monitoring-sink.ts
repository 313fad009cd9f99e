import { z } from 'zod';
import { defineKind, type WireItem } from './define.ts';
import { fact, wire } from './facts.ts';
import { flat } from './listing.ts';
import { destinationWire } from './monitoring-sink-destination.ts';
import { normaliseUrn, parseUrn } from './urn.ts';

/** It comes without an id: it is the resources whose logs go to one destination, and is known by that. */
export const monitoringSink = defineKind({
  name: 'monitoring_sink',
  typeName: 'MonitoringSink',
  description: 'Whose logs are sent to a destination.',
  version: 1,
  urn: (id) => `do:sink:${id}`,
  everyMinutes: 60,
  scope: 'monitoring:read',
  listing: flat('/v2/monitoring/sinks', 'sinks', {
    id: ({ destination }: WireItem) => (destination as { id?: unknown } | null | undefined)?.id, // a missing id is seen to
    paging: 'single',
  }),
  serves: { relations: ['watches'] },
  lookUp: null,
  wire: z.object({
    destination: destinationWire,
    resources: wire.maybe(z.array(z.object({ urn: wire.text }))),
  }),
  facts: { resources: fact.int('How many resources send their logs there.') },
  read: (item) => ({
    id: item.destination.id,
    name: item.destination.name || item.destination.id,
    facts: { resources: item.resources?.length },
    links: {
      destination: [`do:sinkdestination:${item.destination.id}`],
      watches: item.resources?.flatMap(({ urn }) => (parseUrn(urn) ? normaliseUrn(urn) : [])),
    },
  }),
});
