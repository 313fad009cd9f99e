import pg from 'pg';
import { errorCode, messageOf, StartError } from '../base/errors.ts';
import { type Finding, fail, ok, warn } from '../observability/finding.ts';
import { oldestMajor, pendingMigrations } from './migrate.ts';

// Looks at a database as the service will use it, and leaves it as it is: what has to be tried is tried in a transaction that
// is undone.

const subject = 'database';
const connectTimeoutMs = 5000;
const askedWhy = 'Let DATABASE_URL name the user who owns the tables; the log of Postgres may say more.';
/** What one instance may open: the system's, the viewers', the listener, the jobs'. */
const connectionsOfAnInstance = 40;

/** @param pooling  What the configuration says of the way to the database. */
export async function probeDatabase(url: string, pooling: 'session' | 'transaction'): Promise<Finding[]> {
  const client = newClient(url);
  try {
    await client.connect();
  } catch (error) {
    return [unreachable(error)];
  }
  try {
    const version = await probeVersion(client);
    if (version.level === 'fail') return [version];
    const findings = [version];
    // Where one question fails the others are still worth their answers.
    const ask = async (subject: string, question: () => Promise<Finding>) => {
      findings.push(await question().catch((error: unknown) => fail(subject, messageOf(error), askedWhy)));
    };
    await ask('pooling', () => probePooling(client, url, pooling));
    await ask('roles', () => probeRoles(client));
    await ask('row-level security', () => probeFence(client));
    await ask('extension and schema', () => probeMaking(client));
    await ask('migrations', () => probeMigrations(url));
    await ask('connections', () => probeConnections(client));
    return findings;
  } finally {
    await client.end().catch(() => {});
  }
}

function newClient(url: string): pg.Client {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'arcadia doctor',
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: 10_000,
  });
  client.on('error', () => {}); // the statement under way says it
  return client;
}

/** By the system's code, or Postgres's. */
const unreachableBecause: Readonly<Record<string, readonly [finding: string, mend: string]>> = {
  ECONNREFUSED: ['nobody answers at this host and port', 'Start Postgres, or mend host and port in DATABASE_URL.'],
  ENOTFOUND: ['its host name is unknown', 'Mend the host in DATABASE_URL.'],
  EAI_AGAIN: ['its host name cannot be looked up at present', 'See that name resolution works from here.'],
  '28P01': ['it does not accept the password', 'Mend user and password in DATABASE_URL.'],
  '28000': ['it does not let this user in', 'Mend the user in DATABASE_URL, or pg_hba.conf of the server.'],
  '3D000': ['there is no database of this name', 'Create it (createdb), or mend the name in DATABASE_URL.'],
  '53300': ['it has no connection left', 'Raise max_connections, or end who holds them.'],
  '57P03': ['it is just starting', 'Wait a moment.'],
};

function unreachable(error: unknown): Finding {
  const [finding, mend] = unreachableBecause[errorCode(error) ?? ''] ?? [
    `it cannot be reached: ${messageOf(error)}`,
    'See that DATABASE_URL is right, and that the way there is open (firewall, trusted sources, sslmode).',
  ];
  return fail(subject, finding, mend);
}

async function probeVersion(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
  const version = rows[0]?.version ?? '';
  return Number.parseInt(version, 10) >= oldestMajor
    ? ok(subject, `Postgres ${version} answers`)
    : fail(subject, `Postgres ${version} is too old`, `Upgrade to Postgres ${oldestMajor} or newer.`);
}

// A session has its server process for itself. A pooler in transaction mode lends the process that served our last statement
// to whoever begins a transaction next: so others begin, and hold, until one of them has ours, or enough of them have not.
async function probePooling(client: pg.Client, url: string, pooling: 'session' | 'transaction'): Promise<Finding> {
  const ours = await processOf(client);
  const others: pg.Client[] = [];
  let shared = false;
  try {
    while (!shared && others.length < othersTried) {
      const other = newClient(url);
      others.push(other);
      await other.connect();
      await other.query('begin');
      shared = (await processOf(other)) === ours;
    }
  } catch {
    // Nobody else is let in: what is left belongs to sessions.
  } finally {
    await Promise.all(others.map((other) => other.end().catch(() => {})));
  }
  if (!shared) return ok('pooling', 'a session stays a session');
  if (pooling === 'transaction') return ok('pooling', 'by transaction, as ARCADIA_DB_POOLING says');
  return fail(
    'pooling',
    'a pooler lends connections for one transaction only, and the scope of viewers is set per session',
    'Set ARCADIA_DB_POOLING=transaction, or let DATABASE_URL lead to Postgres itself or to session pooling.',
  );
}

