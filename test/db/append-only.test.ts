import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.system.query(
    `insert into cloud_resource_events (position, resource_id, kind, urn, name, type, recorded_at, detected_at)
     values (1, gen_random_uuid(), 'droplet', 'do:droplet:1', 'web', 'discovered', now(), now())`,
  );
  await database.system.query(`insert into audit_log (actor, action) values ('ada', 'tenant.create')`);
});

afterAll(() => database.drop());

const changes = ['update TABLE set COLUMN = COLUMN', 'delete from TABLE', 'truncate TABLE'];
const tables = { cloud_resource_events: 'name', cloud_resource_events_p0: 'name', audit_log: 'actor' };
const refused = Object.entries(tables).flatMap(([table, column]) =>
  changes.map((change) => change.replace('TABLE', table).replaceAll('COLUMN', column)),
);

test.each(refused)('even the owner is refused: %s', async (statement) => {
  await expect(database.system.query(statement)).rejects.toThrow(/append-only: (UPDATE|DELETE|TRUNCATE) is refused/);
});

test('a partition that is added later refuses changes too', async () => {
  await database.system.query(
    `create table cloud_resource_events_p1 partition of cloud_resource_events for values from (100000000) to (200000000)`,
  );
  await database.system.query(
    `insert into cloud_resource_events (position, resource_id, kind, urn, name, type, recorded_at, detected_at)
     values (100000000, gen_random_uuid(), 'droplet', 'do:droplet:2', 'web', 'discovered', now(), now())`,
  );
  await expect(database.system.query('delete from cloud_resource_events_p1')).rejects.toThrow('append-only');
});
