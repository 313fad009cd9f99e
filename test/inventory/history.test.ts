import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { droplet } from '../../src/kinds/droplet.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { at, makeProjects, remove, see, sightingOf, versionFaults } from './observations.ts';

// Random lives of one resource, against a model of what the log must say of them.

let database: TestDatabase;
let projects: string[];
const tenants = ['acme', 'globex', null];

beforeAll(async () => {
  database = await createTestDatabase();
  projects = await makeProjects(database.system, [...tenants, 'acme']);
  tenants.push('acme');
});

afterAll(() => database.drop());

interface Sighting {
  readonly second: number;
  readonly name: string;
  readonly status: string;
  readonly tags: string[];
  readonly vcpus: number;
  readonly priceMonthly: number | undefined;
  readonly nextBackup: string;
  readonly project: number | undefined;
}

type Step = { readonly sighting: Sighting } | { readonly removedAt: number };

const second = fc.integer({ min: 0, max: 30 });
const sighting: fc.Arbitrary<Step> = fc
  .record({
    second,
    name: fc.constantFrom('a', 'b'),
    status: fc.constantFrom('active', 'off'),
    tags: fc.subarray(['x', 'y']),
    vcpus: fc.constantFrom(1, 2),
    priceMonthly: fc.constantFrom(undefined, 12, 24),
    nextBackup: fc.constantFrom('2026-05-05T00:00:00Z', '2026-05-12T00:00:00Z'),
    project: fc.constantFrom(undefined, 0, 1, 2, 3),
  })
  .map((look) => ({ sighting: look }));
const removal: fc.Arbitrary<Step> = second.map((removedAt) => ({ removedAt }));
const life = fc.array(fc.oneof({ weight: 5, arbitrary: sighting }, { weight: 1, arbitrary: removal }), {
  minLength: 1,
  maxLength: 14,
});

interface State {
  name: string;
  status: string;
  tags: string[];
  vcpus: number;
  priceMonthly: string | null;
  project: number | undefined;
  lastSeen: number;
  deleted: number | null;
}

const tenantOf = (project: number | undefined) => (project === undefined ? null : (tenants[project] ?? null));

/** What the log must hold, as `type tenant`, and how the resource ends. */
function expected(steps: readonly Step[]): { events: string[]; state: State | null } {
  const events: string[] = [];
  let state = null as State | null; // which the compiler would else take for null alone
  const tell = (type: string, project: number | undefined) => events.push(`${type} ${tenantOf(project) ?? 'nobody'}`);
  for (const step of steps) {
    if ('removedAt' in step) {
      if (state === null || state.deleted !== null || state.lastSeen >= step.removedAt) continue;
      state = { ...state, deleted: step.removedAt };
      tell('deleted', state.project);
      continue;
    }
    const { second: lastSeen, priceMonthly, project, name, status, tags, vcpus } = step.sighting;
    if (state === null) {
      const price = priceMonthly === undefined ? null : String(priceMonthly);
      state = { name, status, tags, vcpus, priceMonthly: price, project, lastSeen, deleted: null };
      tell('discovered', project);
      continue;
    }
    if (lastSeen < (state.deleted ?? state.lastSeen)) continue;
    const before: State = state;
    const next: State = {
      name,
      status,
      tags,
      vcpus,
      priceMonthly: priceMonthly === undefined ? before.priceMonthly : String(priceMonthly),
      project: project ?? before.project,
      lastSeen,
      deleted: null,
    };
    state = next;
    const back = before.deleted !== null;
    if (tenantOf(before.project) !== tenantOf(state.project)) {
      if (tenantOf(before.project) !== null) tell('updated', before.project);
      tell(back ? 'restored' : 'updated', state.project);
      continue;
    }
    const fields = ['name', 'status', 'tags', 'vcpus', 'priceMonthly', 'project'] as const;
    const differing = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(next[field]));
    if (back) tell('restored', state.project);
    else if (differing.length > 0) tell(differing.join() === 'tags' ? 'tagged' : 'updated', state.project);
  }
  return { events, state };
}

let nextId = 1;

test('whatever a resource goes through, the log tells it, the versions follow, and replaying them gives the row', async () => {
  await fc.assert(
    fc.asyncProperty(life, async (steps) => {
      const id = nextId++;
      const urn = `do:droplet:${id}`;
      const { system } = database;
      for (const step of steps) {
        if ('removedAt' in step) {
          const [living] = await system.query<{ id: string }>(
            'select id from cloud_resources where urn = $1 and deleted_at is null and last_seen_at < $2',
            [urn, at(step.removedAt)],
          );
          if (living) await remove(system, [living.id], step.removedAt);
          continue;
        }
        const { second, project, ...look } = step.sighting;
        const projectOf = new Map(project === undefined ? [] : [[urn, projects[project] ?? '']]);
        await see(system, [sightingOf(id, look)], second, { projectOf });
      }

      const model = expected(steps);
      const log = await system.query<{
        type: string;
        tenant: string | null;
        changes: Changes;
        departure: boolean;
        moveId: string | null;
        state: Row | null;
      }>(
        `select e.type, e.tenant_id as tenant, e.changes, e.departure, e.move_id as "moveId", to_jsonb(v) as state
           from cloud_resource_events e
           left join cloud_resource_versions v on v.resource_id = e.resource_id and v.from_position = e.position
          where e.urn = $1 order by e.position`,
        [urn],
      );
      expect(log.map(({ type, tenant }) => `${type} ${tenant ?? 'nobody'}`)).toEqual(model.events);
      expect(await versionFaults(system)).toEqual([]);

      const [row] = await system.query<Row>('select * from cloud_resources where urn = $1', [urn]);
      expect(row === undefined).toBe(model.state === null);
      if (row === undefined || model.state === null) return;
      const { name, status, tags, vcpus, priceMonthly, project, lastSeen, deleted } = model.state;
      expect(row).toMatchObject({
        name,
        status,
        tags,
        attrs: { vcpus, priceMonthly },
        project_id: project === undefined ? null : projects[project],
        tenant_id: tenantOf(project),
        last_seen_at: at(lastSeen),
        deleted_at: deleted === null ? null : at(deleted),
      });

      // A reader of the log alone: takes the state where it begins or changes hands, and each change in between.
      let replayed: Record<string, unknown> = {};
      for (const { type, changes, departure, state } of log) {
        if (departure || state === null) continue;
        const arrives = changes.project !== undefined && changes.project.before === null;
        if (type === 'discovered' || arrives) replayed = plain(state);
        for (const [field, { after }] of Object.entries(changes)) if (field !== 'project') replayed[field] = after;
        expect(replayed).toEqual(plain(state));
      }
      expect(replayed).toEqual(plain(row));
    }),
    { numRuns: 40 },
  );
});

type Changes = Record<string, { before: unknown; after: unknown }>;
type Row = Record<string, unknown> & { attrs: Record<string, unknown> };

/** What changes speak of, under their names. */
function plain({ name, status, tags, attrs }: Row): Record<string, unknown> {
  const facts = Object.entries(attrs).filter(([fact]) => !droplet.facts[fact]?.volatile);
  return { name, status, tags, ...Object.fromEntries(facts) };
}
