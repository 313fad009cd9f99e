import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { StartError } from '../../src/base/errors.ts';
import { startEmbeddedPostgres } from '../../src/db/embedded.ts';
import { findBinaries, findRunner } from '../../src/db/postgres-binaries.ts';
import { initialise } from '../../src/db/postgres-cluster.ts';
import { shutDown } from '../../src/db/postgres-server.ts';
import { processIsAlive } from '../../src/db/process-lock.ts';
import { silentLog as log } from '../support/database.ts';

const program = fileURLToPath(new URL('embedded-process.ts', import.meta.url));
const root = process.getuid?.() === 0;

let prepared: string;
let dataDir: string;
let children: ChildProcess[];

// Making a data folder takes longest; who does not test it starts with a copy of this one.
beforeAll(async () => {
  prepared = mkdtempSync(join(tmpdir(), 'arcadia-embedded-'));
  const server = await startEmbeddedPostgres({ dataDir: prepared, log, durable: false });
  await server.stop();
});

afterAll(() => rmSync(prepared, { recursive: true, force: true }));

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'arcadia-embedded-'));
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  if (existsSync(join(dataDir, 'postgres/data/postmaster.pid'))) await shutDown(postmasterPid());
  rmSync(dataDir, { recursive: true, force: true });
});

test('a server starts, keeps what it was told, and leaves no process behind', async () => {
  const first = await startEmbeddedPostgres({ dataDir, log });
  expect(first.reused).toBe(false);
  await first.ensureDatabase('kept');
  await first.ensureDatabase('kept');
  await run(first.url('kept'), 'create table notes as select 42 as answer');
  const pid = postmasterPid();
  await first.stop();
  await first.stop();
  expect(processIsAlive(pid)).toBe(false);

  const second = await startEmbeddedPostgres({ dataDir, log });
  expect(second.reused).toBe(false);
  expect(await run(second.url('kept'), 'select answer from notes')).toEqual([{ answer: 42 }]);
  await second.stop();
});

