import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, sorted, wire } from './facts.ts';
import { flat } from './listing.ts';
import { linksTo } from './urn.ts';

const peers = wire.maybe(
  z.object({
    addresses: wire.texts,
    droplet_ids: wire.maybe(z.array(wire.id)),
    load_balancer_uids: wire.texts,
    kubernetes_ids: wire.texts,
    tags: wire.texts,
  }),
);
const rule = { protocol: wire.maybe(wire.text), ports: wire.maybe(wire.text) };
type Peers = z.output<typeof peers>;

export const firewall = defineKind({
  name: 'firewall',
  typeName: 'Firewall',
  description: 'A firewall around droplets.',
  version: 1,
  urn: (id) => `do:firewall:${id}`,
  everyMinutes: 5,
  scope: 'firewall:read',
  listing: flat('/v2/firewalls', 'firewalls'),
  serves: { relations: ['droplet', 'tag'] },
  lookUp: { path: (id) => `/v2/firewalls/${id}`, key: 'firewall' },
  wire: z.object({
    id: wire.id,
    name: wire.text,
    status: wire.maybe(wire.text),
    created_at: wire.maybe(wire.time),
    droplet_ids: wire.maybe(z.array(wire.id)),
    tags: wire.texts,
    inbound_rules: wire.maybe(z.array(z.object({ ...rule, sources: peers }))),
    outbound_rules: wire.maybe(z.array(z.object({ ...rule, destinations: peers }))),
  }),
  facts: {
    inboundRules: fact.strings('What may come in: protocol, ports, and from where.'),
    outboundRules: fact.strings('What may go out: protocol, ports, and to where.'),
    openToInternet: fact.boolean('True when something may come in from any address.'),
    targetTags: fact.strings('Droplets that wear one of these tags are behind it.'),
  },
  read: (item) => {
    const inbound = item.inbound_rules?.map((each) => ({ ...each, peers: each.sources }));
    const outbound = item.outbound_rules?.map((each) => ({ ...each, peers: each.destinations }));
    const all = [...(inbound ?? []), ...(outbound ?? [])].map((each) => each.peers);
    const lists = <Key extends keyof NonNullable<Peers>>(key: Key) => all.flatMap((each) => each?.[key] ?? []);
    return {
      id: item.id,
      name: item.name,
      status: item.status,
      createdAt: item.created_at,
      facts: {
        inboundRules: sorted(
          inbound?.map((each) => `${each.protocol ?? '?'} ${each.ports || 'all'} from ${spell(each.peers)}`),
        ),
        outboundRules: sorted(
          outbound?.map((each) => `${each.protocol ?? '?'} ${each.ports || 'all'} to ${spell(each.peers)}`),
        ),
        openToInternet: inbound?.some((each) => each.peers?.addresses?.some((one) => /^(0\.0\.0\.0|::)\/0$/.test(one))),
        targetTags: sorted(item.tags),
      },
      links: {
        droplet: linksTo('droplet', item.droplet_ids),
        tag: linksTo('tag', item.tags),
        allows:
          inbound === undefined && outbound === undefined
            ? undefined
            : [
                ...(linksTo('droplet', lists('droplet_ids')) ?? []),
                ...(linksTo('loadbalancer', lists('load_balancer_uids')) ?? []),
                ...(linksTo('kubernetes', lists('kubernetes_ids')) ?? []),
                ...(linksTo('tag', lists('tags')) ?? []),
              ],
      },
    };
  },
});

function spell(to: Peers): string {
  const named = [
    ...(to?.addresses ?? []),
    ...(to?.droplet_ids?.map((id) => `droplet ${id}`) ?? []),
    ...(to?.load_balancer_uids?.map((id) => `load balancer ${id}`) ?? []),
    ...(to?.kubernetes_ids?.map((id) => `cluster ${id}`) ?? []),
    ...(to?.tags?.map((tag) => `tag ${tag}`) ?? []),
  ];
  return named.sort().join(', ') || 'nowhere';
}
