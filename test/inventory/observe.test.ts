import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SystemDb } from '../../src/db/sql.ts';
import type { Observation } from '../../src/kinds/define.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { at, eventsOf, see, sightingOf, watched } from './observations.ts';

let database: TestDatabase;
let system: SystemDb;
/** Ids of droplets are never used twice, so that tests can share the database. */
let id = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  system = database.system;
});
beforeEach(() => {
  id += 10_000;
});
afterAll(() => database.drop());

const ownEvents = async () => (await eventsOf(system)).filter(({ urn }) => urn === `do:droplet:${id}`);
const types = async () => (await ownEvents()).map(({ type }) => type);

async function row() {
  const [found] = await system.query<Record<string, unknown> & { attrs: Record<string, unknown> }>(
    `select name, status, tags, attrs, last_seen_at as "lastSeenAt", stale_strike_count as strikes,
            deleted_at as "deletedAt", kind_version as "kindVersion" from cloud_resources where urn = $1`,
    [`do:droplet:${id}`],
  );
  return found;
}

const page = (size: number, look: (index: number) => Observation) => Array.from({ length: size }, (_, n) => look(n));

describe('a page costs the same number of statements whatever its size', () => {
  test.each([
    ['new', (): Observation[] => [], (n: number) => sightingOf(id + n)],
    ['unchanged', (size: number) => page(size, (n) => sightingOf(id + n)), (n: number) => sightingOf(id + n)],
    [
      'changed',
      (size: number) => page(size, (n) => sightingOf(id + n)),
      (n: number) => sightingOf(id + n, { name: `other-${n}`, tags: [], vpc: 'vpc-2' }),
    ],
  ])('all of it %s', async (_what, before, look) => {
    const counts: number[] = [];
    for (const size of [2, 200]) {
      id += 1000;
      await see(system, before(size), 0);
      const { db, statements } = watched(system);
      await see(db, page(size, look), 1);
      counts.push(statements.length);
    }
    expect(counts[1]).toBe(counts[0]);
    expect(counts[1]).toBeLessThanOrEqual(10);
  });
});

test('a page may come twice', async () => {
  await see(system, [sightingOf(id)], 0);
  await see(system, [sightingOf(id)], 0);
  await see(system, [sightingOf(id, { name: 'other' })], 1);
  await see(system, [sightingOf(id, { name: 'other' })], 1);
  expect(await types()).toEqual(['discovered', 'updated']);
});

test('an item that a page shows twice counts once, as it came last', async () => {
  await see(system, [sightingOf(id, { name: 'first' }), sightingOf(id, { name: 'last' })], 0);
  expect(await types()).toEqual(['discovered']);
  expect(await row()).toMatchObject({ name: 'last' });
});

test('what was asked for before the row was last seen is ignored', async () => {
  await see(system, [sightingOf(id, { name: 'new' })], 10);
  await see(system, [sightingOf(id, { name: 'old' })], 5);
  expect(await row()).toMatchObject({ name: 'new', lastSeenAt: at(10) });
  expect(await types()).toEqual(['discovered']);
});

test('in whatever order pages come, the one asked for last stands', async () => {
  const looks = ['a', 'b', 'c', 'd'].map((name, second) => ({ name, second }));
  for (const { name, second } of [looks[2], looks[0], looks[3], looks[1]].filter((look) => look !== undefined)) {
    await see(system, [sightingOf(id, { name })], second);
  }
  expect(await row()).toMatchObject({ name: 'd', lastSeenAt: at(3) });
  expect(await types()).toEqual(['discovered', 'updated']);
});

test('a sighting that was asked for before the deletion was does not restore', async () => {
  await see(system, [sightingOf(id)], 0);
  await system.query('update cloud_resources set deleted_at = $2 where urn = $1', [`do:droplet:${id}`, at(10)]);
  await see(system, [sightingOf(id)], 9);
  expect((await row())?.deletedAt).toEqual(at(10));
  await see(system, [sightingOf(id)], 11);
  expect((await row())?.deletedAt).toBeNull();
  expect(await types()).toEqual(['discovered', 'restored']);
});

test('a sighting clears strikes, whether anything else changed or not', async () => {
  const strike = () =>
    system.query('update cloud_resources set stale_strike_count = 2 where urn = $1', [`do:droplet:${id}`]);
  await see(system, [sightingOf(id)], 0);
  await strike();
  await see(system, [sightingOf(id)], 1);
  expect((await row())?.strikes).toBe(0);
  await strike();
  await see(system, [sightingOf(id, { name: 'other' })], 2);
  expect((await row())?.strikes).toBe(0);
});

