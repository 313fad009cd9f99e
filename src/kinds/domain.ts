import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, wire } from './facts.ts';
import { flat } from './listing.ts';

export const domain = defineKind({
  name: 'domain',
  typeName: 'Domain',
  description: 'A domain whose names DigitalOcean serves.',
  version: 1,
  urn: (id) => `do:domain:${id}`,
  everyMinutes: 15,
  scope: 'domain:read',
  listing: flat('/v2/domains', 'domains', { id: 'name' }),
  lookUp: { path: (id) => `/v2/domains/${id}`, key: 'domain' },
  wire: z.object({ name: wire.id, ttl: wire.maybe(wire.integer) }),
  facts: { ttlSeconds: fact.int('Seconds for which its records may be remembered unless they say otherwise.') },
  read: (item) => ({ id: item.name, name: item.name, facts: { ttlSeconds: item.ttl } }),
});
