import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, wire, within } from './facts.ts';
import { flat } from './listing.ts';

/** The provider's older name for it is floating IP; its URN of that name is the same thing. */
export const reservedIp = defineKind({
  name: 'reserved_ip',
  typeName: 'ReservedIp',
  description: 'A reserved (floating) IPv4 address. It costs while no droplet has it.',
  version: 1,
  urn: (id) => `do:reservedip:${id}`,
  everyMinutes: 5,
  scope: 'reserved_ip:read',
  listing: flat('/v2/reserved_ips', 'reserved_ips', { id: 'ip' }),
  lookUp: { path: (id) => `/v2/reserved_ips/${id}`, key: 'reserved_ip' },
  wire: z.object({
    ip: wire.id,
    region: wire.region,
    droplet: wire.maybe(z.object({ id: wire.id })),
    locked: wire.maybe(wire.boolean),
  }),
  facts: {
    assigned: fact.boolean('True while a droplet has it.'),
    locked: fact.boolean('True while an action keeps others from being started.'),
  },
  read: (item) => ({
    id: item.ip,
    name: item.ip,
    region: within(item.region, ({ slug }) => slug),
    facts: { assigned: item.droplet === undefined ? undefined : item.droplet !== null, locked: item.locked },
    links: { droplet: item.droplet === null ? [] : item.droplet && [`do:droplet:${item.droplet.id}`] },
  }),
});
