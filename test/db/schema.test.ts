import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

// What the database itself holds to, whatever the code above it does.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.system.query(`insert into tenants (id, name) values ('acme', 'Acme')`);
});

afterAll(() => database.drop());

test('a sighting touches no index, so that it stays on its page', async () => {
  const indexed = await database.system.query(
    `select attrelid::regclass::text as index, attname as column from pg_attribute
     where attrelid in (select indexrelid from pg_index)
       and attname in ('last_seen_at', 'stale_strike_count', 'last_struck_at')`,
  );
  expect(indexed).toEqual([]);
});

test('the log’s head is there from the start, with a key that nobody can guess', async () => {
  const heads = await database.system.query<{ position: bigint; cursorKey: Buffer }>(
    'select position, cursor_key as "cursorKey" from event_head',
  );
  expect(heads).toMatchObject([{ position: 0n }]);
  expect(heads[0]?.cursorKey).toHaveLength(32);
});

const project = (purpose: string, tenant: string) =>
  `insert into cloud_projects (provider_id, name, purpose, tenant_id, first_seen_at, last_seen_at)
   values (gen_random_uuid(), 'p', '${purpose}', ${tenant}, now(), now())`;
const version = (from: number, to: string) =>
  `insert into cloud_resource_versions (resource_id, from_position, to_position, from_recorded_at, to_recorded_at, provider, kind,
                                        provider_id, urn, name, tags, attrs, first_seen_at)
   values ('00000000-0000-4000-8000-000000000000', ${from}, ${to}, now(), case when ${to} is null then null else now() end,
           'digitalocean', 'droplet', '1', 'do:droplet:1', 'web', '{}', '{}', now())`;

test.each([
  project('TENANT', `'acme'`),
  project('INTERNAL', 'null'),
  version(1, '2'),
  version(2, 'null::bigint'),
])('accepted: %s', async (statement) => {
  await database.system.query(statement);
});

test.each([
  ['tenants_id_check', `insert into tenants (id, name) values ('a,b', 'x')`],
  ['tenants_id_check', `insert into tenants (id, name) values ('*', 'x')`],
  ['purpose_check', project('OTHER', 'null')],
  ['tenant_check', project('SHARED', `'acme'`)],
  ['tenant_check', project('TENANT', 'null')],
  ['tenant_id_fkey', project('TENANT', `'nobody'`)],
  ['versions_open_key', version(3, 'null::bigint')],
  ['validity_check', version(5, '5')],
  ['one_row', `insert into event_head (id, cursor_key) select 2, cursor_key from event_head`],
  ['status_check', `insert into sync_runs (trigger, lane, status) values ('manual', 'x', 'DONE')`],
  [
    'type_check',
    `insert into cloud_resource_events (position, resource_id, kind, urn, name, type, recorded_at, detected_at)
     values (1, gen_random_uuid(), 'droplet', 'do:droplet:1', 'web', 'vanished', now(), now())`,
  ],
])('refused by %s: %s', async (constraint, statement) => {
  await expect(database.system.query(statement)).rejects.toThrow(constraint);
});
