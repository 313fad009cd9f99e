import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sql } from '../../src/db/sql.ts';
import { countResources, findResources, type ResourceQuestion } from '../../src/inventory/find/list.ts';
import type { Place, Window } from '../../src/inventory/find/window.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Estate, history, live } from './histories.ts';
import { compareBy, criteriaIn, facts, meets, type Order, orders, scopes } from './model.ts';

// Filters, orders and pages, against the same done in memory; through the viewer's door, and through the system's, where the
// scope of the query stands alone. Seen red: `<` for `<=` in a fact, nulls that are forgotten after the last value, a place
// without its id (of equal names all but the first are lost), a scope left out of the query, `>=` at the end of a version.

let database: TestDatabase;
let estate: Estate;

beforeAll(async () => {
  database = await createTestDatabase();
  const [steps] = fc.sample(
    fc.array(history, { minLength: 4, maxLength: 4 }).map((lives) => lives.flat()),
    { numRuns: 1, seed: 7 },
  );
  estate = await live(database.system, steps ?? []);
});

afterAll(() => database.drop());

const byId: Order = { field: 'id', direction: 'asc' };
const everything = { wanted: null };

function resourcesNow() {
  return estate.snapshots.at(-1)?.resources ?? [];
}

function placeOf(row: object & { id: string }, { field }: Order): Place {
  const value = (row as Record<string, unknown>)[field];
  return { id: row.id, value: value instanceof Date ? value.toISOString() : value === null ? null : String(value) };
}

/** The whole list, page by page. */
async function walk(db: Sql, question: ResourceQuestion, order: Order, size: number, backwards: boolean) {
  const ids: string[] = [];
  let place: Place | null = null;
  for (;;) {
    const window: Window = {
      ...order,
      after: backwards ? null : place,
      before: backwards ? place : null,
      limit: size,
      fromEnd: backwards,
    };
    const rows = await findResources(db, question, window, everything);
    ids.push(...rows.map((row) => row.id));
    const last = rows.at(-1);
    if (last === undefined || rows.length < size) return backwards ? ids.reverse() : ids;
    place = placeOf(last, order);
  }
}

test('the estate that the lists are read from holds what the filters ask for', () => {
  const resources = resourcesNow();
  expect(resources.length).toBeGreaterThan(15);
  expect(resources.some(({ deletedAt }) => deletedAt !== null)).toBe(true);
  expect(resources.some(({ drift }) => drift !== null)).toBe(true);
  const owners = estate.snapshots.flatMap((snapshot) => snapshot.resources.map(({ tenantId }) => tenantId));
  expect(new Set(owners)).toEqual(new Set(['acme', 'globex', null]));
  expect(estate.snapshots.length).toBeGreaterThan(40);
});

test('whatever is asked for, in whatever order and by pages of whatever size, is what a filter and a sort in memory give', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(
      criteriaIn(estate.projectIds),
      scopes,
      orders,
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      fc.boolean(),
      async (criteria, scope, order, size, backwards, fenced) => {
        const db = fenced ? database.viewers.forScope(scope) : database.system;
        const question = { scope, criteria, asOf: null, search: null };
        const expected = resourcesNow()
          .filter((row) => meets(row, scope, criteria))
          .sort(compareBy(order));
        expect(await walk(db, question, order, size, backwards)).toEqual(expected.map(({ id }) => id));
        expect(await countResources(db, question, 1000)).toBe(expected.length);
        found += Math.sign(expected.length);
      },
    ),
    { numRuns: 200 },
  );
  expect(found).toBeGreaterThan(50);
});

test('facts are compared as what they are: numbers as numbers, money as decimals, texts as texts, lists by what is in them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(facts, { minLength: 1, maxLength: 2 }), async (asked) => {
      const scope = { tenants: 'all' } as const;
      const criteria = { includeDeleted: true, facts: asked };
      const found = await walk(
        database.viewers.forScope(scope),
        { scope, criteria, asOf: null, search: null },
        byId,
        200,
        false,
      );
      const expected = resourcesNow().filter((row) => meets(row, scope, criteria));
      expect(found).toEqual(expected.sort(compareBy(byId)).map(({ id }) => id));
    }),
    { numRuns: 300 },
  );
});

test('the estate as of a moment is, for every viewer, the one that there was', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...estate.snapshots),
      criteriaIn(estate.projectIds),
      scopes,
      orders,
      async ({ moment, resources }, criteria, scope, given) => {
        // Sightings are not kept.
        const order: Order = given.field === 'lastSeenAt' ? { ...given, field: 'urn' } : given;
        const question = { scope, criteria, asOf: moment, search: null };
        const window = { ...order, after: null, before: null, limit: 100, fromEnd: false };
        const found = await findResources(database.viewers.forScope(scope), question, window, everything);
        // A declaration that agrees with what is observed makes no event, and is in the next version only.
        const kept = ({ lastSeenAt, staleStrikeCount, declared, ...row }: (typeof resources)[number]) => row;
        const expected = resources.filter((row) => meets(row, scope, criteria)).sort(compareBy(order));
        expect(found.map(kept)).toEqual(expected.map(kept));
      },
    ),
    { numRuns: 150 },
  );
});

test('a count goes no further than it has to', async () => {
  const scope = { tenants: 'all' } as const;
  const question = { scope, criteria: { includeDeleted: true }, asOf: null, search: null };
  expect(await countResources(database.viewers.forScope(scope), question, 5)).toBe(6);
});

test('pages neither skip nor repeat what stays, while other resources come, go and change', async () => {
  const scope = { tenants: 'all' } as const;
  const question = { scope, criteria: {}, asOf: null, search: null };
  const order: Order = { field: 'name', direction: 'asc' };
  const db = database.viewers.forScope(scope);
  const { system } = database;
  const staying = resourcesNow().filter(({ deletedAt, kind }) => deletedAt === null && kind === 'volume');
  const going = resourcesNow().filter(({ deletedAt, kind }) => deletedAt === null && kind === 'droplet');
  expect(staying.length).toBeGreaterThan(3);
  for (const backwards of [false, true]) {
    const seen: string[] = [];
    let place: Place | null = null;
    for (let page = 0; ; page += 1) {
      const window: Window = {
        ...order,
        after: backwards ? null : place,
        before: backwards ? place : null,
        limit: 2,
        fromEnd: backwards,
      };
      const rows = await findResources(db, question, window, everything);
      seen.push(...rows.map((row) => row.id));
      const last = rows.at(-1);
      if (last === undefined || rows.length < 2) break;
      place = placeOf(last, order);
      // The row under the cursor may be the one that goes, or that moves to the other end of the list.
      const change =
        page % 2 === 0
          ? 'deleted_at = case when deleted_at is null then now() end'
          : `name = case when name < 'm' then 'z' || name else 'a' || name end`;
      await system.query(`update cloud_resources set ${change} where kind = 'droplet' and id = any($1::uuid[])`, [
        going.filter((_, index) => index % 3 === page % 3).map(({ id }) => id),
      ]);
    }
    const stayed = new Set(staying.map(({ id }) => id));
    const shown = seen.filter((id) => stayed.has(id));
    const expected = [...staying].sort(compareBy(order)).map(({ id }) => id);
    expect(shown).toEqual(backwards ? expected.reverse() : expected);
  }
});
