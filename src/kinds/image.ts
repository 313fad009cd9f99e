import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, sorted, wire } from './facts.ts';
import { flat } from './listing.ts';

/** What images, and the backups among them, have in common on the wire. */
export const imageWire = z.object({
  id: wire.id,
  name: wire.text,
  distribution: wire.maybe(wire.text),
  regions: wire.texts,
  created_at: wire.maybe(wire.time),
  min_disk_size: wire.maybe(wire.integer),
  size_gigabytes: wire.maybe(wire.number),
  description: wire.maybe(wire.text),
  tags: wire.texts,
  status: wire.maybe(wire.text),
  error_message: wire.maybe(wire.text),
});

export const imageFacts = {
  distribution: fact.string('Its operating system.'),
  regions: fact.strings('Regions in which it can be used.'),
  minDiskGib: fact.int('Least disk of a droplet that is made from it, in GiB.'),
  sizeGib: fact.float('Size in GiB. Null while it is not known.'),
};

/** What an image says, with the facts that all of them have. */
export function readImage(item: z.output<typeof imageWire>) {
  return {
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
  };
}

/** Own images only. The same list holds snapshots, which have one of their own, and backups, which are read from here. */
export const image = defineKind({
  name: 'image',
  typeName: 'Image',
  description: 'An own, uploaded image. Snapshots, backups and public images are none.',
  version: 1,
  urn: (id) => `do:image:${id}`,
  everyMinutes: 15,
  scope: 'image:read',
  listing: flat('/v2/images', 'images', { query: { private: 'true' }, keep: ({ type }) => type === 'custom' }),
  serves: { kinds: ['droplet'] },
  lookUp: { path: (id) => `/v2/images/${id}`, key: 'image' },
  wire: imageWire,
  facts: {
    ...imageFacts,
    description: fact.string('Free text that its owner gave it.'),
    errorMessage: fact.string('Why it could not be imported. Null when nothing is wrong.'),
  },
  read: (item) => {
    const read = readImage(item);
    const { description, error_message: errorMessage } = item;
    return { ...read, facts: { ...read.facts, description: filled(description), errorMessage: filled(errorMessage) } };
  },
});