const othersTried = 4;

async function processOf(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid;
}

function probeRoles(client: pg.Client): Promise<Finding> {
  return tried(
    client,
    'roles',
    [
      `do $$ begin
         if not exists (select from pg_roles where rolname = 'arcadia_viewer') then create role arcadia_viewer nologin; end if;
         if not pg_has_role(current_user, 'arcadia_viewer',
              case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end)
         then grant arcadia_viewer to current_user; end if;
       end $$`,
      'set local role arcadia_viewer',
    ],
    'viewers have a role of their own',
    'As a superuser: CREATE ROLE arcadia_viewer NOLOGIN; GRANT arcadia_viewer TO the user of DATABASE_URL. Or give that user CREATEROLE.',
  );
}

function probeFence(client: pg.Client): Promise<Finding> {
  return tried(
    client,
    'row-level security',
    [
      'create table arcadia_doctor (id int)',
      'alter table arcadia_doctor enable row level security',
      'alter table arcadia_doctor force row level security',
      'create policy owner on arcadia_doctor to current_user using (true)',
      `do $$ begin
         if to_regclass('cloud_resources') is not null then alter table cloud_resources force row level security; end if;
       end $$`,
    ],
    'tables can be made and fenced',
    'As a superuser: GRANT CREATE, USAGE ON SCHEMA public TO the user of DATABASE_URL; tables that are there already must belong to it (REASSIGN OWNED).',
  );
}

/** What is made once beside the tables: search wants an extension, the job engine a schema of its own. */
function probeMaking(client: pg.Client): Promise<Finding> {
  return tried(
    client,
    'extension and schema',
    [
      'create extension if not exists pg_trgm',
      `do $$ begin
         if to_regnamespace('dbos') is null then create schema arcadia_doctor; end if;
       end $$`,
    ],
    'search has its extension, and runs may have their schema',
    'As a superuser: GRANT CREATE ON DATABASE … TO the user of DATABASE_URL; CREATE EXTENSION pg_trgm. It is part of Postgres; some providers want it on their list of allowed extensions first.',
  );
}

/** Tries statements in a transaction that is undone. */
async function tried(
  client: pg.Client,
  subject: string,
  statements: readonly string[],
  good: string,
  mend: string,
): Promise<Finding> {
  await client.query('begin');
  try {
    await client.query(`set local lock_timeout = '2s'`);
    for (const statement of statements) await client.query(statement);
    return ok(subject, good);
  } catch (error) {
    if (errorCode(error) === '55P03') return ok(subject, 'not tried: the tables are in use');
    return fail(subject, messageOf(error), mend);
  } finally {
    await client.query('rollback');
  }
}

async function probeMigrations(url: string): Promise<Finding> {
  try {
    const pending = await pendingMigrations(url);
    if (pending.length === 0) return ok('migrations', 'the database is up to date');
    return ok('migrations', `${pending.length} to apply, which the next start does`);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return fail('migrations', error.message, 'Start the version that the message asks for, or restore a backup.');
  }
}

async function probeConnections(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ most: number; used: number }>(
    `select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as most,
            (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used`,
  );
  const { most = 0, used = 0 } = rows[0] ?? {};
  const free = Math.max(0, most - used);
  const finding = `${free} of ${most} connections are free`;
  if (free >= connectionsOfAnInstance) return ok('connections', finding);
  return warn(
    'connections',
    finding,
    `An instance may open ${connectionsOfAnInstance}: raise max_connections, or end who holds them.`,
  );
}
