import { randomInt } from 'node:crypto';
import { test } from 'vitest';
import { simulateAccounts } from './simulate.ts';

// One of two halves, so that two cores share the work.

const seed = randomInt(2 ** 31);

test(`100 simulated accounts are mirrored exactly, whatever happens (seed ${seed})`, () => simulateAccounts(100, seed));
