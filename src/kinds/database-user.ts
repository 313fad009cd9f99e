import { z } from 'zod';
import { underDatabase } from './database-children.ts';
import { defineKind } from './define.ts';
import { fact, wire, within } from './facts.ts';
import { ownId } from './listing.ts';

/** Never its password, certificate or access key. */
export const databaseUser = defineKind({
  name: 'database_user',
  typeName: 'DatabaseUser',
  description: 'A user of a managed database, without any secret.',
  version: 1,
  urn: (id) => `do:dbuser:${id}`,
  everyMinutes: 60,
  scope: 'database:read',
  listing: underDatabase('users', 'users', { id: 'name', not: ['redis', 'valkey'] }),
  lookUp: { path: (id, cluster) => `/v2/databases/${cluster}/users/${ownId(id)}`, key: 'user' },
  wire: z.object({
    name: wire.id,
    role: wire.maybe(wire.text),
    mysql_settings: wire.maybe(z.object({ auth_plugin: wire.maybe(wire.text) })),
    settings: wire.maybe(z.object({ pg_allow_replication: wire.maybe(wire.boolean) })),
  }),
  facts: {
    role: fact.string('primary for the one that came with it, else normal. Null where the engine has no roles.'),
    authPlugin: fact.string('How it signs in, for MySQL. Null elsewhere.'),
    mayReplicate: fact.boolean('True when it may replicate, for PostgreSQL. Null elsewhere.'),
  },
  read: (item, cluster) => ({
    id: `${cluster}/${item.name}`,
    name: item.name,
    facts: {
      role: item.role ?? null,
      authPlugin: within(item.mysql_settings, (settings) => settings.auth_plugin) ?? null,
      mayReplicate: within(item.settings, (settings) => settings.pg_allow_replication) ?? null,
    },
    links: { cluster: [`do:dbaas:${cluster}`] },
    ownerUrn: `do:dbaas:${cluster}`,
  }),
});
