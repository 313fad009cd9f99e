import type pg from 'pg';
import type { PoolWatch } from '../observability/database-metrics.ts';
import type { Log } from '../observability/log.ts';
import { openPool } from './pool.ts';
import type { StatementNames } from './prepared.ts';
import type { Sql, SystemDb } from './sql.ts';

/**
 * Opens the system's door: the role that owns the tables.
 *
 * @param max  Connections at most.
 */
export function openSystem(url: string, options: { max: number; log: Log; watch?: PoolWatch | undefined }): SystemDb {
  const pool = openPool({ url, name: 'system', ...options });
  return {
    ...sqlOver(pool),
    transaction: (work) => inTransaction(pool, work),
    end: () => pool.end(),
  };
}

async function inTransaction<Result>(pool: pg.Pool, work: (sql: Sql) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let broken = false;
  try {
    // A process that is frozen in the middle must not keep the head of the log from everybody else.
    await client.query("begin; set local idle_in_transaction_session_timeout = '10s'");
    const result = await work(sqlOver(client));
    const { command } = await client.query('commit');
    // Postgres answers so when a statement failed and its error was swallowed.
    if (command !== 'COMMIT') throw new Error('The transaction was undone, since a statement in it had failed.');
    return result;
  } catch (error) {
    // Where the connection is gone the transaction is too, and the first error says why.
    broken = await client.query('rollback').then(
      () => false,
      () => true,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * Plain SQL over a pool or one of its connections.
 *
 * @param names  Of statements that are to be prepared; absent behind a pooler, where the next one may come to another connection.
 */
export function sqlOver(queryable: Pick<pg.Pool, 'query'>, names?: StatementNames): Sql {
  return {
    async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
      const name = names?.nameFor(text);
      const { rows } = await queryable.query({ text, values: [...values], ...(name === undefined ? {} : { name }) });
      return rows as Row[]; // what a statement returns is known to who wrote it
    },
  };
}
