import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { openSystem } from '../../src/db/system.ts';
import { createClient } from '../../src/digitalocean/client.ts';
import { createFleetBudget } from '../../src/digitalocean/fleet-budget.ts';
import type { Pause } from '../../src/digitalocean/pause.ts';
import { tokensFrom } from '../../src/digitalocean/tokens.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { createTestDatabase, silentLog, type TestDatabase } from '../support/database.ts';

// The windows are DigitalOcean's own, and time runs six times as fast for all who read a clock: the instances, the database that
// keeps their lane, and the provider that counts. What takes real time, an answer or a transaction, so takes six times as long.

const speed = 6;
const began = Date.now();
const fast = (ms: number) => began + (ms - began) * speed;

let database: TestDatabase;
let simulator: Simulator;
beforeAll(async () => {
  const monotonic = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => monotonic() * speed);
  database = await createTestDatabase();
  // Found before Postgres's own.
  await database.system.query(
    `create function public.clock_timestamp() returns timestamptz language sql volatile as $$
       select to_timestamp(${began / 1000}) + (pg_catalog.clock_timestamp() - to_timestamp(${began / 1000})) * ${speed} $$`,
  );
  await database.system.query(
    `do $$ begin execute format('alter database %I set search_path = public, pg_catalog', current_database()); end $$`,
  );
  simulator = await startSimulator({ droplets: 10, limits: true, now: () => new Date(fast(Date.now())) });
});
afterAll(async () => {
  vi.restoreAllMocks();
  await simulator.close();
  await database.drop();
});

/** An instance that always has more to ask than it may. */
async function askWithoutEnd(signal: AbortSignal): Promise<void> {
  const db = openSystem(database.url, { max: 4, log: silentLog });
  const pause: Pause = (ms, stopped) => delay(ms / speed, undefined, { signal: stopped });
  const budget = createFleetBudget({ db, laneOf: () => 'lane', clock: systemClock, pause });
  const client = createClient({
    baseUrl: simulator.url,
    tokens: tokensFrom(new Map([['default', 'busy']])),
    log: silentLog,
    clock: systemClock,
    budget,
    pause,
  });
  const asker = async () => {
    while (!signal.aborted) {
      await client.get('/v2/volumes', { purpose: 'sync_full', priority: 'schedule', signal }).catch(() => {});
    }
  };
  await Promise.all(Array.from({ length: 8 }, asker));
  client.close();
  await db.end();
}

test('two busy instances keep at least 95 % of the share of schedules busy, without a single 429', async () => {
  const minutes = 2.4;
  const signal = AbortSignal.timeout((minutes * 60_000) / speed);
  // Each asker listens to it while it waits.
  setMaxListeners(0, signal);
  await Promise.all([askWithoutEnd(signal), askWithoutEnd(signal)]);
  const { requests } = simulator;
  expect(requests.filter(({ status }) => status === 429)).toHaveLength(0);
  const answered = requests.filter(({ status }) => status === 200).length;
  // A share of 225 a minute: at once, then again each time the minute has passed.
  const share = 225 * Math.ceil(minutes);
  console.log(`${answered} requests of a share of ${share}`);
  expect(answered).toBeGreaterThanOrEqual(share * 0.95);
});
