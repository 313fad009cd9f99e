import { expect, test } from 'vitest';
import { RateLimits } from '../../src/simulator/api/limits.ts';
import type { Simulator } from '../../src/simulator/server.ts';
import { ask, clockAt, simulate } from './support.ts';

async function spend(simulator: Simulator, requests: number, token = 'test'): Promise<void> {
  for (let sent = 0; sent < requests; sent += 25) {
    const batch = Math.min(25, requests - sent);
    await Promise.all(Array.from({ length: batch }, () => ask(simulator, 'GET', '/v2/account', undefined, token)));
  }
}

test('every answer says what is left of the hour, and a reset that is minutes in the past', async () => {
  const clock = clockAt('2026-05-04T10:00:00Z');
  const simulator = await simulate({ droplets: 0, now: clock.now });
  await spend(simulator, 3);
  const { headers } = await ask(simulator, 'GET', '/v2/account');
  expect(headers.get('ratelimit-limit')).toBe('5000');
  expect(headers.get('ratelimit-remaining')).toBe('4996');
  const behind = clock.now().getTime() / 1000 - Number(headers.get('ratelimit-reset'));
  expect(behind).toBeGreaterThanOrEqual(267);
  expect(behind).toBeLessThanOrEqual(395);
});

test('the 251st request of a minute is refused with retry-after, and only for its own token', async () => {
  const clock = clockAt('2026-05-04T10:00:00Z');
  const simulator = await simulate({ droplets: 0, now: clock.now });
  await spend(simulator, 100);
  clock.forward(20_000);
  await spend(simulator, 150);
  const refused = await ask(simulator, 'GET', '/v2/account');
  expect(refused.status).toBe(429);
  expect(refused.body).toMatchObject({ id: 'too_many_requests', request_id: refused.headers.get('x-request-id') });
  expect(refused.headers.get('retry-after')).toBe('40');
  expect((await ask(simulator, 'GET', '/v2/account', undefined, 'another')).status).toBe(200);
  clock.forward(40_000);
  expect((await ask(simulator, 'GET', '/v2/account')).status).toBe(200);
});

test('the 5,001st request of an hour is refused without retry-after', () => {
  const limits = new RateLimits({ lifted: false });
  const start = new Date('2026-05-04T10:00:00Z').getTime();
  const minute = 60_000;
  const ask = (at: number) => limits.rule('test', 'GET', '/v2/account', start + at);
  for (let sent = 0; sent < 5000; sent += 1) expect(ask(Math.floor(sent / 250) * minute).allowed).toBe(true);
  const refused = ask(20 * minute);
  expect(refused).toMatchObject({ allowed: false, headers: { 'ratelimit-remaining': '0' } });
  expect(refused.headers).not.toHaveProperty('retry-after');
  // The window rolls: when the first minute's requests are an hour old there is room for as many again.
  const later = Array.from({ length: 251 }, () => ask(60 * minute).allowed);
  expect(later.filter((allowed) => allowed).length).toBe(250);
});

test('ssh keys and CDN endpoints have limits of their own, the CDN for every method', () => {
  const limits = new RateLimits({ lifted: false });
  const allowed = (method: string, path: string, at: number) => limits.rule('test', method, path, at).allowed;
  const keys = Array.from({ length: 11 }, () => allowed('GET', '/v2/account/keys', 0));
  expect(keys.lastIndexOf(true)).toBe(9);
  expect(allowed('POST', '/v2/account/keys', 0)).toBe(true);
  expect(allowed('GET', '/v2/account/keys', 60_000)).toBe(true);
  const endpoints = Array.from({ length: 6 }, (_, index) =>
    allowed(index % 2 === 0 ? 'GET' : 'DELETE', `/v2/cdn/endpoints/${index}`, 70_000),
  );
  expect(endpoints.lastIndexOf(true)).toBe(4);
  expect(limits.rule('test', 'GET', '/v2/cdn/endpoints', 70_000).headers['retry-after']).toBe('10');
});

test('limits that are lifted refuse nobody', async () => {
  const simulator = await simulate({ droplets: 0, limits: false });
  await spend(simulator, 300);
  expect(simulator.requests.filter(({ status }) => status !== 200)).toEqual([]);
});
