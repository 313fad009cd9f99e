import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, moment, sorted, wire } from './facts.ts';
import { flat } from './listing.ts';

export const certificate = defineKind({
  name: 'certificate',
  typeName: 'Certificate',
  description: 'A TLS certificate for load balancers and content delivery.',
  version: 1,
  urn: (id) => `do:certificate:${id}`,
  everyMinutes: 15,
  scope: 'certificate:read',
  listing: flat('/v2/certificates', 'certificates'),
  serves: { kinds: ['load_balancer', 'cdn_endpoint'] },
  lookUp: { path: (id) => `/v2/certificates/${id}`, key: 'certificate' },
  wire: z.object({
    id: wire.id,
    name: wire.text,
    not_after: wire.maybe(wire.time),
    sha1_fingerprint: wire.maybe(wire.text),
    created_at: wire.maybe(wire.time),
    dns_names: wire.texts,
    state: wire.maybe(wire.text),
    type: wire.maybe(wire.text),
  }),
  facts: {
    certificateType: fact.string('custom, or lets_encrypt when the provider renews it.'),
    expiresAt: fact.dateTime('When it ends. Null while it has not been issued.'),
    dnsNames: fact.strings('Names that it is for.'),
    sha1Fingerprint: fact.string('Its SHA-1 fingerprint.'),
  },
  read: (item) => ({
    id: item.id,
    name: item.name,
    status: item.state,
    createdAt: item.created_at,
    facts: {
      certificateType: item.type,
      expiresAt: moment(item.not_after),
      dnsNames: sorted(item.dns_names?.filter(Boolean)),
      sha1Fingerprint: filled(item.sha1_fingerprint),
    },
  }),
});
