// Runs the Prisma CLI where its native schema engine cannot be downloaded: generate, validate and format need only the
// WASM engine inside the package, but the CLI insists on an executable being there. Any executable will do.
//
//   node scripts/prisma.mjs generate [--if-stale]

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'src/db/generated/.schema-hash');
const args = process.argv.slice(2);
const onlyIfStale = args.includes('--if-stale');
const command = args.filter((arg) => arg !== '--if-stale');

const require = createRequire(import.meta.url);
// A production install has no generator and needs none: the build has compiled the client in.
if (!existsSync(join(root, 'node_modules/prisma/build/index.js'))) process.exit(0);
const hash = createHash('sha256')
  .update(readFileSync(join(root, 'prisma/schema.prisma')))
  .update(require('prisma/package.json').version)
  .digest('hex');

if (onlyIfStale && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) process.exit(0);

const result = spawnSync(process.execPath, [join(root, 'node_modules/prisma/build/index.js'), ...command], {
  cwd: root,
  encoding: 'utf8',
  env: {
    ...process.env,
    PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
    PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
});
if (result.status !== 0 || command[0] !== 'generate') {
  process.stdout.write(result.stdout ?? '');
  process.stderr.write(result.stderr ?? '');
}
if (result.status === 0 && command[0] === 'generate') writeFileSync(stamp, hash);
process.exit(result.status ?? 1);
