import { afterAll, beforeAll, expect, test } from 'vitest';
import { kindsByName } from '../../src/kinds/index.ts';
import type { Fault } from '../../src/simulator/faults.ts';
import { everyKind, type Service, startService } from '../support/service.ts';

// What other inventories do to their users, each reproduced here, and none of it happens.

type Run = Awaited<ReturnType<Service['syncAndWait']>>;

let service: Service;
beforeAll(async () => {
  service = await startService({ simulator: { droplets: 30 } });
  await service.syncAndWait();
});
afterAll(() => service.close());

const live = async (kind: string) => {
  const [row] = await service.system.query<{ live: number }>(
    'select count(*)::int as live from cloud_resources where kind = $1 and deleted_at is null',
    [kind],
  );
  return row?.live;
};
const verdictOf = (run: Run, kind: string) => run.listings.filter((listing) => listing.kind === kind);

/** Syncs three times, as often as it takes to delete, while this goes wrong. */
async function syncsUnder(fault: Fault): Promise<Run> {
  const away = service.simulator.faults.add(fault);
  await service.syncAndWait();
  await service.syncAndWait();
  const run = await service.syncAndWait();
  away();
  return run;
}

// 401 and 5xx are tried again for seconds each; that is the client's test. Here they last for one page of one part.
test.each([
  [401, 'FAILED'],
  [403, 'FORBIDDEN'],
] as const)('Fix Inventory: %i with a JSON body is no empty list, and nothing is deleted', async (status, verdict) => {
  const before = await live('volume');
  const run = await syncsUnder({ path: '/v2/volumes', status });
  expect(verdictOf(run, 'VOLUME')).toMatchObject([{ verdict, struck: 0, deleted: 0, reason: expect.any(String) }]);
  expect(await live('volume')).toBe(before);
});

test('Fix Inventory: 502 and 503 with a JSON body are no empty lists, and strike nobody', async () => {
  const { faults } = service.simulator;
  const before = [await live('volume'), await live('droplet')];
  expect(before).not.toContain(0);
  const away = [
    faults.add({ path: '/v2/volumes', status: 502 }),
    faults.add({ path: '/v2/droplets', status: 503, query: { type: 'gpus' } }),
  ];
  const run = await service.syncAndWait();
  for (const mend of away) mend();
  expect(verdictOf(run, 'VOLUME')).toMatchObject([{ verdict: 'FAILED', struck: 0, deleted: 0 }]);
  expect(verdictOf(run, 'DROPLET').find(({ part }) => part === 'gpu')).toMatchObject({ verdict: 'FAILED', struck: 0 });
  expect([await live('volume'), await live('droplet')]).toEqual(before);
  const struck = await service.system.query(
    `select urn from cloud_resources where (kind = 'volume' or part = 'gpu') and stale_strike_count > 0`,
  );
  expect(struck).toEqual([]);
});

test('Cartography: a broken first page of one kind does not keep the others from being read', async () => {
  const run = await syncsUnder({ path: '/v2/droplets', body: 'html' });
  expect(verdictOf(run, 'DROPLET').map(({ verdict }) => verdict)).toEqual(['FAILED', 'FAILED']);
  expect(verdictOf(run, 'VOLUME')).toMatchObject([{ verdict: 'COMPLETE' }]);
  expect(run.status).toBe('PARTIAL');
});

test('CloudQuery: a kind that errored strikes nobody, and those missed before get no further strike', async () => {
  const { estate } = service.simulator;
  const id = Number(estate.truth().droplet?.ids[0]);
  estate.removeDroplet(id);
  await service.syncAndWait();
  await syncsUnder({ path: '/v2/droplets', body: 'missing-key' });
  const rows = await service.system.query(
    'select stale_strike_count as strikes, deleted_at as "deletedAt" from cloud_resources where urn = $1',
    [`do:droplet:${id}`],
  );
  expect(rows).toEqual([{ strikes: 1, deletedAt: null }]);
});

