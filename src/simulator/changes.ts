import { siblingSizes } from './catalogue/sizes.ts';
import type { Estate } from './estate.ts';
import {
  addInventedDroplet,
  type DropletRecord,
  dropletKind,
  recordDropletAction,
  resizeDroplet,
} from './kinds/droplet.ts';
import { projectKind } from './kinds/project.ts';
import { attachVolume, recordVolumeAction, volumeKind } from './kinds/volume.ts';
import { planOf } from './plans.ts';
import type { Random } from './random.ts';

const ways = ['resize', 'remove', 'add', 'tag'] as const;

/** What life did, and to which droplets. */
export interface Change {
  readonly way: (typeof ways)[number];
  readonly ids: readonly number[];
}

/**
 * One thing happens of itself: a droplet is resized, goes away, appears, or a tag moves from one to another. Each round
 * of four has each way once, in drawn order, so that over days the estate stays the size it is. The draw depends on the
 * seed and the number of ticks alone and goes on after a restart.
 */
export function live(estate: Estate): Change {
  const tick = estate.counters.ticks;
  estate.counters.ticks += 1;
  const round = estate.random('round', Math.floor(tick / ways.length)).shuffled(ways);
  const way = round[tick % ways.length] ?? 'add';
  return { way, ids: happen[way](estate, estate.random('tick', tick)) };
}

const happen: Readonly<Record<Change['way'], (estate: Estate, random: Random) => readonly number[]>> = {
  resize: (estate, random) => {
    const choice = attempt(() => {
      const droplet = anyDroplet(estate, random);
      // Machines with GPUs are not resized, and no disk becomes smaller.
      if (droplet === undefined || dropletKind.partOf?.(droplet) === 'gpus') return undefined;
      const sizes = siblingSizes(droplet.size).filter(({ disk }) => disk >= droplet.diskGib);
      return sizes.length === 0 ? undefined : { droplet, slug: random.pick(sizes).slug };
    });
    if (choice === undefined) return [];
    resizeDroplet(estate, choice.droplet, choice.slug);
    recordDropletAction(estate, choice.droplet, 'resize');
    return [choice.droplet.id];
  },
  remove: (estate, random) => {
    const droplet = anyDroplet(estate, random);
    if (droplet === undefined) return [];
    estate.remove(dropletKind, droplet.id);
    recordDropletAction(estate, droplet, 'destroy');
    return [droplet.id];
  },
  add: (estate, random) => {
    const shelf = estate.shelf(dropletKind);
    const gpu = shelf.count('gpus') < Math.round(shelf.size * 0.06);
    const shares = [...estate.shelf(projectKind).values()].map((project) => {
      const plan = planOf(project.name);
      return [project, gpu ? plan.gpuWeight : plan.weight] as const;
    });
    const droplet = addInventedDroplet(estate, random.weighted(shares), random, gpu);
    recordDropletAction(estate, droplet, 'create');
    adoptVolume(estate, droplet);
    return [droplet.id];
  },
  tag: (estate, random) => {
    const move = attempt(() => {
      const [from, to] = [anyDroplet(estate, random), anyDroplet(estate, random)];
      if (from === undefined || to === undefined) return undefined;
      const free = from.tags.filter((tag) => !to.tags.includes(tag));
      return free.length === 0 ? undefined : { from, to, tag: random.pick(free) };
    });
    if (move === undefined) return [];
    const { from, to, tag } = move;
    estate.setTags(
      dropletKind,
      from,
      from.tags.filter((each) => each !== tag),
    );
    estate.setTags(dropletKind, to, [...to.tags, tag]);
    return [from.id, to.id];
  },
};

/** Takes over a volume that another left behind: otherwise, in time, none would be attached. */
function adoptVolume(estate: Estate, droplet: DropletRecord): void {
  for (const volume of estate.shelf(volumeKind).values()) {
    if (volume.dropletId !== null || volume.region !== droplet.region || volume.projectId !== droplet.projectId)
      continue;
    attachVolume(estate, volume, droplet);
    recordVolumeAction(estate, volume, 'attach_volume');
    return;
  }
}

function anyDroplet(estate: Estate, random: Random): DropletRecord | undefined {
  const shelf = estate.shelf(dropletKind);
  return shelf.size === 0 ? undefined : shelf.at(random.int(0, shelf.size - 1));
}

/** Draws until something fits; an estate where nothing does is left alone. */
function attempt<T>(draw: () => T | undefined): T | undefined {
  for (let tries = 0; tries < 50; tries += 1) {
    const drawn = draw();
    if (drawn !== undefined) return drawn;
  }
  return undefined;
}
