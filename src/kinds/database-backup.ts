import { z } from 'zod';
import { underDatabase } from './database-children.ts';
import { defineKind } from './define.ts';
import { fact, wire } from './facts.ts';

/** It has no id: a cluster has one of a moment. */
export const databaseBackup = defineKind({
  name: 'database_backup',
  typeName: 'DatabaseBackup',
  description: 'A backup of a managed database.',
  version: 1,
  urn: (id) => `do:dbbackup:${id}`,
  everyMinutes: 240,
  scope: 'database:read',
  listing: underDatabase('backups', 'backups', { id: 'created_at', not: ['redis', 'valkey', 'kafka'] }),
  lookUp: null,
  wire: z.object({
    created_at: wire.time,
    size_gigabytes: wire.maybe(wire.number),
    incremental: wire.maybe(wire.boolean),
  }),
  facts: {
    sizeGib: fact.float('Size in GiB.'),
    incremental: fact.boolean('True when it holds what changed since the one before.'),
  },
  read: (item, cluster) => ({
    id: `${cluster}@${item.created_at.toISOString()}`,
    name: item.created_at.toISOString(),
    createdAt: item.created_at,
    facts: { sizeGib: item.size_gigabytes, incremental: item.incremental },
    links: { cluster: [`do:dbaas:${cluster}`] },
    ownerUrn: `do:dbaas:${cluster}`,
  }),
});
