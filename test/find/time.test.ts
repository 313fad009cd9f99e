import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { everything, type Scope } from '../../src/base/scope.ts';
import type { FoundResource } from '../../src/inventory/find/source.ts';
import { countDiff, diffEstate, findVersions } from '../../src/inventory/find/versions.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Estate, history, live, type Snapshot } from './histories.ts';
import { criteriaIn, meets, scopes } from './model.ts';

// The past, against what was noted down while it was the present. Seen red: `>=` for `>` at the end of a version (two versions
// of one moment), a diff that takes versions that were there at both moments for news, one that shows what is the same
// at both.

let database: TestDatabase;
let estate: Estate;

beforeAll(async () => {
  database = await createTestDatabase();
  const [steps] = fc.sample(
    fc.array(history, { minLength: 3, maxLength: 3 }).map((lives) => lives.flat()),
    { numRuns: 1, seed: 11 },
  );
  estate = await live(
    database.system,
    (steps ?? []).filter((step) => !('declare' in step)),
  );
});

afterAll(() => database.drop());

const moments = () => fc.constantFrom(...estate.snapshots);

/** What is no sighting. */
function stateOf({ lastSeenAt, staleStrikeCount, ...state }: FoundResource) {
  return state;
}

function listed({ resources }: Snapshot, scope: Scope, criteria: Parameters<typeof meets>[2]) {
  return new Map(resources.filter((row) => meets(row, scope, criteria)).map((row) => [row.id, stateOf(row)]));
}

test('the difference of two moments is the difference of the two lists, whoever asks and for whatever filter', async () => {
  const changes = { appeared: 0, changed: 0, went: 0 };
  await fc.assert(
    fc.asyncProperty(
      moments(),
      moments(),
      criteriaIn(estate.projectIds),
      scopes,
      fc.integer({ min: 1, max: 7 }),
      fc.boolean(),
      async (one, other, given, scope, size, backwards) => {
        const [first, second] = one.moment <= other.moment ? [one, other] : [other, one];
        const { drifted: _, ...criteria } = given;
        const question = { scope, criteria, from: first.moment, to: second.moment };
        const db = database.viewers.forScope(scope);
        const found: { id: string; before: object | null; after: object | null }[] = [];
        for (let place: string | null = null; ; ) {
          const page = await diffEstate(db, question, {
            after: backwards ? null : place,
            before: backwards ? place : null,
            limit: size,
            fromEnd: backwards,
          });
          found.push(
            ...page.map(({ id, before, after }) => ({
              id,
              before: before && stateOf(before),
              after: after && stateOf(after),
            })),
          );
          place = page.at(-1)?.id ?? null;
          if (page.length < size) break;
        }
        const [before, after] = [listed(first, scope, criteria), listed(second, scope, criteria)];
        const expected = [...new Set([...before.keys(), ...after.keys()])]
          .sort()
          .map((id) => ({ id, before: before.get(id) ?? null, after: after.get(id) ?? null }))
          .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
        expect(backwards ? found.reverse() : found).toEqual(expected);
        const counts = {
          appeared: expected.filter((change) => change.before === null).length,
          changed: expected.filter((change) => change.before !== null && change.after !== null).length,
          went: expected.filter((change) => change.after === null).length,
        };
        expect(await countDiff(db, question)).toEqual(counts);
        changes.appeared += counts.appeared;
        changes.changed += counts.changed;
        changes.went += counts.went;
      },
    ),
    { numRuns: 150 },
  );
  // The property is not about empty lists.
  expect(Math.min(changes.appeared, changes.changed, changes.went)).toBeGreaterThan(20);
});

test('a resource at a moment is what it was then, and nothing to whoever had no right to it then', async () => {
  const ids = [...new Set(estate.snapshots.flatMap(({ resources }) => resources.map(({ id }) => id)))];
  await fc.assert(
    fc.asyncProperty(moments(), scopes, async (snapshot, scope) => {
      const found = await findVersions(database.viewers.forScope(scope), scope, ids, snapshot.moment);
      const expected = listed(snapshot, scope, { includeDeleted: true });
      expect(new Map([...found].map(([id, row]) => [id, stateOf(row)]))).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('before the first event there was nothing', async () => {
  const [row] = await database.system.query<{ at: Date }>(
    'select min(from_recorded_at) as at from cloud_resource_versions',
  );
  const before = new Date((row?.at.getTime() ?? 0) - 1);
  const ids = estate.snapshots.at(-1)?.resources.map(({ id }) => id) ?? [];
  expect((await findVersions(database.viewers.forScope(everything), everything, ids, before)).size).toBe(0);
});
