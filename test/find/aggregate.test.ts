import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Aggregate,
  aggregateResources,
  type GroupKey,
  groupColumns,
  type Sum,
  sumTypes,
} from '../../src/inventory/find/aggregate.ts';
import type { FoundResource } from '../../src/inventory/find/source.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Estate, history, live } from './histories.ts';
import { criteriaIn, meets, scopes } from './model.ts';

// Groups and sums, against a recount. Seen red: tags joined instead of left-joined (those without a tag are lost), prices added
// up as floats, versions that have ended counted too.

let database: TestDatabase;
let estate: Estate;

beforeAll(async () => {
  database = await createTestDatabase();
  const [steps] = fc.sample(
    fc.array(history, { minLength: 3, maxLength: 3 }).map((lives) => lives.flat()),
    { numRuns: 1, seed: 5 },
  );
  estate = await live(database.system, steps ?? []);
});

afterAll(() => database.drop());

const keys = Object.keys(groupColumns) as GroupKey[];
const sums = Object.keys(sumTypes) as Sum[];

function valuesOf(row: FoundResource, key: GroupKey): readonly (string | null)[] {
  if (key === 'tag') return row.tags.length === 0 ? [null] : row.tags;
  return [key === 'firstSeenDay' ? row.firstSeenAt.toISOString().slice(0, 10) : row[key]];
}

/** Of thousandths, so that nothing is rounded on the way. */
function add(total: number | null, fact: unknown): number | null {
  if (fact === null || fact === undefined) return total;
  return (total ?? 0) + Math.round(Number(fact) * 1000);
}

function recount(rows: readonly FoundResource[], groupBy: readonly GroupKey[]) {
  const groups = new Map<string, { count: number; sums: Record<string, number | null> }>();
  if (groupBy.length === 0) groups.set('[]', { count: 0, sums: Object.fromEntries(sums.map((sum) => [sum, null])) });
  for (const row of rows) {
    let places: (string | null)[][] = [[]];
    for (const key of groupBy) places = places.flatMap((place) => valuesOf(row, key).map((value) => [...place, value]));
    for (const place of places) {
      const group = groups.get(JSON.stringify(place)) ?? {
        count: 0,
        sums: Object.fromEntries(sums.map((sum) => [sum, null])),
      };
      groups.set(JSON.stringify(place), group);
      group.count += 1;
      for (const sum of sums) group.sums[sum] = add(group.sums[sum] ?? null, row.attrs[sum]);
    }
  }
  return groups;
}

function shown(groups: readonly Aggregate[], groupBy: readonly GroupKey[]) {
  return new Map(
    groups.map(({ key, count, sums: found }) => [
      JSON.stringify(groupBy.map((name) => key[name])),
      { count, sums: Object.fromEntries(sums.map((sum) => [sum, add(null, found[sum])])) },
    ]),
  );
}

test('whatever is grouped, filtered and whenever it was, the groups are what a recount gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.subarray(keys, { maxLength: 3 }),
      criteriaIn(estate.projectIds),
      scopes,
      fc.option(fc.constantFrom(...estate.snapshots)),
      async (groupBy, criteria, scope, snapshot) => {
        const resources = (snapshot ?? estate.snapshots.at(-1))?.resources ?? [];
        const question = { scope, criteria, asOf: snapshot?.moment ?? null, groupBy, sums, limit: 1000 };
        const groups = await aggregateResources(database.viewers.forScope(scope), question);
        const expected = recount(
          resources.filter((row) => meets(row, scope, criteria)),
          groupBy,
        );
        expect(shown(groups, groupBy)).toEqual(expected);
        expect(groups.map(({ count }) => count)).toEqual([...groups.map(({ count }) => count)].sort((a, b) => b - a));
      },
    ),
    { numRuns: 200 },
  );
});

test('money is added up exactly', async () => {
  const scope = { tenants: 'all' } as const;
  const db = database.viewers.forScope(scope);
  // 0.1 + 0.2 is not 0.3 among floats.
  await database.system.query(
    `update cloud_resources set attrs = attrs || jsonb_build_object('priceMonthly', case when provider_id::int % 2 = 0 then '0.1' else '0.2' end)
      where kind = 'droplet'`,
  );
  const question = {
    scope,
    criteria: { kinds: ['droplet'], includeDeleted: true },
    asOf: null,
    groupBy: [],
    sums: ['priceMonthly'] as const,
    limit: 2,
  };
  const [all] = await aggregateResources(db, question);
  const [parities] = await database.system.query<{ even: number; odd: number }>(
    `select count(*) filter (where provider_id::int % 2 = 0)::int as even, count(*) filter (where provider_id::int % 2 = 1)::int as odd
       from cloud_resources where kind = 'droplet'`,
  );
  const { even, odd } = parities ?? { even: 0, odd: 0 };
  expect(even * odd).toBeGreaterThan(0);
  expect(all?.sums.priceMonthly).toBe(((even + 2 * odd) / 10).toFixed(1));
});
