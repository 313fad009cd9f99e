import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');

/** The production build in a folder of its own, as a container has it: dist, migrations, package.json, node_modules. */
export interface Build {
  readonly folder: string;
  /** Runs a command of the built CLI to its end. @throws Error  with its output when it fails. */
  cli(args: readonly string[], env: Environment): Promise<string>;
  /** Starts `node dist/main.js` and waits until it serves. @throws Error  with what it said when it does not. */
  start(env: Environment): Promise<Instance>;
  remove(): Promise<void>;
}

export type Environment = Readonly<Record<string, string>>;

/** One process of the service. */
export interface Instance {
  readonly url: string;
  readonly port: number;
  /** Everything it has logged. */
  readonly log: readonly string[];
  /** Sends SIGTERM. @returns its exit code. */
  stop(): Promise<number | null>;
  kill(): void;
}

export async function build(): Promise<Build> {
  const folder = await mkdtemp(join(tmpdir(), 'arcadia-build-'));
  await run(join(root, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.build.json', '--outDir', join(folder, 'dist')], {
    cwd: root,
  }).catch(async (error: unknown) => {
    await rm(folder, { recursive: true });
    // What the compiler has to say stands on stdout.
    throw error instanceof Error && 'stdout' in error ? new Error(String(error.stdout)) : error;
  });
  await cp(join(root, 'package.json'), join(folder, 'package.json'));
  await cp(join(root, 'prisma'), join(folder, 'prisma'), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    async cli(args, env) {
      const { stdout } = await run(process.execPath, [join(folder, 'dist/cli/arcadia.js'), ...args], {
        cwd: folder,
        env: environment(env),
      });
      return stdout;
    },
    start: (env) => start(folder, env),
    async remove() {
      for (const child of running) child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Those of a test that failed half-way must not outlive it. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

async function start(folder: string, env: Environment): Promise<Instance> {
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: folder,
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  running.add(child);
  child.once('exit', () => running.delete(child));
  const log: string[] = [];
  child.stderr.on('data', (text) => log.push(String(text)));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.push(line);
      const found = /"url":"([^"]+)"/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`It ended with ${code}: ${log.join('\n')}`)));
  });
  return {
    url,
    port: Number(new URL(url).port),
    log,
    stop: () => stop(child, exited),
    kill: () => void child.kill('SIGKILL'),
  };
}

async function stop(child: ChildProcess, exited: Promise<unknown[]>): Promise<number | null> {
  child.kill('SIGTERM');
  await exited;
  return child.exitCode;
}

/** Nothing of ours leaks in: a variable that the developer has set would make another test of it. */
function environment(env: Environment): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, ...env };
}
