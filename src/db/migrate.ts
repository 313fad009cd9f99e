import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { errorCode, messageOf, StartError } from '../base/errors.ts';
import type { Log } from '../observability/log.ts';

// Brings a database to the newest migration in prisma/migrations. The books are Prisma's own (`_prisma_migrations`), so
// `prisma migrate deploy` on the same folder goes on where we stopped, and the other way round.

/** A migration of the folder: name, SQL, and the SHA-256 by which Prisma's books know it. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

export const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** Any number that nobody else uses. */
const lockKey = 7_014_526_893_301;
/** The oldest Postgres that our SQL runs on. */
export const oldestMajor = 15;
const lockPollMs = 50;
const lockTimeoutMs = 300_000;

/**
 * Applies what is pending, one instance at a time. Quick when nothing is.
 *
 * @param folder       Where the migrations are; prisma/migrations unless a test says otherwise.
 * @returns            Names of the migrations applied by this call.
 * @throws StartError  When the books and the folder do not agree, a migration fails, or the database cannot be reached.
 */
export async function migrate(options: { url: string; log: Log; folder?: string }): Promise<readonly string[]> {
  const { url, log, folder = migrationsFolder } = options;
  if ((await pendingMigrations(url, folder)).length === 0) return [];
  return withClient(url, (client) =>
    withDatabaseLock(client, async () => {
      const pending = await pendingOn(client, folder);
      if (pending.length === 0) return []; // another instance was quicker
      return apply(url, folder, pending, log);
    }),
  );
}

/**
 * Names of the migrations that the folder has and the database has not, oldest first.
 *
 * @throws StartError  When an applied migration was edited, failed half-way, or is not in the folder.
 */
export async function pendingMigrations(url: string, folder = migrationsFolder): Promise<readonly string[]> {
  return withClient(url, (client) => pendingOn(client, folder));
}

/** The migrations of a folder, oldest first. */
export function readMigrations(folder = migrationsFolder): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'migration.sql')));
  return names.sort().map((name) => {
    const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

interface Applied {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

async function pendingOn(client: pg.Client, folder: string): Promise<readonly string[]> {
  const migrations = new Map(readMigrations(folder).map((migration) => [migration.name, migration]));
  for (const { name, checksum, finished } of await readBooks(client)) {
    const migration = migrations.get(name);
    if (migration === undefined) {
      throw new StartError(
        `The database has the migration ${name}, which this version does not know: start a newer version.`,
      );
    }
    if (!finished) {
      throw new StartError(
        `The migration ${name} failed half-way in this database: mend it, then "prisma migrate resolve".`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new StartError(
        `The migration ${name} was edited after this database took it: restore it, and add a new one.`,
      );
    }
    migrations.delete(name);
  }
  return [...migrations.keys()];
}

async function readBooks(client: pg.Client): Promise<readonly Applied[]> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('_prisma_migrations') is not null as there`,
  );
  if (rows[0]?.there !== true) return [];
  const books = await client.query<Applied>(
    `select migration_name as name, checksum, finished_at is not null as finished
     from _prisma_migrations where rolled_back_at is null order by started_at`,
  );
  return books.rows;
}

async function apply(url: string, folder: string, names: readonly string[], log: Log): Promise<readonly string[]> {
  const begunAtMs = performance.now();
  // The engine is 5 MB of WASM: loaded only when there is something to do.
  const { applyMigrations } = await import('./schema-engine.ts');
  try {
    const applied = await applyMigrations(url, {
      baseDir: folder,
      lockfile: { path: 'migration_lock.toml', content: readFileSync(join(folder, 'migration_lock.toml'), 'utf8') },
      shadowDbInitScript: '',
      migrationDirectories: readMigrations(folder).map(({ name, sql }) => ({
        path: name,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
      })),
    });
    log.info({ migrations: applied, tookMs: Math.round(performance.now() - begunAtMs) }, 'migrated the database');
    return applied;
  } catch (cause) {
    // Where the database is out of reach by now, the first error says why.
    const unfinished = withClient(url, (client) => unfinishedOn(client, isOfTheSurroundings(cause)));
    const [name] = await unfinished.catch(() => []);
    const advice = isOfTheSurroundings(cause) ? ' Nothing of it was kept; "arcadia doctor" says what is missing.' : '';
    const what = name ?? names.join(', ');
    throw new StartError(`Migrating the database (${what}) failed: ${sentence(messageOf(cause))}${advice}`, { cause });
  }
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

/**
 * insufficient_privilege, feature_not_supported and undefined_file: the user may not, or the server has no such extension.
 * Postgres has then undone the script, and it can be tried again when somebody has seen to it.
 */
function isOfTheSurroundings(error: unknown): boolean {
  return ['42501', '0A000', '58P01'].includes(errorCode(error) ?? '');
}

/** Names of what was begun and not finished; `forget`: books it as undone, so that the next start tries it again. */
async function unfinishedOn(client: pg.Client, forget: boolean): Promise<readonly string[]> {
  const names = (await readBooks(client)).filter(({ finished }) => !finished).map(({ name }) => name);
  if (forget && names.length > 0) {
    await client.query(
      'update _prisma_migrations set rolled_back_at = now() where finished_at is null and rolled_back_at is null',
    );
  }
  return names;
}

// The lock belongs to a transaction, so that it also works through a pooler that lends a session for one transaction only.
// It is polled for: a statement that waits holds a snapshot, and CREATE INDEX CONCURRENTLY would wait for that in turn. So
// would it for one with parameters, which Postgres keeps open until the next: there must be none inside this transaction.
async function withDatabaseLock<Result>(client: pg.Client, work: () => Promise<Result>): Promise<Result> {
  await client.query('begin');
  for (let waitedMs = 0; ; waitedMs += lockPollMs) {
    const { rows } = await client.query<{ got: boolean }>(`select pg_try_advisory_xact_lock(${lockKey}) as got`);
    if (rows[0]?.got === true) break;
    if (waitedMs > lockTimeoutMs)
      throw new StartError('Another instance has been migrating the database for 5 minutes.');
    await delay(lockPollMs);
  }
  const result = await work();
  await client.query('commit');
  return result;
}

async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'arcadia migrate',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => {}); // the statement under way fails with it
  try {
    await client.connect();
  } catch (cause) {
    throw new StartError(`The database cannot be reached: ${messageOf(cause)}. See DATABASE_URL.`, { cause });
  }
  try {
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`);
    const major = Math.floor(Number(rows[0]?.version) / 10_000);
    if (major < oldestMajor)
      throw new StartError(`The database is Postgres ${major}; ${oldestMajor} or newer is needed.`);
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
