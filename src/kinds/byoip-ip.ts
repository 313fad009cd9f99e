import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, moment, wire } from './facts.ts';
import { under } from './listing.ts';
import { normaliseUrn, parseUrn } from './urn.ts';

export const byoipIp = defineKind({
  name: 'byoip_ip',
  typeName: 'ByoipIp',
  description: 'An address of an own range that is in use.',
  version: 1,
  urn: (id) => `do:byoipip:${id}`,
  everyMinutes: 60,
  scope: 'byoip_prefix:read',
  listing: under('byoip_prefix', (id) => `/v2/byoip_prefixes/${id}/ips`, 'ips'),
  lookUp: null,
  wire: z.object({
    id: wire.id,
    byoip: wire.maybe(wire.text),
    region: wire.maybe(wire.text),
    resource: wire.maybe(wire.text),
    assigned_at: wire.maybe(wire.time),
  }),
  facts: {
    ip: fact.string('The address.'),
    assigned: fact.boolean('True while something has it.'),
    assignedAt: fact.dateTime('Since when. Null while nothing has it.'),
  },
  read: (item, prefix) => ({
    id: `${prefix}/${item.id}`,
    name: item.byoip || item.id,
    region: item.region,
    facts: { ip: filled(item.byoip), assigned: Boolean(item.resource), assignedAt: moment(item.assigned_at) ?? null },
    // A droplet is named by its UUID here and nowhere else: such an edge leads to nothing that is mirrored.
    links: {
      prefix: [`do:byoipprefix:${prefix}`],
      assignedTo: item.resource && parseUrn(item.resource) ? [normaliseUrn(item.resource)] : [],
    },
    ownerUrn: `do:byoipprefix:${prefix}`,
  }),
});
