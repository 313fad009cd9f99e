import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, wire, within } from './facts.ts';
import { flat } from './listing.ts';
import { linksTo } from './urn.ts';

/** Never the key of its BGP session. */
export const partnerAttachment = defineKind({
  name: 'partner_attachment',
  typeName: 'PartnerAttachment',
  description: 'A private line from a network partner into private networks.',
  version: 1,
  urn: (id) => `do:partner_attachment:${id}`,
  everyMinutes: 15,
  scope: 'partner_network_connect:read',
  listing: flat('/v2/partner_network_connect/attachments', 'partner_attachments'),
  serves: { relations: ['vpc'] },
  lookUp: { path: (id) => `/v2/partner_network_connect/attachments/${id}`, key: 'partner_attachment' },
  wire: z.object({
    id: wire.id,
    name: wire.text,
    state: wire.maybe(wire.text),
    connection_bandwidth_in_mbps: wire.maybe(wire.integer),
    region: wire.maybe(wire.text),
    naas_provider: wire.maybe(wire.text),
    vpc_ids: wire.texts,
    bgp: wire.maybe(
      z.object({
        local_asn: wire.maybe(wire.large),
        peer_asn: wire.maybe(wire.large),
        local_router_ip: wire.maybe(wire.text),
        peer_router_ip: wire.maybe(wire.text),
      }),
    ),
    created_at: wire.maybe(wire.time),
    parent_uuid: wire.maybe(wire.text),
  }),
  facts: {
    bandwidthMbps: fact.int('Bandwidth in megabits a second.'),
    partner: fact.string('The network partner.'),
    localAsn: fact.float("The provider's number of autonomous system."),
    peerAsn: fact.float("The other side's number of autonomous system."),
    localRouterIp: fact.string("The provider's router."),
    peerRouterIp: fact.string("The other side's router."),
  },
  read: (item) => ({
    id: item.id,
    name: item.name,
    region: item.region,
    status: item.state,
    createdAt: item.created_at,
    facts: {
      bandwidthMbps: item.connection_bandwidth_in_mbps,
      partner: item.naas_provider,
      localAsn: within(item.bgp, (bgp) => bgp.local_asn),
      peerAsn: within(item.bgp, (bgp) => bgp.peer_asn),
      localRouterIp: within(item.bgp, (bgp) => filled(bgp.local_router_ip)),
      peerRouterIp: within(item.bgp, (bgp) => filled(bgp.peer_router_ip)),
    },
    links: { vpc: linksTo('vpc', item.vpc_ids), redundantTo: linksTo('partner_attachment', item.parent_uuid) },
  }),
});
