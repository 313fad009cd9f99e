import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { type SpacesSettings, spacesRegions } from '../../src/base/spaces.ts';
import { createClient } from '../../src/digitalocean/client.ts';
import { createSpaces } from '../../src/digitalocean/spaces.ts';
import { tokensFrom } from '../../src/digitalocean/tokens.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { defaultBreaker } from '../../src/sync/breaker.ts';
import { readHealth } from '../../src/sync/health.ts';
import { requestRun } from '../../src/sync/requests.ts';
import { fullSyncQueue, jobIdOf, workOnRun } from '../../src/sync/work.ts';
import { createTestDatabase, silentLog, type TestDatabase } from '../support/database.ts';

// Buckets that are no longer looked at: which of the reasons is a fault that somebody has to be told of, and which is none.

let database: TestDatabase;
let simulator: Simulator;
beforeAll(async () => {
  database = await createTestDatabase();
  simulator = await startSimulator({ droplets: 40, limits: false });
});
afterAll(async () => {
  await simulator.close();
  await database.drop();
});
beforeEach(() => simulator.faults.clear());

interface Listed {
  readonly part: string;
  readonly verdict: string;
  readonly reason: string | null;
  readonly struck: number;
  readonly deleted: number;
}

/** One sync of the buckets, by a process with these settings; null: without keys. */
async function sync(settings: Partial<SpacesSettings> | null = {}) {
  const db = database.system;
  const quick = { clock: systemClock, log: silentLog, retries: { limit: 1, firstBackoffMs: 1, longestBackoffMs: 1 } };
  const tokens = tokensFrom(new Map([['default', 'token']]));
  const client = createClient({ baseUrl: simulator.url, tokens, ...quick });
  const usual = { ...simulator.spaces, regions: spacesRegions, regionsAreNamed: false };
  const spaces = settings && createSpaces({ settings: { ...usual, ...settings }, ...quick });
  const { runId } = await requestRun(db, { kinds: ['space'], trigger: 'schedule', requestedBy: null, lane: 'lane' });
  await workOnRun(
    {
      id: jobIdOf(runId, false),
      queue: fullSyncQueue,
      lane: 'lane',
      signal: new AbortController().signal,
      step: (_name, work) => work(),
    },
    {
      ...quick,
      db,
      client,
      spaces,
      instance: randomUUID(),
      strikeSpacingMs: 0,
      internalProject: 'skyai-internal',
      breaker: defaultBreaker,
    },
  );
  client.close();
  spaces?.close();
  const [run] = await db.query<{ status: string; reason: string | null }>(
    'select status, reason from sync_runs where id = $1',
    [runId],
  );
  const listed = await db.query<Listed>(
    `select part, verdict, reason, struck, deleted from sync_listings where run_id = $1 and kind = 'space' order by part`,
    [runId],
  );
  return { ...run, listed, of: (region: string) => listed.find(({ part }) => part === region) };
}

const bucketsIn = (region: string) =>
  database.system.query<{ name: string; strikes: number; deleted: boolean }>(
    `select name, stale_strike_count as strikes, deleted_at is not null as deleted
       from cloud_resources where kind = 'space' and region = $1 order by name`,
    [region],
  );

async function whereBucketsAre(): Promise<string[]> {
  const rows = await database.system.query<{ region: string }>(
    `select distinct region from cloud_resources where kind = 'space' and deleted_at is null order by 1`,
  );
  return rows.map(({ region }) => region);
}

