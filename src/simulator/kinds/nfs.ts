import { notFound } from '../api/replies.ts';
import { type ApiRequest, param, type Route } from '../api/route.ts';
import type { Stored } from '../shelf.ts';
import { isoSeconds, type Kind, type Played } from './define.ts';
import { dayMs } from './plain.ts';
import { type ChildRecord, playWithin, within } from './under.ts';
import { vpcKind } from './vpc.ts';

export interface NfsShareRecord extends Stored {
  readonly id: string;
  readonly region: string;
  readonly vpcId: string;
  readonly createdAt: number;
}

// Only regions of the description's enum, and not many have file shares at all.
const regions = ['nyc3', 'fra1', 'ams3'];

/** One for every third private network. */
export const nfsShareKind: Kind<NfsShareRecord> = {
  name: 'nfs_share',
  urnType: 'nfs',
  ids: 'text',
  inProjects: false,
  path: (id) => `/v2/nfs/${id}`,
  generate: (estate, plan) => {
    const random = estate.random('nfs');
    for (const { id: vpcId, region, isDefault } of estate.shelf(vpcKind).values()) {
      if (isDefault || !regions.includes(region)) continue;
      const createdAt = plan.until - random.int(1, 200) * dayMs;
      estate.add(nfsShareKind, { id: random.uuid(), order: estate.nextOrder(), region, vpcId, createdAt });
    }
  },
  wire: (record, estate) => ({
    id: record.id,
    name: `share-${record.id.slice(0, 6)}`,
    size_gib: 1024,
    region: record.region,
    status: 'ACTIVE',
    created_at: isoSeconds(record.createdAt),
    vpc_ids: [record.vpcId],
    performance_tier: 'standard',
    mount_path: `/${record.id}`,
    host: '10.128.32.2',
    access_points: [...estate.shelf(accessPointKind).values(record.id)].map((each) =>
      accessPointKind.wire(each, estate),
    ),
  }),
};

const accessPointKind = within<ChildRecord, NfsShareRecord>(nfsShareKind, {
  name: 'nfs_access_point',
  urnType: 'nfsaccesspoint',
  path: (id) => `/v2/nfs/access_points/${id}`,
  generate: (estate) => {
    const random = estate.random('nfs-access-point');
    for (const { id: of } of estate.shelf(nfsShareKind).values()) {
      estate.add(accessPointKind, { id: random.uuid(), of, order: estate.nextOrder() });
    }
  },
  wire: ({ id, of }, estate) => {
    const share = estate.shelf(nfsShareKind).get(of);
    const at = isoSeconds(share?.createdAt ?? 0);
    return {
      id,
      name: 'default',
      share_id: of,
      path: '/',
      status: 'ACCESS_POINT_ACTIVE',
      access_policy: {
        anonuid: 65_534,
        anongid: 65_534,
        protocols: ['NFS4', 'NFS'],
        squash_config: 'ROOT_SQUASH',
        identity_enforcement_enabled: false,
      },
      created_at: at,
      updated_at: at,
      is_default: true,
      vpc_id: share?.vpcId ?? '',
    };
  },
});

const snapshotKind = within<ChildRecord, NfsShareRecord>(nfsShareKind, {
  name: 'nfs_snapshot',
  urnType: 'nfssnapshot',
  path: (id) => `/v2/nfs/snapshots/${id}`,
  generate: (estate) => {
    const random = estate.random('nfs-snapshot');
    for (const { id: of } of estate.shelf(nfsShareKind).values()) {
      estate.add(snapshotKind, { id: random.uuid(), of, order: estate.nextOrder() });
    }
  },
  wire: ({ id, of }, estate) => {
    const share = estate.shelf(nfsShareKind).get(of);
    return {
      id,
      name: `snapshot-${id.slice(0, 6)}`,
      size_gib: 1024,
      region: share?.region ?? '',
      status: 'ACTIVE',
      created_at: isoSeconds(share?.createdAt ?? 0),
      share_id: of,
    };
  },
});

function inRegion<R extends Stored>(
  kind: Kind<R>,
  list: string,
  regionOf: (record: R, request: ApiRequest) => string,
): Route['answer'] {
  return (request) => {
    const wanted = request.query.get('region');
    const records = [...request.estate.shelf(kind).values()].filter(
      (each) => wanted === null || regionOf(each, request) === wanted,
    );
    return { status: 200, body: { [list]: records.map((each) => kind.wire(each, request.estate)) } };
  };
}

function single<R extends Stored>(kind: Kind<R>, one: string): Route['answer'] {
  return (request) => {
    const record = request.estate.byText(kind, param(request, 'id'));
    return record === undefined ? notFound() : { status: 200, body: { [one]: kind.wire(record, request.estate) } };
  };
}

const accessPoints = playWithin(nfsShareKind, accessPointKind, {
  path: '/v2/nfs/shares/:id/access_points',
  list: 'access_points',
  whole: {},
});

export const nfs: Played = {
  kinds: [nfsShareKind, ...accessPoints.kinds, snapshotKind],
  routes: [
    { method: 'GET', path: '/v2/nfs', answer: inRegion(nfsShareKind, 'shares', ({ region }) => region) },
    {
      method: 'GET',
      path: '/v2/nfs/snapshots',
      answer: inRegion(
        snapshotKind,
        'snapshots',
        ({ of }, { estate }) => estate.shelf(nfsShareKind).get(of)?.region ?? '',
      ),
    },
    { method: 'GET', path: '/v2/nfs/:id', answer: single(nfsShareKind, 'share') },
    { method: 'GET', path: '/v2/nfs/snapshots/:id', answer: single(snapshotKind, 'snapshot') },
    { method: 'GET', path: '/v2/nfs/access_points/:id', answer: single(accessPointKind, 'access_point') },
    ...accessPoints.routes,
  ],
};
