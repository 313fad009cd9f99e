import { domainKind } from './domain.ts';
import { type ChildRecord, named, playWithin, within } from './under.ts';

export interface DomainRecordRecord extends ChildRecord {
  readonly type: string;
  readonly name: string;
  readonly data: string;
  readonly priority: number | null;
  readonly port: number | null;
  readonly weight: number | null;
  readonly flags: number | null;
  readonly tag: string | null;
}

type Row = readonly [type: string, name: string, data: string, rest?: Partial<DomainRecordRecord>];

const rows = (address: string): readonly Row[] => [
  ['NS', '@', 'ns1.digitalocean.com'],
  ['NS', '@', 'ns2.digitalocean.com'],
  ['NS', '@', 'ns3.digitalocean.com'],
  ['A', '@', address],
  ['A', 'www', address],
  ['MX', '@', 'mail.skyai.example.', { priority: 10 }],
  ['TXT', '@', 'v=spf1 -all'],
  ['SRV', '_sip._tcp', 'sip.skyai.example.', { priority: 10, port: 5060, weight: 5 }],
  ['CAA', '@', 'letsencrypt.org.', { flags: 0, tag: 'issue' }],
];

export const domainRecordKind = within<DomainRecordRecord, Parameters<typeof domainKind.wire>[0]>(domainKind, {
  name: 'domain_record',
  urnType: 'domainrecord',
  path: (id) => `/v2/domains/${String(id).replace('/', '/records/')}`,
  generate: (estate) => {
    const random = estate.random('domain-record');
    for (const { id: of } of estate.shelf(domainKind).values()) {
      for (const [type, name, data, rest] of rows(`198.18.${random.int(0, 255)}.${random.int(1, 254)}`)) {
        const none = { priority: null, port: null, weight: null, flags: null, tag: null };
        const id = `${of}/${random.int(10_000_000, 99_999_999)}`;
        estate.add(domainRecordKind, { id, of, order: estate.nextOrder(), type, name, data, ...none, ...rest });
      }
    }
  },
  wire: ({ id, of, type, name, data, priority, port, weight, flags, tag }) => ({
    id: Number(named(id, of)),
    type,
    name,
    data,
    priority,
    port,
    ttl: 1800,
    weight,
    flags,
    tag,
  }),
});

export const domainRecords = playWithin(domainKind, domainRecordKind, {
  path: '/v2/domains/:id/records',
  list: 'domain_records',
  one: 'domain_record',
  own: named,
});
