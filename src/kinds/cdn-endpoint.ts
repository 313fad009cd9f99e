import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, wire } from './facts.ts';
import { flat } from './listing.ts';
import { linksTo } from './urn.ts';

/** The list and all below it may be asked five times in ten seconds. */
export const cdnEndpoint = defineKind({
  name: 'cdn_endpoint',
  typeName: 'CdnEndpoint',
  description: 'A content delivery network in front of a Spaces bucket.',
  version: 1,
  urn: (id) => `do:cdn:${id}`,
  everyMinutes: 30,
  scope: 'cdn:read',
  listing: flat('/v2/cdn/endpoints', 'endpoints'),
  serves: { relations: ['space'] },
  lookUp: { path: (id) => `/v2/cdn/endpoints/${id}`, key: 'endpoint' },
  wire: z.object({
    id: wire.id,
    origin: wire.text,
    endpoint: wire.maybe(wire.text),
    ttl: wire.maybe(wire.integer),
    certificate_id: wire.maybe(wire.text),
    custom_domain: wire.maybe(wire.text),
    created_at: wire.maybe(wire.time),
  }),
  facts: {
    origin: fact.string('Where it takes its content from.'),
    endpoint: fact.string('Where it answers.'),
    customDomain: fact.string('Its own domain. Null when it has none.'),
    ttlSeconds: fact.int('Seconds for which content is kept.'),
  },
  read: (item) => {
    const [, bucket, region] = /^(.+)\.([a-z0-9]+)\.digitaloceanspaces\.com$/.exec(item.origin) ?? [];
    return {
      id: item.id,
      name: item.custom_domain || item.endpoint || item.origin,
      region: region ?? null,
      createdAt: item.created_at,
      facts: {
        origin: item.origin,
        endpoint: filled(item.endpoint),
        customDomain: filled(item.custom_domain) ?? null,
        ttlSeconds: item.ttl,
      },
      links: {
        certificate: linksTo('certificate', item.certificate_id ?? null),
        space: linksTo('space', bucket ?? null),
      },
    };
  },
});
