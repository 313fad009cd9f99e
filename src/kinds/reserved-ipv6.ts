import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, wire } from './facts.ts';
import { flat } from './listing.ts';

export const reservedIpv6 = defineKind({
  name: 'reserved_ipv6',
  typeName: 'ReservedIpv6',
  description: 'A reserved IPv6 address.',
  version: 1,
  urn: (id) => `do:reservedipv6:${id}`,
  everyMinutes: 5,
  scope: 'reserved_ip:read',
  listing: flat('/v2/reserved_ipv6', 'reserved_ipv6s', { id: 'ip' }),
  lookUp: { path: (id) => `/v2/reserved_ipv6/${id}`, key: 'reserved_ipv6' },
  wire: z.object({
    ip: wire.id,
    region_slug: wire.maybe(wire.text),
    reserved_at: wire.maybe(wire.time),
    droplet: wire.maybe(z.object({ id: wire.id })),
  }),
  facts: { assigned: fact.boolean('True while a droplet has it.') },
  read: (item) => ({
    id: item.ip,
    name: item.ip,
    region: item.region_slug,
    createdAt: item.reserved_at,
    // Without a droplet it comes without the property, so here absence does say something.
    facts: { assigned: item.droplet != null },
    links: { droplet: item.droplet ? [`do:droplet:${item.droplet.id}`] : [] },
  }),
});
