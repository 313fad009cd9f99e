import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, wire, within } from './facts.ts';

export const volume = defineKind({
  name: 'volume',
  typeName: 'Volume',
  description: 'A block storage volume.',
  version: 1,
  urn: (id) => `do:volume:${id}`,
  everyMinutes: 5,
  scope: 'block_storage:read',
  listing: { key: 'volumes', id: 'id', paging: 'pages', parts: [{ name: '', path: '/v2/volumes' }] },
  lookUp: { path: (id) => `/v2/volumes/${id}`, key: 'volume' },
  wire: z.object({
    id: wire.id,
    name: wire.text,
    description: wire.maybe(wire.text),
    size_gigabytes: wire.integer,
    created_at: wire.time,
    region: wire.maybe(z.object({ slug: wire.text })),
    droplet_ids: wire.maybe(z.array(wire.id)),
    filesystem_type: wire.maybe(wire.text),
    filesystem_label: wire.maybe(wire.text),
    tags: wire.maybe(z.array(wire.text)),
  }),
  facts: {
    sizeGib: fact.int('Size in GiB.'),
    description: fact.string('Free text that its owner gave it.'),
    filesystemType: fact.string(
      'Type of the file system, such as ext4. Null when it was not formatted by the provider.',
    ),
    filesystemLabel: fact.string('Label of the file system. Null when there is none.'),
    attached: fact.boolean('True while a droplet uses it.'),
  },
  read: (item) => ({
    id: item.id,
    name: item.name,
    region: within(item.region, (region) => region.slug),
    tags: item.tags,
    createdAt: item.created_at,
    facts: {
      sizeGib: item.size_gigabytes,
      description: item.description,
      filesystemType: within(item.filesystem_type, (type) => type || null),
      filesystemLabel: within(item.filesystem_label, (label) => label || null),
      // A narrow token may hide the droplets; then nothing is known of the attachment.
      attached: item.droplet_ids === undefined ? undefined : (item.droplet_ids ?? []).length > 0,
    },
    links: { droplet: item.droplet_ids === null ? [] : item.droplet_ids?.map((id) => `do:droplet:${id}`) },
  }),
});
