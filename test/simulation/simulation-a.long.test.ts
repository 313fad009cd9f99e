import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { test } from 'vitest';
import { script } from './script.ts';
import { simulate } from './simulate.ts';

// One of two halves, so that two cores share the work.

const seed = randomInt(2 ** 31);

test(`100 simulated accounts are mirrored exactly, whatever happens (seed ${seed})`, () =>
  fc.assert(fc.asyncProperty(script, simulate), { seed, numRuns: 100, endOnFailure: true }));
