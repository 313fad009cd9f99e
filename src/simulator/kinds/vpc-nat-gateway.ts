import type { Stored } from '../shelf.ts';
import { isoSeconds, type Kind } from './define.ts';
import { dayMs, households, play } from './plain.ts';
import { vpcKind } from './vpc.ts';

export interface NatGatewayRecord extends Stored {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly vpcId: string;
  readonly ip: string;
  readonly createdAt: number;
  readonly ownerId: string;
}

// Only regions of the description's enum: it is checked against that.
const regions = new Set(['nyc1', 'nyc2', 'nyc3', 'ams3', 'sfo3', 'sgp1', 'lon1', 'fra1', 'tor1', 'blr1', 'syd1']);

/** For every third project, out of its private network. */
export const natGatewayKind: Kind<NatGatewayRecord> = {
  name: 'vpc_nat_gateway',
  urnType: 'vpcnatgateway',
  ids: 'text',
  inProjects: false,
  path: (id) => `/v2/vpc_nat_gateways/${id}`,
  generate: (estate, plan) => {
    const random = estate.random('vpc-nat-gateway');
    const networks = new Map([...estate.shelf(vpcKind).values()].map((each) => [each.name, each]));
    for (const [index, { project }] of households(estate).entries()) {
      const network = networks.get(`${project.name}-private`);
      if (index % 3 !== 1 || network === undefined || !regions.has(network.region)) continue;
      estate.add(natGatewayKind, {
        id: random.uuid(),
        order: estate.nextOrder(),
        name: `${project.name}-nat`,
        region: network.region,
        vpcId: network.id,
        ip: `198.19.${(index >> 8) & 255}.${index & 255}`,
        createdAt: plan.until - random.int(1, 100) * dayMs,
        ownerId: project.id,
      });
    }
  },
  wire: (record) => ({
    id: record.id,
    name: record.name,
    type: 'PUBLIC',
    state: 'ACTIVE',
    region: record.region,
    size: 1,
    vpcs: [{ vpc_uuid: record.vpcId, gateway_ip: '10.10.0.2' }],
    egresses: { public_gateways: [{ ipv4: record.ip }] },
    udp_timeout_seconds: 30,
    icmp_timeout_seconds: 30,
    tcp_timeout_seconds: 300,
    created_at: isoSeconds(record.createdAt),
    updated_at: isoSeconds(record.createdAt),
    // Not described, but in DigitalOcean's own example.
    project_id: record.ownerId,
  }),
};

export const natGateways = play(natGatewayKind, {
  path: '/v2/vpc_nat_gateways',
  list: 'vpc_nat_gateways',
  one: 'vpc_nat_gateway',
});
