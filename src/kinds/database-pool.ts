import { z } from 'zod';
import { underDatabase } from './database-children.ts';
import { defineKind } from './define.ts';
import { fact, filled, wire } from './facts.ts';
import { ownId } from './listing.ts';

export const databasePool = defineKind({
  name: 'database_pool',
  typeName: 'DatabasePool',
  description: 'A connection pool of a managed PostgreSQL database.',
  version: 1,
  urn: (id) => `do:dbpool:${id}`,
  everyMinutes: 60,
  scope: 'database:read',
  listing: underDatabase('pools', 'pools', { id: 'name', engines: ['pg', 'advanced_pg'] }),
  lookUp: { path: (id, cluster) => `/v2/databases/${cluster}/pools/${ownId(id)}`, key: 'pool' },
  wire: z.object({
    name: wire.id,
    mode: wire.maybe(wire.text),
    size: wire.maybe(wire.integer),
    db: wire.maybe(wire.text),
    user: wire.maybe(wire.text),
  }),
  facts: {
    mode: fact.string('When a connection goes back: session, transaction or statement.'),
    connections: fact.int('Number of connections that it holds.'),
    database: fact.string('The logical database that it leads to.'),
    user: fact.string('The user that it connects as. Null when it passes the caller on.'),
  },
  read: (item, cluster) => ({
    id: `${cluster}/${item.name}`,
    name: item.name,
    facts: { mode: item.mode, connections: item.size, database: item.db, user: filled(item.user) ?? null },
    links: { cluster: [`do:dbaas:${cluster}`], database: item.db ? [`do:dbdb:${cluster}/${item.db}`] : undefined },
    ownerUrn: `do:dbaas:${cluster}`,
  }),
});
