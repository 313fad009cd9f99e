import { setMaxListeners } from 'node:events';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import type { Budget, Priority } from '../../src/digitalocean/budget.ts';
import { createFleetBudget } from '../../src/digitalocean/fleet-budget.ts';
import {
  close,
  correct,
  giveBack,
  type LaneState,
  reserve,
  usedOf,
  windowsOf,
} from '../../src/digitalocean/lane-state.ts';
import { digitalOceanLimits, type RateLimits } from '../../src/digitalocean/limits.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

describe('in one lane', () => {
  const limits: RateLimits = {
    minute: { limit: 50, lengthSeconds: 60 },
    hour: { limit: 400, lengthSeconds: 3600 },
    endpoints: [{ path: '/v2/slow', limit: 5, lengthSeconds: 10 }],
  };
  const wishes = fc.array(
    fc.record({
      waitMs: fc.nat(20_000),
      count: fc.integer({ min: 1, max: 12 }),
      priority: fc.constantFrom<Priority>('person', 'schedule'),
      endpoint: fc.constantFrom(null, '/v2/slow'),
    }),
    { minLength: 20, maxLength: 120 },
  );

  // Seen red: counting a grant from when it was asked for instead of until when it is sent.
  test('no stretch of time ever holds more requests than its limit, whenever within its lot each is sent', () => {
    fc.assert(
      fc.property(wishes, fc.nat(1500), (all, sentAfterMs) => {
        let state: LaneState = {};
        let nowMs = 1_000_000;
        const sent: { atMs: number; count: number; endpoint: string | null }[] = [];
        for (const { waitMs, ...wish } of all) {
          nowMs += waitMs;
          const got = reserve(state, limits, { ...wish, sentByMs: nowMs + 1500 }, nowMs);
          state = got.state;
          sent.push({ atMs: nowMs + sentAfterMs, count: got.granted, endpoint: wish.endpoint });
          for (const window of windowsOf(limits, '/v2/slow')) {
            const within = sent.filter(
              ({ atMs, endpoint }) =>
                atMs > nowMs + sentAfterMs - window.lengthSeconds * 1000 &&
                (window.name !== '/v2/slow' || endpoint === window.name),
            );
            expect(within.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(window.limit);
          }
        }
      }),
    );
  });

  test('schedules leave a tenth to people', () => {
    const asked = { endpoint: null, count: 100, sentByMs: 1000 };
    const schedules = reserve({}, limits, { ...asked, priority: 'schedule' }, 0);
    expect(schedules.granted).toBe(45);
    expect(reserve(schedules.state, limits, { ...asked, priority: 'schedule' }, 10).granted).toBe(0);
    expect(reserve(schedules.state, limits, { ...asked, priority: 'person' }, 10).granted).toBe(5);
  });

  test('what is given back can be taken again', () => {
    const wish = { endpoint: null, count: 45, sentByMs: 1000, priority: 'schedule' } as const;
    const { state } = reserve({}, limits, wish, 0);
    expect(reserve(giveBack(state, limits, { ...wish, count: 20 }), limits, wish, 10).granted).toBe(20);
  });

  test('requests of others are learnt from the remainder, and leave evenly within the hour', () => {
    const state = correct({}, limits, 100, 0);
    const hour = { ...limits.hour, name: 'hour' };
    expect(usedOf(state, hour, 0)).toBe(300);
    expect(usedOf(state, hour, 1_800_000)).toBe(150);
  });

  test('nothing is granted in the silence that the provider asked for', () => {
    const wish = { endpoint: null, count: 1, sentByMs: 1000, priority: 'person' } as const;
    const closed = close({}, 5000);
    expect(reserve(closed, limits, wish, 4999)).toMatchObject({ granted: 0, retryAtMs: 5000 });
    expect(reserve(closed, limits, wish, 5001).granted).toBe(1);
  });
});

describe('on one database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  beforeEach(() => database.system.query('delete from rate_lanes'));
  afterAll(() => database.drop());

  const instance = () => createFleetBudget({ db: database.system, laneOf: () => 'lane', clock: systemClock });

  /** Asks until nothing more comes, and counts. */
  async function drain(budgets: readonly Budget[], each: number, path: string): Promise<number> {
    const enough = new AbortController();
    // Hundreds listen to it at once, each for as long as it waits.
    setMaxListeners(0, enough.signal);
    let granted = 0;
    const asked = budgets.flatMap((budget) =>
      Array.from({ length: each }, () =>
        budget
          .acquire({ purpose: 'sync_full', path, priority: 'schedule', signal: enough.signal })
          .then(() => {
            granted += 1;
          })
          .catch(() => {}),
      ),
    );
    const share = path === '/v2/account/keys' ? 9 : 225;
    for (let calm = 0, last = -1; calm < 20; calm += granted === last ? 1 : 0) {
      last = granted;
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (granted < share) calm = 0;
    }
    enough.abort();
    await Promise.all(asked);
    return granted;
  }

  test('three instances together send what one may, and a person still gets through at once', async () => {
    const [first, second, third] = [instance(), instance(), instance()];
    expect(await drain([first, second, third], 120, '/v2/droplets')).toBe(225);
    await first.acquire({
      purpose: 'sync_targeted',
      path: '/v2/droplets/1',
      priority: 'person',
      signal: AbortSignal.timeout(1000),
    });
    const [lane] = await second.snapshot();
    expect(lane?.windows[0]).toMatchObject({ name: 'minute', limit: digitalOceanLimits.minute.limit });
    expect(lane?.windows[0]?.used).toBeGreaterThanOrEqual(226);
  });

  // Seen red: without `for update` on the row.
  test('an endpoint with a limit of its own has it in the whole fleet', async () => {
    expect(await drain([instance(), instance()], 12, '/v2/account/keys')).toBe(9);
  });

  test('a silence that one instance was told of is kept by all', async () => {
    const [first, second] = [instance(), instance()];
    first.learn({ purpose: 'sync_full', path: '/v2/droplets', status: 429, headers: { 'retry-after': '30' } });
    await expect
      .poll(async () => (await second.snapshot())[0]?.closedUntil?.getTime() ?? 0)
      .toBeGreaterThan(systemClock.now().getTime() + 25_000);
    await expect(
      second.acquire({
        purpose: 'sync_full',
        path: '/v2/droplets',
        priority: 'person',
        signal: AbortSignal.timeout(300),
      }),
    ).rejects.toThrow();
  });
});
