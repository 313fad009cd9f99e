import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { createClient } from '../../src/digitalocean/client.ts';
import { createFleetBudget } from '../../src/digitalocean/fleet-budget.ts';
import { tokensFrom } from '../../src/digitalocean/tokens.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { createTestDatabase, silentLog, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let simulator: Simulator;
beforeAll(async () => {
  database = await createTestDatabase();
  simulator = await startSimulator({ droplets: 10, limits: true });
});
afterAll(async () => {
  await simulator.close();
  await database.drop();
});

/** An instance that always has more to ask than it may. */
async function askWithoutEnd(signal: AbortSignal): Promise<void> {
  const budget = createFleetBudget({ db: database.system, laneOf: () => 'lane', clock: systemClock });
  const client = createClient({
    baseUrl: simulator.url,
    tokens: tokensFrom(new Map([['default', 'busy']])),
    log: silentLog,
    clock: systemClock,
    budget,
  });
  const asker = async () => {
    while (!signal.aborted) {
      await client.get('/v2/volumes', { purpose: 'sync_full', priority: 'schedule', signal }).catch(() => {});
    }
  };
  await Promise.all(Array.from({ length: 8 }, asker));
  client.close();
}

test('two busy instances keep at least 95 % of the share of schedules busy, without a single 429', async () => {
  const minutes = 2.2;
  const signal = AbortSignal.timeout(minutes * 60_000);
  await Promise.all([askWithoutEnd(signal), askWithoutEnd(signal)]);
  const { requests } = simulator;
  expect(requests.filter(({ status }) => status === 429)).toHaveLength(0);
  const answered = requests.filter(({ status }) => status === 200).length;
  // A share of 225 a minute: at once, then again each time the minute has passed.
  const share = 225 * Math.ceil(minutes);
  console.log(`${answered} requests of a share of ${share}`);
  expect(answered).toBeGreaterThanOrEqual(share * 0.95);
});
