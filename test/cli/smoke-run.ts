import { smoke } from '../../scripts/smoke.ts';
import { readConfig } from '../../src/base/config.ts';
import type { Simulator } from '../../src/simulator/server.ts';

/** Reads a simulated account once, as `npm run smoke` does. */
export async function runSmoke(simulator: Simulator): Promise<{ code: number; output: string }> {
  simulator.requests.length = 0;
  let output = '';
  const config = readConfig({
    DO_API_TOKEN: 'a-token',
    DO_API_URL: simulator.url,
    SPACES_ENDPOINT_URL: simulator.spaces.endpoint,
    SPACES_ACCESS_KEY_ID: simulator.spaces.accessKeyId,
    SPACES_SECRET_ACCESS_KEY: simulator.spaces.secretAccessKey,
    LOG_LEVEL: 'silent',
    // Not there, so that there is something to be tempted by: a first sync would make it.
    ARCADIA_INTERNAL_PROJECT: 'to-be-made',
  });
  const code = await smoke(config, (text) => {
    output += text;
  });
  return { code, output };
}
