import fc from 'fast-check';
import { expect } from 'vitest';
import { eventCount, expectEqualEstate, expectSoundLog, livingUrns, tombstonedUrns } from './invariants.ts';
import { change, estateFault, type Script, type Step, script } from './script.ts';
import { createWorld, type World } from './world.ts';

/** An account mostly waits, for the database or for an answer that does not come. */
const atOnce = 5;

/**
 * Simulates so many accounts, some at the same time, from seeds that follow each other.
 *
 * @param whole  Whether a failure is shrunk to the shortest script that still fails.
 * @throws       what the first that failed says, its seed included.
 */
export async function simulateAccounts(accounts: number, seed: number, { whole = false } = {}): Promise<void> {
  const share = Math.ceil(accounts / atOnce);
  const outcomes = await Promise.allSettled(
    Array.from({ length: atOnce }, (_, index) =>
      fc.assert(fc.asyncProperty(script, simulate), { seed: seed + index, numRuns: share, endOnFailure: !whole }),
    ),
  );
  // Not before all have ended: each has a database to drop.
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/** Plays a script, and checks after every step what holds at every moment; then lets the account rest. */
export async function simulate({ seed, droplets, steps }: Script): Promise<void> {
  const world = await createWorld(seed, droplets);
  try {
    // Whose account it mirrors is settled by the first sync.
    expect(await world.sync()).toBe('SUCCEEDED');
    for (const step of steps) {
      const before = await tombstonedUrns(world);
      await play(world, step);
      const living = livingUrns(world);
      // Nothing changes in the account while a step looks at it, so whatever was buried in this step must be gone.
      const wrong = [...(await tombstonedUrns(world))].filter((urn) => !before.has(urn) && living.has(urn));
      expect(wrong, 'what lives was tombstoned').toEqual([]);
      await expectSoundLog(world);
    }
    world.simulator.faults.clear();
    for (let clean = 1; clean <= 3; clean += 1) expect(await world.sync()).toBe('SUCCEEDED');
    await expectSoundLog(world);
    await expectEqualEstate(world);
    const events = await eventCount(world);
    expect(await world.sync()).toBe('SUCCEEDED');
    expect(await eventCount(world), 'a sync of an unchanged account adds no event').toBe(events);
  } finally {
    await world.close();
  }
}

async function play(world: World, step: Step): Promise<void> {
  const { simulator } = world;
  if (step.do === 'change') change(simulator, step.what, step.pick);
  if (step.do === 'fault') simulator.faults.add(step.fault);
  if (step.do === 'estate fault') estateFault(simulator, step.what, step.pick);
  if (step.do === 'mend') simulator.faults.clear();
  if (step.do === 'sync') {
    for (let time = 1; time <= step.times; time += 1) {
      const status = await world.sync(time === 1 ? step.deaths : []);
      expect(['SUCCEEDED', 'PARTIAL', 'FAILED', 'HELD']).toContain(status);
    }
  }
}
