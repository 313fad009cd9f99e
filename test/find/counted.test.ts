import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillEstate } from '../../bench/estate.ts';
import { migrate, migrationsFolder } from '../../src/db/migrate.ts';
import type { Sql } from '../../src/db/sql.ts';
import { openSystem } from '../../src/db/system.ts';
import { createEmptyDatabase, createTestDatabase, silentLog as log, type TestDatabase } from '../support/database.ts';

// What is counted, in its table of its own. Seen red: without the trigger on deletion; with the one on changes for last_seen_at too
// and without its condition; with a column left out of what a change sets.

const estate = { resources: 200, eventsEach: 2, projects: 10, tenants: 3 };

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await fillEstate(database.system, estate);
});

afterAll(() => database.drop());

/** Resources that are counted otherwise than they are. */
function astray(sql: Sql) {
  return sql.query(
    `select r.id, c.resource_id from (select * from cloud_resources where deleted_at is null) r
       full join counted_resources c on c.resource_id = r.id
      where (r.tenant_id, r.kind, r.region, r.status, r.tags, r.project_id, r.first_seen_at, (r.attrs->>'vcpus')::int,
             (r.attrs->>'memoryMib')::int, (r.attrs->>'diskGib')::int, (r.attrs->>'sizeGib')::numeric,
             (r.attrs->>'priceMonthly')::numeric)
            is distinct from (c.tenant_id, c.kind, c.region, c.status, c.tags, c.project_id, c.first_seen_at, c.vcpus,
             c.memory_mib, c.disk_gib, c.size_gib, c.price_monthly)`,
  );
}

const changes = [
  `update cloud_resources set status = 'off', attrs = attrs || '{"vcpus": 64, "memoryMib": 7, "diskGib": 8}' where kind = 'droplet'`,
  `update cloud_resources set tags = '{env:new}', region = null, attrs = attrs || '{"sizeGib": 0.5}' where kind = 'volume'`,
  `update cloud_resources set attrs = attrs || '{"priceMonthly": "1.25"}', first_seen_at = first_seen_at - interval '1 day'`,
  // From tenant to tenant; deleted; restored, some of them to another tenant; both at once; what was never deleted.
  `update cloud_resources set tenant_id = 't2', project_id = null where tenant_id = 't1'`,
  `update cloud_resources set deleted_at = now() where name like 'web-%'`,
  `update cloud_resources set deleted_at = null, tenant_id = null, kind = 'other' where name like '%5'`,
  `update cloud_resources set deleted_at = case when deleted_at is null then now() end, status = 'swapped' where name like '%3'`,
  `delete from cloud_resources where name like '%7'`,
  `insert into cloud_resources (kind, provider_id, urn, name, attrs, fingerprint, kind_version, first_seen_at, last_seen_at, deleted_at)
   select kind, 'new-' || provider_id, 'new-' || urn, name, attrs, fingerprint, kind_version, now(), now(),
          case when name like '%2' then now() end from cloud_resources`,
  `insert into cloud_resources (kind, provider_id, urn, name, attrs, fingerprint, kind_version, first_seen_at, last_seen_at)
   select kind, provider_id, urn, name, attrs, fingerprint, kind_version, now(), now() from cloud_resources
   on conflict (urn) do update set status = 'met', deleted_at = null`,
];

async function isCountedThroughout(sql: Sql): Promise<void> {
  expect(await astray(sql)).toEqual([]);
  for (const change of changes) {
    const changed = await sql.query(`${change} returning id`);
    expect(changed.length, change).toBeGreaterThan(0);
    expect(await astray(sql), change).toEqual([]);
  }
}

test('every living resource is counted as it is, whatever becomes of it', () => isCountedThroughout(database.system));

// Sabotage that turns it red: the migration makes counted_resources anew and does not fill it.
test('an estate of before the triggers were changed is counted as it is, and goes on so', async () => {
  const { url, drop } = await createEmptyDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'arcadia-migrations-'));
  cpSync(migrationsFolder, folder, { recursive: true });
  const later = readdirSync(folder).filter((name) => /^\d/.test(name) && name > '20261124130000_counted_resources');
  for (const name of later) rmSync(join(folder, name), { recursive: true });
  await migrate({ url, log, folder });
  const system = openSystem(url, { max: 2, log });
  try {
    await fillEstate(system, estate);
    const links = () => system.query('select from_id, relation, to_urn from cloud_resource_links order by 1, 2, 3');
    const linksBefore = await links();
    expect(linksBefore.length).toBeGreaterThan(0);
    expect(await migrate({ url, log })).toEqual(later);
    expect(await links()).toEqual(linksBefore);
    await isCountedThroughout(system);
    await system.query('delete from cloud_resources');
    expect(await links()).toEqual([]);
  } finally {
    await system.end();
    await drop();
    rmSync(folder, { recursive: true });
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
