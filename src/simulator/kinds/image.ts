import { envelope, pageOf } from '../api/pages.ts';
import { notFound } from '../api/replies.ts';
import { type ApiRequest, param, type Reply } from '../api/route.ts';
import { publicImages } from '../catalogue/images.ts';
import { type Estate, recordIf } from '../estate.ts';
import type { Stored } from '../shelf.ts';
import { isoSeconds, type Kind, type Played } from './define.ts';
import { dropletKind } from './droplet.ts';
import { dayMs } from './plain.ts';
import { type SnapshotRecord, snapshotKind } from './snapshot.ts';

// One list of the provider's holds three things: own images, snapshots of droplets, and backups of droplets.

interface ImageRecord extends Stored {
  readonly id: number;
  readonly name: string;
  readonly distribution: string;
  readonly description: string;
  readonly sizeGib: number;
  readonly minDiskGib: number;
  /** Milliseconds. */
  readonly createdAt: number;
  readonly region: string;
  tags: string[];
}

interface BackupRecord extends Stored {
  readonly id: number;
  readonly dropletId: number;
  readonly name: string;
  readonly region: string;
  readonly minDiskGib: number;
  readonly sizeGib: number;
  readonly createdAt: number;
}

const uploads = [
  ['appliance-2025-02', 'Debian', 'Hardened base of the gateways'],
  ['golden-debian-2025-05', 'Debian', ''],
  ['legacy-erp', 'CentOS', 'Imported from the old data centre'],
] as const;

export const imageKind: Kind<ImageRecord> = {
  name: 'image',
  urnType: 'image',
  ids: 'integer',
  inProjects: false,
  tagKey: 'images',
  path: (id) => `/v2/images/${id}`,
  generate: (estate, plan) => {
    const random = estate.random('image');
    for (const [index, [name, distribution, description]] of uploads.entries()) {
      estate.add(imageKind, {
        id: 190_000_000 + index * 1009 + random.int(0, 1000),
        order: estate.nextOrder(),
        name,
        distribution,
        description,
        sizeGib: random.int(120, 900) / 100,
        minDiskGib: 20,
        createdAt: plan.until - random.int(20, 200) * dayMs,
        region: 'nyc3',
        tags: index === 0 ? ['golden'] : [],
      });
    }
  },
  wire: (record) => imageWire({ ...record, type: 'custom' }),
};

/** They go with their droplet. */
export const backupKind: Kind<BackupRecord> = {
  name: 'droplet_backup',
  urnType: 'backup',
  ids: 'integer',
  inProjects: false,
  path: (id) => `/v2/images/${id}`,
  generate: (estate, plan) => {
    const random = estate.random('backup');
    for (const droplet of estate.shelf(dropletKind).values()) {
      for (const id of droplet.backupIds) {
        if (estate.shelf(backupKind).get(id) !== undefined) continue;
        const { name, region, diskGib: minDiskGib } = droplet;
        const createdAt = plan.until - random.int(1, 28) * dayMs;
        const sizeGib = random.int(100, 2400) / 100;
        const order = estate.nextOrder();
        estate.add(backupKind, { id, order, dropletId: droplet.id, name, region, minDiskGib, sizeGib, createdAt });
      }
    }
  },
  whenRemoved: (estate, removed) => {
    for (const id of recordIf(dropletKind, removed)?.backupIds ?? []) estate.remove(backupKind, id);
  },
  wire: (record) => imageWire({ ...record, type: 'backup', distribution: 'Ubuntu', description: '', tags: [] }),
};

function imageWire(of: Omit<ImageRecord, 'order' | 'tags'> & { type: string; tags: readonly string[] }): object {
  return {
    id: of.id,
    name: of.name,
    type: of.type,
    distribution: of.distribution,
    slug: null,
    public: false,
    regions: [of.region],
    created_at: isoSeconds(of.createdAt),
    min_disk_size: of.minDiskGib,
    size_gigabytes: of.sizeGib,
    description: of.description,
    tags: of.tags,
    status: 'available',
    error_message: '',
  };
}

/** The same snapshot has a text for an id in its own list, and an integer here. */
function snapshotAsImage(record: SnapshotRecord): object {
  return imageWire({ ...record, id: Number(record.id), type: 'snapshot', distribution: 'Ubuntu', description: '' });
}

function list(request: ApiRequest): Reply {
  const { estate } = request;
  const listed = estate.visibility.listed(estate.now()) ?? (() => true);
  const seen = <R extends Stored>(kind: Kind<R>, keep: (record: R) => boolean = () => true) =>
    [...estate.shelf(kind).values()].filter((each) => keep(each) && listed(estate.urn(kind, each.id)));
  // Which they are is settled before any is written out: a page costs no more than its own.
  const items: (() => object)[] = [
    ...(request.query.get('private') === 'true' ? [] : publicImages.map((each) => () => each)),
    ...seen(imageKind).map((each) => () => imageKind.wire(each, estate)),
    ...seen(snapshotKind, isOfDroplet).map((each) => () => snapshotAsImage(each)),
    ...seen(backupKind).map((each) => () => backupKind.wire(each, estate)),
  ];
  const { page, perPage } = pageOf(request.query);
  const shown = items.slice((page - 1) * perPage, page * perPage).map((write) => write());
  return envelope(request, 'images', shown, items.length);
}

function isOfDroplet({ ofType }: SnapshotRecord): boolean {
  return ofType === 'droplet';
}

function get(request: ApiRequest): Reply {
  const found = imageOf(request.estate, param(request, 'id'));
  return found === undefined ? notFound() : { status: 200, body: { image: found } };
}

function imageOf(estate: Estate, id: string): object | undefined {
  const own = estate.byText(imageKind, id);
  if (own !== undefined) return imageKind.wire(own, estate);
  const backup = estate.byText(backupKind, id);
  if (backup !== undefined) return backupKind.wire(backup, estate);
  const snapshot = estate.byText(snapshotKind, id);
  if (snapshot !== undefined && isOfDroplet(snapshot)) return snapshotAsImage(snapshot);
  return publicImages.find((each) => String(each.id) === id || each.slug === id);
}

export const images: Played = {
  kinds: [imageKind, backupKind],
  routes: [
    { method: 'GET', path: '/v2/images', answer: list },
    { method: 'GET', path: '/v2/images/:id', answer: get },
  ],
};
