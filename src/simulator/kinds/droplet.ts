import { image } from '../catalogue/images.ts';
import { region } from '../catalogue/regions.ts';
import { disksOf, gpuSizeSlugs, isGpuSize, size } from '../catalogue/sizes.ts';
import type { Estate } from '../estate.ts';
import { inventDroplet } from '../invent.ts';
import { type ProjectPlan, planOf } from '../plans.ts';
import { Lottery, type Random } from '../random.ts';
import type { Stored } from '../shelf.ts';
import { recordAction } from './action.ts';
import { isoSeconds, type Kind, type Plan } from './define.ts';
import { defaultProject, type ProjectRecord, projectKind } from './project.ts';

/** Only what cannot be worked out: a hundred thousand of them must fit into memory. */
export interface DropletRecord extends Stored {
  readonly id: number;
  name: string;
  /** Slugs of the catalogue. */
  size: string;
  readonly region: string;
  image: string;
  status: 'active' | 'off';
  /** A resize may leave the boot disk as it was. */
  diskGib: number;
  /** Milliseconds. */
  readonly createdAt: number;
  tags: string[];
  /** Volumes attached, in order; the volumes say the same. */
  volumeIds: readonly string[];
  backupIds: readonly number[];
  snapshotIds: readonly number[];
  ipv6: boolean;
  backups: boolean;
  monitoring: boolean;
  readonly vpcId: string;
  /** Its addresses are the so-manieth of their ranges. */
  readonly address: number;
  projectId: string;
  assignedAt: number;
  /** Milliseconds: `new` before the one, busy with an action before the other. */
  newUntil?: number;
  busyUntil?: number;
}

export type DropletWish = Partial<Omit<DropletRecord, 'order' | 'address' | 'diskGib' | 'volumeIds' | 'busyUntil'>>;

const dayMs = 86_400_000;
const none: readonly never[] = [];

export const dropletKind: Kind<DropletRecord> = {
  name: 'droplet',
  urnType: 'droplet',
  ids: 'integer',
  inProjects: true,
  tagKey: 'droplets',
  path: (id) => `/v2/droplets/${id}`,
  // GET /v2/droplets leaves those with GPUs out, and ?type=gpus all others.
  partOf: (record) => (isGpuSize(record.size) ? 'gpus' : 'droplets'),
  generate: generateDroplets,
  wire: (record, estate) => {
    const itsSize = size(record.size);
    return {
      id: record.id,
      name: record.name,
      memory: itsSize.memory,
      vcpus: itsSize.vcpus,
      disk: record.diskGib,
      disk_info: disksOf(record.size, record.diskGib),
      locked: isBusy(record, estate),
      status: (record.newUntil ?? 0) > estate.now() ? 'new' : record.status,
      kernel: itsSize.description === 'Legacy' ? legacyKernel : null,
      created_at: isoSeconds(record.createdAt),
      features: featuresOf(record),
      backup_ids: record.backupIds,
      next_backup_window: record.backups ? backupWindow(record.id, estate.now()) : null,
      snapshot_ids: record.snapshotIds,
      image: image(record.image),
      volume_ids: record.volumeIds,
      size: itsSize,
      size_slug: record.size,
      networks: networksOf(record),
      region: region(record.region),
      tags: record.tags,
      vpc_uuid: record.vpcId,
      ...(itsSize.gpu_info === undefined ? {} : { gpu_info: itsSize.gpu_info }),
    };
  },
};

/** Only droplets of before 2017 have a kernel of their own; the others say null. */
const legacyKernel = {
  id: 7515,
  name: 'DigitalOcean GrubLoader v0.2 (20160714)',
  version: '2016.07.13-DigitalOcean_loader_Ubuntu',
};

export function isBusy(record: DropletRecord, estate: Estate): boolean {
  return Math.max(record.newUntil ?? 0, record.busyUntil ?? 0) > estate.now();
}

function featuresOf(record: DropletRecord): string[] {
  return [
    ...(record.backups ? ['backups'] : []),
    'private_networking',
    ...(record.ipv6 ? ['ipv6'] : []),
    ...(record.monitoring ? ['monitoring'] : []),
    'droplet_agent',
  ];
}

/** Weekly, on the droplet's own day and hour. */
function backupWindow(id: number, now: number): { start: string; end: string } {
  const hourMs = dayMs / 24;
  const week = 7 * dayMs;
  const own = (id % 7) * dayMs + (id % 6) * 4 * hourMs;
  const start = Math.ceil((now - own) / week) * week + own;
  return { start: isoSeconds(start), end: isoSeconds(start + 4 * hourMs) };
}

/** Ranges set aside for benchmarks, documentation and private use: no address is anybody's. */
function networksOf({ address, ipv6 }: DropletRecord): object {
  const [high, middle, low] = [(address >>> 16) & 255, (address >>> 8) & 255, address & 255];
  const publicSecond = 18 + (high & 1);
  const prefix = `2001:db8:0:${(high + 0x1000).toString(16)}`;
  return {
    v4: [
      { ip_address: `10.${high}.${middle}.${low}`, netmask: '255.255.0.0', gateway: `10.${high}.0.1`, type: 'private' },
      {
        ip_address: `198.${publicSecond}.${middle}.${low}`,
        netmask: '255.255.240.0',
        gateway: `198.${publicSecond}.${middle & 0xf0}.1`,
        type: 'public',
      },
    ],
    v6: ipv6
      ? [
          {
            ip_address: `${prefix}::${(address & 0xffff).toString(16)}:a001`,
            netmask: 64,
            gateway: `${prefix}::1`,
            type: 'public',
          },
        ]
      : [],
  };
}

/**
 * Creates a droplet; what is not wished for is as DigitalOcean would have it.
 *
 * @throws RangeError  An unknown size, region, image or project, or an id that is taken.
 */
