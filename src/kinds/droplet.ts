import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, volatile, wire, within } from './facts.ts';
import { linksTo } from './urn.ts';

const address = z.object({ ip_address: wire.text, type: wire.text });

/** What an image is that is none: the provider tells snapshots and backups as images too, under the same ids. */
const imageUrnTypes: Readonly<Record<string, string>> = { snapshot: 'snapshot', backup: 'backup' };

const dropletWire = z.object({
  id: wire.id,
  name: wire.text,
  memory: wire.integer,
  vcpus: wire.integer,
  disk: wire.integer,
  locked: wire.maybe(z.boolean()),
  status: wire.text,
  created_at: wire.time,
  features: wire.maybe(z.array(wire.text)),
  region: wire.maybe(z.object({ slug: wire.text })),
  image: wire.maybe(
    z.object({
      id: wire.id,
      name: wire.maybe(wire.text),
      slug: wire.maybe(wire.text),
      distribution: wire.maybe(wire.text),
      type: wire.maybe(wire.text),
      public: wire.maybe(wire.boolean),
    }),
  ),
  size_slug: wire.text,
  size: wire.maybe(z.object({ price_monthly: wire.maybe(wire.money), price_hourly: wire.maybe(wire.money) })),
  gpu_info: wire.maybe(
    z.object({
      count: wire.maybe(wire.integer),
      model: wire.maybe(wire.text),
      vram: wire.maybe(z.object({ amount: wire.maybe(wire.integer), unit: wire.maybe(wire.text) })),
    }),
  ),
  networks: wire.maybe(
    z.object({ v4: z.array(address).optional().default([]), v6: z.array(address).optional().default([]) }),
  ),
  next_backup_window: wire.maybe(z.object({ start: wire.maybe(wire.time), end: wire.maybe(wire.time) })),
  tags: wire.maybe(z.array(wire.text)),
  vpc_uuid: wire.maybe(wire.text),
  volume_ids: wire.maybe(z.array(wire.text)),
  backup_ids: wire.maybe(z.array(wire.id)),
  snapshot_ids: wire.maybe(z.array(wire.id)),
});

/** `GET /v2/droplets` leaves GPU droplets out; they have a listing, and so a part, of their own. */
export const droplet = defineKind({
  name: 'droplet',
  typeName: 'Droplet',
  description: 'A virtual machine, with or without GPUs.',
  version: 2,
  urn: (id) => `do:droplet:${id}`,
  everyMinutes: 5,
  scope: 'droplet:read',
  listing: {
    key: 'droplets',
    id: 'id',
    paging: 'pages',
    parts: [
      { name: 'standard', path: '/v2/droplets' },
      { name: 'gpu', path: '/v2/droplets', query: { type: 'gpus' } },
    ],
  },
  lookUp: { path: (id) => `/v2/droplets/${id}`, key: 'droplet' },
  wire: dropletWire,
  facts: {
    sizeSlug: fact.string('Slug of the size, such as s-2vcpu-4gb.'),
    vcpus: fact.int('Number of virtual CPUs.'),
    memoryMib: fact.int('Memory in MiB.'),
    diskGib: fact.int('Local disk in GiB.'),
    priceMonthly: fact.decimal('Price of the size in USD a month. Null when the token may not read sizes.'),
    priceHourly: fact.decimal('Price of the size in USD an hour. Null when the token may not read sizes.'),
    gpuCount: fact.int('Number of GPUs. Null for a droplet without.'),
    gpuModel: fact.string('Model of the GPUs. Null for a droplet without.'),
    gpuVramGib: fact.int('Memory of the GPUs in GiB. Null for a droplet without.'),
    imageName: fact.string('Name of the image it was made from. Null when the image is gone or may not be read.'),
    imageSlug: fact.string('Slug of the image it was made from. Null for an own image.'),
    publicIpv4: fact.strings('Public IPv4 addresses.'),
    privateIpv4: fact.strings('Private IPv4 addresses, inside its VPC.'),
    publicIpv6: fact.strings('Public IPv6 addresses.'),
    features: fact.strings('Features that are switched on, such as backups, ipv6 or monitoring.'),
    locked: volatile(fact.boolean('True while an action keeps others from being started.')),
    nextBackupStartsAt: volatile(fact.dateTime('Start of the next backup window. Null without backups.')),
    nextBackupEndsAt: volatile(fact.dateTime('End of the next backup window. Null without backups.')),
  },
  read: (item) => ({
    id: item.id,
    name: item.name,
    region: within(item.region, (region) => region.slug),
    status: item.status,
    tags: item.tags,
    createdAt: item.created_at,
    facts: {
      sizeSlug: item.size_slug,
      vcpus: item.vcpus,
      memoryMib: item.memory,
      diskGib: item.disk,
      priceMonthly: within(item.size, (size) => size.price_monthly),
      priceHourly: within(item.size, (size) => size.price_hourly),
      gpuCount: item.gpu_info?.count ?? null,
      gpuModel: item.gpu_info?.model ?? null,
      gpuVramGib: item.gpu_info?.vram?.unit === 'gib' ? (item.gpu_info.vram.amount ?? null) : null,
      imageName: within(item.image, (image) => [image.distribution, image.name].filter(Boolean).join(' ')),
      imageSlug: within(item.image, (image) => image.slug ?? null),
      publicIpv4: addresses(item.networks?.v4, 'public'),
      privateIpv4: addresses(item.networks?.v4, 'private'),
      publicIpv6: addresses(item.networks?.v6, 'public'),
      features: within(item.features, (features) => [...features].sort()),
      locked: item.locked,
      nextBackupStartsAt: item.next_backup_window?.start?.toISOString() ?? null,
      nextBackupEndsAt: item.next_backup_window?.end?.toISOString() ?? null,
    },
    links: {
      vpc: linksTo('vpc', item.vpc_uuid),
      image:
        within(item.image, ({ id, type, public: isPublic }) => [
          `do:${(isPublic !== true && imageUrnTypes[type ?? '']) || 'image'}:${id}`,
        ]) ?? (item.image === null ? [] : undefined),
      volume: linksTo('volume', item.volume_ids),
      backup: linksTo('backup', item.backup_ids),
      snapshot: linksTo('snapshot', item.snapshot_ids),
    },
  }),
});

function addresses(list: readonly z.output<typeof address>[] | undefined, type: string): string[] | undefined {
  return list?.flatMap((entry) => (entry.type === type ? entry.ip_address : [])).sort();
}
