import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, wire } from './facts.ts';
import { inSpaces } from './listing.ts';

/**
 * How large a bucket is, S3 does not say without every object in it being listed. Which region it is in, its list says: none
 * shows those of another.
 */
export const space = defineKind({
  name: 'space',
  typeName: 'Space',
  description: 'A Spaces bucket. Buckets are listed over S3, with Spaces keys.',
  version: 1,
  urn: (id) => `do:space:${id}`,
  everyMinutes: 15,
  scope: 'spaces_key:read',
  listing: inSpaces('Buckets', { id: 'Name' }),
  // Nothing but its region's list knows a bucket: DigitalOcean's API has none of its own for it.
  lookUp: null,
  wire: z.object({
    Name: wire.text.min(1),
    CreationDate: wire.maybe(wire.time),
  }),
  facts: {
    host: fact.string('Host under which its objects are found; a CDN endpoint names it as its origin.'),
  },
  read: ({ Name: name, CreationDate: createdAt }, region) => ({
    id: name,
    name,
    region,
    createdAt,
    facts: { host: `${name}.${region}.digitaloceanspaces.com` },
  }),
});
