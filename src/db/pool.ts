import pg from 'pg';
import { messageOf } from '../base/errors.ts';
import type { PoolWatch } from '../observability/database-metrics.ts';
import type { Log } from '../observability/log.ts';

/** How values come out of plain SQL: bigint as BigInt, timestamptz as Date, jsonb parsed; the rest as `pg` does it. */
const sqlTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    (format === 'binary' ? undefined : ownParsers.get(oid)) ??
    pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser, // its overloads cannot be written as one function
};

const { INT8, TIMESTAMPTZ } = pg.types.builtins;
const anyTime = pg.types.getTypeParser(TIMESTAMPTZ, 'text');
const ownParsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [INT8, BigInt],
  // A time in UTC of a year with four digits needs no more than a T and a Z, and Node reads that itself, ten times as fast.
  [
    TIMESTAMPTZ,
    (text) =>
      text.endsWith('+00') && text[10] === ' '
        ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`)
        : anyTime(text),
  ],
]);

/** A pool whose broken connections are logged and replaced, and never end the process. */
export function openPool(options: {
  url: string;
  name: string;
  max: number;
  log: Log;
  watch?: PoolWatch | undefined;
}): pg.Pool {
  const { url, name, max, log } = options;
  const pool = new pg.Pool({
    connectionString: url,
    application_name: `arcadia ${name}`,
    max,
    types: sqlTypes,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
  });
  // An 'error' without a listener would end the process. A connection that breaks while it is lent out tells the statement
  // under way; between two statements it tells only its own listeners.
  pool.on('error', (error) => {
    // end() does not wait until the server has heard the last goodbye, so a server that stops then may cut it short.
    if (!pool.ending) log.warn({ pool: name, reason: messageOf(error) }, 'a database connection broke');
  });
  pool.on('connect', (client) => client.on('error', () => {}));
  options.watch?.(name, pool);
  return pool;
}
