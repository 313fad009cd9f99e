import type { Estate } from '../estate.ts';
import type { Random } from '../random.ts';
import type { Stored } from '../shelf.ts';
import type { Kind, Plan, Played } from './define.ts';
import { type Places, play } from './plain.ts';

/** A record of which everything but its id can be worked out. */
export interface SmallRecord extends Stored {
  readonly id: string;
  /** What it refers to: a project, a network, a knowledge base. */
  readonly ref: string;
  /** Milliseconds. */
  readonly createdAt: number;
}

/** A kind of which an account has a handful, all alike. */
export interface Small {
  readonly name: string;
  readonly urnType: string;
  readonly places: Places;
  /** What each one refers to: as many are made. */
  readonly refs: (estate: Estate, plan: Plan) => Iterable<string>;
  readonly id?: (random: Random) => string;
  readonly wire: (record: SmallRecord, estate: Estate) => object;
}

export function smallKind({ name, urnType, places, refs, id, wire }: Small): Kind<SmallRecord> {
  const kind: Kind<SmallRecord> = {
    name,
    urnType,
    ids: 'text',
    inProjects: false,
    path: (each) => `${places.path}/${each}`,
    generate: (estate, plan) => {
      const random = estate.random(name);
      for (const ref of refs(estate, plan)) {
        const createdAt = plan.until - random.int(1, 200) * 86_400_000;
        estate.add(kind, { id: id?.(random) ?? random.uuid(), order: estate.nextOrder(), ref, createdAt });
      }
    },
    wire,
  };
  return kind;
}

export function playSmall(small: Small): Played {
  return play(smallKind(small), small.places);
}
