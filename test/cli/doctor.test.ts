import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { diskFinding } from '../../src/cli/doctor/machine.ts';
import type { Finding } from '../../src/observability/finding.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/database.ts';
import { command } from './in-process.ts';
import { startOldPostgres, startPooler } from './postgres-wire.ts';

let dataDir: string;
let database: TestDatabase;
let simulator: Simulator;
let env: Record<string, string>;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'arcadia-doctor-'));
  database = await createTestDatabase();
  simulator = await startSimulator({ droplets: 5, limits: false });
  env = {
    ARCADIA_DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    DO_API_URL: simulator.url,
    DO_API_TOKEN: 'marker-of-a-token',
    PORT: '0',
  };
});

afterEach(() => simulator.faults.clear());

afterAll(async () => {
  await simulator.close();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

interface Diagnosis {
  readonly code: number | null;
  readonly findings: readonly Finding[];
  readonly sights: readonly { kind: string; part: string; scope: string; sees: string; remark: string | null }[];
  readonly missingScopes: readonly string[];
  of(subject: string): Finding | undefined;
}

async function diagnose(changed: Record<string, string> = {}): Promise<Diagnosis> {
  const { code, stdout } = await command(['doctor', '--json'], { ...env, ...changed });
  expect(stdout).not.toContain('marker-of-a-token');
  expect(stdout).not.toContain('marker-of-a-secret');
  const { findings, sights, missingScopes }: Omit<Diagnosis, 'code' | 'of'> = JSON.parse(stdout);
  // Whoever finds something says what to do about it.
  for (const { level, mend } of findings) expect(mend !== undefined).toBe(level !== 'ok');
  return { code, findings, sights, missingScopes, of: (wanted) => findings.find(({ subject }) => subject === wanted) };
}

test('a sound installation has nothing to be mended', async () => {
  const { code, findings, sights } = await diagnose();
  expect(findings.filter(({ level }) => level === 'fail')).toEqual([]);
  expect(code).toBe(0);
  expect(sights.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['project', 'droplet', 'volume']));
  const lists = sights.filter(({ kind }) => ['project', 'droplet', 'volume'].includes(kind));
  expect(new Set(lists.map(({ sees }) => sees))).toEqual(new Set(['sees']));
  const { stdout } = await command(['doctor'], env);
  expect(stdout).toMatch(/^ok +database +Postgres \d+/m);
  expect(stdout).toMatch(/^KIND +SCOPE +TOKEN +REMARK$/m);
  expect(stdout).toMatch(/^droplet \(standard\) +droplet:read +sees$/m);
  expect(stdout).toContain('Nothing has to be mended.');
});

test('it asks the provider with GET alone, once for each list', async () => {
  simulator.requests.length = 0;
  await diagnose();
  expect(new Set(simulator.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
  const lists = simulator.requests
    .filter(({ path }) => path !== '/v2/account')
    .map(({ path, query }) => JSON.stringify([path, query]));
  expect(new Set(lists).size).toBe(lists.length);
});

test('a list that the token may not see is named, with the scope that is missing, and is no failure', async () => {
  simulator.faults.add({ path: '/v2/volumes', status: 403 });
  const { code, sights, of } = await diagnose();
  expect(code).toBe(0);
  expect(of('scopes')).toMatchObject({ level: 'warn', finding: expect.stringContaining('volume') });
  expect(sights).toContainEqual(
    expect.objectContaining({ kind: 'volume', sees: 'may not', remark: 'needs block_storage:read' }),
  );
});

test('a token that is not accepted is', async () => {
  simulator.faults.add({ path: '/v2/account', status: 401 });
  const { code, of } = await diagnose();
  expect(code).toBe(1);
  expect(of('token for sync_full')).toMatchObject({ level: 'fail', finding: expect.stringContaining('401') });
});

test('the token of another team than the one that is mirrored', async () => {
  await database.system.query(
    `insert into mirrored_account (provider, account_id) values ('digitalocean', 'another-team')`,
  );
  const { code, of } = await diagnose();
  await database.system.query('delete from mirrored_account');
  expect(code).toBe(1);
  expect(of('token for sync_full')?.finding).toContain('the database mirrors another-team');
});

test('a clock that is off by ten minutes', async () => {
  const server = createServer((_, response) => {
    response.setHeader('date', new Date(Date.now() - 600_000).toUTCString());
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ account: { uuid: 'u', status: 'active' }, droplets: [], volumes: [], projects: [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const { code, of } = await diagnose({ DO_API_URL: `http://127.0.0.1:${port}` });
  server.closeAllConnections();
  server.close();
  expect(code).toBe(1);
  expect(of('clock')).toMatchObject({
    level: 'fail',
    finding: expect.stringMatching(/^(599|600|601) s ahead of DigitalOcean$/),
  });
});

test.each([
  ['a port that nobody listens on', (url: URL) => Object.assign(url, { port: '1' }), 'nobody answers'],
  ['a wrong password', (url: URL) => Object.assign(url, { password: 'wrong' }), 'does not accept the password'],
  ['a name that is not there', (url: URL) => Object.assign(url, { pathname: '/nothing' }), 'no database of this name'],
])('a database with %s', async (_, change, finding) => {
  const { code, of } = await diagnose({ DATABASE_URL: change(new URL(database.url)).href });
  expect(code).toBe(1);
  expect(of('database')).toMatchObject({ level: 'fail', finding: expect.stringContaining(finding) });
});

test('a Postgres that is too old', async () => {
  const old = await startOldPostgres('14.13');
  const { code, of } = await diagnose({ DATABASE_URL: `postgres://a:b@127.0.0.1:${old.port}/c` });
  await old.close();
  expect(code).toBe(1);
  expect(of('database')).toMatchObject({
    finding: 'Postgres 14.13 is too old',
    mend: 'Upgrade to Postgres 15 or newer.',
  });
});

test('a role that may neither make roles nor tables', async () => {
  const owner = new pg.Client({ connectionString: inject('postgresUrl') });
  await owner.connect();
  await owner.query(`drop role if exists arcadia_plain; create role arcadia_plain login password 'plain'`);
  const url = Object.assign(new URL(database.url), { username: 'arcadia_plain', password: 'plain' });
  const { code, of } = await diagnose({ DATABASE_URL: url.href });
  await owner.query('drop role arcadia_plain');
  await owner.end();
  expect(code).toBe(1);
  expect(of('roles')).toMatchObject({
    level: 'fail',
    mend: expect.stringContaining('CREATE ROLE arcadia_viewer NOLOGIN'),
  });
  expect(of('row-level security')).toMatchObject({ level: 'fail', mend: expect.stringContaining('GRANT CREATE') });
});

test('a role that may not make what search and runs need beside the tables', async () => {
  const empty = await createEmptyDatabase();
  const owner = new pg.Client({ connectionString: empty.url });
  await owner.connect();
  await owner.query(
    `drop role if exists arcadia_narrow; create role arcadia_narrow login password 'narrow' createrole`,
  );
  await owner.query('grant create, usage on schema public to arcadia_narrow');
  const url = Object.assign(new URL(empty.url), { username: 'arcadia_narrow', password: 'narrow' });
  const narrow = await diagnose({ DATABASE_URL: url.href });
  await owner.query(
    `do $$ begin execute format('grant create on database %I to arcadia_narrow', current_database()); end $$`,
  );
  const mended = await diagnose({ DATABASE_URL: url.href });
  await owner.query('drop owned by arcadia_narrow');
  await owner.query('drop role arcadia_narrow');
  await owner.end();
  await empty.drop();
  expect(narrow.of('extension and schema')).toMatchObject({
    level: 'fail',
    mend: expect.stringContaining('CREATE EXTENSION pg_trgm'),
  });
  expect(mended.of('extension and schema')).toMatchObject({ level: 'ok' });
});

test('a pooler in transaction mode, unless the setting says so', async () => {
  const pooler = await startPooler(new URL(database.url));
  const url = Object.assign(new URL(database.url), { port: String(pooler.port) });
  const { of } = await diagnose({ DATABASE_URL: url.href });
  const told = await diagnose({ DATABASE_URL: url.href, ARCADIA_DB_POOLING: 'transaction' });
  await pooler.close();
  expect(told.of('pooling')).toMatchObject({ level: 'ok' });
  expect(of('pooling')).toMatchObject({
    level: 'fail',
    mend: expect.stringContaining('ARCADIA_DB_POOLING=transaction'),
  });
});

test('a port that another program has', async () => {
  const holder = createTcpServer((socket) => socket.end('no'));
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  const { port } = holder.address() as AddressInfo; // it listens on a port
  const { code, of } = await diagnose({ PORT: String(port) });
  holder.close();
  expect(code).toBe(1);
  expect(of('port')).toMatchObject({ level: 'fail', mend: `Choose another, such as PORT=${port + 1}.` });
});

test('a data folder that cannot be written to', async () => {
  const file = join(dataDir, 'a-file');
  await writeFile(file, '');
  const { code, of } = await diagnose({ ARCADIA_DATA_DIR: join(file, 'folder'), DATABASE_URL: '' });
  expect(code).toBe(1);
  expect(of('data folder')).toMatchObject({ level: 'fail', mend: expect.stringContaining('ARCADIA_DATA_DIR') });
  expect(of('database')).toBeUndefined();
});

test('a disk that is nearly full', () => {
  expect(diskFinding(100)).toMatchObject({ level: 'fail', mend: expect.stringContaining('Make room') });
  expect(diskFinding(1000).level).toBe('warn');
  expect(diskFinding(50_000).level).toBe('ok');
});

test('settings that are wrong, each with what it wants', async () => {
  const { code, findings } = await diagnose({ PORT: 'eighty', LOG_LEVEL: 'loud' });
  expect(code).toBe(1);
  expect(findings.map(({ finding }) => finding).sort()).toEqual([
    expect.stringMatching(/^LOG_LEVEL: got "loud"/),
    expect.stringMatching(/^PORT: got "eighty"/),
  ]);
});

test('production without anybody who may come in', async () => {
  const { code, of } = await diagnose({ NODE_ENV: 'production' });
  expect(code).toBe(1);
  expect(of('identity')).toMatchObject({ level: 'fail', finding: expect.stringContaining('make an API key first') });
  const { stdout } = await command(['doctor'], { ...env, NODE_ENV: 'production' });
  expect(stdout).toMatch(/^fail +identity .*key create --role platform_admin\. The service does not start before\.$/m);
});
