import { z } from 'zod';
import { defineKind } from './define.ts';
import { wire } from './facts.ts';
import { flat } from './listing.ts';
import { linksTo } from './urn.ts';

export const vpcPeering = defineKind({
  name: 'vpc_peering',
  typeName: 'VpcPeering',
  description: 'A connection between two private networks.',
  version: 1,
  urn: (id) => `do:vpcpeering:${id}`,
  everyMinutes: 15,
  scope: 'vpc_peering:read',
  listing: flat('/v2/vpc_peerings', 'vpc_peerings'),
  serves: { relations: ['vpc'] },
  lookUp: { path: (id) => `/v2/vpc_peerings/${id}`, key: 'vpc_peering' },
  wire: z.object({
    id: wire.id,
    name: wire.text,
    status: wire.maybe(wire.text),
    vpc_ids: wire.texts,
    created_at: wire.maybe(wire.time),
  }),
  facts: {},
  read: (item) => ({
    id: item.id,
    name: item.name,
    status: item.status,
    createdAt: item.created_at,
    facts: {},
    links: { vpc: linksTo('vpc', item.vpc_ids) },
  }),
});
