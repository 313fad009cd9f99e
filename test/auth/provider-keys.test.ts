import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Authenticator } from '../../src/auth/authenticate.ts';
import {
  authenticatorFor,
  createSigningKey,
  createTestClock,
  createTestLog,
  errorOf,
  type IdentityProvider,
  refusalOf,
  type SigningKey,
  sign,
  startIdentityProvider,
  trusting,
} from './identity-provider.ts';

let first: SigningKey;
let second: SigningKey;
let provider: IdentityProvider;
let clock: ReturnType<typeof createTestClock>;
let log: ReturnType<typeof createTestLog>;
let authenticator: Authenticator;

beforeAll(async () => {
  first = await createSigningKey('ES256', 'first');
  second = await createSigningKey('ES256', 'second');
});

beforeEach(async () => {
  provider = await startIdentityProvider(first);
  clock = createTestClock();
  log = createTestLog();
  authenticator = authenticatorFor({ config: trusting(provider.url), clock, log });
});

afterEach(() => provider.stop());

const attempt = async (key: SigningKey) => authenticator.authenticate(`Bearer ${await sign(key, clock.now())}`);
const outcome = async (key: SigningKey) => {
  const trial = attempt(key);
  return (await trial.catch(() => null)) === null ? refusalOf(trial) : 'let in';
};
const unreachable = 'UNAUTHENTICATED provider_unreachable';
const unknownKey = 'UNAUTHENTICATED unknown_key';

test('the keys are fetched when the first token comes, and once for many that come together', async () => {
  expect(provider.requests).toBe(0);
  const viewers = await Promise.all(Array.from({ length: 20 }, () => attempt(first)));
  expect(viewers.every((viewer) => viewer !== null)).toBe(true);
  await attempt(first);
  expect(provider.requests).toBe(1);
});

test('a key that the provider began to use is fetched when a token names it', async () => {
  await attempt(first);
  provider.publish(first, second);
  clock.advance(30_000);
  expect(await outcome(second)).toBe('let in');
  expect(await outcome(first)).toBe('let in');
  expect(provider.requests).toBe(2);
});

test('a key that is no longer published is refused once the keys are fetched again', async () => {
  await attempt(first);
  provider.publish(second);
  clock.advance(30_000);
  await attempt(second);
  expect(await outcome(first)).toBe(unknownKey);
});

test('tokens that name unknown keys make us ask the provider once in 30 s, however many come', async () => {
  await attempt(first);
  for (let round = 0; round < 20; round += 1) expect(await outcome(second)).toBe(unknownKey);
  expect(provider.requests).toBe(1);
  clock.advance(29_999);
  expect(await outcome(second)).toBe(unknownKey);
  expect(provider.requests).toBe(1);
  clock.advance(1);
  expect(await outcome(second)).toBe(unknownKey);
  expect(provider.requests).toBe(2);
});

test('a token without a key’s name is read when one key fits, and refused when several do', async () => {
  const nameless = await sign(first, clock.now(), {}, { kid: undefined });
  expect(await authenticator.authenticate(nameless)).not.toBeNull();
  provider.publish(first, second);
  clock.advance(30_000);
  await attempt(second);
  expect(await refusalOf(authenticator.authenticate(nameless))).toBe('UNAUTHENTICATED ambiguous_key');
});

test('a provider that is away is told apart from a forged token, and the log says so', async () => {
  await provider.stop();
  const error = await errorOf(attempt(first));
  expect(error).toMatchObject({ code: 'UNAUTHENTICATED', extensions: { reason: 'provider_unreachable' } });
  expect(error.message).toMatch(/cannot be reached.*Try again/);
  expect(error.message).not.toContain('127.0.0.1');
  const [line] = log.lines;
  expect(line).toContain('ARCADIA_JWKS_URL');
  expect(line).toContain('ECONNREFUSED');
});

test.each<[string, Parameters<IdentityProvider['answerWith']>[0]]>([
  ['answers 503', (response) => void response.writeHead(503).end()],
  ['redirects', (response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ['answers no JSON', (response) => void response.end('<html>')],
  ['answers JSON that is no set of keys', (response) => void response.end('{"keys":7}')],
  ['breaks off', (response) => void response.writeHead(200, { 'content-length': '99' }).destroy()],
])('a provider that %s counts as away, and is asked again a second later', async (_how, answer) => {
  provider.answerWith(answer);
  for (let round = 0; round < 20; round += 1) expect(await outcome(first)).toBe(unreachable);
  expect(provider.requests).toBe(1);
  expect(log.lines.filter((line) => line.includes('gave no usable keys'))).toHaveLength(1);
  provider.publish(first);
  clock.advance(1_000);
  expect(await outcome(first)).toBe('let in');
});

test('keys that were fetched keep working while the provider is away', async () => {
  await attempt(first);
  await provider.stop();
  clock.advance(60_000);
  expect(await outcome(second)).toBe(unreachable);
  expect(await outcome(first)).toBe('let in');
});

test('a published key that is too weak to trust lets nobody in', async () => {
  const weak: SigningKey = { ...second, jwk: { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA', kid: second.kid } };
  provider.publish(first, weak);
  expect(await outcome(second)).toBe(unreachable);
  expect(await outcome(first)).toBe('let in');
});

test('a password in the provider’s URL stays out of errors and log', async () => {
  const url = provider.url.replace('http://', 'http://ada:marker-51aa@');
  const error = await errorOf(
    authenticatorFor({ config: trusting(url), clock, log }).authenticate(await sign(first, clock.now())),
  );
  expect(error.extensions).toEqual({ reason: 'provider_unreachable' });
  expect(log.lines.join()).toContain('ARCADIA_JWKS_URL');
  expect(log.lines.join()).not.toContain('marker-51aa');
});
