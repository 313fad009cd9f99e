import { afterAll, beforeEach, expect, test } from 'vitest';
import { everything } from '../../src/base/scope.ts';
import { startEventHub } from '../../src/events/hub.ts';
import { maintainPartitions, type PartitionPlan } from '../../src/events/partitions.ts';
import { readEvents } from '../../src/events/read.ts';
import { createTestDatabase, silentLog as log, type TestDatabase } from '../support/database.ts';
import { draft, readUntil, write } from './writing.ts';

// Sabotage that was seen red: partitions.ts without the lock on the log itself → "writers go on …" (deadlocks).

let database: TestDatabase;
const databases: TestDatabase[] = [];
const now = new Date('2030-01-01T00:00:00Z');
const plan = (keep: PartitionPlan['keep'] = null): PartitionPlan => ({ size: 10n, ahead: 2, keep });
const many = (count: number) => Array.from({ length: count }, () => draft({ tenantId: 'acme' }));

beforeEach(async () => {
  database = await createTestDatabase();
  databases.push(database);
  // A log whose partitions are small.
  await database.system.query('alter table cloud_resource_events detach partition cloud_resource_events_p0');
  await database.system.query(
    'alter table cloud_resource_events attach partition cloud_resource_events_p0 for values from (minvalue) to (10)',
  );
});
afterAll(() => Promise.all(databases.map((each) => each.drop())));

async function partitions(): Promise<string[]> {
  const rows = await database.system.query<{ name: string }>(
    `select c.relname as name from pg_inherits join pg_class c on c.oid = inhrelid
      where inhparent = 'cloud_resource_events'::regclass order by c.relname`,
  );
  return rows.map(({ name }) => name.replace('cloud_resource_events_', ''));
}

const positions = async () =>
  (await readEvents(database.system, everything, {}, { limit: 500 })).map(({ position }) => Number(position));

test('partitions stand ready above the head, and a batch may cross several', async () => {
  await maintainPartitions(database.system, plan(), now);
  expect(await partitions()).toEqual(['p0', 'p10', 'rest']);
  await write(database.system, ...many(25));
  await maintainPartitions(database.system, plan(), now);
  expect(await partitions()).toEqual(['p0', 'p10', 'p20', 'p30', 'p40', 'rest']);
  await write(database.system, ...many(10));
  expect(await positions()).toEqual(Array.from({ length: 35 }, (_, i) => i + 1));
});

test('an append whose partition was not made in time goes to the rest, which then becomes that partition', async () => {
  const hub = await startEventHub({ db: database.system, log, pollWithoutBellMs: 20 });
  const follower = hub.follow({ after: 0n, scope: () => everything, filter: {}, sql: () => database.system });
  await write(database.system, ...many(37));
  expect((await maintainPartitions(database.system, plan(), now)).made).toEqual([
    'cloud_resource_events_p10',
    'cloud_resource_events_p40',
    'cloud_resource_events_p50',
  ]);
  await write(database.system, ...many(30));
  expect((await readUntil(follower, 67n)).map(({ position }) => Number(position))).toEqual(await positions());
  expect(await positions()).toHaveLength(67);
  expect(await database.system.query('select from cloud_resource_events_rest')).toHaveLength(8);
  await hub.stop();
});

test('writers go on while partitions are made and dropped', async () => {
  let writing = true;
  const writers = [1, 2, 3].map(async () => {
    while (writing) await write(database.system, ...many(3));
  });
  for (let i = 0; i < 20; i += 1) {
    await maintainPartitions(database.system, plan({ events: 50n, days: null }), now);
    await write(database.system, ...many(3));
  }
  writing = false;
  await Promise.all(writers);
  const kept = await positions();
  const first = kept[0] ?? 0;
  expect(first).toBeGreaterThan(1);
  expect(kept).toEqual(kept.map((_, i) => first + i));
});

test('by number, whole partitions go that lie beyond the newest so many', async () => {
  await maintainPartitions(database.system, { ...plan(), ahead: 5 }, now);
  await write(database.system, ...many(45));
  const { dropped } = await maintainPartitions(database.system, plan({ events: 20n, days: null }), now);
  expect(dropped).toEqual(['cloud_resource_events_p0', 'cloud_resource_events_p10']);
  expect(await positions()).toEqual(Array.from({ length: 26 }, (_, i) => i + 20));
});

test('by age, partitions go whose newest event is older; where both are asked for, both must allow it', async () => {
  await maintainPartitions(database.system, { ...plan(), ahead: 5 }, now);
  await write(database.system, ...many(45));
  const today = new Date();
  const inTenDays = new Date(today.getTime() + 10 * 86_400_000);
  const keep = { events: null, days: 5 };
  expect((await maintainPartitions(database.system, plan(keep), today)).dropped).toEqual([]);
  expect((await maintainPartitions(database.system, plan({ events: 100n, days: 5 }), inTenDays)).dropped).toEqual([]);
  await maintainPartitions(database.system, plan(keep), inTenDays);
  // The partition of the head stays.
  expect(await positions()).toEqual([40, 41, 42, 43, 44, 45]);
});

test('a cursor into what was dropped has expired; the oldest that is good, and "0", begin with what is kept', async () => {
  await maintainPartitions(database.system, { ...plan(), ahead: 5 }, now);
  await write(database.system, ...many(45));
  await maintainPartitions(database.system, plan({ events: 20n, days: null }), now);
  const hub = await startEventHub({ db: database.system, log, pollWithoutBellMs: 20 });
  await expect(hub.assertReachable(18n)).rejects.toMatchObject({
    code: 'CURSOR_EXPIRED',
    extensions: { oldestCursor: hub.cursors.seal(19n) },
  });
  await hub.assertReachable(19n);
  expect(await hub.beginning()).toBe(19n);
  await hub.stop();
});

test('later partitions are fenced and append-only like the first', async () => {
  await write(database.system, ...many(15));
  await maintainPartitions(database.system, plan(), now);
  const viewer = database.viewers.forScope({ tenants: ['globex'] });
  expect(await readEvents(viewer, everything, {}, { limit: 100 })).toEqual([]);
  for (const name of (await partitions()).map((each) => `cloud_resource_events_${each}`)) {
    await expect(viewer.query(`select from ${name}`)).rejects.toThrow('permission denied');
    await expect(database.system.query(`truncate ${name}`)).rejects.toThrow('append-only');
    const [security] = await database.system.query(
      'select relrowsecurity as enabled, relforcerowsecurity as forced from pg_class where relname = $1',
      [name],
    );
    expect(security).toEqual({ enabled: true, forced: true });
  }
  await expect(database.system.query('delete from cloud_resource_events_p10')).rejects.toThrow('append-only');
  await expect(database.system.query(`update cloud_resource_events set name = 'x'`)).rejects.toThrow('append-only');
});
