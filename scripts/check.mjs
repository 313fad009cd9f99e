// npm run check: format, lint, dead code, types, drift of the schema, of generated code and of the migrations, and what
// queries cost. All of them run, whatever the others find, and each says how to mend what it finds.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name) => join(root, 'node_modules/.bin', name);

const checks = [
  {
    name: 'format and lint',
    run: () => command(bin('biome'), ['check', '--error-on-warnings', '.']),
    mend: 'npm run format',
  },
  { name: 'types', run: () => command(bin('tsc'), ['--noEmit']) },
  { name: 'dead code', run: () => command(bin('knip'), ['--no-progress']) },
  { name: 'schema.graphql is what the server serves', run: schemaDrift, mend: 'npm run codegen' },
  { name: 'generated operations fit the schema', run: codegenDrift, mend: 'npm run codegen' },
  {
    name: 'the schema breaks no client, or the changelog says so',
    run: () => command(bin('tsx'), ['scripts/schema-changes.ts']),
  },
  {
    name: 'migrations agree with schema.prisma',
    run: () => command(bin('tsx'), ['scripts/check-migrations.ts']),
    mend: 'npm run db:migration -- <name>',
  },
  {
    name: 'queries and events cost no more than they did',
    run: () => command(bin('vitest'), ['run', '--config', 'vitest.costs.config.ts']),
    mend: 'the query, or its numbers in test/costs',
  },
];

await command(process.execPath, ['scripts/prisma.mjs', 'generate', '--if-stale']);
let failures = 0;
for (const { name, run, mend } of checks) {
  const { ok, output } = await run();
  console.log(`${ok ? 'ok  ' : 'FAIL'}  ${name}${ok || !mend ? '' : `  (mend: ${mend})`}`);
  if (!ok) {
    failures += 1;
    console.log(output.trim());
  }
}
process.exitCode = failures === 0 ? 0 : 1;

async function schemaDrift() {
  const { ok, output } = await command(bin('tsx'), ['scripts/print-schema.ts']);
  if (!ok) return { ok, output };
  const committed = readFileSync(join(root, 'schema.graphql'), 'utf8');
  return { ok: committed === output, output: 'schema.graphql is not what the code serves.' };
}

async function codegenDrift() {
  const generated = 'test/operations/generated';
  const files = ['gql.ts', 'graphql.ts', 'index.ts', 'persisted-documents.json'];
  const read = () => files.map((file) => readFileSync(join(root, generated, file), 'utf8')).join('\n');
  const before = read();
  const { ok, output } = await command(bin('graphql-codegen'), ['--silent']);
  if (!ok) return { ok, output };
  return { ok: read() === before, output: `${generated} was out of date; it has been written anew.` };
}

function command(file, args) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: root, env: { ...process.env, FORCE_COLOR: '0' } });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('error', (error) => resolve({ ok: false, output: String(error) }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}
