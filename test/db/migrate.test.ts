import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StartError } from '../../src/base/errors.ts';
import { migrate, migrationsFolder, pendingMigrations, readMigrations } from '../../src/db/migrate.ts';
import { diffSchema } from '../../src/db/schema-difference.ts';
import { openSystem } from '../../src/db/system.ts';
import { createEmptyDatabase, silentLog as log } from '../support/database.ts';

let url: string;
let drop: () => Promise<void>;
let folder: string;

beforeEach(async () => {
  ({ url, drop } = await createEmptyDatabase());
  folder = mkdtempSync(join(tmpdir(), 'arcadia-migrations-'));
  cpSync(migrationsFolder, folder, { recursive: true });
});

afterEach(async () => {
  rmSync(folder, { recursive: true });
  await drop();
});

const all = readMigrations().map(({ name }) => name);

test('a fresh database takes every migration once', async () => {
  expect(await pendingMigrations(url)).toEqual(all);
  expect(await migrate({ url, log })).toEqual(all);
  expect(await pendingMigrations(url)).toEqual([]);
  expect(await migrate({ url, log })).toEqual([]);
});

// Sabotage: leave out withDatabaseLock in migrate. The engine's own lock holds a snapshot while it waits, so that an index
// which is built concurrently waits for it in turn: a deadlock.
test('instances that migrate a fresh database at once do it once, and all succeed', async () => {
  addMigration('20990101000000_index', 'create index concurrently later on cloud_resources (first_seen_at);');
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate({ url, log, folder })));
  expect(applied.flat()).toEqual([...all, '20990101000000_index']);
});

test('databases of one server can be migrated at once', async () => {
  const other = await createEmptyDatabase();
  await Promise.all([migrate({ url, log }), migrate({ url: other.url, log })]);
  expect(await pendingMigrations(other.url)).toEqual([]);
  await other.drop();
});

test('the migrations lead to prisma/schema.prisma', async () => {
  await migrate({ url, log });
  expect(await diffSchema(url)).toBeNull();
});

test('the difference to the schema is told', async () => {
  await migrate({ url, log });
  const system = openSystem(url, { max: 1, log });
  await system.query('alter table sync_runs drop column attempts');
  await system.end();
  expect(await diffSchema(url)).toContain('"attempts" INTEGER NOT NULL DEFAULT 0');
});

test('a migration edited after it was applied is refused', async () => {
  await migrate({ url, log, folder });
  appendFileSync(join(folder, all[0] ?? '', 'migration.sql'), '\n-- a word more');
  const refused = migrate({ url, log, folder });
  await expect(refused).rejects.toThrow(StartError);
  await expect(refused).rejects.toThrow(`${all[0]} was edited`);
});

test('a database that is newer than the program is refused', async () => {
  addMigration('20990101000000_later', 'create table later (id int);');
  expect(await migrate({ url, log, folder })).toEqual([...all, '20990101000000_later']);
  await expect(migrate({ url, log })).rejects.toThrow('20990101000000_later, which this version does not know');
});

test('a migration that fails changes nothing, is named, and is not tried again', async () => {
  await migrate({ url, log, folder });
  addMigration('20990101000000_broken', 'create table half (id int); select 1 / 0;');
  await expect(migrate({ url, log, folder })).rejects.toThrow(/20990101000000_broken\) failed: division by zero\./);
  await expect(migrate({ url, log, folder })).rejects.toThrow('20990101000000_broken failed half-way');
  const system = openSystem(url, { max: 1, log });
  expect(await system.query(`select to_regclass('half') as half`)).toEqual([{ half: null }]);
  await system.end();
});

test('a database that cannot be reached is named as such, without its password', async () => {
  const refused = migrate({ url: 'postgresql://someone:secret@127.0.0.1:1/nothing', log });
  await expect(refused).rejects.toThrow(/cannot be reached.*DATABASE_URL/);
  await expect(refused).rejects.not.toThrow(/secret/);
});

function addMigration(name: string, sql: string): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}