// Seen red: with the records of readParts handed on as they are, without doubtAbsence, in sync/read-kind.ts.
test.each([
  404, 405, 501,
])('a list that answers %i while a member of it still answers is no absent kind', async (status) => {
  const before = await live('volume');
  expect(before).toBeGreaterThan(0);
  const run = await syncsUnder({ path: '/v2/volumes', status });
  expect(run).toMatchObject({ status: 'PARTIAL', reason: expect.stringMatching(/volume failed/) });
  expect(verdictOf(run, 'VOLUME')).toMatchObject([
    {
      verdict: 'FAILED',
      struck: 0,
      deleted: 0,
      reason: expect.stringMatching(/one of the \d+ of volume that are known there answers when asked for: check /),
    },
  ]);
  expect(await live('volume')).toBe(before);
});

test('a list that answers 404 whose members do so too is an absent kind, and the run succeeds', async () => {
  const run = await syncsUnder({ path: '/v2/volumes*', status: 404 });
  expect(run).toMatchObject({ status: 'SUCCEEDED' });
  expect(verdictOf(run, 'VOLUME')).toMatchObject([{ verdict: 'UNSUPPORTED', struck: 0, deleted: 0 }]);
});

test("Cartography: a project's last droplet is cleaned up too", async () => {
  const { estate } = service.simulator;
  const project = estate.addProject({ name: 'of one droplet' });
  const droplet = estate.addDroplet({ name: 'last' });
  estate.moveToProject(`do:droplet:${droplet.id}`, project.id);
  await service.syncAndWait();
  estate.removeDroplet(droplet.id);
  for (const _ of [1, 2, 3]) await service.syncAndWait();
  const rows = await service.system.query(
    'select deleted_at is not null as deleted from cloud_resources where urn = $1',
    [`do:droplet:${droplet.id}`],
  );
  expect(rows).toEqual([{ deleted: true }]);
});

test('doctl: a page that cannot be read is said by the run, and is no success', async () => {
  const run = await syncsUnder({ path: '/v2/volumes', body: 'invalid-json' });
  expect(verdictOf(run, 'VOLUME')).toMatchObject([
    { verdict: 'FAILED', reason: expect.stringMatching(/not whole JSON/) },
  ]);
  expect(run).toMatchObject({ status: 'PARTIAL', reason: expect.stringMatching(/volume failed/) });
});

test('Komiser: lists are read to their end, 200 at a time', async () => {
  const from = service.simulator.requests.length;
  await service.syncAndWait();
  const pages = service.simulator.requests.slice(from).filter(({ query }) => query.page !== undefined);
  expect(new Set(pages.map(({ query }) => query.per_page))).toEqual(new Set(['200']));
});

test('JupiterOne: a volume is as old as DigitalOcean says, whatever its description says', async () => {
  const volume = kindsByName.get('volume');
  const seen = volume?.observe({
    id: 'f00d',
    name: 'data',
    size_gigabytes: 10,
    created_at: '2026-01-02T03:04:05Z',
    description: '2020-02-02T02:02:02Z',
  });
  expect(seen?.providerCreatedAt).toEqual(new Date('2026-01-02T03:04:05Z'));
});

test('all: droplets with GPUs are mirrored', async () => {
  const [row] = await service.system.query<{ gpus: number }>(
    `select count(*)::int as gpus from cloud_resources where kind = 'droplet' and part = 'gpu' and deleted_at is null`,
  );
  expect(row?.gpus).toBeGreaterThan(0);
});

test('all: the count that DigitalOcean gives is compared with what came', async () => {
  const run = await service.syncAndWait(everyKind);
  const { data } = await service.ask(
    '{ syncRuns(first: 1) { edges { node { listings { kind verdict seen total } } } } }',
    {},
    service.admin,
  );
  const [edge] = (data?.syncRuns as { edges: { node: { listings: { seen: number; total: number | null }[] } }[] })
    .edges; // as asked
  expect(run.status).toBe('SUCCEEDED');
  const counted = (edge?.node.listings ?? []).filter(({ total }) => total !== null);
  expect(counted.length).toBeGreaterThan(20);
  for (const { seen, total } of counted) expect(total).toBe(seen);
});

test('Komiser: no answer of the API holds a token of the provider', async () => {
  const { data } = await service.ask(
    '{ syncRuns { edges { node { trigger requestedBy reason listings { reason } } } } rateBudgets { lane } }',
    {},
    service.admin,
  );
  expect(JSON.stringify(data)).not.toContain('test-token');
});
