import { expect } from 'vitest';
import { eventCount, expectEqualEstate, expectSoundLog, livingUrns, tombstonedUrns } from './invariants.ts';
import { change, estateFault, type Script, type Step } from './script.ts';
import { createWorld, type World } from './world.ts';

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
