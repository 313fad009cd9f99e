import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

// A service in a process of its own that logs all it can, and markers wherever something secret goes in.

const markers = {
  providerToken: 'marker-provider-token-5f1c',
  viewerToken: 'marker.viewer.token-8d02',
  collectorKey: 'marker-collector-key-77ac',
  databasePassword: '',
};

type Line = Readonly<Record<string, unknown>>;

let database: TestDatabase;
let simulator: Simulator;
let dataDir: string;
let output = '';
let url = '';
let end: () => Promise<void>;

const lines = (): Line[] =>
  output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));

beforeAll(async () => {
  database = await createTestDatabase();
  markers.databasePassword = new URL(database.url).password;
  simulator = await startSimulator({ droplets: 10, limits: false });
  simulator.faults.add({ path: '/v2/volumes', status: 500, times: 1 });
  dataDir = await mkdtemp(join(tmpdir(), 'arcadia-log-'));
  const root = join(import.meta.dirname, '../..');
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      ARCADIA_DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      DO_API_TOKEN: markers.providerToken,
      DO_API_URL: simulator.url,
      LOG_LEVEL: 'trace',
      // Nobody is there, which is said and changes nothing else.
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
      OTEL_EXPORTER_OTLP_HEADERS: `authorization=${markers.collectorKey}`,
    },
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  end = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  url = await vi.waitUntil(() => /"url":"(http[^"]+)","account"/.exec(output)?.[1], { timeout: 30_000 });
});

afterAll(async () => {
  await end();
  await simulator.close();
  await database.drop();
  await rm(dataDir, { recursive: true });
});

function ask(headers: Record<string, string>, query = '{ viewer { id } }'): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
}

describe('every line of', () => {
  test("a sync run carries the run's id, those of the client and of the database included", async () => {
    await expect.poll(() => lines().some(({ msg }) => msg === 'Sync run ended.'), { timeout: 30_000 }).toBe(true);
    // The provider's actions are read between runs, for no run in particular, and so is what they lead to.
    const lists = ['/v2/projects', '/v2/droplets', '/v2/volumes', '/v2/vpcs'];
    const asked = lines().filter(({ msg, path }) => msg === 'asked DigitalOcean' && lists.includes(String(path)));
    expect(asked.length).toBeGreaterThan(4);
    const ended = lines().find(({ msg }) => msg === 'Sync run ended.');
    expect(new Set(asked.map(({ runId }) => runId))).toEqual(new Set([ended?.runId]));
    expect(lines().find(({ msg }) => String(msg).includes('trying again'))).toMatchObject({ runId: ended?.runId });
    // Once each: a field that is written twice is read by some and not by others.
    expect(output).not.toMatch(/"runId":[^\n]*"runId":/);
  });

  test("a request carries the request's id, which the answer and whoever gave it have too", async () => {
    const own = await ask({});
    const ownId = own.headers.get('x-request-id');
    expect(ownId).toMatch(/^[0-9a-f-]{36}$/);
    await expect.poll(() => lines().filter(({ requestId }) => requestId === ownId).length).toBeGreaterThan(0);
    const given = await ask({ 'x-request-id': 'from-the-balancer-17' });
    expect(given.headers.get('x-request-id')).toBe('from-the-balancer-17');
    await expect.poll(() => lines().some(({ requestId }) => requestId === 'from-the-balancer-17')).toBe(true);
    // What could break a line is not taken over.
    const odd = await ask({ 'x-request-id': 'a b"c' });
    expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

test('a line has the id of its trace, where there are traces and this one is kept', async () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const within = (flags: string) => ({ traceparent: `00-${traceId}-00f067aa0ba902b7-${flags}` });
  await ask({ ...within('01'), 'x-request-id': 'kept-1' });
  await ask({ ...within('00'), 'x-request-id': 'unkept-1' });
  const lineOf = (id: string) => lines().find(({ requestId }) => requestId === id);
  await expect.poll(() => lineOf('kept-1') && lineOf('unkept-1')).toBeDefined();
  expect(lineOf('kept-1')).toMatchObject({ traceId });
  expect(lineOf('unkept-1')).not.toHaveProperty('traceId');
});

test('nothing secret is in any line, whatever goes wrong', async () => {
  await ask({ authorization: `Bearer ${markers.viewerToken}` });
  await ask({ authorization: `Bearer ${markers.viewerToken}` }, '{ nonsense }');
  await fetch(`${url}/graphql?query={viewer{id}}&token=${markers.viewerToken}`);
  simulator.faults.add({ path: '/v2/account', status: 401, times: 1 });
  await end();
  for (const [name, marker] of Object.entries(markers)) {
    expect(marker).not.toBe('');
    expect([name, output.includes(marker)]).toEqual([name, false]);
  }
});
