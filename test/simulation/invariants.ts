import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { SystemDb } from '../../src/db/sql.ts';
import { kindsByName } from '../../src/kinds/index.ts';
import type { Simulator } from '../../src/simulator/server.ts';
import { kinds } from './world.ts';

/** An account and its mirror. */
export interface Pair {
  readonly simulator: Pick<Simulator, 'estate'>;
  readonly database: { readonly system: SystemDb };
}

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly urn: string;
  readonly name: string;
  readonly region: string | null;
  readonly status: string | null;
  readonly tags: readonly string[];
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly providerCreatedAt: Date | null;
  readonly deletedAt: Date | null;
  readonly projectUrn: string | null;
}

interface Event {
  readonly position: bigint;
  readonly recordedAt: Date;
  readonly resourceId: string;
  readonly type: string;
  readonly changes: Readonly<Record<string, { before: unknown; after: unknown }>>;
}

const rowColumns = (table: string) => `
  ${table}.kind, ${table}.urn, ${table}.name, ${table}.region, ${table}.status, ${table}.tags, ${table}.attrs,
  ${table}.provider_created_at as "providerCreatedAt", ${table}.deleted_at as "deletedAt",
  'do:project:' || p.provider_id as "projectUrn"`;

async function readRows({ database }: Pair): Promise<Row[]> {
  return database.system.query<Row>(
    `select r.id, ${rowColumns('r')} from cloud_resources r left join cloud_projects p on p.id = r.project_id order by r.urn`,
  );
}

async function readEvents({ database }: Pair): Promise<Event[]> {
  return database.system.query<Event>(
    `select position, recorded_at as "recordedAt", resource_id as "resourceId", type, changes
       from cloud_resource_events order by position`,
  );
}

/** URNs that live in the provider's account at this moment, hidden ones included. */
export function livingUrns({ simulator }: Pair): ReadonlySet<string> {
  const truth = simulator.estate.truth();
  return new Set(kinds.flatMap((kind) => (truth[kind]?.ids ?? []).map((id) => `do:${kind}:${id}`)));
}

export async function tombstonedUrns(world: Pair): Promise<ReadonlySet<string>> {
  const rows = await readRows(world);
  return new Set(rows.flatMap(({ urn, deletedAt }) => (deletedAt === null ? [] : urn)));
}

/** What holds at every moment, whatever has happened. */
export async function expectSoundLog(world: Pair): Promise<void> {
  const [rows, events] = [await readRows(world), await readEvents(world)];
  expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => BigInt(index + 1)));
  for (const [index, event] of events.entries()) {
    // By assert, here and below: there are a hundred thousand of these, and expect takes its time.
    assert(event.recordedAt.getTime() >= (events[index - 1]?.recordedAt.getTime() ?? 0), 'time goes on with positions');
  }
  const first = new Map(
    (
      await world.database.system.query<Row & { resourceId: string }>(
        `select distinct on (v.resource_id) v.resource_id as "resourceId", ${rowColumns('v')}
           from cloud_resource_versions v left join cloud_projects p on p.id = v.project_id
          order by v.resource_id, v.from_position`,
      )
    ).map((version) => [version.resourceId, version]),
  );
  const perResource = new Map<string, Event[]>();
  for (const event of events) {
    const known = perResource.get(event.resourceId);
    if (known === undefined) perResource.set(event.resourceId, [event]);
    else known.push(event);
  }
  expect([...perResource.keys()].sort()).toEqual(rows.map(({ id }) => id).sort());
  for (const row of rows) expectReplay(row, first.get(row.id), perResource.get(row.id) ?? []);
}

/** The events of a resource, one after the other, lead from its discovery to the row; none without a change. */
function expectReplay(row: Row, discovered: Row | undefined, [discovery, ...later]: readonly Event[]): void {
  assert.equal(discovery?.type, 'discovered', row.urn);
  assert(discovered !== undefined, row.urn);
  const state = stateOf(discovered);
  let dead = false;
  for (const event of later) {
    if (event.type === 'deleted') {
      assert(!dead, `${row.urn} is deleted once`);
      dead = true;
      continue;
    }
    assert.equal(dead, event.type === 'restored', `${row.urn}: ${event.type} of what lives`);
    dead = false;
    if (event.type !== 'restored') assert.notDeepEqual(event.changes, {}, row.urn);
    for (const [field, { before, after }] of Object.entries(event.changes)) {
      assert(!isDeepStrictEqual(before, after), `${row.urn}: ${field} differs`);
      if (!isDeepStrictEqual(state[field] ?? null, before))
        expect(state[field], `${row.urn}: ${field} before`).toEqual(before);
      state[field] = after;
    }
  }
  const now = stateOf(row);
  if (!isDeepStrictEqual(state, now)) expect(state, row.urn).toEqual(now);
  assert.equal(dead, row.deletedAt !== null, row.urn);
}

/** What events speak of, under their names for it. */
function stateOf(row: Row): Record<string, unknown> {
  const facts = kindsByName.get(row.kind)?.facts ?? {};
  const stable = Object.entries(facts).filter(([, { volatile }]) => !volatile);
  return {
    ...Object.fromEntries(stable.map(([name]) => [name, row.attrs[name] ?? null])),
    name: row.name,
    region: row.region,
    status: row.status,
    tags: row.tags,
    providerCreatedAt: row.providerCreatedAt?.toISOString() ?? null,
    project: row.projectUrn,
  };
}

/** The mirror is the account: nothing more, nothing less, and each as it is there. Of the kinds that a simulation changes. */
export async function expectEqualEstate(world: Pair): Promise<void> {
  const rows = (await readRows(world)).filter(({ kind, deletedAt }) => deletedAt === null && kinds.includes(kind));
  expect(rows.map(({ urn }) => urn)).toEqual([...livingUrns(world)].sort());
  for (const row of rows) {
    const seen = kindsByName.get(row.kind)?.observe(world.simulator.estate.wire(row.urn));
    const { name, region, status, tags, attrs } = row;
    expect({ name, region, status, tags, attrs }, row.urn).toEqual({
      name: seen?.name,
      region: seen?.region ?? null,
      status: seen?.status ?? null,
      tags: seen?.tags ?? [],
      attrs: Object.fromEntries(Object.entries(seen?.attrs ?? {}).map(([fact, value]) => [fact, value ?? null])),
    });
    const project = world.simulator.estate.projectOf(row.urn);
    if (project !== undefined) expect(row.projectUrn, row.urn).toBe(`do:project:${project}`);
  }
}

export async function eventCount({ database }: Pair): Promise<bigint> {
  const [head] = await database.system.query<{ position: bigint }>('select position from event_head');
  return head?.position ?? 0n;
}
