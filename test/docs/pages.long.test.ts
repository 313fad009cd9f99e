import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { printsLine, readPage, type Step, stepsOf } from './pages.ts';

// Runs the pages that a newcomer follows, against a service that was started as they say: embedded Postgres, simulated account,
// a data folder of its own. What they say of installing is what has been done to run this.

const root = join(import.meta.dirname, '../..');
let folder: string;
let service: ChildProcess;
let address: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arcadia-pages-'));
  env = {
    PATH: process.env.PATH,
    HOME: folder,
    ARCADIA_DATA_DIR: join(folder, 'data'),
    npm_config_update_notifier: 'false',
  };
  let output = '';
  service = spawn(join(root, 'node_modules/.bin/tsx'), ['src/main.ts'], { cwd: root, env: { ...env, PORT: '0' } });
  service.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  address = await vi.waitUntil(() => /GraphQL +http:\/\/([\w.:]+)\/graphql/.exec(output)?.[1], { timeout: 60_000 });
  await vi.waitUntil(() => output.includes('Sync run ended.'), { timeout: 60_000 });
  env = { ...env, PORT: address.split(':')[1] };
});

afterAll(async () => {
  const ended = new Promise((resolve) => service.once('close', resolve));
  service.kill('SIGTERM');
  await ended;
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

test.each(['README.md', 'docs/first-ten-minutes.md'])('%s does what it says, block by block', async (path) => {
  const steps = stepsOf(await readPage(path)).filter(({ script }) => !/^npm (ci|start)$/m.test(script));
  expect(steps.length).toBeGreaterThan(1);
  const outputs = await run(steps);
  for (const [i, { script, prints }] of steps.entries()) {
    const { output = '', status } = outputs[i] ?? {};
    expect([script, status, output]).toEqual([script, 0, output]);
    const printed = output.split('\n');
    for (const line of prints) {
      expect([line, printed.some((each) => printsLine(each, line)), output]).toEqual([line, true, output]);
    }
  }
});

/** In one shell, as a reader has it: variables, functions and jobs stay. */
async function run(steps: readonly Step[]): Promise<{ status: number; output: string }[]> {
  const script = steps
    .map((step) => {
      const here = step.script
        .replaceAll('localhost:4000', address)
        .replaceAll('stream.txt', join(folder, 'stream.txt'))
        .trimEnd();
      // One that is followed for ever would be ended by hand.
      const ending = here.includes('curl -sN') && !here.endsWith('&') ? ' || [ $? = 124 ]' : '';
      const limited = ending === '' ? here : here.replace('curl -sN', 'timeout 3 curl -sN');
      return `${limited}${ending}\nstatus=$?; echo; echo "<end of block> $status"`;
    })
    .join('\n');
  const child = spawn('bash', ['--norc', '-m', '-c', script], { cwd: root, env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  await new Promise((resolve) => child.once('close', resolve));
  const blocks = output.split(/^<end of block> (\d+)$/m);
  return steps.map((_, i) => ({ output: blocks[2 * i] ?? '', status: Number(blocks[2 * i + 1] ?? 1) }));
}