test('facts that an answer leaves out stay as they were known', async () => {
  await see(system, [sightingOf(id, { priceMonthly: 24 })], 0);
  await see(system, [sightingOf(id, { priceMonthly: undefined })], 1);
  expect((await row())?.attrs).toMatchObject({ priceMonthly: '24', priceHourly: '0.01786' });
  await see(system, [sightingOf(id, { priceMonthly: undefined, name: 'other' })], 2);
  expect((await row())?.attrs).toMatchObject({ priceMonthly: '24' });
  await see(system, [sightingOf(id, { priceMonthly: 48, name: 'other' })], 3);
  const events = await ownEvents();
  expect(events.map(({ changes }) => Object.keys(changes))).toEqual([[], ['name'], ['priceMonthly']]);
  expect(events[2]?.changes).toEqual({ priceMonthly: { before: '24', after: '48' } });
});

test('volatile facts are stored and make no event', async () => {
  await see(system, [sightingOf(id, { nextBackup: '2026-05-05T00:00:00Z' })], 0);
  await see(system, [sightingOf(id, { nextBackup: '2026-05-12T00:00:00Z' })], 1);
  expect((await row())?.attrs).toMatchObject({ nextBackupStartsAt: '2026-05-12T00:00:00.000Z' });
  expect(await types()).toEqual(['discovered']);
});

test('a release that teaches the kind a new fact is taken in silence', async () => {
  const earlier = sightingOf(id);
  const { vcpus: _, ...attrs } = earlier.attrs;
  await see(system, [{ ...earlier, attrs, kindVersion: 0, fingerprint: 'earlier' }], 0);
  await see(system, [sightingOf(id, { vcpus: 8 })], 1);
  expect(await types()).toEqual(['discovered']);
  expect(await row()).toMatchObject({ kindVersion: earlier.kindVersion, attrs: { vcpus: 8 } });
  // From then on it counts.
  await see(system, [sightingOf(id, { vcpus: 16 })], 2);
  expect((await ownEvents()).at(-1)?.changes).toEqual({ vcpus: { before: 8, after: 16 } });
});

test('tags alone are tagged, tags among others updated', async () => {
  await see(system, [sightingOf(id)], 0);
  await see(system, [sightingOf(id, { tags: ['b', 'a'] })], 1);
  await see(system, [sightingOf(id, { tags: ['a', 'b'] })], 2);
  await see(system, [sightingOf(id, { tags: [], name: 'other' })], 3);
  expect((await ownEvents()).map(({ type, changes }) => [type, Object.keys(changes)])).toEqual([
    ['discovered', []],
    ['tagged', ['tags']],
    ['updated', ['name', 'tags']],
  ]);
});

test('edges follow what the last answer says of their relation', async () => {
  const edges = () =>
    system.query(
      `select relation, to_urn as urn from cloud_resource_links l join cloud_resources r on r.id = l.from_id
        where r.urn = $1 order by 1, 2`,
      [`do:droplet:${id}`],
    );
  const image = { relation: 'image', urn: 'do:image:7' };
  await see(system, [sightingOf(id)], 0);
  expect(await edges()).toEqual([image, { relation: 'vpc', urn: 'do:vpc:vpc-1' }]);
  await see(system, [sightingOf(id, { vpc: 'vpc-2' })], 1);
  expect(await edges()).toEqual([image, { relation: 'vpc', urn: 'do:vpc:vpc-2' }]);
  const silent = sightingOf(id);
  await see(system, [{ ...silent, links: { ...silent.links, vpc: undefined }, fingerprint: 'silent' }], 2);
  expect(await edges()).toEqual([image, { relation: 'vpc', urn: 'do:vpc:vpc-2' }]);
});

test('counts say what a page brought', async () => {
  await see(system, [sightingOf(id), sightingOf(id + 1), sightingOf(id + 2)], 0);
  const counts = await see(
    system,
    [sightingOf(id, { name: 'other' }), sightingOf(id + 1, { tags: [] }), sightingOf(id + 2), sightingOf(id + 3)],
    1,
  );
  expect(counts).toEqual({ discovered: 1, updated: 1, tagged: 1, restored: 0, drifted: 0 });
});

test('a list that leaves a resource out of every project leaves it where it is', async () => {
  const [project] = await system.query<{ id: string }>(
    `insert into cloud_projects (provider_id, name, first_seen_at, last_seen_at) values ($1, 'p', $2, $2) returning id`,
    [randomUUID(), at(0)],
  );
  const projectId = project?.id ?? '';
  await see(system, [sightingOf(id)], 0, { projectOf: new Map([[`do:droplet:${id}`, projectId]]) });
  await see(system, [sightingOf(id)], 1);
  await see(system, [sightingOf(id, { name: 'other' })], 2);
  const rows = await system.query('select project_id from cloud_resources where urn = $1', [`do:droplet:${id}`]);
  expect(rows).toEqual([{ project_id: projectId }]);
  expect((await ownEvents()).map(({ changes }) => Object.keys(changes))).toEqual([[], ['name']]);
});