/** A port of this machine at which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const keptIn = /\d+ buckets? (?:is|are) known to be in it, and kept as (?:it was|they were)\.$/;

describe('an endpoint that leads nowhere', () => {
  beforeAll(async () => {
    expect(await sync()).toMatchObject({ status: 'SUCCEEDED' });
  });

  // Sabotage: hand the records of readParts on as they are, without doubtAbsence, in sync/read-kind.ts.
  test.each([
    ['whose name is not to be found', async () => 'http://{{.Region}}.spaces.invalid'],
    ['that refuses connections', async () => `http://127.0.0.1:${await closedPort()}/{{.Region}}`],
    ['that speaks no TLS', async () => simulator.spaces.endpoint.replace('http:', 'https:')],
  ])('%s makes the run PARTIAL, says what to do, and strikes no bucket', async (_what, endpoint) => {
    const where = await whereBucketsAre();
    expect(where.length).toBeGreaterThan(1);
    for (let round = 0; round < 3; round += 1) {
      const run = await sync({ endpoint: await endpoint() });
      expect(run).toMatchObject({ status: 'PARTIAL', reason: expect.stringContaining('space (nyc3) failed') });
      expect(run.listed.length).toBe(spacesRegions.length);
      for (const { verdict, reason, struck, deleted } of run.listed) {
        expect({ verdict, struck, deleted }).toEqual({ verdict: 'FAILED', struck: 0, deleted: 0 });
        expect(reason).toMatch(/\. Check .*SPACES_ENDPOINT_URL/);
      }
    }
    for (const region of where) {
      for (const { strikes, deleted } of await bucketsIn(region))
        expect({ strikes, deleted }).toEqual({ strikes: 0, deleted: false });
    }
  });

  test.each([404, 405, 501])('that answers %i everywhere is no lack of Spaces either', async (status) => {
    simulator.faults.add({ path: '/_spaces/*', status });
    const run = await sync();
    expect(run).toMatchObject({ status: 'PARTIAL' });
    expect(new Set(run.listed.map(({ verdict }) => verdict))).toEqual(new Set(['FAILED']));
    expect(run.of('syd1')?.reason).toMatch(
      / Check that SPACES_ENDPOINT_URL .* No other region lists its buckets either\.$/,
    );
  });
});

describe('a single region without Spaces', () => {
  // Of those that this release knows, it may be that one is none of this account's: then the others answer, and nothing is missed.
  test('is UNSUPPORTED where this release only guesses, and the run succeeds', async () => {
    await sync();
    simulator.faults.add({ path: '/_spaces/ric1/', status: 501 });
    expect(await bucketsIn('ric1')).toEqual([]);
    const run = await sync();
    expect(run).toMatchObject({ status: 'SUCCEEDED', reason: null });
    expect(run.of('ric1')).toMatchObject({
      verdict: 'UNSUPPORTED',
      reason: expect.stringMatching(/Other regions answer, so this one may have none\.$/),
    });
    expect(run.of('nyc3')).toMatchObject({ verdict: 'COMPLETE' });
  });

  // Seen red: with a kind taken for complete only when each of its parts is there.
  test('does not hide how old what is known of the others is', async () => {
    simulator.faults.add({ path: '/_spaces/ric1/', status: 501 });
    const before = systemClock.now();
    await sync();
    const healthOf = async () =>
      (await readHealth(database.system, systemClock.now(), null)).find(({ kind }) => kind === 'space');
    const health = await healthOf();
    expect(health?.lastVerdict).toBe('UNSUPPORTED');
    expect(health?.lastCompleteAt?.getTime()).toBeGreaterThanOrEqual(before.getTime());
    // Where no part is there, none is complete.
    await database.system.query(`delete from sync_listings where kind = 'space' and verdict <> 'UNSUPPORTED'`);
    expect((await healthOf())?.lastCompleteAt).toBeNull();
  });

  test('is FAILED where SPACES_REGIONS names it', async () => {
    simulator.faults.add({ path: '/_spaces/ric1/', status: 501 });
    const run = await sync({ regions: ['nyc3', 'ric1'], regionsAreNamed: true });
    expect(run).toMatchObject({ status: 'PARTIAL', reason: expect.stringContaining('space (ric1) failed') });
    expect(run.of('ric1')?.reason).toMatch(
      /let SPACES_REGIONS leave the region out\. SPACES_REGIONS names this region\.$/,
    );
  });

  test('is FAILED where buckets are known to be, and they are kept', async () => {
    await sync();
    const known = await bucketsIn('fra1');
    expect(known.length).toBeGreaterThan(0);
    simulator.faults.add({ path: '/_spaces/fra1/', status: 404 });
    const run = await sync();
    expect(run).toMatchObject({ status: 'PARTIAL' });
    expect(run.of('fra1')).toMatchObject({ verdict: 'FAILED', struck: 0 });
    expect(run.of('fra1')?.reason).toMatch(keptIn);
    expect(await bucketsIn('fra1')).toEqual(known);
  });
});

describe('buckets that are known', () => {
  // Sabotage: ask spaces.regions alone in sync/parts.ts.
  test('are looked at even where SPACES_REGIONS leaves their region out', async () => {
    await sync();
    expect((await bucketsIn('fra1')).length).toBeGreaterThan(0);
    const run = await sync({ regions: ['nyc3'], regionsAreNamed: true });
    expect(run).toMatchObject({ status: 'SUCCEEDED' });
    expect(run.listed.map(({ part }) => part)).toEqual([...new Set([...(await whereBucketsAre()), 'nyc3'])].sort());
    // And where Spaces is no more, leaving it out is the way to say so.
    simulator.faults.add({ path: '/_spaces/fra1/', status: 501 });
    const without = await sync({ regions: ['nyc3'], regionsAreNamed: true });
    expect(without).toMatchObject({ status: 'SUCCEEDED' });
    expect(without.of('fra1')).toMatchObject({
      verdict: 'UNSUPPORTED',
      reason: expect.stringMatching(keptIn),
    });
  });

  test('and can no longer be looked at for want of keys make the run PARTIAL', async () => {
    await sync();
    const run = await sync(null);
    expect(run).toMatchObject({ status: 'PARTIAL', reason: expect.stringContaining('space failed') });
    expect(run.listed).toEqual([
      expect.objectContaining({
        verdict: 'FAILED',
        struck: 0,
        reason: expect.stringMatching(
          /set SPACES_ACCESS_KEY_ID and .* \d+ buckets are known by now, and kept as they were\.$/,
        ),
      }),
    ]);
  });
});
