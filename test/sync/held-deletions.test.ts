import { afterEach, expect, test, vi } from 'vitest';
import { type Service, startService } from '../support/service.ts';

// What a mass deletion looks like is mostly a token that has lost its sight, an account in trouble or a mistake of ours.

let service: Service;
afterEach(() => service.close());

const approve = /* GraphQL */ `
  mutation Approve($id: ID!) {
    approveDeletions(input: { syncRunId: $id }) { syncRun { id status } userErrors { code message } }
  }`;
const runQuery = /* GraphQL */ `
  query Run($id: ID!) {
    node(id: $id) { ... on SyncRun { status reason approvedBy requests heldDeletions { urn } } }
  }`;

interface HeldRun {
  readonly status: string;
  readonly reason: string | null;
  readonly approvedBy: string | null;
  readonly requests: number;
  readonly heldDeletions: readonly { readonly urn: string }[];
}

async function readRun(id: string): Promise<HeldRun> {
  const { data } = await service.ask(runQuery, { id }, service.admin);
  return data?.node as HeldRun; // what the query asks for
}

function ended(id: string): Promise<HeldRun> {
  return vi.waitFor(
    async () => {
      const run = await readRun(id);
      expect(['QUEUED', 'RUNNING']).not.toContain(run.status);
      return run;
    },
    { timeout: 30_000, interval: 20 },
  );
}

async function syncs(times: number) {
  let run = await service.syncAndWait();
  for (let number = 1; number < times; number += 1) run = await service.syncAndWait();
  const { data } = await service.ask('{ syncRuns(first: 1) { edges { node { id } } } }', {}, service.admin);
  const { edges } = data?.syncRuns as { edges: { node: { id: string } }[] }; // what the query asks for
  return { ...run, id: edges[0]?.node.id ?? '' };
}

const tombstones = async () =>
  (await service.system.query(`select urn from cloud_resources where deleted_at is not null`)).length;

/** Removes every volume, and syncs until they are held. */
async function holdAllVolumes() {
  service = await startService({ simulator: { droplets: 12 } });
  const { estate } = service.simulator;
  await service.syncAndWait();
  const ids = (estate.truth().volume?.ids ?? []).map(String);
  expect(ids.length).toBeGreaterThanOrEqual(3);
  for (const id of ids) estate.removeVolume(id);
  return { ids, run: await syncs(3) };
}

test('a run that would empty a kind is held, says so, and deletes nothing', async () => {
  const { ids, run } = await holdAllVolumes();
  expect(run.status).toBe('HELD');
  expect(run.reason).toMatch(/would delete all \d+ of volume/);
  const held = await readRun(run.id);
  expect(held.heldDeletions.map(({ urn }) => urn).sort()).toEqual(ids.map((id) => `do:volume:${id}`).sort());
  expect(await tombstones()).toBe(0);
});

test('an approval asks DigitalOcean again: what answers by then is kept, the rest is deleted', async () => {
  const { ids, run } = await holdAllVolumes();
  const { estate, faults } = service.simulator;
  const kept = `do:volume:${estate.addVolume().id}`;
  // Whoever is back by the time of the approval answers its GET, whatever lists say.
  faults.hideFromList(kept);
  await service.system.query(`update cloud_resources set provider_id = $1, urn = $2 where urn = $3`, [
    kept.slice('do:volume:'.length),
    kept,
    `do:volume:${ids[0]}`,
  ]);
  const before = service.simulator.requests.length;
  const { data } = await service.ask(approve, { id: run.id }, service.admin);
  expect(data?.approveDeletions).toMatchObject({ userErrors: [] });
  const after = await ended(run.id);
  expect(after).toMatchObject({ status: 'SUCCEEDED', approvedBy: 'admin', heldDeletions: [{ urn: kept }] });
  expect(await tombstones()).toBe(ids.length - 1);
  const asked = service.simulator.requests.slice(before).filter(({ path }) => /^\/v2\/volumes\/./.test(path));
  expect(asked).toHaveLength(ids.length);
  const audit = await service.system.query(`select details from audit_log where action = 'approveDeletions'`);
  expect(audit).toEqual([{ details: { deletions: ids.length } }]);
});

test('a run that holds nothing cannot be approved', async () => {
  service = await startService({ simulator: { droplets: 3 } });
  const run = await syncs(1);
  const { data } = await service.ask(approve, { id: run.id }, service.admin);
  expect(data?.approveDeletions).toMatchObject({ syncRun: null, userErrors: [{ code: 'INVALID' }] });
});

test('a tenant may not approve', async () => {
  service = await startService({ simulator: { droplets: 3 } });
  const run = await syncs(1);
  const { errors } = await service.ask(approve, { id: run.id }, await service.tenant('acme'));
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});

test('a token that answers 404 to everything deletes nothing, and the run says what to check', async () => {
  service = await startService({ simulator: { droplets: 12 } });
  const { estate, faults } = service.simulator;
  await service.syncAndWait();
  const [gone] = estate.truth().droplet?.ids ?? [];
  estate.removeDroplet(Number(gone));
  faults.add({ path: '/v2/droplets/*', status: 404 });
  const run = await syncs(3);
  expect(run.listings.map(({ reason }) => reason).join()).toMatch(/so does what is known to live/);
  expect(run).toMatchObject({ status: 'PARTIAL', reason: expect.stringMatching(/^1 of droplet .* Check the token/) });
  const struck = await service.system.query(
    `select urn, deleted_at as "deletedAt" from cloud_resources where stale_strike_count > 0`,
  );
  expect(struck).toEqual([{ urn: `do:droplet:${gone}`, deletedAt: null }]);
});

// Seen red: with a question that nobody answers taken for settled.
test('a third strike whose question is refused is no success, and the run says which scope is missing', async () => {
  service = await startService({ simulator: { droplets: 12 } });
  const { estate, faults } = service.simulator;
  await service.syncAndWait();
  estate.removeDroplet(Number(estate.truth().droplet?.ids[0]));
  faults.add({ path: '/v2/droplets/*', status: 403 });
  const run = await syncs(3);
  expect(run).toMatchObject({
    status: 'PARTIAL',
    reason: expect.stringMatching(
      /^1 of droplet could not be asked about and are kept.* Give the token in DO_API_TOKEN_SYNC_TARGETED/,
    ),
  });
  expect(run.listings.some(({ deleted }) => deleted > 0)).toBe(false);
});

test('strikes on one resource lie apart: a nervous admin deletes nothing by clicking', async () => {
  service = await startService({ simulator: { droplets: 12 }, env: { ARCADIA_STRIKE_SPACING: '60' } });
  const { estate } = service.simulator;
  await service.syncAndWait();
  estate.removeDroplet(Number(estate.truth().droplet?.ids[0]));
  await syncs(4);
  const struck = await service.system.query(
    `select stale_strike_count as strikes, deleted_at as "deletedAt" from cloud_resources
      where kind = 'droplet' and stale_strike_count > 0`,
  );
  expect(struck).toEqual([{ strikes: 1, deletedAt: null }]);
});
