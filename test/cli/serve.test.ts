import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processIsAlive } from '../../src/db/process-lock.ts';
import {
  EstateDocument,
  type EstateQuery,
  EventSubjectsDocument,
  type EventSubjectsQuery,
} from '../operations/generated/graphql.ts';
import { type Served, serve } from './processes.ts';

// The life of one data folder, from an empty one: each test goes on where the one before it stopped.

const dataDir = mkdtempSync(join(tmpdir(), 'arcadia-serve-'));
const env = {
  ARCADIA_DATA_DIR: dataDir,
  PORT: '0',
  // Once a year: overdue at the first start, and never in between.
  ARCADIA_SYNC_CRON: '0 0 1 1 *',
};
let service: Served;
let startedMs = 0;
/** Of the embedded server; null when there is none. */
const postgres = (): number | null => {
  const path = join(dataDir, 'postgres/data/postmaster.pid');
  return existsSync(path) ? Number(readFileSync(path, 'utf8').split('\n')[0]) : null;
};

beforeAll(async () => {
  startedMs = performance.now();
  service = await serve(env);
});

afterAll(async () => {
  await service?.end('SIGKILL').catch(() => {}); // it has ended already when all went well
  const server = postgres();
  if (server !== null && processIsAlive(server)) process.kill(server, 'SIGINT');
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
});

async function ask<Data>(document: { toString(): string }, variables: Record<string, unknown>): Promise<Data> {
  const [, token] = /platform admin\s+(\S+)/.exec(service.output()) ?? [];
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: String(document), variables }),
  });
  const { data } = (await response.json()) as { data: Data }; // GraphQL's form
  return data;
}

const kinds = async (where: object) => {
  const { resources } = await ask<EstateQuery>(EstateDocument, { first: 200, where });
  return resources.edges.length;
};

async function log(): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const { resourceEvents }: EventSubjectsQuery = await ask(EventSubjectsDocument, { first: 200, after });
    ids.push(...resourceEvents.edges.map(({ node }) => node.id));
    if (!resourceEvents.pageInfo.hasNextPage) return ids;
    after = resourceEvents.pageInfo.endCursor;
  }
}

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

const isReady = async () => (await fetch(`${service.url}/readyz`)).status;

test('from an empty folder it is ready and shows a first estate within 30 seconds', async () => {
  await expect.poll(isReady, { timeout: 30_000 }).toBe(200);
  await expect.poll(() => kinds({ kind: ['VOLUME'] }), { timeout: 30_000 }).toBeGreaterThanOrEqual(30);
  expect(await kinds({ kind: ['DROPLET'] })).toBeGreaterThanOrEqual(60);
  expect(performance.now() - startedMs).toBeLessThan(30_000);
}, 40_000);

test('it says that the account is simulated, where it serves, and with which tokens', () => {
  expect(service.output()).toMatch(/"account":"simulated"/);
  expect(service.output()).toContain(`a SIMULATED account at ${service.url}/graphql`);
  expect(service.output()).toMatch(/tenant acme\s+eyJ/);
});

let events: string[] = [];
let residentBytes = 0;

test('Ctrl-C stops everything within 5 seconds and leaves neither a process nor a lock', async () => {
  events = await log();
  const server = postgres();
  expect(server).not.toBeNull();
  const { code, tookMs } = await service.end('SIGINT');
  // tsx answers 130, as a shell does, when its child needs a moment.
  expect([0, 130]).toContain(code);
  expect(tookMs).toBeLessThan(5000);
  expect(processIsAlive(server ?? 0)).toBe(false);
  expect(postgres()).toBeNull();
  expect(existsSync(join(dataDir, 'postgres/lock'))).toBe(false);
  await expect(fetch(`${service.url}/healthz`)).rejects.toThrow();
});

test('a second start is ready with 5 seconds of work at most, and shows everything as it was', async () => {
  service = await serve(env);
  await expect.poll(isReady, { interval: 20, timeout: 15_000 }).toBe(200);
  // Of the processor, not of the clock: the machine may be busy with other tests.
  expect(await metric('process_cpu_seconds_total')).toBeLessThan(5);
  residentBytes = await metric('process_resident_memory_bytes');
  // A sync that was cut goes on and may add to them.
  expect((await log()).slice(0, events.length)).toEqual(events);
});

test('idle, its process holds less than 250 MB', () => {
  expect(residentBytes).toBeGreaterThan(10e6);
  expect(residentBytes).toBeLessThan(250e6);
});

test('after kill -9 it starts again on the server that was left behind, with nothing lost', async () => {
  const server = postgres();
  await service.end('SIGKILL');
  expect(processIsAlive(server ?? 0)).toBe(true);
  service = await serve(env);
  await expect.poll(isReady, { interval: 20, timeout: 15_000 }).toBe(200);
  expect(postgres()).toBe(server);
  // A sync that was cut goes on and may add to them.
  expect((await log()).slice(0, events.length)).toEqual(events);
  expect((await service.end('SIGTERM')).code).toBe(0);
  expect(processIsAlive(server ?? 0)).toBe(false);
});
