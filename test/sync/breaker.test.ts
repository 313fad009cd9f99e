import { describe, expect, test } from 'vitest';
import { defaultBreaker, whyHeld } from '../../src/sync/breaker.ts';

const weigh = (deletions: number, live: number, confirmed: boolean) =>
  whyHeld({ kind: 'droplet', deletions, live, confirmed }, defaultBreaker) !== null;

describe('deletions that nothing but lists speak for are held', () => {
  test.each([
    { deletions: 20, live: 21, held: false },
    { deletions: 21, live: 104, held: true },
    { deletions: 21, live: 105, held: false },
  ])('$deletions of $live: $held', ({ deletions, live, held }) => expect(weigh(deletions, live, false)).toBe(held));
});

describe('deletions that a 404 each confirms are held', () => {
  test.each([
    { deletions: 200, live: 201, held: false },
    { deletions: 201, live: 401, held: true },
    { deletions: 201, live: 402, held: false },
  ])('$deletions of $live: $held', ({ deletions, live, held }) => expect(weigh(deletions, live, true)).toBe(held));
});

describe('deletions that would empty a kind are held', () => {
  test.each([
    { deletions: 2, live: 2, held: false },
    { deletions: 3, live: 3, held: true },
    { deletions: 2, live: 3, held: false },
  ])('$deletions of $live: $held', ({ deletions, live, held }) => expect(weigh(deletions, live, true)).toBe(held));
});
