import type { Stored } from '../shelf.ts';
import { certificateKind } from './certificate.ts';
import { isoSeconds, type Kind } from './define.ts';
import { dayMs, play } from './plain.ts';

export interface CdnEndpointRecord extends Stored {
  readonly id: string;
  readonly bucket: string;
  readonly certificateId: string;
  readonly customDomain: string;
  readonly createdAt: number;
}

/** One for every second certificate, in front of a bucket. */
export const cdnEndpointKind: Kind<CdnEndpointRecord> = {
  name: 'cdn_endpoint',
  urnType: 'cdn',
  ids: 'text',
  inProjects: false,
  path: (id) => `/v2/cdn/endpoints/${id}`,
  generate: (estate, plan) => {
    const random = estate.random('cdn-endpoint');
    for (const [index, certificate] of [...estate.shelf(certificateKind).values()].entries()) {
      if (index % 2 === 1) continue;
      const owner = certificate.name.replace(/-tls$/, '');
      estate.add(cdnEndpointKind, {
        id: random.uuid(),
        order: estate.nextOrder(),
        bucket: `${owner}-assets`,
        certificateId: certificate.id,
        customDomain: `static.${owner}.example.com`,
        createdAt: plan.until - random.int(1, 200) * dayMs,
      });
    }
  },
  wire: (record) => ({
    id: record.id,
    origin: `${record.bucket}.nyc3.digitaloceanspaces.com`,
    endpoint: `${record.bucket}.nyc3.cdn.digitaloceanspaces.com`,
    ttl: 3600,
    certificate_id: record.certificateId,
    custom_domain: record.customDomain,
    created_at: isoSeconds(record.createdAt),
  }),
};

export const cdnEndpoints = play(cdnEndpointKind, { path: '/v2/cdn/endpoints', list: 'endpoints', one: 'endpoint' });
