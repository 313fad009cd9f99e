import { isoSeconds, type Played } from './define.ts';
import { households, play } from './plain.ts';
import { playSmall, type SmallRecord, smallKind } from './small.ts';
import { type ChildRecord, named, playWithin, within } from './under.ts';
import { vpcKind } from './vpc.ts';

const prefixPlaces = { path: '/v2/byoip_prefixes', list: 'byoip_prefixes', one: 'byoip_prefix' } as const;

const prefixKind = smallKind({
  name: 'byoip_prefix',
  urnType: 'byoipprefix',
  places: prefixPlaces,
  refs: (estate) =>
    households(estate)
      .slice(0, 2)
      .map(({ project }) => project.id),
  wire: ({ id, ref }) => ({
    uuid: id,
    name: 'own range',
    prefix: '203.0.113.0/24',
    status: 'active',
    region: 'nyc3',
    validations: [{ name: 'ownership', status: 'passed', note: 'proven by ROA' }],
    failure_reason: '',
    locked: false,
    advertised: true,
    project_id: ref,
  }),
});

const prefixIpKind = within<ChildRecord, SmallRecord>(prefixKind, {
  name: 'byoip_ip',
  urnType: 'byoipip',
  path: (id) => `/v2/byoip_prefixes/${String(id).replace('/', '/ips/')}`,
  generate: (estate) => {
    for (const { id: of } of estate.shelf(prefixKind).values()) {
      for (const number of [1, 2]) {
        estate.add(prefixIpKind, { id: `${of}/${11_111_000 + number}`, of, order: estate.nextOrder() });
      }
    }
  },
  wire: ({ id, of }, estate) => ({
    id: Number(named(id, of)),
    byoip: `203.0.113.${named(id, of).slice(-1)}`,
    region: 'nyc3',
    // Droplets are named by a UUID here, and nowhere else.
    resource: `do:droplet:${of}`,
    assigned_at: isoSeconds(estate.shelf(prefixKind).get(of)?.createdAt ?? 0),
  }),
});

export const networkExtras: readonly Played[] = [
  play(prefixKind, prefixPlaces),
  playWithin(prefixKind, prefixIpKind, { path: '/v2/byoip_prefixes/:id/ips', list: 'ips' }),
  playSmall({
    name: 'partner_attachment',
    urnType: 'partner_attachment',
    places: {
      path: '/v2/partner_network_connect/attachments',
      list: 'partner_attachments',
      one: 'partner_attachment',
    },
    refs: (estate) =>
      [...estate.shelf(vpcKind).values()]
        .filter(({ isDefault }) => !isDefault)
        .slice(0, 2)
        .map(({ id }) => id),
    wire: ({ id, ref, createdAt }) => ({
      id,
      name: 'partner-line',
      state: 'active',
      connection_bandwidth_in_mbps: 1000,
      region: 'nyc',
      naas_provider: 'MEGAPORT',
      vpc_ids: [ref],
      // The key comes with the answer to a creation, and sometimes later: nobody may keep it.
      bgp: {
        local_asn: 4_200_000_001,
        peer_asn: 133_937,
        local_router_ip: '169.254.0.1/29',
        peer_router_ip: '169.254.0.6/29',
        auth_key: `bgp-${id}`,
      },
      created_at: isoSeconds(createdAt),
      parent_uuid: id,
      children: [id],
    }),
  }),
  playSmall({
    name: 'vector_database',
    urnType: 'vectordb',
    places: { path: '/v2/vector-databases', list: 'vector_dbs', one: 'vector_db', counted: true },
    refs: (estate) =>
      households(estate)
        .slice(0, 2)
        .map(({ project }) => project.id),
    wire: ({ id, ref, createdAt }, { account }) => ({
      config: { default_quantization: 'rq-8', enable_auto_schema: true, weaviate_version: '1.30' },
      created_at: isoSeconds(createdAt),
      endpoints: { grpc: `grpc-${id}.vector.example`, http: `https://${id}.vector.example` },
      forked_from_id: id,
      id,
      last_restore_id: id,
      name: `vectors-${id.slice(0, 4)}`,
      owner_uuid: account.uuid,
      project_id: ref,
      region: 'nyc3',
      size: 'small',
      status: 'active',
      tags: ['vectors'],
      updated_at: isoSeconds(createdAt),
    }),
  }),
];
