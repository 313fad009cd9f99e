import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, wire } from './facts.ts';
import { flat } from './listing.ts';
import { projectUrn } from './urn.ts';

export const byoipPrefix = defineKind({
  name: 'byoip_prefix',
  typeName: 'ByoipPrefix',
  description: 'An own range of addresses, brought to DigitalOcean.',
  version: 1,
  urn: (id) => `do:byoipprefix:${id}`,
  everyMinutes: 30,
  scope: 'byoip_prefix:read',
  listing: flat('/v2/byoip_prefixes', 'byoip_prefixes', { id: 'uuid' }),
  lookUp: { path: (id) => `/v2/byoip_prefixes/${id}`, key: 'byoip_prefix' },
  wire: z.object({
    uuid: wire.id,
    name: wire.maybe(wire.text),
    prefix: wire.maybe(wire.text),
    status: wire.maybe(wire.text),
    region: wire.maybe(wire.text),
    failure_reason: wire.maybe(wire.text),
    locked: wire.maybe(wire.boolean),
    advertised: wire.maybe(wire.boolean),
    project_id: wire.maybe(wire.text),
  }),
  facts: {
    prefix: fact.string('The range.'),
    advertised: fact.boolean('True while the internet is told that it is here.'),
    locked: fact.boolean('True while nothing of it may be assigned.'),
    failureReason: fact.string('Why it could not be taken over. Null when nothing is wrong.'),
  },
  read: (item) => ({
    id: item.uuid,
    name: item.name || item.prefix || item.uuid,
    region: item.region,
    status: item.status,
    facts: {
      prefix: item.prefix,
      advertised: item.advertised,
      locked: item.locked,
      failureReason: filled(item.failure_reason) ?? null,
    },
    ownerUrn: projectUrn(item.project_id),
  }),
});
