import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, wire } from './facts.ts';
import { flat } from './listing.ts';

/** Its members say themselves that they are in it: that costs no request a network. */
export const vpc = defineKind({
  name: 'vpc',
  typeName: 'Vpc',
  description: 'A private network.',
  version: 1,
  urn: (id) => `do:vpc:${id}`,
  everyMinutes: 15,
  scope: 'vpc:read',
  listing: flat('/v2/vpcs', 'vpcs'),
  serves: { kinds: ['droplet', 'load_balancer', 'database_cluster', 'kubernetes_cluster', 'app'] },
  lookUp: { path: (id) => `/v2/vpcs/${id}`, key: 'vpc' },
  wire: z.object({
    id: wire.id,
    name: wire.text,
    description: wire.maybe(wire.text),
    region: wire.maybe(wire.text),
    ip_range: wire.maybe(wire.text),
    default: wire.maybe(wire.boolean),
    created_at: wire.maybe(wire.time),
  }),
  facts: {
    ipRange: fact.string('Its range of addresses.'),
    isDefault: fact.boolean("True for its region's default, which takes whatever names no other."),
    description: fact.string('Free text that its owner gave it. Null when there is none.'),
  },
  read: (item) => ({
    id: item.id,
    name: item.name,
    region: item.region,
    createdAt: item.created_at,
    facts: { ipRange: item.ip_range, isDefault: item.default, description: filled(item.description) },
  }),
});
