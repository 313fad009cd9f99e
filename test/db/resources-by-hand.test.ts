import { afterAll, beforeEach, expect, test } from 'vitest';
import { see, sightingOf } from '../inventory/observations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

// What hangs on a resource has no foreign key to it. Whoever removes resources by hand leaves nothing of them behind that is shown.

const opened: TestDatabase[] = [];
let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
  opened.push(database);
  await see(
    database.system,
    [1, 2, 3].map((id) => sightingOf(id)),
    0,
  );
  expect(await hanging()).toEqual(['1 counted', '1 linked', '2 counted', '2 linked', '3 counted', '3 linked']);
});

afterAll(() => Promise.all(opened.map((each) => each.drop())));

const idOf = new Map<string, string>();
/** Whose links and counts there are, by the ids of the droplets. */
async function hanging(): Promise<string[]> {
  const resources = await database.system.query<{ id: string; name: string }>(
    `select id, provider_id as name from cloud_resources`,
  );
  for (const { id, name } of resources) idOf.set(id, name);
  const rows = await database.system.query<{ id: string; what: string }>(
    `select distinct from_id as id, 'linked' as what from cloud_resource_links
      union all select resource_id, 'counted' from counted_resources`,
  );
  return rows.map(({ id, what }) => `${idOf.get(id)} ${what}`).sort();
}

// Sabotage that turns each red: the trigger named.
test('deleting resources by hand removes their links and what is counted of them (unlink, count_gone)', async () => {
  await database.system.query(`delete from cloud_resources where provider_id in ('1', '3')`);
  expect(await hanging()).toEqual(['2 counted', '2 linked']);
});

test.each([
  'truncate cloud_resources',
  'truncate cloud_resource_links, cloud_resources',
  'truncate cloud_resources, counted_resources cascade',
])('emptying the table by hand does so for all (emptied): %s', async (statement) => {
  await database.system.query(statement);
  expect(await hanging()).toEqual([]);
});
