import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fchownSync,
  lchownSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../base/errors.ts';
import { type Binaries, type Runner, runSync, spawnArguments, type User, useYourOwn } from './postgres-binaries.ts';
import {
  passwordFile,
  pollMs,
  readPostmaster,
  type Server,
  shutDown,
  startTimeoutMs,
  superuser,
} from './postgres-server.ts';

// One Postgres data folder and the server on it. Who may start and stop it is decided in embedded.ts, under its lock.
//
//   <folder>/data             PGDATA, with the superuser's password beside Postgres's own files
//   <folder>/init-<random>    a data folder in the making; left by a crash, removed at the next start
//   <folder>/guard            flock()ed by every process of a running server
//   <folder>/server.log       since the last start

/** Exit code by which flock(1) says that somebody else holds the guard. */
const guarded = 75;

/** Small in memory, quick on a solid-state disk, silent about the content of statements. */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  // The first sync of 100,000 resources writes 800 MB of it, and each checkpoint on the way makes it write whole pages again.
  max_wal_size: '1GB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  io_method: 'sync',
  random_page_cost: '1.1',
  jit: 'off',
  // Parallel workers share memory through /dev/shm, of which a container has little.
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_min_error_statement: 'panic',
};

/** For servers whose data may be lost with the machine: those of tests. */
const volatileSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** Whose the data is; null when there is none yet. */
export function dataOwner(folder: string): User | null {
  return statSync(join(folder, 'data'), { throwIfNoEntry: false }) ?? null;
}

/**
 * Makes the data folder, all or nothing: it is prepared under another name and renamed when it is whole.
 *
 * @throws StartError  With what initdb said.
 */
export async function initialise(folder: string, binaries: Binaries, runner: Runner, durable: boolean): Promise<void> {
  for (const name of readdirSync(folder)) {
    if (name.startsWith('init-')) rmSync(join(folder, name), { recursive: true });
  }
  const draft = join(folder, `init-${randomUUID()}`);
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(join(draft, passwordFile), randomBytes(24).toString('hex'), { mode: 0o600, flush: true });
  giveTo(runner, folder);

  const command = [binaries.initdb, '-D', join(draft, 'data'), `--username=${superuser}`];
  command.push('--auth=scram-sha-256', `--pwfile=${join(draft, passwordFile)}`);
  // Postgres's own C.UTF-8 sorts alike on every system.
  command.push('--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C');
  if (!durable) command.push('--no-sync');
  const { file, args, options } = spawnArguments(runner, binaries, command);
  const child = spawn(file, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const exit = await exitOf(child);
  if (exit !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new StartError(`The embedded Postgres could not make ${folder}: ${said.trim() || exit}. ${useYourOwn}`);
  }
  renameSync(join(draft, passwordFile), join(draft, 'data', passwordFile));
  renameSync(join(draft, 'data'), join(folder, 'data'));
  rmSync(draft, { recursive: true });
}

/**
 * Starts a server on the data folder and waits until it is ready.
 *
 * @param durable  False: without fsync.
 * @throws StartError  With the end of the server's log.
 */
export async function start(folder: string, binaries: Binaries, runner: Runner, durable: boolean): Promise<Server> {
  const found = readFileSync(join(folder, 'data/PG_VERSION'), 'utf8').trim();
  const major = runSync(runner, binaries, [binaries.postgres, '--version']).stdout.match(/ (\d+)/)?.[1];
  if (found !== major) {
    throw new StartError(`${folder} is of Postgres ${found}, but ${major} is installed. Move it away. ${useYourOwn}`);
  }
  if (dataOwner(folder)?.uid !== (runner.user?.uid ?? process.getuid?.())) giveTo(runner, folder);

  let exit: Exit = null;
  // Somebody may take the free port first, and the guard is held until a killed server's last process is gone.
  for (let attempt = 1; attempt <= 12; attempt += 1) {
    const port = await freePort();
    const launched = launch(folder, binaries, runner, {
      ...settings,
      ...(durable ? {} : volatileSettings),
      port: `${port}`,
    });
    const outcome = await readyOrExit(folder, launched);
    if (outcome === 'ready') return { pid: launched.pid ?? 0, port };
    exit = outcome;
    if (exit !== guarded && attempt >= 3) break;
    await delay(250);
  }
  if (exit === guarded) {
    throw new StartError(`Another machine or container runs a server on ${folder}: stop it. ${useYourOwn}`);
  }
  throw new StartError(`The embedded Postgres did not start: ${lastWords(folder) || exit}. ${useYourOwn}`);
}

type Exit = number | NodeJS.Signals | string | null;

function launch(
  folder: string,
  binaries: Binaries,
  runner: Runner,
  values: Readonly<Record<string, string>>,
): ChildProcess {
  const data = realpathSync(join(folder, 'data'));
  const command = [binaries.postgres, '-D', data];
  for (const [name, value] of Object.entries(values)) command.push('-c', `${name}=${value}`);
  // A stale postmaster.pid whose number belongs to another process by now would stop Postgres from starting.
  const cleared = ['sh', '-c', 'rm -f "$0"; exec "$@"', join(data, 'postmaster.pid'), ...command];
  const { file, args, options } = spawnArguments(runner, binaries, [...guard(folder, binaries, runner), ...cleared]);
  const log = openSync(join(folder, 'server.log'), 'w', 0o600);
  if (runner.user !== null) fchownSync(log, runner.user.uid, runner.user.gid);
  // Detached, so that Ctrl-C, which a terminal sends to its whole group, does not end the server before us.
  const child = spawn(file, args, { ...options, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  child.unref();
  return child;
}

// Process ids mean nothing across containers, but a lock of the kernel does: without it two containers that share a folder
// would each take the other's server for dead. Where flock(1) is missing there are no such containers either.
function guard(folder: string, binaries: Binaries, runner: Runner): string[] {
  const flock = ['flock', '--nonblock', '--conflict-exit-code', `${guarded}`, '--no-fork', join(folder, 'guard')];
  const { status } = runSync(runner, binaries, [...flock, binaries.postgres, '--version']);
  return status === 0 || status === guarded ? flock : [];
}

async function readyOrExit(folder: string, child: ChildProcess): Promise<'ready' | Exit> {
  let exit: { code: Exit } | null = null;
  void exitOf(child).then((code) => {
    exit = { code };
  });
  for (let waitedMs = 0; waitedMs < startTimeoutMs; waitedMs += pollMs) {
    if (exit !== null) return (exit as { code: Exit }).code; // the compiler does not see the assignment above
    const postmaster = readPostmaster(folder);
    if (postmaster?.pid === child.pid && postmaster?.status === 'ready') return 'ready';
    await delay(pollMs);
  }
  if (child.pid !== undefined) await shutDown(child.pid);
  return `not ready within ${startTimeoutMs} ms`;
}

function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function giveTo(runner: Runner, folder: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = runner.user ?? { uid: 0, gid: 0 };
  lchownSync(folder, uid, gid);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(folder, name), uid, gid);
  if (runner.user === null) return;
  // The other user must get through the folder above, and may list nothing there.
  const above = dirname(folder);
  chmodSync(above, statSync(above).mode | 0o011);
}

/** What the server said last, if possible why it gave up. */
function lastWords(folder: string): string {
  try {
    const lines = readFileSync(join(folder, 'server.log'), 'utf8').trim().split('\n');
    return (lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? '').replace(
      /^.*?(?=FATAL|PANIC)/,
      '',
    );
  } catch {
    return '';
  }
}
