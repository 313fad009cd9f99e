import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { test } from 'vitest';
import { longForm } from '../support/long.ts';
import { script } from './script.ts';
import { simulate } from './simulate.ts';

// One of two halves, so that two cores share the work.

const seed = randomInt(2 ** 31);
const accounts = longForm({ whole: 100, ci: 30 });

test(`${accounts} simulated accounts are mirrored exactly, whatever happens (seed ${seed})`, () =>
  fc.assert(fc.asyncProperty(script, simulate), { seed, numRuns: accounts, endOnFailure: true }));
