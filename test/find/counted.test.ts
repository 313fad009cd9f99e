import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillEstate } from '../../bench/estate.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

// What is counted, in its table of its own. Seen red: without the trigger on deletion; with the one on changes for last_seen_at too
// and without its condition.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await fillEstate(database.system, { resources: 200, eventsEach: 2, projects: 10, tenants: 3 });
});

afterAll(() => database.drop());

/** Resources that are counted otherwise than they are. */
function astray() {
  return database.system.query(
    `select r.id, c.resource_id from (select * from cloud_resources where deleted_at is null) r
       full join counted_resources c on c.resource_id = r.id
      where (r.tenant_id, r.kind, r.region, r.status, r.tags, r.project_id, r.first_seen_at, (r.attrs->>'vcpus')::int,
             (r.attrs->>'sizeGib')::numeric, (r.attrs->>'priceMonthly')::numeric)
            is distinct from (c.tenant_id, c.kind, c.region, c.status, c.tags, c.project_id, c.first_seen_at, c.vcpus,
             c.size_gib, c.price_monthly)`,
  );
}

test('every living resource is counted as it is, whatever becomes of it', async () => {
  expect(await astray()).toEqual([]);
  for (const change of [
    `update cloud_resources set status = 'off', attrs = attrs || '{"vcpus": 64}' where kind = 'droplet'`,
    `update cloud_resources set tags = '{env:new}', region = null where kind = 'volume'`,
    `update cloud_resources set deleted_at = now() where name like 'web-%'`,
    `update cloud_resources set deleted_at = null where name like '%5'`,
    `delete from cloud_resources where name like '%7'`,
  ]) {
    const changed = await database.system.query(`${change} returning id`);
    expect(changed.length).toBeGreaterThan(0);
    expect(await astray()).toEqual([]);
  }
});

test('a sighting does not touch what is counted', async () => {
  const written = () => database.system.query('select resource_id, xmin::text from counted_resources order by 1');
  const before = await written();
  expect(before.length).toBeGreaterThan(0);
  await database.system.query('update cloud_resources set last_seen_at = now(), stale_strike_count = 0');
  expect(await written()).toEqual(before);
});

test('a fact that is no number, or a larger one than its kind lets in, is not added up and keeps nothing from being written', async () => {
  await database.system.query(
    `update cloud_resources set attrs = '{"vcpus": 3000000000, "memoryMib": "8", "sizeGib": null, "priceMonthly": "dear"}'`,
  );
  const [sums] = await database.system.query(
    'select sum(vcpus) as a, sum(memory_mib) as b, sum(size_gib) as c, sum(price_monthly) as d from counted_resources',
  );
  expect(sums).toEqual({ a: null, b: null, c: null, d: null });
});
