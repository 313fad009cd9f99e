// Runs the simulation for as long as one likes: npm run soak -- --minutes 30

import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
  console.error('Give a number of minutes above 0: npm run soak -- --minutes 30');
  process.exit(2);
}
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.long.config.ts', 'test/simulation/soak', 'test/jobs'],
  { stdio: 'inherit', env: { ...process.env, ARCADIA_SOAK_MINUTES: String(minutes) } },
);
process.exit(status ?? 1);
