import type { Stored } from '../shelf.ts';
import { isoSeconds, type Kind } from './define.ts';
import { dropletKind } from './droplet.ts';
import { dayMs, everyNth, play } from './plain.ts';
import { volumeKind } from './volume.ts';

export interface SnapshotRecord extends Stored {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly ofType: 'droplet' | 'volume';
  readonly ofId: string;
  readonly minDiskGib: number;
  readonly sizeGib: number;
  /** Milliseconds. */
  readonly createdAt: number;
  tags: string[];
}

/** Those that droplets say they have, and one of every fourth volume. They outlive what they were taken of. */
export const snapshotKind: Kind<SnapshotRecord> = {
  name: 'snapshot',
  urnType: 'snapshot',
  ids: 'text',
  inProjects: false,
  // Those of droplets count among the images, and wear no tags here.
  tagKey: 'volume_snapshots',
  path: (id) => `/v2/snapshots/${id}`,
  generate: (estate, plan) => {
    const random = estate.random('snapshot');
    const shelf = estate.shelf(snapshotKind);
    for (const droplet of estate.shelf(dropletKind).values()) {
      for (const id of droplet.snapshotIds) {
        if (shelf.get(String(id)) !== undefined) continue;
        estate.add(snapshotKind, {
          id: String(id),
          order: estate.nextOrder(),
          name: `${droplet.name}-${id}`,
          region: droplet.region,
          ofType: 'droplet',
          ofId: String(droplet.id),
          minDiskGib: droplet.diskGib,
          sizeGib: random.int(100, 1900) / 100,
          createdAt: plan.until - random.int(1, 90) * dayMs,
          tags: [],
        });
      }
    }
    for (const volume of everyNth([...estate.shelf(volumeKind).values()], 4)) {
      estate.add(snapshotKind, {
        id: random.uuid(),
        order: estate.nextOrder(),
        name: `${volume.name}-nightly`,
        region: volume.region,
        ofType: 'volume',
        ofId: volume.id,
        minDiskGib: volume.sizeGib,
        sizeGib: Math.round(volume.sizeGib * 37) / 100,
        createdAt: plan.until - random.int(1, 30) * dayMs,
        tags: [...volume.tags],
      });
    }
  },
  wire: (record) => ({
    id: record.id,
    name: record.name,
    regions: [record.region],
    created_at: isoSeconds(record.createdAt),
    resource_id: record.ofId,
    resource_type: record.ofType,
    min_disk_size: record.minDiskGib,
    size_gigabytes: record.sizeGib,
    tags: record.tags,
  }),
};

export const snapshots = play(snapshotKind, { path: '/v2/snapshots', list: 'snapshots', one: 'snapshot' });
