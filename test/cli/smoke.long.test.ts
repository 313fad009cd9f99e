import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { smoke } from '../../scripts/smoke.ts';
import { readConfig } from '../../src/base/config.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ droplets: 20, limits: false });
});

afterEach(() => simulator.faults.clear());

afterAll(() => simulator.close());

async function run(): Promise<{ code: number; output: string }> {
  simulator.requests.length = 0;
  let output = '';
  const config = readConfig({
    DO_API_TOKEN: 'a-token',
    DO_API_URL: simulator.url,
    LOG_LEVEL: 'silent',
    // Not there, so that there is something to be tempted by: a first sync would make it.
    ARCADIA_INTERNAL_PROJECT: 'to-be-made',
  });
  const code = await smoke(config, (text) => {
    output += text;
  });
  return { code, output };
}

test('what breaks is a failure', async () => {
  simulator.faults.add({ path: '/v2/volumes', status: 400 });
  const { code, output } = await run();
  expect(code).toBe(1);
  expect(output).toMatch(/^volume +failed +0 /m);
});
