import { type Change, live } from './changes.ts';
import type { Estate, Kept } from './estate.ts';
import {
  addDroplet,
  type DropletRecord,
  type DropletWish,
  dropletKind,
  recordDropletAction,
  renameDroplet,
  resizeDroplet,
} from './kinds/droplet.ts';
import { kinds } from './kinds/index.ts';
import { addProject, type ProjectRecord, projectKind, projectNamed } from './kinds/project.ts';
import { addSpace, spaceKind } from './kinds/space.ts';
import {
  addVolume,
  attachVolume,
  detachVolume,
  recordVolumeAction,
  removeVolume,
  type VolumeRecord,
  type VolumeWish,
  volumeKind,
} from './kinds/volume.ts';
import type { Stored } from './shelf.ts';

/** By name of kind: what there is at this moment, hidden things included. */
export type Truth = Readonly<Record<string, { readonly count: number; readonly ids: readonly (string | number)[] }>>;

/**
 * The estate as a test drives it: what people would do in DigitalOcean's console, at once and unchecked.
 * Every method throws RangeError for an id, size, region or project that does not exist.
 */
export class DrivenEstate {
  readonly #estate: Estate;

  constructor(estate: Estate) {
    this.#estate = estate;
  }

  /** @param wish  Slugs for `size`, `region`, `image`; absent: the smallest, in the default project. */
  addDroplet(wish: DropletWish = {}): Readonly<DropletRecord> {
    const droplet = addDroplet(this.#estate, wish);
    recordDropletAction(this.#estate, droplet, 'create');
    return droplet;
  }

  renameDroplet(id: number, name: string): void {
    const droplet = this.#droplet(id);
    renameDroplet(this.#estate, droplet, name);
    recordDropletAction(this.#estate, droplet, 'rename');
  }

  /** @param withDisk  Grows the boot disk too. */
  resizeDroplet(id: number, size: string, withDisk = false): void {
    const droplet = this.#droplet(id);
    resizeDroplet(this.#estate, droplet, size, withDisk);
    recordDropletAction(this.#estate, droplet, 'resize');
  }

  powerDroplet(id: number, power: 'on' | 'off'): void {
    const droplet = this.#droplet(id);
    this.#estate.change(dropletKind, droplet, { status: power === 'on' ? 'active' : 'off' });
    recordDropletAction(this.#estate, droplet, `power_${power}`);
  }

  /** Its volumes stay, attached to nothing. */
  removeDroplet(id: number): void {
    const droplet = this.#droplet(id);
    this.#estate.remove(dropletKind, id);
    recordDropletAction(this.#estate, droplet, 'destroy');
  }

  /** The same id appears again, in its old project or, if that is gone, in none that lists it; without its volumes. */
  restoreDroplet(id: number): void {
    const droplet = this.#estate.restore(dropletKind, id, { volumeIds: [] });
    if (droplet === undefined) throw new RangeError(`No droplet ${id} was removed.`);
    recordDropletAction(this.#estate, droplet, 'restore');
  }

  /** @param tags  All that it wears from now on. */
  tagDroplet(id: number, tags: readonly string[]): void {
    this.#estate.setTags(dropletKind, this.#droplet(id), tags);
  }

  /** @param wish  `sizeGib`, a slug for `region`; absent: 100 GiB in nyc3, in the default project. */
  addVolume(wish: VolumeWish = {}): Readonly<VolumeRecord> {
    return addVolume(this.#estate, wish);
  }

  /** Detaches it first. */
  removeVolume(id: string): void {
    removeVolume(this.#estate, this.#volume(id));
  }

  /** Takes it from the droplet that has it. */
  attachVolume(volumeId: string, dropletId: number): void {
    const volume = this.#volume(volumeId);
    attachVolume(this.#estate, volume, this.#droplet(dropletId));
    recordVolumeAction(this.#estate, volume, 'attach_volume');
  }

  detachVolume(volumeId: string): void {
    const volume = this.#volume(volumeId);
    detachVolume(this.#estate, volume);
    recordVolumeAction(this.#estate, volume, 'detach_volume');
  }

  /** In the default project. */
  addBucket(name: string, region: string): void {
    addSpace(this.#estate, name, region);
  }

  removeBucket(name: string): void {
    this.#found(spaceKind, name);
    this.#estate.remove(spaceKind, name);
  }

  addProject(wish: Parameters<typeof addProject>[1]): Readonly<ProjectRecord> {
    return addProject(this.#estate, wish);
  }

  renameProject(id: string, name: string): void {
    const project = this.#found(projectKind, id);
    this.#estate.change(projectKind, project, { name, updatedAt: this.#estate.now() });
  }

  projectNamed(name: string): Readonly<ProjectRecord> | undefined {
    return projectNamed(this.#estate, name);
  }

  moveToProject(urn: string, projectId: string): void {
    this.#found(projectKind, projectId);
    if (this.#estate.assign(urn, projectId) === 'not_found') throw new RangeError(`There is no ${urn} to move.`);
  }

  /** Life's next change, at once. */
  live(): Change {
    return live(this.#estate);
  }

  truth(): Truth {
    const entries = kinds.flatMap((kind) => {
      const records = [...this.#estate.shelf(kind).values()];
      const own = entry(
        kind.name,
        records.map(({ id }) => id),
      );
      const { within } = kind;
      if (within === undefined) return [own];
      return [
        own,
        entry(
          within.name,
          records.flatMap((record) => within.ids(record, this.#estate)),
        ),
      ];
    });
    return Object.fromEntries(entries);
  }

  /** What GET would answer for it; undefined when it is not there. */
  wire(urn: string): unknown {
    const found = this.#estate.find(urn);
    const kind = kinds.find((each) => each.name === found?.kind.name);
    return found && kind?.wire(found.record, this.#estate);
  }

  /** The id of the project that holds it. */
  projectOf(urn: string): string | undefined {
    return this.#estate.find(urn)?.record.projectId;
  }

  #droplet(id: number): DropletRecord {
    return this.#found(dropletKind, id);
  }

  #volume(id: string): VolumeRecord {
    return this.#found(volumeKind, id);
  }

  #found<R extends Stored>(kind: Kept<R>, id: R['id']): R {
    const record = this.#estate.shelf(kind).get(id);
    if (record === undefined) throw new RangeError(`There is no ${kind.name} ${id}.`);
    return record;
  }
}

function entry(kind: string, ids: readonly (string | number)[]) {
  return [kind, { count: ids.length, ids }] as const;
}
