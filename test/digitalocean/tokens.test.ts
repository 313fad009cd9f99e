import { expect, test } from 'vitest';
import type { TokenPurpose } from '../../src/base/config.ts';
import { laneOf, tokensFrom } from '../../src/digitalocean/tokens.ts';

const tokens = (entries: [TokenPurpose | 'default', string][]) => tokensFrom(new Map(entries));

test('a purpose uses its own token, and the default one when it has none', () => {
  const source = tokens([
    ['default', 'a'],
    ['sync_full', 'b'],
  ]);
  expect(source.tokenFor('sync_full')).toBe('b');
  expect(source.tokenFor('billing')).toBe('a');
});

test('a purpose without any token says which setting is missing', () => {
  expect(() => tokens([['sync_full', 'b']]).tokenFor('billing')).toThrow(/DO_API_TOKEN_BILLING/);
});

test('a lane is the same for the same token and key, and tells neither', () => {
  expect(laneOf('token-a', 'key')).toMatch(/^[0-9a-f]{16}$/);
  expect(laneOf('token-a', 'key')).toBe(laneOf('token-a', 'key'));
  expect(laneOf('token-a', 'key')).not.toBe(laneOf('token-b', 'key'));
  expect(laneOf('token-a', 'key')).not.toBe(laneOf('token-a', 'another key'));
});
