import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Authenticator } from '../../src/auth/authenticate.ts';
import {
  authenticatorFor,
  createSigningKey,
  createTestClock,
  type IdentityProvider,
  refusalOf,
  type SigningKey,
  sign,
  startIdentityProvider,
  trusting,
} from './identity-provider.ts';

// A verified token is taken at its word for 30 s. What that must not change is when it ends.

let first: SigningKey;
let second: SigningKey;
let provider: IdentityProvider;
let clock: ReturnType<typeof createTestClock>;
let authenticator: Authenticator;

beforeAll(async () => {
  first = await createSigningKey('ES256', 'first');
  second = await createSigningKey('ES256', 'second');
});

beforeEach(async () => {
  provider = await startIdentityProvider(first);
  clock = createTestClock();
  authenticator = authenticatorFor({ config: trusting(provider.url), clock });
});

afterEach(() => provider.stop());

const expiringIn = (seconds: number) =>
  sign(first, clock.now(), { exp: Math.floor(clock.now().getTime() / 1000) + seconds });
const outcome = async (token: string) => {
  const attempt = authenticator.authenticate(`Bearer ${token}`);
  return (await attempt.catch(() => null)) === null ? refusalOf(attempt) : 'let in';
};

test('a token’s signature is verified once in 30 s, however often it comes', async () => {
  const verify = vi.spyOn(crypto.subtle, 'verify');
  const token = await expiringIn(3600);
  for (let i = 0; i < 10; i += 1) expect(await outcome(token)).toBe('let in');
  expect(verify).toHaveBeenCalledTimes(1);
  clock.advance(29_999);
  await outcome(token);
  expect(verify).toHaveBeenCalledTimes(1);
  clock.advance(1);
  await outcome(token);
  expect(verify).toHaveBeenCalledTimes(2);
  verify.mockRestore();
});

// Red without the look at expiresAt in isFresh (json-web-token.ts).
test('a remembered token expires in the same second as one that comes for the first time', async () => {
  const [remembered, unseen] = [await expiringIn(10), await expiringIn(10)];
  expect(await outcome(remembered)).toBe('let in');
  // The clocks' tolerance is 5 s for both.
  clock.advance(14_999);
  expect(await outcome(remembered)).toBe('let in');
  clock.advance(1);
  expect(await outcome(remembered)).toBe('UNAUTHENTICATED expired');
  expect(await outcome(unseen)).toBe('UNAUTHENTICATED expired');
});

test('a viewer of a remembered token is valid until the second in which it expires', async () => {
  const token = await expiringIn(10);
  await outcome(token);
  const viewer = await authenticator.authenticate(token);
  if (viewer === null) throw new Error('not let in');
  clock.advance(9_999);
  expect(await authenticator.stillValid(viewer)).toBe(true);
  clock.advance(1);
  expect(await authenticator.stillValid(viewer)).toBe(false);
});

// Red with any longer memory.
test('a token of a withdrawn key is refused 30 s after it was last verified, and at once when it was not seen before', async () => {
  await outcome(await sign(first, clock.now(), { sub: 'whose token fetches the keys' }));
  clock.advance(10_000);
  const [remembered, unseen] = [await expiringIn(3600), await expiringIn(3601)];
  expect(await outcome(remembered)).toBe('let in');
  provider.publish(second);
  clock.advance(20_000);
  // It names a key that is not known yet, so the keys are fetched.
  expect(await outcome(await sign(second, clock.now()))).toBe('let in');
  expect(await outcome(unseen)).toBe('UNAUTHENTICATED unknown_key');
  clock.advance(9_999);
  expect(await outcome(remembered)).toBe('let in');
  clock.advance(1);
  expect(await outcome(remembered)).toBe('UNAUTHENTICATED unknown_key');
});

// Red when the signature is left out of what a token is remembered by.
test('a copy of a remembered token under another signature is refused', async () => {
  const token = await expiringIn(3600);
  const other = await expiringIn(1800);
  expect(await outcome(token)).toBe('let in');
  const parts = token.split('.');
  expect(await outcome(`${parts[0]}.${parts[1]}.${other.split('.')[2]}`)).toBe('UNAUTHENTICATED signature');
  expect(await outcome(`${parts[0]}.${other.split('.')[1]}.${parts[2]}`)).toBe('UNAUTHENTICATED signature');
});

test('what was refused is not remembered: a token of a key that is published later is let in then', async () => {
  const early = await sign(second, clock.now());
  expect(await outcome(early)).toBe('UNAUTHENTICATED unknown_key');
  provider.publish(first, second);
  clock.advance(30_000);
  expect(await outcome(early)).toBe('let in');
});
