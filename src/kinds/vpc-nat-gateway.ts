import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, sorted, wire, within } from './facts.ts';
import { flat } from './listing.ts';
import { linksTo, projectUrn } from './urn.ts';

export const vpcNatGateway = defineKind({
  name: 'vpc_nat_gateway',
  typeName: 'VpcNatGateway',
  description: 'A way out of private networks, under public addresses of its own.',
  version: 1,
  urn: (id) => `do:vpcnatgateway:${id}`,
  everyMinutes: 15,
  scope: 'nat_gateway:read',
  listing: flat('/v2/vpc_nat_gateways', 'vpc_nat_gateways'),
  lookUp: { path: (id) => `/v2/vpc_nat_gateways/${id}`, key: 'vpc_nat_gateway' },
  wire: z.object({
    id: wire.id,
    name: wire.text,
    type: wire.maybe(wire.text),
    state: wire.maybe(wire.text),
    region: wire.maybe(wire.text),
    size: wire.maybe(wire.integer),
    vpcs: wire.maybe(z.array(z.object({ vpc_uuid: wire.maybe(wire.text), gateway_ip: wire.maybe(wire.text) }))),
    egresses: wire.maybe(z.object({ public_gateways: wire.maybe(z.array(z.object({ ipv4: wire.maybe(wire.text) }))) })),
    udp_timeout_seconds: wire.maybe(wire.integer),
    icmp_timeout_seconds: wire.maybe(wire.integer),
    tcp_timeout_seconds: wire.maybe(wire.integer),
    created_at: wire.maybe(wire.time),
    project_id: wire.maybe(wire.text),
  }),
  facts: {
    gatewayType: fact.string('Its type, such as PUBLIC.'),
    sizeUnits: fact.int('Its size, which it is priced by.'),
    publicIpv4: fact.strings('Addresses under which it goes out.'),
    gatewayIps: fact.strings('Its addresses inside the networks.'),
    tcpTimeoutSeconds: fact.int('Seconds after which an idle TCP connection is dropped.'),
    udpTimeoutSeconds: fact.int('Seconds after which an idle UDP flow is dropped.'),
    icmpTimeoutSeconds: fact.int('Seconds after which an idle ICMP flow is dropped.'),
  },
  read: (item) => ({
    id: item.id,
    name: item.name,
    region: item.region,
    status: item.state,
    createdAt: item.created_at,
    facts: {
      gatewayType: item.type,
      sizeUnits: item.size,
      publicIpv4: within(item.egresses, (out) => sorted(out.public_gateways?.flatMap(({ ipv4 }) => ipv4 ?? []))),
      gatewayIps: sorted(item.vpcs?.flatMap((each) => each.gateway_ip ?? [])),
      tcpTimeoutSeconds: item.tcp_timeout_seconds,
      udpTimeoutSeconds: item.udp_timeout_seconds,
      icmpTimeoutSeconds: item.icmp_timeout_seconds,
    },
    links: {
      vpc: linksTo(
        'vpc',
        item.vpcs?.map((each) => each.vpc_uuid),
      ),
    },
    ownerUrn: projectUrn(item.project_id),
  }),
});
