import { defineKind } from './define.ts';
import { fact, sorted } from './facts.ts';
import { imageWire } from './image.ts';
import { riding } from './listing.ts';

/** Read from the list of own images: a list for each droplet would cost the budget of hours. */
export const dropletBackup = defineKind({
  name: 'droplet_backup',
  typeName: 'DropletBackup',
  description: 'A backup that DigitalOcean made of a droplet. The droplet links to it.',
  version: 1,
  urn: (id) => `do:backup:${id}`,
  everyMinutes: 15,
  scope: 'image:read',
  listing: riding('image', (image) => (image.type === 'backup' ? [image] : [])),
  serves: { kinds: ['droplet'] },
  lookUp: { path: (id) => `/v2/images/${id}`, key: 'image' },
  wire: imageWire,
  facts: {
    distribution: fact.string('Operating system of the droplet.'),
    regions: fact.strings('Regions in which it can be used.'),
    minDiskGib: fact.int('Least disk of a droplet that is made from it, in GiB.'),
    sizeGib: fact.float('Size in GiB. Null while it is not known.'),
  },
  read: (item) => ({
    id: item.id,
    name: item.name,
    status: item.status,
    tags: item.tags,
    createdAt: item.created_at,
    facts: {
      distribution: item.distribution,
      regions: sorted(item.regions),
      minDiskGib: item.min_disk_size,
      sizeGib: item.size_gigabytes,
    },
  }),
});