test('the server listens on loopback alone and wants a password, which only its owner may read', async () => {
  beginWithData();
  const server = await startEmbeddedPostgres({ dataDir, log, durable: false });
  const url = new URL(server.url('postgres'));
  expect(url.hostname).toBe('127.0.0.1');
  expect(await run(url.href, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  expect(readFileSync(join(dataDir, 'postgres/data/pg_hba.conf'), 'utf8')).not.toMatch(/^[^#].*\btrust$/m);
  url.password = 'guess';
  await expect(run(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  await server.stop();
});

test('a server whose process was killed is used again by the next one, and stopped by it', async () => {
  beginWithData();
  const owner = await startProcess();
  const pid = postmasterPid();
  owner.child.kill('SIGKILL');
  await once(owner.child, 'exit');
  expect(processIsAlive(pid)).toBe(true);

  const next = await startEmbeddedPostgres({ dataDir, log });
  expect(next.reused).toBe(true);
  expect(postmasterPid()).toBe(pid);
  expect(next.url('postgres')).toBe(owner.url);
  await next.stop();
  expect(processIsAlive(pid)).toBe(false);
});

test('a process that ends without stopping the server takes it along', async () => {
  beginWithData();
  const owner = await startProcess();
  const pid = postmasterPid();
  owner.child.kill('SIGTERM');
  await vi.waitFor(() => expect(processIsAlive(pid)).toBe(false), { timeout: 5000 });
});

// Sabotage: `detached: false` in launch().
test('Ctrl-C, which a terminal sends to a whole group, does not end the server before its process', async () => {
  beginWithData();
  const owner = await startProcess({ detached: true });
  // Nothing in the program handles SIGINT, so that the process dies at once and the server is all that could be left.
  process.kill(-(owner.child.pid ?? 0), 'SIGINT');
  await once(owner.child, 'exit');
  expect(await run(owner.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(readFileSync(join(dataDir, 'postgres/server.log'), 'utf8')).not.toContain('shutdown request');
});

// Sabotage: leave out withLock in startEmbeddedPostgres.
test('processes that start at the same instant share one server, and the last one to leave stops it', async () => {
  const users = await Promise.all([startProcess(), startProcess(), startProcess()]);
  const pid = postmasterPid();
  expect(new Set(users.map(({ url }) => url)).size).toBe(1);
  expect(users.filter(({ reused }) => !reused)).toHaveLength(1);
  expect(readdirSync(join(dataDir, 'postgres')).filter((name) => name.startsWith('init-'))).toEqual([]);

  const [first, second, third] = users;
  await Promise.all([first?.stop(), second?.stop()]);
  expect(processIsAlive(pid)).toBe(true);
  expect(await run(third?.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
  await third?.stop();
  expect(processIsAlive(pid)).toBe(false);
});

test('a process killed in the middle of the first start leaves nothing in the way', async () => {
  const child = spawnProcess();
  const making = () => readdirSync(join(dataDir, 'postgres')).filter((name) => name.startsWith('init-'));
  await vi.waitFor(() => expect(making()).toHaveLength(1), { timeout: 10_000, interval: 5 });
  child.kill('SIGKILL');
  await once(child, 'exit');

  const server = await startEmbeddedPostgres({ dataDir, log, durable: false });
  expect(making()).toEqual([]);
  expect(await run(server.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
  await server.stop();
});

// Sabotage: leave out `rm -f` in launch().
test('a stale postmaster.pid whose number another process has by now does not keep the server from starting', async () => {
  beginWithData();
  const first = await startEmbeddedPostgres({ dataDir, log, durable: false });
  const path = join(dataDir, 'postgres/data/postmaster.pid');
  const [, ...rest] = readFileSync(path, 'utf8').split('\n');
  await first.stop();
  const stranger = spawn('sleep', ['60']);
  children.push(stranger);
  writeFileSync(path, [stranger.pid, ...rest].join('\n'));

  const second = await startEmbeddedPostgres({ dataDir, log, durable: false });
  expect(second.reused).toBe(false);
  await second.stop();
});

test('a server that dies under its process is replaced at the next start', async () => {
  beginWithData();
  const first = await startEmbeddedPostgres({ dataDir, log, durable: false });
  process.kill(postmasterPid(), 'SIGKILL');
  const second = await startEmbeddedPostgres({ dataDir, log, durable: false });
  expect(await run(second.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
  await second.stop();
  await first.stop();
});

test.runIf(root)('root runs the server as the user whose folder it is, and leaves it to that user', async () => {
  const folder = join(dataDir, 'postgres');
  mkdirSync(folder);
  const nobody = { prefix: [], user: { uid: 65534, gid: 65534 } };
  await initialise(folder, findBinaries(join(folder, 'lib')), nobody, false);
  const server = await startEmbeddedPostgres({ dataDir, log, durable: false });
  expect(statSync(`/proc/${postmasterPid()}`).uid).toBe(65534);
  await server.stop();
  for (const name of ['data', 'data/base', 'server.log']) expect(statSync(join(folder, name)).uid).toBe(65534);
});

test('where Postgres cannot run, the error says why and names DATABASE_URL', async () => {
  const binaries = { ...findBinaries(join(dataDir, 'lib')), postgres: '/nowhere/postgres' };
  expect(() => findRunner(binaries, null)).toThrow(/does not run here: .*\/nowhere\/postgres.* Set DATABASE_URL/);

  const notAFolder = join(dataDir, 'file');
  writeFileSync(notAFolder, '');
  const refused = startEmbeddedPostgres({ dataDir: notAFolder, log });
  await expect(refused).rejects.toThrow(StartError);
  await expect(refused).rejects.toThrow(/ARCADIA_DATA_DIR.*DATABASE_URL/);
});

// The flock of a server in another container, whose process id means nothing here.
test.runIf(process.platform === 'linux')(
  'a folder that a server of another container uses is refused, and not touched',
  async () => {
    beginWithData();
    const guard = join(dataDir, 'postgres/guard');
    const stranger = spawn('flock', ['--no-fork', guard, 'sh', '-c', 'echo held; exec sleep 60']);
    children.push(stranger);
    await once(stranger.stdout, 'data');
    const theirs = join(dataDir, 'postgres/data/postmaster.pid');
    writeFileSync(theirs, '999999\n/data\n1\n5432\n\n127.0.0.1\n1\nready\n');
    await expect(startEmbeddedPostgres({ dataDir, log })).rejects.toThrow(/Another machine or container.*DATABASE_URL/);
    expect(existsSync(theirs)).toBe(true);
    rmSync(theirs);
  },
);

test('a data folder of another major version is refused', async () => {
  beginWithData();
  writeFileSync(join(dataDir, 'postgres/data/PG_VERSION'), '13\n');
  await expect(startEmbeddedPostgres({ dataDir, log })).rejects.toThrow(/is of Postgres 13, but \d+ is installed/);
});

function beginWithData(): void {
  spawnSync('cp', ['-a', join(prepared, 'postgres'), dataDir]); // twice as fast as cpSync
}

function postmasterPid(): number {
  return Number(readFileSync(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
}

function spawnProcess(options: { detached?: boolean } = {}): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', program, dataDir], {
    ...options,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

async function startProcess(options: { detached?: boolean } = {}) {
  const child = spawnProcess(options);
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer]; // one short line: one chunk
  const { url, reused } = JSON.parse(line.toString()) as { url: string; reused: boolean }; // what the program prints
  const stop = async () => {
    child.stdin?.end();
    await once(child, 'exit');
  };
  return { child, url, reused, stop };
}

async function run(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
