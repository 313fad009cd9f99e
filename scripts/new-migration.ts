// Writes the migration that leads from prisma/migrations to prisma/schema.prisma:
//
//   npm run db:migration -- add_sizes
//
// Prisma knows tables, columns, keys and indexes. Policies, grants, triggers, checks and partitions are added by hand, in the
// same file, before it lands; a table with a tenant needs row-level security, and a test says so.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrationsFolder } from '../src/db/migrate.ts';
import { diffMigrations } from '../src/db/schema-difference.ts';
import { createLog } from '../src/observability/log.ts';

const name = process.argv[2] ?? '';
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error(
    'Give the migration a name of small letters, digits and underscores: npm run db:migration -- add_sizes',
  );
  process.exit(2);
}

const sql = await diffMigrations(createLog('warn'));
if (sql === null) {
  console.log('Nothing to do: the migrations lead to prisma/schema.prisma already.');
} else {
  const timestamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(migrationsFolder, `${timestamp}_${name}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'migration.sql'), sql);
  console.log(`Wrote prisma/migrations/${timestamp}_${name}/migration.sql. Read it before you commit it.`);
}
