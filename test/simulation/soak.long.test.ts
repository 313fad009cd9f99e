import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { script } from './script.ts';
import { simulate } from './simulate.ts';

// As long as one likes: `npm run soak -- --minutes n`. Without the wish for it, one account.

const minutes = Number(process.env.ARCADIA_SOAK_MINUTES ?? 0);
const seed = randomInt(2 ** 31);

test(`simulated accounts are mirrored exactly for ${minutes} minutes (seed ${seed})`, {
  timeout: (minutes + 2) * 60_000,
}, async () => {
  const until = performance.now() + minutes * 60_000;
  let accounts = 0;
  do {
    await fc.assert(fc.asyncProperty(script, simulate), { seed: seed + accounts, numRuns: 1, endOnFailure: true });
    accounts += 1;
  } while (performance.now() < until);
  console.log(`${accounts} accounts were simulated.`);
  expect(accounts).toBeGreaterThan(0);
});
