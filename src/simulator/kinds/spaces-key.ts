import type { Stored } from '../shelf.ts';
import { isoSeconds, type Kind } from './define.ts';
import { dayMs, households, play } from './plain.ts';

export interface SpacesKeyRecord extends Stored {
  readonly id: string;
  readonly name: string;
  /** Empty: all of them. */
  readonly bucket: string;
  readonly permission: string;
  readonly createdAt: number;
}

export const spacesKeyKind: Kind<SpacesKeyRecord> = {
  name: 'spaces_key',
  urnType: 'spaceskey',
  ids: 'text',
  inProjects: false,
  path: (id) => `/v2/spaces/keys/${id}`,
  generate: (estate, plan) => {
    const random = estate.random('spaces-key');
    const add = (name: string, bucket: string, permission: string) =>
      estate.add(spacesKeyKind, {
        id: `DO00${random.hex(16).toUpperCase()}`,
        order: estate.nextOrder(),
        name,
        bucket,
        permission,
        createdAt: plan.until - random.int(1, 300) * dayMs,
      });
    for (const { project } of households(estate)) add(project.name, `${project.name}-assets`, 'readwrite');
    add('backup-of-everything', '', 'fullaccess');
  },
  wire: (record) => ({
    name: record.name,
    grants: [{ bucket: record.bucket, permission: record.permission }],
    access_key: record.id,
    created_at: isoSeconds(record.createdAt),
  }),
};

export const spacesKeys = play(spacesKeyKind, { path: '/v2/spaces/keys', list: 'keys', one: 'key' });
