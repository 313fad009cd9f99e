import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tsx = join(root, 'node_modules/.bin/tsx');

/** What a process of ours is told, and nothing of what this one happens to have in its environment. */
function environment(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, ...env };
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One command of the CLI, as a person runs it, to its end. */
export function arcadia(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Outcome> {
  // As tsx does, which would be a process more.
  const told = ['--import', 'tsx', 'src/cli/arcadia.ts', ...args];
  const child = spawn(process.execPath, told, { cwd: root, env: environment(env) });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...output }));
  });
}

export interface Served {
  /** Without a path. */
  readonly url: string;
  /** All that it wrote on stdout so far. */
  output(): string;
  /** The signal goes to the whole group, as a terminal's Ctrl-C does. @returns exit code, and how long it took. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; tookMs: number }>;
}

/** `tsx src/main.ts`, which is what `npm start` runs, once it says where it serves. */
export async function serve(env: Readonly<Record<string, string>>): Promise<Served> {
  const child = spawn(tsx, ['src/main.ts'], { cwd: root, env: environment(env), detached: true });
  let output = '';
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const end: Served['end'] = async (signal) => {
    const began = performance.now();
    signalGroup(child, signal);
    return { code: await ended, tookMs: performance.now() - began };
  };
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const [, found] = /"url":"([^"]+)"/.exec(output) ?? [];
      // The tokens come last.
      if (found !== undefined && /tenant acme\s+\S+\n/.test(output)) resolve(found);
    });
    void ended.then((code) => reject(new Error(`It ended with ${code}: ${errors}\n${output}`)));
  });
  return { url, output: () => output, end };
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) throw new Error('The process was not started.');
  process.kill(-pid, signal);
}
