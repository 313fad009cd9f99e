import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface StartFigures {
  /** From `npm start`'s own command until /readyz says 200, in an empty data folder: the database is made and migrated. */
  readonly firstMs: number;
  /** The same in that folder again. */
  readonly laterMs: number;
  /** What `npm ci --omit=dev` installs, embedded Postgres included. */
  readonly packages: number;
  readonly installedMib: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));

export async function measureStart(say: (line: string) => void): Promise<StartFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'arcadia-start-'));
  say('start: first');
  const firstMs = await timeToReady(dataDir);
  say('start: later');
  const laterMs = await timeToReady(dataDir);
  await rm(dataDir, { recursive: true, force: true });
  return { firstMs, laterMs, ...(await installed()) };
}

async function timeToReady(dataDir: string): Promise<number> {
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), ARCADIA_DATA_DIR: dataDir, LOG_LEVEL: 'error' };
  const beganAtMs = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    while (child.exitCode === null) {
      const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
        (response) => response.ok,
        () => false,
      );
      if (ready) return performance.now() - beganAtMs;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('The service ended before it was ready.');
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

/** Not one by chance: thousands of sockets that other sections have closed hold theirs for a minute. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // of TCP
  server.close();
  await once(server, 'close');
  return port;
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly devOptional?: boolean }>>;
}

/** Of what the lock file says is no development package, what is on this machine's disk. */
async function installed(): Promise<Pick<StartFigures, 'packages' | 'installedMib'>> {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as Lock; // npm's own form
  let packages = 0;
  let bytes = 0;
  for (const [path, { dev, devOptional }] of Object.entries(lock.packages)) {
    if (path === '' || dev === true || devOptional === true) continue;
    const size = await bytesOf(join(root, path), true);
    if (size === 0) continue; // of another platform
    packages += 1;
    bytes += size;
  }
  return { packages, installedMib: bytes / 1_048_576 };
}

/** Without the packages nested in it, which the lock file names themselves. */
async function bytesOf(folder: string, isPackage = false): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  let bytes = 0;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !(isPackage && entry.name === 'node_modules')) bytes += await bytesOf(path);
    else if (entry.isFile()) bytes += (await stat(path)).size;
  }
  return bytes;
}
