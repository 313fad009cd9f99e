import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, sorted, wire, within } from './facts.ts';
import { under } from './listing.ts';
import { linksTo } from './urn.ts';

export const nfsAccessPoint = defineKind({
  name: 'nfs_access_point',
  typeName: 'NfsAccessPoint',
  description: 'A way into a network file share, with rules of its own.',
  version: 1,
  urn: (id) => `do:nfsaccesspoint:${id}`,
  everyMinutes: 60,
  scope: 'nfs:list',
  listing: under('nfs_share', (id) => `/v2/nfs/shares/${id}/access_points`, 'access_points', { paging: 'single' }),
  lookUp: { path: (id) => `/v2/nfs/access_points/${id}`, key: 'access_point' },
  wire: z.object({
    id: wire.id,
    name: wire.text,
    path: wire.maybe(wire.text),
    status: wire.maybe(wire.text),
    access_policy: wire.maybe(
      z.object({
        protocols: wire.texts,
        squash_config: wire.maybe(wire.text),
        identity_enforcement_enabled: wire.maybe(wire.boolean),
      }),
    ),
    created_at: wire.maybe(wire.time),
    is_default: wire.maybe(wire.boolean),
    vpc_id: wire.maybe(wire.text),
  }),
  facts: {
    path: fact.string('Folder of the share that it leads to.'),
    isDefault: fact.boolean('True for the one that came with the share.'),
    protocols: fact.strings('Versions of the protocol that it speaks.'),
    squash: fact.string('Whose rights root, or everybody, has.'),
    identityEnforced: fact.boolean('True when every user is mapped to one identity.'),
  },
  read: (item, share) => ({
    id: item.id,
    name: item.name,
    status: item.status,
    createdAt: item.created_at,
    facts: {
      path: filled(item.path),
      isDefault: item.is_default,
      protocols: within(item.access_policy, ({ protocols }) => sorted(protocols)),
      squash: within(item.access_policy, (policy) => policy.squash_config),
      identityEnforced: within(item.access_policy, (policy) => policy.identity_enforcement_enabled),
    },
    links: { share: [`do:nfs:${share}`], vpc: linksTo('vpc', item.vpc_id) },
    ownerUrn: `do:nfs:${share}`,
  }),
});
