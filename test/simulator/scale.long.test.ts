import { expect, test } from 'vitest';
import { generateEstate } from '../../src/simulator/generate.ts';
import { dropletKind } from '../../src/simulator/kinds/droplet.ts';
import { page, simulate } from './support.ts';

const droplets = 100_000;

test('an account of 100,000 droplets is invented in under 10 seconds and pages as fast at its end as at its beginning', async () => {
  // The processor's time, not the wall's: others may be using the machine.
  const began = process.cpuUsage();
  const simulator = await simulate({ droplets, limits: false });
  const spent = process.cpuUsage(began);
  expect((spent.user + spent.system) / 1e6).toBeLessThan(10);

  const first = await page(simulator, '/v2/droplets?per_page=200', 'droplets');
  const gpus = await page(simulator, '/v2/droplets?type=gpus&per_page=200', 'droplets');
  expect(first.total + gpus.total).toBe(droplets);
  const pages = Math.ceil(first.total / 200);
  for (const number of [2, Math.floor(pages / 2), pages - 1]) {
    const from = process.cpuUsage();
    const { items } = await page(simulator, `/v2/droplets?per_page=200&page=${number}`, 'droplets');
    const { user, system } = process.cpuUsage(from);
    expect(items.length).toBe(200);
    expect((user + system) / 1e6).toBeLessThan(0.5);
  }
  expect((await page(simulator, `/v2/droplets?per_page=200&page=${pages}`, 'droplets')).links.next).toBeUndefined();
});

test('every droplet of a large account is on exactly one page', () => {
  const estate = generateEstate({ seed: 5, droplets: 20_000, now: () => new Date(), settleMs: 0 });
  const shelf = estate.shelf(dropletKind);
  const met = new Set<number>();
  let read = 0;
  for (const part of ['droplets', 'gpus']) {
    for (let offset = 0; offset < shelf.count(part); offset += 200) {
      const { items } = shelf.page(part, { offset, limit: 200 });
      read += items.length;
      for (const { id } of items) met.add(id);
    }
  }
  expect([read, met.size]).toEqual([20_000, 20_000]);
});
