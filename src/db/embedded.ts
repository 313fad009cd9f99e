import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { errorCode, messageOf, StartError } from '../base/errors.ts';
import type { Log } from '../observability/log.ts';
import { findBinaries, findRunner, useYourOwn } from './postgres-binaries.ts';
import { dataOwner, initialise, start } from './postgres-cluster.ts';
import { findRunning, type Server, sendSignal, shutDown, urlOf } from './postgres-server.ts';
import { markIsAlive, ownMark, tryLock, withLock } from './process-lock.ts';

// Who uses the one server of a data folder, and so who starts and who stops it.
//
//   <dataDir>/postgres/lock           held while somebody starts or stops the server
//   <dataDir>/postgres/users/<uuid>   one a process that uses it; the last to leave stops the server
//
// A Node process killed with -9 leaves its server running and its file behind. The next one recognises both: the server is
// used again, the file is ignored.

/** A running server in the data folder, shared by all processes that use that folder. */
export interface EmbeddedPostgres {
  /** Connects as the owner. Holds a password: not for a log. */
  url(database: string): string;
  /** Creates the database if it is missing. */
  ensureDatabase(name: string): Promise<void>;
  /** Lets go of the server; the last process that does so stops it. May be called twice. */
  stop(): Promise<void>;
  /** True when the server ran already. */
  readonly reused: boolean;
}

/** Making a folder takes a second; a machine that is busy with other things takes many. */
const lockTimeoutMs = 120_000;

/**
 * Starts the server of a data folder, or joins the one that runs there.
 *
 * @param dataDir      Created if missing; the server lives in `postgres/` in it.
 * @param durable      False, for tests: without fsync.
 * @throws StartError  When Postgres cannot run here; says why, and that DATABASE_URL does without.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  log: Log;
  durable?: boolean;
}): Promise<EmbeddedPostgres> {
  const folder = makeFolder(options.dataDir);
  const begunAtMs = performance.now();
  return withLock(join(folder, 'lock'), lockTimeoutMs, async () => {
    const user = registerUser(folder);
    try {
      const running = await findRunning(folder);
      const server = running ?? (await startServer(folder, options.durable ?? true));
      const tookMs = Math.round(performance.now() - begunAtMs);
      options.log.info(
        { port: server.port, tookMs },
        running ? 'joined the embedded Postgres' : 'started the embedded Postgres',
      );
      return use(folder, server, user, running !== null);
    } catch (error) {
      rmSync(user, { force: true });
      throw error;
    }
  });
}

async function startServer(folder: string, durable: boolean): Promise<Server> {
  const binaries = findBinaries(join(folder, 'lib'));
  const owner = dataOwner(folder);
  const runner = findRunner(binaries, owner);
  if (owner === null) await initialise(folder, binaries, runner, durable);
  return start(folder, binaries, runner, durable);
}

function use(folder: string, server: Server, user: string, reused: boolean): EmbeddedPostgres {
  const lock = join(folder, 'lock');
  let stopped: Promise<void> | null = null;

  // For a process that ends without stop(): nothing can be awaited here, and nothing needs to be.
  const onExit = () => {
    const release = tryLock(lock) ?? tryLock(lock);
    rmSync(user, { force: true });
    if (release === null) return; // somebody is just joining or stopping the server, and will look after it
    if (!hasLivingUsers(folder)) sendSignal(server.pid, 'SIGINT');
    release();
  };
  process.once('exit', onExit);

  return {
    reused,
    url: (database) => urlOf(folder, server, database),
    ensureDatabase: (name) => ensureDatabase(urlOf(folder, server, 'postgres'), name),
    stop: () => {
      stopped ??= withLock(lock, lockTimeoutMs, async () => {
        process.removeListener('exit', onExit);
        rmSync(user, { force: true });
        if (!hasLivingUsers(folder)) await shutDown(server.pid);
      });
      return stopped;
    },
  };
}

function makeFolder(dataDir: string): string {
  const folder = resolve(dataDir, 'postgres');
  try {
    mkdirSync(dataDir, { recursive: true });
    mkdirSync(join(folder, 'users'), { recursive: true, mode: 0o700 });
    return folder;
  } catch (cause) {
    throw new StartError(
      `The data folder cannot be made: ${messageOf(cause)}. Set ARCADIA_DATA_DIR to another. ${useYourOwn}`,
      {
        cause,
      },
    );
  }
}

/** Called, like all that reads these files, under the lock. */
function registerUser(folder: string): string {
  const path = join(folder, 'users', randomUUID());
  writeFileSync(path, ownMark());
  return path;
}

function hasLivingUsers(folder: string): boolean {
  const users = join(folder, 'users');
  let found = false;
  for (const name of readdirSync(users)) {
    if (markIsAlive(readFileSync(join(users, name), 'utf8'))) found = true;
    else rmSync(join(users, name), { force: true });
  }
  return found;
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) throw new StartError(`${JSON.stringify(name)} is no name for a database`);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${name}`);
  } catch (error) {
    // Another instance was quicker.
    if (!['42P04', '23505'].includes(errorCode(error) ?? '')) throw error;
  } finally {
    await client.end();
  }
}
