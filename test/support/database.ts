import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { SystemDb } from '../../src/db/sql.ts';
import { openSystem } from '../../src/db/system.ts';
import { openViewers, type Viewers } from '../../src/db/viewer.ts';
import { createLog, type Log } from '../../src/observability/log.ts';

export interface TestDatabase {
  readonly url: string;
  readonly system: SystemDb;
  readonly viewers: Viewers;
  /** Ends both doors and drops the database, whoever else is still connected. */
  drop(): Promise<void>;
}

export const silentLog: Log = createLog('silent', false);

/** A migrated database of one's own: `const database = await createTestDatabase(); afterAll(() => database.drop())`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { url, drop } = await createDatabase(inject('templateDatabase'));
  const system = openSystem(url, { max: 8, log: silentLog });
  const viewers = openViewers(url, { max: 8, statementTimeoutMs: 10_000, log: silentLog });
  return {
    url,
    system,
    viewers,
    drop: async () => {
      await Promise.all([system.end(), viewers.end()]);
      await drop();
    },
  };
}

/** A database without tables, for tests that migrate it themselves. */
export function createEmptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  return createDatabase('template1');
}

async function createDatabase(template: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asOwner(`create database ${name} template ${template}`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asOwner(`drop database if exists ${name} with (force)`) };
}

async function asOwner(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
