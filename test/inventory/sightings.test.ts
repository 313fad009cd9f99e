import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SystemDb } from '../../src/db/sql.ts';
import { openSystem } from '../../src/db/system.ts';
import { createTestDatabase, silentLog, type TestDatabase } from '../support/database.ts';
import { at, eventsOf, see, sightingOf } from './observations.ts';

let database: TestDatabase;
/** One connection, so that it can be told to hand in what it counted. */
let system: SystemDb;

beforeAll(async () => {
  database = await createTestDatabase();
  system = openSystem(database.url, { max: 1, log: silentLog });
});

afterAll(async () => {
  await system.end();
  await database.drop();
});

async function updates(): Promise<{ all: number; hot: number; pages: number }> {
  await system.query('select pg_stat_force_next_flush()');
  await system.query('select pg_stat_clear_snapshot()');
  const [counted] = await system.query<{ all: bigint; hot: bigint; pages: bigint }>(
    `select n_tup_upd as "all", n_tup_hot_upd as hot, pg_relation_size(relid) / 8192 as pages
       from pg_stat_user_tables where relname = 'cloud_resources'`,
  );
  return { all: Number(counted?.all), hot: Number(counted?.hot), pages: Number(counted?.pages) };
}

const sightings = Array.from({ length: 1000 }, (_, index) => sightingOf(index + 1));

async function sync(seconds: number): Promise<void> {
  for (let first = 0; first < sightings.length; first += 200) {
    await see(system, sightings.slice(first, first + 200), seconds);
  }
}

test('syncs of 1,000 unchanged resources make no event, and touch no index and no further page', async () => {
  await sync(0);
  const log = await eventsOf(system);
  expect(log).toHaveLength(1000);
  const before = await updates();
  for (let again = 1; again <= 5; again += 1) {
    await sync(again);
    // In autovacuum's stead: transactions of other tests, in other databases, may keep a busy page from being tidied on its way.
    await system.query('vacuum cloud_resources');
    const after = await updates();
    // A heap-only tuple stays on its page and leaves every index as it is.
    expect([again, after.all - before.all, after.hot - before.hot]).toEqual([again, 1000 * again, 1000 * again]);
    expect(after.pages).toBe(before.pages);
  }
  expect(await eventsOf(system)).toEqual(log);
  const seen = await system.query('select distinct last_seen_at as "lastSeenAt" from cloud_resources');
  expect(seen).toEqual([{ lastSeenAt: at(5) }]);
});
