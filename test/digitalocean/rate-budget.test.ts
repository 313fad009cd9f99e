import { expect, test } from 'vitest';
import type { TokenPurpose } from '../../src/base/config.ts';
import type { Priority } from '../../src/digitalocean/budget.ts';
import { createRateBudget } from '../../src/digitalocean/rate-budget.ts';
import { calmly, clientOf, playProvider, troubleOf } from './played-provider.ts';
import { testTime } from './test-time.ts';

interface Wanted {
  readonly purpose?: TokenPurpose;
  readonly path?: string;
  readonly priority?: Priority;
  readonly signal?: AbortSignal;
}

/** A budget in a time of ours; `went` names the requests that were let go, in order. */
function budgetInTestTime(laneOf: (purpose: TokenPurpose) => string = () => 'lane') {
  const time = testTime();
  const budget = createRateBudget({ laneOf, clock: time.clock, pause: time.pause });
  const went: string[] = [];
  const want = (name: string, { purpose = 'sync_full', path = '/v2/droplets', ...rest }: Wanted = {}) =>
    budget
      .acquire({ purpose, path, priority: 'person', signal: new AbortController().signal, ...rest })
      .then(() => went.push(name));
  return {
    ...time,
    budget,
    went,
    want,
    wantMany(count: number, wanted: Wanted = {}) {
      for (let i = 0; i < count; i++) void want('many', wanted);
    },
    learn: (status: number, headers: Record<string, string>, path = '/v2/droplets') =>
      budget.learn({ purpose: 'sync_full', path, status, headers }),
    async window(name: string) {
      const [lane] = await budget.snapshot();
      return lane?.windows.find((window) => window.name === name);
    },
  };
}

test('250 requests go in a minute, and the next one when the first has left the window', async () => {
  const { advance, settled, wantMany, went } = budgetInTestTime();
  wantMany(1);
  await advance(30_000);
  wantMany(300);
  await settled();
  expect(went).toHaveLength(250);
  await advance(29_999);
  expect(went).toHaveLength(250);
  await advance(1);
  expect(went).toHaveLength(251);
  await advance(30_000);
  expect(went).toHaveLength(301);
});

test('5,000 requests go in an hour, however they are spread', async () => {
  const { advance, wantMany, went, window } = budgetInTestTime();
  for (let minute = 0; minute < 25; minute++) {
    wantMany(250);
    await advance(60_000);
  }
  expect(went).toHaveLength(5000);
  expect(await window('hour')).toMatchObject({ limit: 5000, used: 5000, remaining: 0 });
  await advance(34 * 60_000);
  expect(went).toHaveLength(5000);
  await advance(60_000);
  expect(went).toHaveLength(5250);
});

test('a schedule leaves a tenth of the minute to people', async () => {
  const { settled, want, wantMany, went } = budgetInTestTime();
  wantMany(300, { priority: 'schedule' });
  await settled();
  expect(went).toHaveLength(225);
  await want('person');
  expect(went.at(-1)).toBe('person');
});

// Sabotage: admit in the order of arrival alone.
test('a person who comes later goes before schedules that wait', async () => {
  const { advance, settled, want, wantMany, went } = budgetInTestTime();
  wantMany(250);
  await settled();
  void want('schedule', { priority: 'schedule' });
  void want('person', { priority: 'person' });
  await advance(60_000);
  expect(went.slice(250)).toEqual(['person', 'schedule']);
});

test('schedules go in the order in which they came', async () => {
  const { advance, want, wantMany, went } = budgetInTestTime();
  wantMany(250);
  for (const name of ['a', 'b', 'c']) void want(name, { priority: 'schedule' });
  await advance(60_000);
  expect(went.slice(250)).toEqual(['a', 'b', 'c']);
});

test.each([
  ['/v2/account/keys', 10, 60_000],
  ['/v2/cdn/endpoints', 5, 10_000],
  ['/v2/cdn/endpoints/19f06b6a', 5, 10_000],
])('%s has a limit of its own, and stops nobody else', async (path, limit, lengthMs) => {
  const { advance, settled, want, wantMany, went } = budgetInTestTime();
  wantMany(limit + 1, { path });
  await settled();
  expect(went).toHaveLength(limit);
  await want('droplets');
  await advance(lengthMs - 1);
  expect(went).toHaveLength(limit + 1);
  await advance(1);
  expect(went).toHaveLength(limit + 2);
});

test('a path that only begins alike has no limit of its own', async () => {
  const { settled, wantMany, went } = budgetInTestTime();
  wantMany(20, { path: '/v2/account/keys_of_others' });
  await settled();
  expect(went).toHaveLength(20);
});

test('purposes with one token share its room, others have their own', async () => {
  const { settled, wantMany, went, budget } = budgetInTestTime((purpose) => (purpose === 'billing' ? 'b' : 'a'));
  wantMany(200, { purpose: 'sync_full' });
  wantMany(200, { purpose: 'sync_targeted' });
  await settled();
  expect(went).toHaveLength(250);
  wantMany(100, { purpose: 'billing' });
  await settled();
  expect(went).toHaveLength(350);
  expect(await budget.snapshot()).toMatchObject([
    { lane: 'a', waiting: { person: 150, schedule: 0 } },
    { lane: 'b', waiting: { person: 0, schedule: 0 } },
  ]);
});

test('retry-after silences the whole lane for that long, people too', async () => {
  const { advance, budget, clock, learn, settled, want, went } = budgetInTestTime();
  await want('first');
  learn(429, { 'retry-after': '20' });
  void want('second');
  await settled();
  expect(await budget.snapshot()).toMatchObject([{ closedUntil: new Date(clock.now().getTime() + 20_000) }]);
  await advance(19_999);
  expect(went).toEqual(['first']);
  await advance(1);
  expect(went).toEqual(['first', 'second']);
  expect(await budget.snapshot()).toMatchObject([{ closedUntil: null }]);
});

