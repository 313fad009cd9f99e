import { region } from '../catalogue/regions.ts';
import { type Estate, recordIf } from '../estate.ts';
import type { Stored } from '../shelf.ts';
import { recordAction } from './action.ts';
import { isoSeconds, type Kind, type Plan } from './define.ts';
import { type DropletRecord, dropletKind } from './droplet.ts';
import { defaultProject, projectKind } from './project.ts';

export interface VolumeRecord extends Stored {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  sizeGib: number;
  readonly region: string;
  /** Milliseconds. */
  readonly createdAt: number;
  tags: string[];
  readonly filesystemType: string;
  readonly filesystemLabel: string;
  /** The droplet says the same. */
  dropletId: number | null;
  projectId: string;
  assignedAt: number;
}

export type VolumeWish = Partial<Omit<VolumeRecord, 'order' | 'dropletId'>>;

export const volumeKind: Kind<VolumeRecord> = {
  name: 'volume',
  urnType: 'volume',
  ids: 'text',
  inProjects: true,
  tagKey: 'volumes',
  path: (id) => `/v2/volumes/${id}`,
  generate: generateVolumes,
  // A droplet that goes leaves its volumes behind.
  whenRemoved: (estate, removed) => {
    for (const id of recordIf(dropletKind, removed)?.volumeIds ?? []) {
      const volume = estate.shelf(volumeKind).get(id);
      if (volume !== undefined) estate.change(volumeKind, volume, { dropletId: null });
    }
  },
  wire: (record) => ({
    id: record.id,
    region: region(record.region),
    droplet_ids: record.dropletId === null ? [] : [record.dropletId],
    name: record.name,
    description: record.description,
    size_gigabytes: record.sizeGib,
    created_at: isoSeconds(record.createdAt),
    filesystem_type: record.filesystemType,
    filesystem_label: record.filesystemLabel,
    // Documented as nullable, and null is what a volume without tags answers.
    tags: record.tags.length === 0 ? null : record.tags,
  }),
};

/**
 * Creates a volume, attached to nothing. That its name is free in the region is for the caller to see.
 *
 * @throws RangeError  An unknown region or project, or an id that is taken.
 */
export function addVolume(estate: Estate, wish: VolumeWish = {}): VolumeRecord {
  const id = wish.id ?? estate.nextUuid();
  const createdAt = wish.createdAt ?? estate.now();
  const projectId = wish.projectId ?? defaultProject(estate).id;
  const regionSlug = wish.region ?? 'nyc3';
  region(regionSlug);
  if (estate.shelf(projectKind).get(projectId) === undefined) throw new RangeError(`There is no project ${projectId}.`);
  return estate.add(volumeKind, {
    id,
    order: estate.nextOrder(),
    name: wish.name ?? `volume-${id.slice(0, 8)}`,
    description: wish.description ?? '',
    sizeGib: wish.sizeGib ?? 100,
    region: regionSlug,
    createdAt,
    tags: [...new Set(wish.tags)],
    filesystemType: wish.filesystemType ?? 'ext4',
    filesystemLabel: wish.filesystemLabel ?? '',
    dropletId: null,
    projectId,
    assignedAt: wish.assignedAt ?? createdAt,
  });
}

/** Removes it, whatever it is attached to: people with a console do. */
export function removeVolume(estate: Estate, volume: VolumeRecord): void {
  detachVolume(estate, volume);
  estate.remove(volumeKind, volume.id);
}

/** Takes it from where it is first. */
export function attachVolume(estate: Estate, volume: VolumeRecord, droplet: DropletRecord): void {
  if (volume.dropletId === droplet.id) return;
  detachVolume(estate, volume);
  estate.change(volumeKind, volume, { dropletId: droplet.id });
  estate.change(dropletKind, droplet, { volumeIds: [...droplet.volumeIds, volume.id] });
}

export function detachVolume(estate: Estate, volume: VolumeRecord): void {
  const droplet = volume.dropletId === null ? undefined : estate.shelf(dropletKind).get(volume.dropletId);
  if (droplet !== undefined) {
    estate.change(dropletKind, droplet, { volumeIds: droplet.volumeIds.filter((id) => id !== volume.id) });
  }
  if (volume.dropletId !== null) estate.change(volumeKind, volume, { dropletId: null });
}

export function recordVolumeAction(estate: Estate, volume: VolumeRecord, type: string, takesMs = 0) {
  // As DigitalOcean's examples have it: no integer id, and a detachment is the backend's.
  const resourceType = type === 'detach_volume' ? 'backend' : 'volume';
  return recordAction(estate, { type, resourceType, resourceId: null, region: volume.region }, { takesMs });
}

const sizesGib = [10, 20, 50, 100, 100, 200, 250, 500, 1000, 2048] as const;

/** One for every other droplet; four of five are attached, databases first to have one. */
function generateVolumes(estate: Estate, plan: Plan): void {
  const random = estate.random('volume');
  const droplets = [...estate.shelf(dropletKind).values()];
  const stateful = droplets.filter(
    ({ tags }) => tags.includes('db') || tags.includes('train') || tags.includes('infer'),
  );
  const wanted = Math.ceil(plan.droplets / 2);
  for (let index = 0; index < wanted; index += 1) {
    const droplet = (random.chance(0.6) ? stateful[index] : undefined) ?? random.pick(droplets);
    const attached = random.chance(0.8);
    const id = random.uuid();
    const createdAt = Math.min(plan.until, droplet.createdAt + random.int(0, 3_600_000));
    const kubernetes = !attached && random.chance(0.5);
    const volume = addVolume(estate, {
      id,
      // Unique in its region: a droplet may have several, and Kubernetes names its own after a claim.
      name: kubernetes
        ? `pvc-${random.uuid()}`
        : `${droplet.name.slice(0, 48)}-${attached ? 'data' : 'old'}-${id.slice(0, 4)}`,
      description: kubernetes ? 'Created by DigitalOcean CSI driver' : '',
      sizeGib: random.pick(sizesGib),
      region: droplet.region,
      createdAt,
      tags: droplet.tags.filter((tag) => tag.includes(':')),
      filesystemType: kubernetes ? '' : random.pick(['ext4', 'ext4', 'xfs']),
      filesystemLabel: kubernetes ? '' : 'data',
      projectId: droplet.projectId,
    });
    if (attached) attachVolume(estate, volume, droplet);
  }
}
