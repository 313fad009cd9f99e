import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, sorted, wire } from './facts.ts';
import { flat } from './listing.ts';
import { linksTo } from './urn.ts';

export const spacesKey = defineKind({
  name: 'spaces_key',
  typeName: 'SpacesKey',
  description: 'An access key to Spaces, without its secret half.',
  version: 1,
  urn: (id) => `do:spaceskey:${id}`,
  everyMinutes: 15,
  scope: 'spaces_key:read',
  listing: flat('/v2/spaces/keys', 'keys', { id: 'access_key' }),
  lookUp: { path: (id) => `/v2/spaces/keys/${id}`, key: 'key' },
  wire: z.object({
    access_key: wire.id,
    name: wire.text,
    grants: wire.maybe(z.array(z.object({ bucket: wire.maybe(wire.text), permission: wire.maybe(wire.text) }))),
    created_at: wire.maybe(wire.time),
  }),
  facts: {
    grants: fact.strings('What it may do: permission, and the bucket it is for. Without a bucket it is for all.'),
    allBuckets: fact.boolean('True when a grant is for all buckets.'),
  },
  read: (item) => ({
    id: item.access_key,
    name: item.name,
    createdAt: item.created_at,
    facts: {
      grants: sorted(
        item.grants?.map(({ bucket, permission }) => [permission ?? '', bucket].filter(Boolean).join(' ')),
      ),
      allBuckets: item.grants?.some(({ bucket }) => !bucket),
    },
    // A key to everything leads to no bucket in particular.
    links: {
      space: item.grants?.some(({ bucket }) => !bucket)
        ? []
        : linksTo(
            'space',
            item.grants?.map((g) => g.bucket),
          ),
    },
  }),
});
