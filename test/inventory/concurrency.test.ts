import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SystemDb } from '../../src/db/sql.ts';
import { openSystem } from '../../src/db/system.ts';
import { classify } from '../../src/inventory/classify.ts';
import { commitStrikes } from '../../src/inventory/commit.ts';
import { createTestDatabase, silentLog, type TestDatabase } from '../support/database.ts';
import { at, eventsOf, makeProjects, remove, see, sightingOf, versionFaults } from './observations.ts';

let database: TestDatabase;
let writers: SystemDb;

beforeAll(async () => {
  database = await createTestDatabase();
  writers = openSystem(database.url, { max: 20, log: silentLog });
});

afterAll(async () => {
  await writers.end();
  await database.drop();
});

// Sabotage that turns it red: positions from nextval() of a sequence in append() instead of the head row.
test('a reader with a cursor misses nothing while 16 writers append, and positions have no gaps', async () => {
  const seen: bigint[] = [];
  let cursor = 0n;
  let writing = true;
  const read = async () => {
    const events = await database.system.query<{ position: bigint }>(
      'select position from cloud_resource_events where position > $1 order by position',
      [cursor],
    );
    for (const { position } of events) seen.push(position);
    cursor = events.at(-1)?.position ?? cursor;
  };
  const reading = (async () => {
    while (writing) await read();
    await read();
  })();
  await Promise.all(
    Array.from({ length: 16 }, async (_, writer) => {
      for (let page = 0; page < 12; page += 1) {
        const base = 1_000_000 * (writer + 1) + page * 10;
        await see(
          writers,
          Array.from({ length: 1 + ((writer + page) % 4) }, (_, n) => sightingOf(base + n)),
          page,
        );
      }
    }),
  );
  writing = false;
  await reading;
  const log = await eventsOf(database.system);
  expect(seen).toEqual(log.map(({ position }) => position));
  expect(log.map(({ position }) => position)).toEqual(log.map((_, index) => BigInt(index + 1)));
  const recorded = await database.system.query<{ recordedAt: Date }>(
    'select recorded_at as "recordedAt" from cloud_resource_events order by position',
  );
  const times = recorded.map(({ recordedAt }) => recordedAt.getTime());
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

// Sabotage that turns it red: LostRaceError is thrown on instead of tried again (in observe), or `on conflict do nothing` goes.
test('writers who discover the same resources at once make one discovery of each', async () => {
  const page = Array.from({ length: 20 }, (_, n) => sightingOf(90_000_000 + n));
  const counts = await Promise.all(Array.from({ length: 12 }, () => see(writers, page, 0)));
  expect(counts.reduce((sum, { discovered }) => sum + discovered, 0)).toBe(20);
  const log = (await eventsOf(database.system)).filter(({ urn }) => page.some((seen) => seen.urn === urn));
  expect(log.map(({ type }) => type)).toEqual(page.map(() => 'discovered'));
});

// Sabotage that turns it red: `order by id` goes from what locks rows in observe() or commitStrikes().
test('sightings, strikes and deletions of the same resources wait for each other and never deadlock', async () => {
  const page = (name: string) => Array.from({ length: 60 }, (_, n) => sightingOf(80_000_000 + n, { name }));
  await see(writers, page('new'), 0);
  const rows = await writers.query<{ id: string }>(`select id from cloud_resources where name = 'new'`);
  const ids = rows.map(({ id }) => id);
  await Promise.all(
    Array.from({ length: 16 }, async (_, writer) => {
      for (let round = 1; round <= 6; round += 1) {
        if (writer % 3 === 0) await see(writers, page(`${writer}-${round}`), round);
        else if (writer % 3 === 1) await remove(writers, ids, round);
        else await commitStrikes(writers, { kind: 'droplet', part: 'standard', beganAt: at(99) }, at(99), 0, 3);
      }
    }),
  );
  expect(await versionFaults(database.system)).toEqual([]);
});

// Sabotage that turns it red: holdTenancy() goes from observe(), or the lock from changeTenancy().
test('a project may change hands while its pages are written: every resource ends with its tenant, each move in two events', async () => {
  const [project = ''] = await makeProjects(database.system, ['acme', 'globex']);
  const ids = Array.from({ length: 40 }, (_, n) => 70_000_000 + n);
  const projectOf = new Map(Array.from({ length: 400 }, (_, n) => [`do:droplet:${70_000_000 + n}`, project] as const));
  await see(
    writers,
    ids.map((id) => sightingOf(id)),
    0,
    { projectOf },
  );
  const write = async (writer: number) => {
    for (let round = 1; round <= 8; round += 1) {
      const fresh = Array.from({ length: 4 }, (_, n) => sightingOf(70_000_000 + 40 + writer * 40 + round * 4 + n));
      const changed = ids.map((id) => sightingOf(id, { name: `${writer}-${round}` }));
      await see(writers, [...changed, ...fresh], round, { projectOf });
    }
  };
  const change = async () => {
    for (const tenantId of ['globex', 'acme', 'globex', 'acme', 'globex']) {
      expect(await classify(writers, { projectId: project, purpose: 'TENANT', tenantId }, 'test', at(9))).toBeNull();
    }
  };
  await Promise.all([...Array.from({ length: 8 }, (_, writer) => write(writer)), change()]);
  const lost = await database.system.query(
    `select r.urn from cloud_resources r join cloud_projects p on p.id = r.project_id where r.tenant_id is distinct from p.tenant_id`,
  );
  expect(lost).toEqual([]);
  const moves = await database.system.query<{ departures: bigint; arrivals: bigint; tenants: bigint }>(
    `select count(*) filter (where departure) as departures, count(*) filter (where not departure) as arrivals,
            count(distinct tenant_id) as tenants
       from cloud_resource_events where move_id is not null group by move_id`,
  );
  expect(moves.length).toBeGreaterThanOrEqual(40 * 5);
  for (const move of moves) expect(move).toEqual({ departures: 1n, arrivals: 1n, tenants: 2n });
  expect(await versionFaults(database.system)).toEqual([]);
});
