import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { runSmoke } from './smoke-run.ts';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ droplets: 20, limits: false });
});

afterEach(() => simulator.faults.clear());

afterAll(() => simulator.close());

test('what breaks is a failure', async () => {
  simulator.faults.add({ path: '/v2/volumes', status: 400 });
  const { code, output } = await runSmoke(simulator);
  expect(code).toBe(1);
  expect(output).toMatch(/^volume +failed +0 /m);
});
