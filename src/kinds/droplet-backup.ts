import { defineKind } from './define.ts';
import { fact } from './facts.ts';
import { imageFacts, imageWire, readImage } from './image.ts';
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
  facts: { ...imageFacts, distribution: fact.string('Operating system of the droplet.') },
  read: readImage,
});
