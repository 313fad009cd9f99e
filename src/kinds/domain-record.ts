import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, wire } from './facts.ts';
import { ownId, under } from './listing.ts';

export const domainRecord = defineKind({
  name: 'domain_record',
  typeName: 'DomainRecord',
  description: 'A DNS record of a domain.',
  version: 1,
  urn: (id) => `do:domainrecord:${id}`,
  everyMinutes: 60,
  scope: 'domain:read',
  listing: under('domain', (id) => `/v2/domains/${id}/records`, 'domain_records'),
  lookUp: { path: (id, of) => `/v2/domains/${of}/records/${ownId(id)}`, key: 'domain_record' },
  wire: z.object({
    id: wire.id,
    type: wire.maybe(wire.text),
    name: wire.maybe(wire.text),
    data: wire.maybe(wire.text),
    priority: wire.maybe(wire.integer),
    port: wire.maybe(wire.integer),
    ttl: wire.maybe(wire.integer),
    weight: wire.maybe(wire.integer),
    flags: wire.maybe(wire.integer),
    tag: wire.maybe(wire.text),
  }),
  facts: {
    recordType: fact.string('Its type, such as A or MX.'),
    data: fact.string('What it answers: an address, a name or a text.'),
    ttlSeconds: fact.int('Seconds for which the answer may be remembered.'),
    priority: fact.int('Priority of an MX or SRV record. Null for others.'),
    port: fact.int('Port of an SRV record. Null for others.'),
    weight: fact.int('Weight of an SRV record. Null for others.'),
    flags: fact.int('Flags of a CAA record. Null for others.'),
    caaTag: fact.string('Tag of a CAA record. Null for others.'),
  },
  read: (item, of) => ({
    id: `${of}/${item.id}`,
    name: !item.name || item.name === '@' ? of : `${item.name}.${of}`,
    facts: {
      recordType: item.type,
      data: item.data,
      ttlSeconds: item.ttl,
      priority: item.priority,
      port: item.port,
      weight: item.weight,
      flags: item.flags,
      caaTag: filled(item.tag) ?? null,
    },
    links: { domain: [`do:domain:${of}`] },
    ownerUrn: `do:domain:${of}`,
  }),
});
