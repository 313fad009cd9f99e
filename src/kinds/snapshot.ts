import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, sorted, wire } from './facts.ts';
import { flat } from './listing.ts';
import { parseUrn } from './urn.ts';

export const snapshot = defineKind({
  name: 'snapshot',
  typeName: 'Snapshot',
  description: 'A snapshot that was taken of a droplet or of a volume.',
  version: 1,
  urn: (id) => `do:snapshot:${id}`,
  everyMinutes: 15,
  scope: 'snapshot:read',
  listing: flat('/v2/snapshots', 'snapshots'),
  lookUp: { path: (id) => `/v2/snapshots/${id}`, key: 'snapshot' },
  wire: z.object({
    id: wire.id,
    name: wire.text,
    created_at: wire.maybe(wire.time),
    regions: wire.texts,
    resource_id: wire.maybe(wire.id),
    resource_type: wire.maybe(wire.text),
    min_disk_size: wire.maybe(wire.integer),
    size_gigabytes: wire.maybe(wire.number),
    tags: wire.texts,
  }),
  facts: {
    sourceType: fact.string('What it was taken of: droplet or volume.'),
    regions: fact.strings('Regions in which it can be used.'),
    minDiskGib: fact.int('Least disk, or volume, that is made from it, in GiB.'),
    sizeGib: fact.float('Size in GiB, which is what it costs by.'),
  },
  read: (item) => {
    const source = `do:${item.resource_type || '?'}:${item.resource_id}`;
    // Of a type that no URN can name, nobody knows what it was taken of.
    const of = item.resource_id && parseUrn(source) ? source : null;
    return {
      id: item.id,
      name: item.name,
      tags: item.tags === null ? [] : item.tags,
      createdAt: item.created_at,
      facts: {
        sourceType: item.resource_type,
        regions: sorted(item.regions),
        minDiskGib: item.min_disk_size,
        sizeGib: item.size_gigabytes,
      },
      links: { snapshotOf: item.resource_id === undefined ? undefined : of === null ? [] : [of] },
      ownerUrn: of,
    };
  },
});