test('a date in retry-after is one of the clock that the answer was given by, however wrong', async () => {
  const { budget, clock, learn } = budgetInTestTime();
  const theirs = clock.now().getTime() - 600_000;
  const headers = { date: new Date(theirs).toUTCString(), 'retry-after': new Date(theirs + 5000).toUTCString() };
  learn(429, headers);
  expect(await budget.snapshot()).toMatchObject([{ closedUntil: new Date(clock.now().getTime() + 5000) }]);
});

test('retry-after may be a date, and silences for an hour at most', async () => {
  const { budget, clock, learn } = budgetInTestTime();
  learn(429, { 'retry-after': new Date(clock.now().getTime() + 5000).toUTCString() });
  expect(await budget.snapshot()).toMatchObject([{ closedUntil: new Date(clock.now().getTime() + 5000) }]);
  learn(429, { 'retry-after': '99999999' });
  expect(await budget.snapshot()).toMatchObject([{ closedUntil: new Date(clock.now().getTime() + 3_600_000) }]);
});

test.each([
  'soon',
  '-5',
  '',
  'Thu, 01 Jan 1970 00:00:00 GMT',
])('a retry-after of "%s" silences nobody', async (value) => {
  const { learn, want, went } = budgetInTestTime();
  learn(429, { 'retry-after': value });
  await want('at once');
  expect(went).toEqual(['at once']);
});

test('ratelimit-reset is not believed', async () => {
  const { learn, want, went } = budgetInTestTime();
  learn(429, { 'ratelimit-reset': '9999999999' });
  learn(200, { 'ratelimit-reset': '1', 'ratelimit-remaining': '4000' });
  await want('at once');
  expect(went).toEqual(['at once']);
});

test('ratelimit-remaining tells of others who use the token, whose requests leave the window evenly', async () => {
  const { advance, learn, want, wantMany, window } = budgetInTestTime();
  await want('one');
  learn(200, { 'ratelimit-limit': '5000', 'ratelimit-remaining': '999' });
  expect(await window('hour')).toMatchObject({ used: 4001, remaining: 999 });
  await advance(1_800_000);
  expect(await window('hour')).toMatchObject({ used: 2001 });
  wantMany(1);
  learn(200, { 'ratelimit-limit': '5000', 'ratelimit-remaining': '4000' });
  expect(await window('hour')).toMatchObject({ used: 1000 });
});

test('ratelimit-remaining never talks our own count down', async () => {
  const { learn, settled, wantMany, window } = budgetInTestTime();
  wantMany(100);
  await settled();
  learn(200, { 'ratelimit-remaining': '5000' });
  expect(await window('hour')).toMatchObject({ used: 100 });
});

test('a remainder of nothing makes the next one wait, but not for ever', async () => {
  const { advance, learn, want, went, settled } = budgetInTestTime();
  learn(200, { 'ratelimit-limit': '5000', 'ratelimit-remaining': '0' });
  void want('waits');
  await settled();
  expect(went).toEqual([]);
  await advance(721);
  expect(went).toEqual(['waits']);
});

test('a remainder of the burst limit corrects the minute, not the hour', async () => {
  const { learn, window } = budgetInTestTime();
  learn(200, { 'ratelimit-limit': '250', 'ratelimit-remaining': '50' });
  expect(await window('minute')).toMatchObject({ used: 200 });
  expect(await window('hour')).toMatchObject({ used: 0 });
});

test.each(['-1', 'many', '', '1e3'])('a remainder of "%s" teaches nothing', async (value) => {
  const { learn, window } = budgetInTestTime();
  learn(200, { 'ratelimit-remaining': value });
  expect(await window('hour')).toMatchObject({ used: 0 });
});

test('one who stops waiting takes no room and leaves no alarm', async () => {
  const { advance, settled, waiting, want, wantMany, went } = budgetInTestTime();
  wantMany(250);
  const stop = new AbortController();
  const leaving = want('leaving', { signal: stop.signal });
  await settled();
  expect(waiting()).toBe(1);
  stop.abort();
  await expect(leaving).rejects.toMatchObject({ name: 'AbortError' });
  expect(waiting()).toBe(0);
  await advance(60_000);
  expect(went).toHaveLength(250);
});

test('one who was cancelled before does not even wait', async () => {
  const { want, window } = budgetInTestTime();
  await expect(want('late', { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  expect(await window('minute')).toMatchObject({ used: 0 });
});

test('a client takes room for each attempt, retries included, and teaches the budget what it hears', async () => {
  const { budget, window } = budgetInTestTime();
  const provider = await playProvider(({ number }) => ({
    status: number === 1 ? 503 : 200,
    headers: { 'ratelimit-limit': '5000', 'ratelimit-remaining': '4000' },
  }));
  await clientOf(provider, { budget }).client.get('/v2/droplets', calmly());
  expect(await window('minute')).toMatchObject({ used: 2 });
  expect(await window('hour')).toMatchObject({ used: 1000 });
});

test('a client that waits for room is cancelled at once, and says that nothing was sent', async () => {
  const { budget, settled, wantMany } = budgetInTestTime();
  wantMany(250);
  await settled();
  const provider = await playProvider(() => ({}));
  const stop = new AbortController();
  const options = { purpose: 'sync_full' as const, signal: stop.signal };
  const sent = troubleOf(clientOf(provider, { budget }).client.send('POST', '/v2/droplets', {}, options));
  await settled();
  stop.abort();
  const error = await sent;
  expect(error.reason).toBe('cancelled');
  expect(error.message).not.toMatch(/may have been carried out/);
  expect(provider.asked).toHaveLength(0);
});
