import { createHash } from 'node:crypto';
import type { Estate } from '../estate.ts';
import type { Stored } from '../shelf.ts';
import type { Kind, Played } from './define.ts';
import { dayMs, households } from './plain.ts';
import { defaultProject } from './project.ts';
import { spacesKeyKind } from './spaces-key.ts';

export interface SpaceRecord extends Stored {
  /** Its name. */
  readonly id: string;
  readonly region: string;
  readonly createdAt: number;
  projectId: string;
}

/** The key that every simulated account has, and that is for all of its buckets. */
const ownKeyId = 'DO00SIMULATEDACCOUNT';

/** The secret half of a key. At DigitalOcean it is drawn, and shown once. */
export function secretOf(accessKeyId: string): string {
  return createHash('sha256').update(`simulated secret of ${accessKeyId}`).digest('base64').slice(0, 43);
}

export interface SpacesKeyPair {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** @param accessKeyId  Absent: the one that is for all buckets. */
export function keyPair(accessKeyId: string = ownKeyId): SpacesKeyPair {
  return { accessKeyId, secretAccessKey: secretOf(accessKeyId) };
}

const regions = ['nyc3', 'fra1', 'ams3', 'sgp1'];

/** Two a project: what its sites show, near the CDN, and what is saved of it elsewhere. */
export const spaceKind: Kind<SpaceRecord> = {
  name: 'space',
  urnType: 'space',
  ids: 'text',
  inProjects: true,
  path: (id) => `/v2/spaces/${id}`,
  partOf: ({ region }) => region,
  generate: (estate, plan) => {
    const random = estate.random('space');
    const own = { name: 'mirror-of-the-estate', bucket: '', permission: 'fullaccess', createdAt: plan.until - dayMs };
    if (estate.shelf(spacesKeyKind).get(ownKeyId) === undefined) {
      estate.add(spacesKeyKind, { id: ownKeyId, order: estate.nextOrder(), ...own });
    }
    for (const { project } of households(estate)) {
      const createdAt = () => plan.until - random.int(1, 300) * dayMs;
      const add = (name: string, region: string) => {
        // Two projects may have come to one name since the estate was saved.
        if (estate.shelf(spaceKind).get(name) === undefined) addSpace(estate, name, region, project.id, createdAt());
      };
      add(`${project.name}-assets`, 'nyc3');
      add(`${project.name}-backups`, random.pick(regions));
    }
  },
  // As in the list of a region: it says nothing else.
  wire: (record) => ({ Name: record.id, CreationDate: new Date(record.createdAt).toISOString() }),
};

/** @param projectId  Absent: the default project. */
export function addSpace(
  estate: Estate,
  name: string,
  region: string,
  projectId: string = defaultProject(estate).id,
  createdAt: number = estate.now(),
): SpaceRecord {
  if (estate.shelf(spaceKind).get(name) !== undefined) throw new RangeError(`There is a bucket ${name}.`);
  const assignedAt = createdAt;
  return estate.add(spaceKind, { id: name, order: estate.nextOrder(), region, createdAt, projectId, assignedAt });
}

export const spaces: Played = { kinds: [spaceKind], routes: [] };
