import type { Stored } from '../shelf.ts';
import { isoSeconds, type Kind } from './define.ts';
import { dayMs, households, play } from './plain.ts';

export interface CertificateRecord extends Stored {
  readonly id: string;
  readonly name: string;
  readonly dnsNames: readonly string[];
  readonly sha1: string;
  readonly type: 'custom' | 'lets_encrypt';
  /** Milliseconds. */
  readonly createdAt: number;
  readonly notAfter: number;
}

export const certificateKind: Kind<CertificateRecord> = {
  name: 'certificate',
  urnType: 'certificate',
  ids: 'text',
  inProjects: false,
  path: (id) => `/v2/certificates/${id}`,
  generate: (estate, plan) => {
    const random = estate.random('certificate');
    for (const { project } of households(estate)) {
      const createdAt = plan.until - random.int(1, 80) * dayMs;
      estate.add(certificateKind, {
        id: random.uuid(),
        order: estate.nextOrder(),
        name: `${project.name}-tls`,
        dnsNames: [`www.${project.name}.example.com`, `${project.name}.example.com`],
        sha1: random.hex(40),
        type: random.chance(0.7) ? 'lets_encrypt' : 'custom',
        createdAt,
        notAfter: createdAt + 90 * dayMs,
      });
    }
  },
  wire: (record) => ({
    id: record.id,
    name: record.name,
    not_after: isoSeconds(record.notAfter),
    sha1_fingerprint: record.sha1,
    created_at: isoSeconds(record.createdAt),
    dns_names: record.dnsNames,
    state: 'verified',
    type: record.type,
  }),
};

export const certificates = play(certificateKind, {
  path: '/v2/certificates',
  list: 'certificates',
  one: 'certificate',
});
