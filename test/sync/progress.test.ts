import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestRun } from '../../src/sync/requests.ts';
import { beginRun, finishRun, noteProgress } from '../../src/sync/runs.ts';
import { watchRuns } from '../../src/sync/watch.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Service, startService } from '../support/service.ts';

let database: TestDatabase;
let service: Service;
beforeAll(async () => {
  database = await createTestDatabase();
  service = await startService({ simulator: { droplets: 5, latencyMs: 60 } });
});
afterAll(async () => {
  await service.close();
  await database.drop();
});

test('whoever watches is told of each change of a run, its end included', async () => {
  const db = database.system;
  const stop = new AbortController();
  const told: string[] = [];
  const watching = (async () => {
    for await (const id of watchRuns(db, stop.signal)) {
      const [run] = await db.query<{ status: string; requests: number }>(
        'select status, requests from sync_runs where id = $1',
        [id],
      );
      told.push(`${run?.status} ${run?.requests}`);
    }
  })();
  const { runId } = await requestRun(db, { kinds: [], trigger: 'manual', requestedBy: null, lane: 'lane' });
  await expect.poll(() => told, { timeout: 5000 }).toContain('QUEUED 0');
  const run = await beginRun(db, runId, 'one');
  const attempt = { runId, instance: 'one', attempts: run?.attempts ?? 0 };
  await noteProgress(db, attempt, 7);
  await expect.poll(() => told, { timeout: 5000 }).toContain('RUNNING 7');
  await finishRun(db, attempt, { status: 'SUCCEEDED', reason: null });
  await expect.poll(() => told, { timeout: 5000 }).toContain('SUCCEEDED 7');
  stop.abort();
  await watching;
});

test('the subscription shows a run from its request to its end', async () => {
  const gone = new AbortController();
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${service.admin}`,
    },
    body: JSON.stringify({ query: 'subscription { syncRuns { id status requests listings { kind verdict } } }' }),
    signal: gone.signal,
  });
  let text = '';
  const reading = (async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString('utf8');
  })().catch(() => {});
  await delay(0);
  const run = await service.syncAndWait();
  await expect.poll(() => text, { timeout: 8000 }).toContain(`"status":"SUCCEEDED","requests":${run.requests}`);
  expect(text).toMatch(/"status":"(QUEUED|RUNNING)"/);
  gone.abort();
  await reading;
});

test('a tenant may not watch runs', async () => {
  const { errors } = await service.ask('subscription { syncRuns { id } }', {}, await service.tenant('acme'));
  expect(errors.length).toBeGreaterThan(0);
});

test('metrics show how fresh each kind is', async () => {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  expect(text).toMatch(/arcadia_sync_age_seconds\{kind="droplet"\} \d/);
  expect(text).toMatch(/arcadia_resources_live\{kind="droplet"\} 5/);
  expect(text).toMatch(/arcadia_sync_listings_total\{kind="droplet",verdict="COMPLETE"\} \d/);
});
