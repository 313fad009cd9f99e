import { randomInt } from 'node:crypto';
import { test } from 'vitest';
import { simulateAccounts } from './simulate.ts';

// Random accounts, random changes, random faults, processes that die or freeze in the middle of a sync. A failure prints its
// seed and the shortest script that still fails: ARCADIA_SIMULATION_SEED plays it again.
// Seen red: burying after three complete listings without asking; striking partial ones and burying without asking.

const given = process.env.ARCADIA_SIMULATION_SEED;
const seed = given === undefined ? randomInt(2 ** 31) : Number(given);

test(`20 simulated accounts are mirrored exactly, whatever happens (seed ${seed})`, { timeout: 120_000 }, () =>
  simulateAccounts(20, seed, { whole: given !== undefined }),
);
