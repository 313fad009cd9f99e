import { z } from 'zod';
import { underDatabase } from './database-children.ts';
import { defineKind } from './define.ts';
import { wire } from './facts.ts';
import { ownId } from './listing.ts';

export const databaseDb = defineKind({
  name: 'database_db',
  typeName: 'DatabaseDb',
  description: 'A logical database in a managed one.',
  version: 1,
  urn: (id) => `do:dbdb:${id}`,
  everyMinutes: 60,
  scope: 'database:read',
  listing: underDatabase('dbs', 'dbs', { id: 'name', not: ['redis', 'valkey', 'kafka', 'opensearch'] }),
  lookUp: { path: (id, cluster) => `/v2/databases/${cluster}/dbs/${ownId(id)}`, key: 'db' },
  wire: z.object({ name: wire.id }),
  facts: {},
  read: ({ name }, cluster) => ({
    id: `${cluster}/${name}`,
    name,
    facts: {},
    links: { cluster: [`do:dbaas:${cluster}`] },
    ownerUrn: `do:dbaas:${cluster}`,
  }),
});
