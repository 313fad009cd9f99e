import { afterAll, beforeAll, expect, test } from 'vitest';
import { estateBegan, fillEstate } from '../../bench/estate.ts';
import type { Scope } from '../../src/base/scope.ts';
import type { Sql } from '../../src/db/sql.ts';
import { aggregateResources } from '../../src/inventory/find/aggregate.ts';
import { findImpact } from '../../src/inventory/find/impact.ts';
import { findResources, type ResourceQuestion } from '../../src/inventory/find/list.ts';
import { findOfProjects } from '../../src/inventory/find/of-projects.ts';
import { diffEstate, findVersions } from '../../src/inventory/find/versions.ts';
import type { OrderField, Window } from '../../src/inventory/find/window.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

// How Postgres answers on an estate of 20,000 resources and 100,000 versions, with the planner left alone. Seen red: coalesce
// for case in the index of validity (below row-level security no index takes it), no index for the order by name.

let database: TestDatabase;
const size = { resources: 20_000, eventsEach: 5, projects: 100, tenants: 20 };
const middle = new Date(estateBegan.getTime() + size.resources * 2500);

beforeAll(async () => {
  database = await createTestDatabase();
  await fillEstate(database.system, size);
}, 300_000);

afterAll(() => database.drop());

const large = /Seq Scan on (cloud_resources|cloud_resource_versions|cloud_resource_events\w*|cloud_resource_links)\b/;

/** The plans of what a question asks, as the viewer of the scope runs them. */
async function plansOf(scope: Scope, ask: (sql: Sql) => Promise<unknown>): Promise<string> {
  const db = database.viewers.forScope(scope);
  const plans: string[] = [];
  await ask({
    query: async (text, values) => {
      const lines = await db.query<{ 'QUERY PLAN': string }>(`explain (analyze, timing off) ${text}`, values);
      plans.push(...lines.map((line) => line['QUERY PLAN']));
      return db.query(text, values);
    },
  });
  expect(plans.length).toBeGreaterThan(0);
  return plans.join('\n');
}

const admin: Scope = { tenants: 'all' };
const tenant: Scope = { tenants: ['t2'] };
const rows = { project: null, wanted: null };
const window = (field: OrderField = 'id'): Window => ({
  field,
  direction: 'asc',
  after: null,
  before: null,
  limit: 51,
  fromEnd: false,
});
const question = (scope: Scope, more: Partial<ResourceQuestion> = {}): ResourceQuestion => ({
  scope,
  criteria: {},
  asOf: null,
  search: null,
  ...more,
});

const lists: readonly (readonly [string, OrderField, Partial<ResourceQuestion>])[] = [
  ['by id', 'id', {}],
  ['by name', 'name', {}],
  ['by region', 'region', {}],
  ['by status', 'status', {}],
  ['by the time of first sight', 'firstSeenAt', {}],
  ['by the time of making', 'providerCreatedAt', {}],
  ['by URN', 'urn', {}],
  ['of a kind', 'id', { criteria: { kinds: ['volume'] } }],
  ['one by URN', 'id', { criteria: { urns: ['do:droplet:1'] } }],
  ['searched for', 'rank', { search: 'gateway-00012' }],
  ['as they were', 'id', { asOf: middle }],
  ['as they were, by name', 'name', { asOf: middle }],
];

for (const [who, scope] of [
  ['an admin', admin],
  ['a tenant', tenant],
] as const) {
  test.each(lists)(`${who}'s list %s reads no large table from end to end`, async (_name, field, more) => {
    expect(await plansOf(scope, (sql) => findResources(sql, question(scope, more), window(field), rows))).not.toMatch(
      large,
    );
  });

  test(`${who}'s projects with their resources, past, impact and difference read no large table from end to end`, async () => {
    const projects = await database.system.query<{ id: string }>(
      `select id from cloud_projects where tenant_id = 't2' limit 20`,
    );
    const ids = projects.map(({ id }) => id);
    const [some] = await database.system.query<{ id: string }>(
      `select id from cloud_resources where tenant_id = 't2' limit 1`,
    );
    const to = new Date(middle.getTime() + 600_000);
    const plans = [
      await plansOf(scope, (sql) => findOfProjects(sql, question(scope), window(), ids, rows)),
      await plansOf(scope, (sql) => findVersions(sql, scope, [some?.id ?? ''], middle)),
      await plansOf(scope, (sql) =>
        findImpact(sql, { scope, urn: 'do:vpc:t2', direction: 'dependents', depth: 3, limit: 1001 }),
      ),
      await plansOf(scope, (sql) =>
        diffEstate(
          sql,
          { scope, criteria: {}, from: middle, to },
          { after: null, before: null, limit: 51, fromEnd: false },
        ),
      ),
      await plansOf(scope, (sql) =>
        aggregateResources(sql, { scope, criteria: {}, asOf: middle, groupBy: ['kind'], sums: [], limit: 100 }),
      ),
    ];
    for (const plan of plans) expect(plan).not.toMatch(large);
  });
}

test("the estate as of a moment is found by the two ends of its versions' validity, below row-level security too", async () => {
  const ask = (sql: Sql) =>
    aggregateResources(sql, { scope: admin, criteria: {}, asOf: middle, groupBy: ['kind'], sums: [], limit: 100 });
  const plan = await plansOf(admin, ask);
  expect(plan).toMatch(/Index Cond: .*CASE WHEN .*from_recorded_at/);
  // A fifth of the versions is read, and nothing is read to be thrown away.
  expect(plan).not.toMatch(/Rows Removed by Filter: \d{3}/);
});
