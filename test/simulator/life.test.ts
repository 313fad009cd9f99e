import { expect, test } from 'vitest';
import { ids, simulate, type Wire, walk } from './support.ts';

async function droplets(simulator: Awaited<ReturnType<typeof simulate>>): Promise<ReadonlyMap<number | string, Wire>> {
  const all = [
    ...(await walk(simulator, '/v2/droplets?per_page=200', 'droplets')),
    ...(await walk(simulator, '/v2/droplets?type=gpus', 'droplets')),
  ];
  return new Map(all.map((droplet) => [droplet.id, droplet]));
}

test('life changes the estate in four ways, each once in a round, and each can be seen', async () => {
  const simulator = await simulate();
  const seen = new Set<string>();
  for (let tick = 0; tick < 4; tick += 1) {
    const before = await droplets(simulator);
    const { way, ids: touched } = simulator.estate.live();
    const after = await droplets(simulator);
    seen.add(way);
    expect(touched.length).toBeGreaterThan(0);
    const gone = ids([...before.values()]).filter((id) => !after.has(id));
    const come = ids([...after.values()]).filter((id) => !before.has(id));
    const differs = (field: 'size_slug' | 'tags') =>
      ids([...after.values()]).filter((id) => {
        const old = before.get(id);
        return old !== undefined && JSON.stringify(old[field]) !== JSON.stringify(after.get(id)?.[field]);
      });
    const found = { gone, come, resized: differs('size_slug'), tagged: differs('tags').sort() };
    const none = { gone: [], come: [], resized: [], tagged: [] };
    const expected = { remove: { gone: touched }, add: { come: touched }, resize: { resized: touched } };
    const sorted = [...touched].sort();
    expect(found).toEqual(way === 'tag' ? { ...none, tagged: sorted } : { ...none, ...expected[way] });
  }
  expect(seen).toEqual(new Set(['add', 'remove', 'resize', 'tag']));
});

test('days of life leave an estate of the same size and make', async () => {
  const simulator = await simulate();
  const before = simulator.estate.truth();
  const attached = async () =>
    (await walk(simulator, '/v2/volumes?per_page=200', 'volumes')).filter(({ droplet_ids }) => droplet_ids.length > 0)
      .length;
  const attachedBefore = await attached();
  for (let ticks = 0; ticks < 8000; ticks += 1) simulator.estate.live();
  const after = simulator.estate.truth();
  expect(after.droplet?.count).toBe(before.droplet?.count);
  expect(after.volume?.count).toBe(before.volume?.count);
  expect(after.tag?.count).toBe(before.tag?.count);
  // Not one of the first is left, and yet there are GPUs and attached volumes as before.
  expect(after.droplet?.ids.filter((id) => before.droplet?.ids.includes(id))).toEqual([]);
  const gpus = await walk(simulator, '/v2/droplets?type=gpus', 'droplets');
  expect(gpus.length).toBeGreaterThanOrEqual(3);
  expect(await attached()).toBeGreaterThan(attachedBefore / 2);
});

test('the same seed lives the same life', async () => {
  const [first, second] = [await simulate({ seed: 3 }), await simulate({ seed: 3 })];
  const lived = (simulator: typeof first) => Array.from({ length: 40 }, () => simulator.estate.live());
  expect(lived(first)).toEqual(lived(second));
});

test('a living simulator changes by itself', async () => {
  const simulator = await simulate({ droplets: 20, life: { everyMs: 5 } });
  const newest = simulator.estate.truth().action?.ids.at(-1);
  await expect.poll(() => simulator.estate.truth().action?.ids.at(-1), { interval: 5 }).not.toBe(newest);
});

test('an estate without droplets lives too', async () => {
  const simulator = await simulate({ droplets: 0 });
  for (let ticks = 0; ticks < 40; ticks += 1) simulator.estate.live();
  expect(simulator.estate.truth().droplet?.count).toBeLessThan(10);
});
