import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { everything } from '../../src/base/scope.ts';
import { openDatabase } from '../../src/db/database.ts';
import { startEmbeddedPostgres } from '../../src/db/embedded.ts';
import { processIsAlive } from '../../src/db/process-lock.ts';
import { openSystem } from '../../src/db/system.ts';
import { createEmptyDatabase, createTestDatabase, silentLog as log } from '../support/database.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'arcadia-database-'));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

test('without a setting a database opens on the embedded server, and is there again next time', async () => {
  const config = { databaseUrl: null, databasePooling: 'session', dataDir } as const;
  const first = await openDatabase(config, { name: 'arcadia_simulated', log });
  expect(first.embedded).toBe(true);
  await first.system.query(`insert into tenants (id, name) values ('acme', 'Acme')`);
  const pid = Number(readFileSync(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
  await first.close();
  expect(processIsAlive(pid)).toBe(false);

  const second = await openDatabase(config, { name: 'arcadia_simulated', log });
  expect(await second.viewers.forScope(everything).query('select id from tenants')).toEqual([{ id: 'acme' }]);
  await second.close();
});

test('databases of one embedded server know nothing of each other', async () => {
  const config = { databaseUrl: null, databasePooling: 'session', dataDir } as const;
  const [simulated, real] = await Promise.all([
    openDatabase(config, { name: 'arcadia_simulated', log }),
    openDatabase(config, { name: 'arcadia', log }),
  ]);
  await simulated.system.query(`insert into tenants (id, name) values ('acme', 'Acme')`);
  expect(await real.system.query('select id from tenants')).toEqual([]);
  await Promise.all([simulated.close(), real.close()]);
});

test.each([
  'session',
  'transaction',
] as const)('DATABASE_URL opens that database, migrated (%s pooling)', async (databasePooling) => {
  const { url, drop } = await createEmptyDatabase();
  const database = await openDatabase({ databaseUrl: url, databasePooling, dataDir }, { name: 'unused', log });
  expect(database.embedded).toBe(false);
  expect(await database.viewers.forScope(everything).prisma.tenant.findMany()).toEqual([]);

  const listener = database.listen('bell', () => {});
  if (databasePooling === 'session') await vi.waitFor(() => expect(listener.connected).toBe(true));
  else expect(listener.connected).toBe(false);
  await listener.stop();
  await database.close();
  await drop();
});

// Managed databases give no superuser: this owner may make roles, and has nothing else.
test('an owner who is no superuser migrates databases of a fresh server at once, writes and reads', async () => {
  const server = await startEmbeddedPostgres({ dataDir, log, durable: false });
  const superuser = openSystem(server.url('postgres'), { max: 1, log });
  await superuser.query(`create role owner login createrole nosuperuser nobypassrls password 'pw'`);
  await superuser.query('create database first owner owner');
  await superuser.query('create database second owner owner');
  const open = (name: string) => {
    const databaseUrl = Object.assign(new URL(server.url(name)), { username: 'owner', password: 'pw' }).href;
    return openDatabase({ databaseUrl, databasePooling: 'session', dataDir }, { name: 'unused', log });
  };
  const [first, second] = await Promise.all([open('first'), open('second')]);

  await first.system.query(`insert into tenants (id, name) values ('acme', 'Acme'), ('umbrella', 'Umbrella')`);
  expect(await first.system.query('select id from tenants order by id')).toEqual([{ id: 'acme' }, { id: 'umbrella' }]);
  expect(await first.viewers.forScope({ tenants: ['acme'] }).query('select id from tenants')).toEqual([{ id: 'acme' }]);
  expect(await second.system.query('select id from tenants')).toEqual([]);

  await Promise.all([first.close(), second.close(), superuser.end()]);
  await server.stop();
});

test('an owner who may not become the viewers’ role is told so at the start', async () => {
  const { url, system, drop } = await createTestDatabase();
  const owner = `stranger_${new URL(url).pathname.slice(1)}`;
  await system.query(`create role ${owner} login password 'pw'`);
  await system.query(`grant select on _prisma_migrations to ${owner}`);
  const databaseUrl = Object.assign(new URL(url), { username: owner, password: 'pw' }).href;
  await expect(
    openDatabase({ databaseUrl, databasePooling: 'session', dataDir }, { name: 'unused', log }),
  ).rejects.toThrow(/Viewers cannot read: .* GRANT arcadia_viewer/);
  await system.query(`drop owned by ${owner}`);
  await system.query(`drop role ${owner}`);
  await drop();
});
