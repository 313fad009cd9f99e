import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { smoke } from '../../scripts/smoke.ts';
import { readConfig } from '../../src/base/config.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { runSmoke } from './smoke-run.ts';

// Sabotage that turns these red: in scripts/smoke.ts hand on core.client as it is, and the bootstrap's POST arrives.

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ droplets: 20, limits: false });
});

afterEach(() => simulator.faults.clear());

afterAll(() => simulator.close());

test('the smoke run reads all that the token may see, changes nothing, and leaves no database behind', async () => {
  const before = await leftovers();
  simulator.faults.add({ path: '/v2/volumes', status: 403 });
  const { code, output } = await runSmoke(simulator);
  expect(code).toBe(0);
  expect(new Set(simulator.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
  expect(simulator.estate.projectNamed('to-be-made')).toBeUndefined();
  expect(output).toMatch(/^KIND +VERDICT +SEEN +MIRRORED +REQUESTS +TOOK +REMARK$/m);
  const standard = simulator.estate.truth().droplet?.ids.length ?? 0;
  const seen = [...output.matchAll(/^droplet \(\w+\) +complete +(\d+) +(\d+) /gm)];
  expect(seen.map(([, count]) => Number(count)).reduce((sum, count) => sum + count, 0)).toBe(standard);
  expect(seen.every(([, count, mirrored]) => count === mirrored)).toBe(true);
  // What may not be seen is said, and is no failure.
  expect(output).toMatch(/^volume +forbidden +0 /m);
  expect(output).toMatch(/, \d+ requests, all of them reads/m);
  expect(await leftovers()).toEqual(before);
}, 60_000);

test('what breaks is a failure', async () => {
  simulator.faults.add({ path: '/v2/volumes', status: 400 });
  const { code, output } = await runSmoke(simulator);
  expect(code).toBe(1);
  expect(output).toMatch(/^volume +failed +0 /m);
});

test('without a token it says what it wants', async () => {
  await expect(smoke(readConfig({}), () => {})).rejects.toThrow(/^DO_API_TOKEN: got nothing/);
});

async function leftovers(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith('arcadia-smoke-'));
}
