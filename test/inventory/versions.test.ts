import { afterAll, beforeAll, expect, test } from 'vitest';
import { declare } from '../../src/inventory/declare.ts';
import type { Observation } from '../../src/kinds/define.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { at, type DropletLook, makeProjects, remove, see, sightingOf, versionFaults } from './observations.ts';

// One batch with whatever there can be of events: each resource's versions are as its events say, to the moment.

let database: TestDatabase;
let acme: string;
let acmeToo: string;
let globex: string;

beforeAll(async () => {
  database = await createTestDatabase();
  [acme = '', acmeToo = '', globex = ''] = await makeProjects(database.system, ['acme', 'acme', 'globex']);
});

afterAll(() => database.drop());

interface Logged {
  readonly resourceId: string;
  readonly urn: string;
  readonly type: string;
  readonly position: bigint;
  readonly recordedAt: Date;
  readonly departure: boolean;
  readonly tenantId: string | null;
}

const readLog = () =>
  database.system.query<Logged>(
    `select resource_id as "resourceId", urn, type, position, recorded_at as "recordedAt", departure, tenant_id as "tenantId"
       from cloud_resource_events order by position`,
  );

const readVersions = () =>
  database.system.query(
    `select resource_id as "resourceId", from_position as "from", from_recorded_at as "fromAt", to_position as "to",
            to_recorded_at as "toAt", tenant_id as "tenantId" from cloud_resource_versions order by from_position`,
  );

/** Every event but a departure begins a version, which ends with the next event of the resource. */
function versionsAfter(log: readonly Logged[]) {
  return log.flatMap((event) => {
    if (event.departure) return [];
    const next = log.find((later) => later.resourceId === event.resourceId && later.position > event.position);
    return {
      resourceId: event.resourceId,
      from: event.position,
      fromAt: event.recordedAt,
      to: next?.position ?? null,
      toAt: next?.recordedAt ?? null,
      tenantId: event.tenantId,
    };
  });
}

const take = (looks: Readonly<Record<number, [DropletLook, string?]>>, seconds: number, more: Observation[] = []) => {
  const seen = Object.entries(looks).map(([id, [look]]) => sightingOf(Number(id), look));
  const projectOf = Object.entries(looks).flatMap(([id, [, project]]) =>
    project === undefined ? [] : [[`do:droplet:${id}`, project] as const],
  );
  return see(database.system, [...seen, ...more], seconds, { projectOf: new Map(projectOf) });
};

async function stateVcpus(vcpus: number): Promise<void> {
  const rows = await database.system.query<{ id: string }>(`select id from cloud_resources where name <> 'droplet-3'`);
  for (const { id } of rows) {
    expect(await declare(database.system, { resourceId: id, declared: { vcpus } }, 'test', at(2))).toBeNull();
  }
}

// Sabotages that turn it red: endVersions() takes the last event of a resource, or writeVersions() leaves `until` out, or forgets
// departures; a time of Node's own instead of the head's.
test('what one batch moves, restores, drifts and hands on has versions that follow on one another', async () => {
  await take({ 1: [{}, acme], 2: [{}, acme], 3: [{}, acme], 4: [{}, acme], 5: [{}, acme] }, 1);
  await stateVcpus(1);
  const ids = await database.system.query<{ id: string }>(`select id from cloud_resources where name = 'droplet-2'`);
  await remove(
    database.system,
    ids.map(({ id }) => id),
    3,
  );
  const before = await readLog();
  // The clock has been set back by an hour since the last event.
  await database.system.query(
    `update event_head set recorded_at = date_trunc('milliseconds', clock_timestamp()) + interval '1 hour'`,
  );
  const owned: Observation = { ...sightingOf(6), ownerUrn: 'do:droplet:4' };
  await take({}, 4, [owned]);
  await take(
    {
      1: [{ vcpus: 2 }, acmeToo],
      2: [{ vcpus: 2 }],
      3: [{}, acme],
      4: [{ vcpus: 2 }, globex],
      5: [{ tags: ['db'] }],
      7: [{}],
    },
    5,
  );
  const log = await readLog();
  const told = new Map<string, string[]>();
  for (const { urn, type, departure } of log.slice(before.length)) {
    told.set(urn, [...(told.get(urn) ?? []), departure ? 'departure' : type]);
  }
  expect(Object.fromEntries(told)).toEqual({
    'do:droplet:1': ['updated', 'drift_detected'],
    'do:droplet:2': ['restored', 'drift_detected'],
    'do:droplet:4': ['departure', 'updated'],
    'do:droplet:5': ['tagged'],
    'do:droplet:6': ['discovered', 'departure', 'updated'],
    'do:droplet:7': ['discovered'],
  });
  expect(await readVersions()).toEqual(versionsAfter(log));
  expect(await versionFaults(database.system)).toEqual([]);
  const times = log.map(({ recordedAt }) => recordedAt.getTime());
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(times.at(-1)).toBeGreaterThan((before.at(-1)?.recordedAt.getTime() ?? 0) + 3_000_000);
});

// Sabotage that turns it red: links are inserted without `on conflict do nothing`.
test('an answer that names one target twice makes one edge, of a new resource and of a known one', async () => {
  const twice = (look: DropletLook) => {
    const seen = sightingOf(8, look);
    return { ...seen, links: { ...seen.links, vpc: ['do:vpc:one', 'do:vpc:one'], volumes: ['do:vpc:one'] } };
  };
  for (const look of [{}, { name: 'other' }]) {
    await take({}, 6, [twice(look)]);
    const edges = await database.system.query(
      `select relation, to_urn as urn from cloud_resource_links join cloud_resources r on r.id = from_id
        where r.urn = 'do:droplet:8' and to_urn like '%vpc%' order by 1`,
    );
    expect(edges).toEqual([
      { relation: 'volumes', urn: 'do:vpc:one' },
      { relation: 'vpc', urn: 'do:vpc:one' },
    ]);
  }
});
