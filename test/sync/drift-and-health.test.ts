import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DayPlan } from '../../src/sync/plan.ts';
import { type Service, startService } from '../support/service.ts';

let service: Service;
let id: number;
beforeAll(async () => {
  service = await startService({ simulator: { droplets: 8 }, env: { ARCADIA_SYNC_CRON: '0 0 1 1 *' } });
  await service.syncAndWait();
});
beforeEach(() => {
  id = Number(service.simulator.estate.truth().droplet?.ids[0]);
});
afterAll(() => service.close());

const admin = async (query: string, variables: Record<string, unknown> = {}) => {
  const { data, errors } = await service.ask(query, variables, service.admin);
  if (data === null) throw new Error(errors.map(({ message }) => message).join());
  return data;
};

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly declared: unknown;
  readonly drift: readonly { field: string; before: unknown; after: unknown }[];
}
const shown = async () =>
  (await admin(`query R($urn: String) { resource(urn: $urn) { id name declared drift { field before after } } }`, {
    urn: `do:droplet:${id}`,
  }).then(({ resource }) => resource)) as Shown; // what the query asks for
const types = async () => {
  const rows = await service.system.query<{ type: string }>(
    'select type from cloud_resource_events where urn = $1 order by position',
    [`do:droplet:${id}`],
  );
  return rows.map(({ type }) => type);
};
const declare = async (declared: unknown) =>
  admin(
    `mutation D($id: ID!, $declared: JSON) { declareResource(input: { resourceId: $id, declared: $declared }) {
       resource { declared drift { field } } userErrors { code path message } } }`,
    { id: (await shown()).id, declared },
  ).then(({ declareResource }) => declareResource);

test('a difference from what is declared is one DRIFT_DETECTED, and agreeing again clears it', async () => {
  const before = await types();
  service.simulator.estate.resizeDroplet(id, 's-1vcpu-1gb');
  await service.syncAndWait();
  await declare({ sizeSlug: 's-1vcpu-1gb' });
  expect((await shown()).drift).toEqual([]);
  service.simulator.estate.resizeDroplet(id, 's-2vcpu-4gb');
  await service.syncAndWait();
  expect((await shown()).drift).toEqual([{ field: 'sizeSlug', before: 's-1vcpu-1gb', after: 's-2vcpu-4gb' }]);
  const { data } = await service.ask(
    '{ resources(where: { drifted: true }) { edges { node { urn } } } }',
    {},
    service.admin,
  );
  expect(data?.resources).toEqual({ edges: [{ node: { urn: `do:droplet:${id}` } }] });
  await service.syncAndWait();
  service.simulator.estate.renameDroplet(id, 'still-drifting');
  await service.syncAndWait();
  service.simulator.estate.resizeDroplet(id, 's-1vcpu-1gb');
  await service.syncAndWait();
  expect((await shown()).drift).toEqual([]);
  const since = (await types()).slice(before.length);
  expect(since.filter((type) => type === 'drift_detected')).toHaveLength(1);
  await declare(null);
  expect((await shown()).declared).toBeNull();
});

test('a fact that the kind does not have, or a value that it cannot have, is refused and said', async () => {
  expect(await declare({ colour: 'red' })).toMatchObject({
    resource: null,
    userErrors: [{ code: 'INVALID', path: ['input', 'declared'], message: expect.stringMatching(/no fact "colour"/) }],
  });
  expect(await declare({ vcpus: 'two' })).toMatchObject({ userErrors: [{ code: 'INVALID' }] });
  expect(await declare(['vcpus'])).toMatchObject({ userErrors: [{ code: 'INVALID' }] });
});

const refresh = async () =>
  admin(
    `mutation R($id: ID!) { refreshResource(input: { resourceId: $id }) { resource { name } userErrors { code message } } }`,
    { id: (await shown()).id },
  ).then(({ refreshResource }) => refreshResource);

test('a refresh is one look at DigitalOcean, and shows what is there now', async () => {
  service.simulator.estate.renameDroplet(id, 'seen-at-once');
  const before = service.simulator.requests.length;
  expect(await refresh()).toEqual({ resource: { name: 'seen-at-once' }, userErrors: [] });
  expect(service.simulator.requests.slice(before).map(({ path }) => path)).toEqual([`/v2/droplets/${id}`]);
});

test('a refresh of what answers 404 says so and deletes nothing', async () => {
  const hidden = service.simulator.faults.add({ path: `/v2/droplets/${id}`, status: 404 });
  expect(await refresh()).toMatchObject({ resource: null, userErrors: [{ code: 'NOT_FOUND' }] });
  hidden();
  expect(await types()).not.toContain('deleted');
});

const healthQuery = '{ syncHealth { kind lastCompleteAt ageSeconds lastVerdict nextDueAt live stale } }';

test('health tells admins everything, and tenants how fresh their data is', async () => {
  const { syncHealth } = await admin(healthQuery);
  expect(syncHealth).toContainEqual({
    kind: 'DROPLET',
    lastCompleteAt: expect.any(String),
    ageSeconds: expect.any(Number),
    lastVerdict: 'COMPLETE',
    nextDueAt: expect.any(String),
    live: service.simulator.estate.truth().droplet?.count,
    stale: 0,
  });
  const { data } = await service.ask(healthQuery, {}, await service.tenant('acme'));
  expect(data?.syncHealth).toContainEqual({
    kind: 'DROPLET',
    lastCompleteAt: expect.any(String),
    ageSeconds: expect.any(Number),
    lastVerdict: null,
    nextDueAt: null,
    live: null,
    stale: null,
  });
});

test('the plan of a day counts what the schedule asks for, and says whether it fits', async () => {
  const { syncPlan } = await admin(
    '{ syncPlan { requestsPerDay budgetPerDay fits kinds { kind requestsPerListing } } }',
  );
  expect(syncPlan).toMatchObject({ fits: true, budgetPerDay: 108_000 });
});

// Every 20 s the account and the actions; every 30 s the account and a page of clusters and one of apps.
test('the plan of a day counts what is read between syncs', async () => {
  const data = await admin('{ syncPlan { requestsPerDay kinds { kind requestsPerListing requestsPerDay } } }');
  const { requestsPerDay, kinds } = data.syncPlan as Pick<DayPlan, 'requestsPerDay' | 'kinds'>; // what the query asks for
  expect(kinds).toEqual(
    expect.arrayContaining([
      { kind: 'actions', requestsPerListing: 2, requestsPerDay: 8640 },
      { kind: 'followed_lists', requestsPerListing: 3, requestsPerDay: 8640 },
    ]),
  );
  expect(requestsPerDay).toBe(kinds.reduce((sum, kind) => sum + kind.requestsPerDay, 0));
});

test("what is left of the token's limits is for admins alone", async () => {
  const budgets = '{ rateBudgets { lane windows { name limit } closedUntil } }';
  expect((await admin(budgets)).rateBudgets).toBeInstanceOf(Array);
  const { errors } = await service.ask(budgets, {}, await service.tenant('acme'));
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});
