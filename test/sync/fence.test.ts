import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ListingRecord, openListings, recordListings } from '../../src/sync/listings.ts';
import { nothingRead } from '../../src/sync/projects.ts';
import { requestRun } from '../../src/sync/requests.ts';
import { type Attempt, beginRun, cancelRun, finishRun, noteProgress, RunLostError } from '../../src/sync/runs.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

// Seen red: with the fence asking for the run's status alone, not for who has it.

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const at = new Date('2026-01-01T00:00:00Z');
const listing: ListingRecord = { ...nothingRead, startedAt: at, finishedAt: at };

async function requested(kinds: readonly string[] = []): Promise<string> {
  const { runId } = await requestRun(database.system, { kinds, trigger: 'schedule', requestedBy: null, lane: 'lane' });
  return runId;
}

async function begun(runId: string, instance: string): Promise<Attempt> {
  const run = await beginRun(database.system, runId, instance);
  if (run === null) throw new Error('The run has ended.');
  return { runId, instance, attempts: run.attempts };
}

/** Everything that an attempt writes about its run. */
const writes = {
  'that a part is read': (attempt: Attempt) =>
    openListings(database.system, attempt, [{ kind: 'droplet', part: '' }], at),
  'what a part came to': (attempt: Attempt) => recordListings(database.system, attempt, [listing]),
  'what it has spent': (attempt: Attempt) => noteProgress(database.system, attempt, 1),
  'its end': (attempt: Attempt) => finishRun(database.system, attempt, { status: 'SUCCEEDED', reason: null }),
};

test.each(Object.entries(writes))('an instance that was taken for dead cannot write %s', async (_, write) => {
  const runId = await requested();
  const frozen = await begun(runId, 'frozen');
  const successor = await begun(runId, 'successor');
  await expect(write(frozen)).rejects.toThrow(RunLostError);
  await write(successor);
  if (write !== writes['its end']) await finishRun(database.system, successor, { status: 'FAILED', reason: null });
});

test('an attempt that the same instance has begun anew cannot write either', async () => {
  const runId = await requested();
  const before = await begun(runId, 'one');
  const after = await begun(runId, 'one');
  await expect(finishRun(database.system, before, { status: 'FAILED', reason: null })).rejects.toThrow(RunLostError);
  await finishRun(database.system, after, { status: 'SUCCEEDED', reason: null });
});

test('nobody can end a run that was cancelled', async () => {
  const runId = await requested();
  const attempt = await begun(runId, 'one');
  expect(await cancelRun(database.system, runId, 'admin')).toBe(true);
  await expect(finishRun(database.system, attempt, { status: 'SUCCEEDED', reason: null })).rejects.toThrow(
    RunLostError,
  );
  expect(await beginRun(database.system, runId, 'two')).toBeNull();
});

test('a slot that finds an unfinished run which covers it joins it, and the run says so', async () => {
  const wish = { kinds: ['droplet'], trigger: 'schedule', requestedBy: null, lane: 'other' } as const;
  const first = new Date('2026-01-01T00:00:00Z');
  const second = new Date('2026-01-01T00:05:00Z');
  const begunBy = await requestRun(database.system, { ...wish, slot: first });
  expect(await requestRun(database.system, { ...wish, slot: second })).toEqual({ ...begunBy, alreadyRunning: true });
  // Another instance fires the same slot.
  expect(await requestRun(database.system, { ...wish, slot: second })).toEqual({ ...begunBy, alreadyRunning: true });
  const rows = await database.system.query(`select slots from sync_runs where lane = 'other'`);
  expect(rows).toEqual([{ slots: [first, second] }]);
});

test('a run of some kinds does not cover a wish for all', async () => {
  const wish = { trigger: 'manual', requestedBy: 'admin', lane: 'third' } as const;
  const some = await requestRun(database.system, { ...wish, kinds: ['droplet'] });
  const all = await requestRun(database.system, { ...wish, kinds: [] });
  expect(all.alreadyRunning).toBe(false);
  expect(all.runId).not.toBe(some.runId);
});
