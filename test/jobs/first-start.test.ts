import { Writable } from 'node:stream';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import type { SystemDb } from '../../src/db/sql.ts';
import { openSystem } from '../../src/db/system.ts';
import { startJobs } from '../../src/jobs/engine.ts';
import { createEmptyDatabase, silentLog } from '../support/database.ts';

let database: { url: string; drop(): Promise<void> };
let db: SystemDb;
beforeAll(async () => {
  database = await createEmptyDatabase();
  await migrate({ url: database.url, log: silentLog });
  db = openSystem(database.url, { max: 4, log: silentLog });
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

/** Starts on that database, lets it do one job, and stops. @returns how many queues each launch of the engine found. */
async function doOneJob(id: string): Promise<string[]> {
  const found: string[] = [];
  const lines = new Writable({
    write(line, _encoding, done) {
      found.push(...(/Listening to (\d+) queues/.exec(String(line))?.slice(1) ?? []));
      done();
    },
  });
  const done: string[] = [];
  const queues = {
    work: async (job: { readonly id: string }) => {
      done.push(job.id);
    },
  };
  const log = pino({ level: 'debug' }, lines);
  const jobs = await startJobs({ db, url: database.url, pooling: 'session', instance: id, log, queues });
  await jobs.enqueue({ id, queue: 'work', lane: 'lane' });
  await expect.poll(() => done).toEqual([id]);
  await jobs.stop();
  return found;
}

// Sabotage that turns it red: start() does not launch again after it has registered a queue.
test('a first start leaves the engine with its queues known, so that the first job does not wait until it looks for new ones', async () => {
  expect(await doOneJob('first')).toEqual(['0', '1']);
  expect(await doOneJob('second')).toEqual(['1']);
});
