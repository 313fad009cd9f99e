import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import type { SystemDb } from '../../src/db/sql.ts';
import { observe } from '../../src/inventory/observe.ts';
import { kindsByName } from '../../src/kinds/index.ts';
import type { RunContext } from '../../src/sync/context.ts';
import { readKind } from '../../src/sync/read-kind.ts';
import { requestRun } from '../../src/sync/requests.ts';
import { type Attempt, beginRun, cancelRun, RunLostError } from '../../src/sync/runs.ts';
import { clientOf, playProvider, type Reply } from '../digitalocean/played-provider.ts';
import { at } from '../inventory/observations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

// What becomes of a part that is let go of while a page of it is being written.

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** A database whose first transaction waits until it is let go. */
function heldDatabase() {
  const first = gate();
  const asked = gate();
  let begun = 0;
  let ended = 0;
  const db: SystemDb = {
    ...database.system,
    async transaction(work) {
      begun += 1;
      asked.open();
      await first.opened;
      return database.system.transaction(work).finally(() => {
        ended += 1;
      });
    },
  };
  return { db, isAsked: asked.opened, letGo: first.open, underWay: () => begun - ended };
}

async function begunRun(): Promise<Attempt> {
  const wish = { kinds: [], trigger: 'schedule', requestedBy: null, lane: 'lane' } as const;
  const { runId } = await requestRun(database.system, wish);
  const run = await beginRun(database.system, runId, 'one');
  if (run === null) throw new Error('The run has ended.');
  return { runId, instance: 'one', attempts: run.attempts };
}

function kindNamed(name: string) {
  const kind = kindsByName.get(name);
  if (kind === undefined) throw new Error(`There is no kind ${name}.`);
  return kind;
}

async function reading(name: string, answer: (page: string | null) => Reply) {
  const provider = await playProvider(({ query }) => answer(query.get('page')));
  const held = heldDatabase();
  const stop = new AbortController();
  const attempt = await begunRun();
  const context: RunContext = {
    runId: attempt.runId,
    db: held.db,
    client: clientOf(provider).client,
    spaces: null,
    clock: systemClock,
    log: pino({ level: 'silent' }),
    priority: 'schedule',
    strikeSpacingMs: 0,
    signal: stop.signal,
  };
  const inHand = { attempt, step: <Result>(_: string, work: () => Promise<Result>) => work() };
  const outcome = readKind(context, inHand, kindNamed(name), new Map()).then(
    () => null,
    (error: unknown) => error,
  );
  return { ...held, attempt, provider, outcome, stop: () => stop.abort() };
}

// Seen red: with syncPart leaving before its last page and what rides on it are written.
test('whoever is aborted while a page is written leaves nothing behind that is written later', async () => {
  const cluster = { id: 'c-1', name: 'one', node_pools: [{ id: 'p-1', name: 'pool', count: 1 }] };
  const { outcome, isAsked, letGo, underWay, provider, stop } = await reading('kubernetes_cluster', (page) =>
    page === '1'
      ? { json: { kubernetes_clusters: [cluster], links: { pages: { next: 'more' } }, meta: { total: 2 } } }
      : { trouble: 'hang' },
  );
  await isAsked;
  await expect.poll(() => provider.asked.length).toBe(2);
  stop();
  letGo();
  expect(await outcome).toMatchObject({ reason: 'cancelled' });
  expect(underWay()).toBe(0);
});

// Seen red: with strikeUnseen asking nobody whose run it is.
test('a run that was cancelled by the time its parts are read strikes nobody', async () => {
  const observations = [kindNamed('vpc').observe({ id: 'v-1', name: 'one' })];
  const known = { kind: 'vpc', part: '', requestedAt: at(1), observations };
  await observe(database.system, { ...known, projectOf: new Map(), cause: { runId: null, actor: null } });
  const { outcome, isAsked, letGo, attempt } = await reading('vpc', () => ({
    json: { vpcs: [{ id: 'v-2', name: 'two' }], meta: { total: 1 } },
  }));
  await isAsked;
  await cancelRun(database.system, attempt.runId, 'admin');
  letGo();
  expect(await outcome).toBeInstanceOf(RunLostError);
  const rows = await database.system.query(
    `select provider_id as id, stale_strike_count as strikes from cloud_resources where kind = 'vpc' order by 1`,
  );
  expect(rows).toEqual([
    { id: 'v-1', strikes: 0 },
    { id: 'v-2', strikes: 0 },
  ]);
});