export function addDroplet(estate: Estate, wish: DropletWish = {}): DropletRecord {
  const slug = wish.size ?? 's-1vcpu-1gb';
  const regionSlug = wish.region ?? size(slug).regions[0] ?? 'nyc3';
  const createdAt = wish.createdAt ?? estate.now();
  const id = wish.id ?? estate.nextIntegerId();
  const imageOf = wish.image ?? 'ubuntu-24-04-x64';
  region(regionSlug);
  image(imageOf);
  const projectId = wish.projectId ?? defaultProject(estate).id;
  if (estate.shelf(projectKind).get(projectId) === undefined) throw new RangeError(`There is no project ${projectId}.`);
  // Field by field: spreads would take a third of the time that a large estate needs.
  const record: DropletRecord = {
    id,
    order: estate.nextOrder(),
    name: wish.name ?? `droplet-${id}`,
    size: slug,
    region: regionSlug,
    image: imageOf,
    status: wish.status ?? 'active',
    diskGib: size(slug).disk,
    createdAt,
    tags: [...new Set(wish.tags)],
    volumeIds: none,
    backupIds: wish.backupIds ?? none,
    snapshotIds: wish.snapshotIds ?? none,
    ipv6: wish.ipv6 ?? false,
    backups: wish.backups ?? false,
    monitoring: wish.monitoring ?? false,
    vpcId: wish.vpcId ?? estate.vpcId(regionSlug),
    address: estate.nextAddress(),
    projectId,
    assignedAt: wish.assignedAt ?? createdAt,
  };
  if (wish.newUntil !== undefined) record.newUntil = wish.newUntil;
  return estate.add(dropletKind, record);
}

export function renameDroplet(estate: Estate, record: DropletRecord, name: string): void {
  estate.change(dropletKind, record, { name });
}

/** @param withDisk  Grows the boot disk too, for good. */
export function resizeDroplet(estate: Estate, record: DropletRecord, slug: string, withDisk = false): void {
  estate.change(dropletKind, record, withDisk ? { size: slug, diskGib: size(slug).disk } : { size: slug });
}

/** What DigitalOcean's list of actions says about something done to a droplet. */
export function recordDropletAction(estate: Estate, record: DropletRecord, type: string, takesMs = 0) {
  const { id, region: regionSlug } = record;
  return recordAction(estate, { type, resourceType: 'droplet', resourceId: id, region: regionSlug }, { takesMs });
}

/** A droplet such as the project would have next, named the way autoscaled ones are. */
export function addInventedDroplet(
  estate: Estate,
  project: ProjectRecord,
  random: Random,
  gpu: boolean,
): DropletRecord {
  const { stem, machine } = inventDroplet(planOf(project.name), random, gpu);
  return addDroplet(estate, { ...machine, name: `${stem}-${random.hex(5)}`, projectId: project.id });
}

/** Makes a few with GPUs even in a small account, of both makers first. */
function gpuCount(droplets: number): number {
  return Math.max(Math.min(5, Math.floor(droplets / 5)), Math.round(droplets * 0.06));
}

function generateDroplets(estate: Estate, plan: Plan): void {
  const random = estate.random('droplet');
  const projects = [...estate.shelf(projectKind).values()].map((project) => ({ project, plan: planOf(project.name) }));
  const byWeight = (weight: (plan: ProjectPlan) => number) =>
    new Lottery(projects.map((each) => [each, weight(each.plan)]));
  const machines = byWeight((each) => each.weight);
  const gpuMachines = byWeight((each) => each.gpuWeight);
  const gpus = gpuCount(plan.droplets);
  const firstGpus = ['gpu-h100x1-80gb', 'gpu-mi300x1-192gb'].filter((slug) => gpuSizeSlugs.includes(slug));
  const numbers = new Map<string, number>();
  const ages = Float64Array.from({ length: plan.droplets }, () => random.next()).sort();
  let gpusMade = 0;
  for (const [index, age] of ages.entries()) {
    const isGpu = Math.floor(((index + 1) * gpus) / plan.droplets) > gpusMade;
    const { project, plan: projectPlan } = (isGpu ? gpuMachines : machines).draw(random);
    const { stem, machine } = inventDroplet(projectPlan, random, isGpu && (firstGpus[gpusMade] ?? true));
    if (isGpu) gpusMade += 1;
    const number = (numbers.get(stem) ?? 0) + 1;
    numbers.set(stem, number);
    addDroplet(estate, {
      ...machine,
      name: `${stem}-${String(number).padStart(2, '0')}`,
      createdAt: plan.until - 365 * dayMs + Math.floor(age * 365 * dayMs),
      projectId: project.id,
      backupIds: machine.backups ? imageIds(random, 4, firstBackupId) : none,
      snapshotIds: random.chance(0.1) ? imageIds(random, 2, firstSnapshotId) : none,
    });
  }
  recordCreations(estate);
}

// Backups and snapshots are images alike: no id may stand for one of each.
const firstBackupId = 150_000_000;
const firstSnapshotId = 170_000_000;

function imageIds(random: Random, most: number, first: number): number[] {
  return Array.from({ length: random.int(1, most) }, () => random.int(first, first + 19_999_999)).sort((a, b) => a - b);
}

/** Only the newest: a hundred thousand creations would be most of the memory, and nobody reads back that far. */
function recordCreations(estate: Estate): void {
  const newest = [...estate.shelf(dropletKind).values()].sort((a, b) => b.order - a.order).slice(0, 500);
  for (const { id, region: regionSlug, createdAt } of newest.reverse()) {
    const created = { type: 'create', resourceType: 'droplet', resourceId: id, region: regionSlug };
    recordAction(estate, created, { startedAt: createdAt, takesMs: 41_000 });
  }
}
