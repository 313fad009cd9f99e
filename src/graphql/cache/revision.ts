import type { Sql } from '../../db/sql.ts';

/**
 * Tells whether anything has been committed since: equal revisions mean equal contents of the whole database.
 *
 * It is Postgres's own snapshot, which names every transaction that is over and every one that is under way. No write can be
 * seen without changing it, through whatever door it came and on whatever instance, and no writer does anything for it. Writes
 * that a viewer cannot see change it too: then an answer is made again that could have stood.
 */
export interface Revisions {
  /** The revision at a moment after this call began. */
  read(): Promise<string>;
}

// A restore may bring numbers of transactions back; not without another start of the server.
const statement = `select extract(epoch from pg_postmaster_start_time())::text || ' ' || pg_current_snapshot()::text as revision`;

/** Questions that come while a statement is under way share the next one, never the one that began before them. */
export function createRevisions(sql: Sql): Revisions {
  let underWay: Promise<unknown> | null = null;
  let next: Promise<string> | null = null;
  const ask = async () => {
    const [row] = await sql.query<{ revision: string }>(statement);
    if (row === undefined) throw new Error('Postgres does not tell its snapshot.');
    return row.revision;
  };
  const begin = () => {
    next = null;
    const answer = ask();
    const over = answer.then(
      () => {},
      () => {},
    );
    underWay = over;
    void over.then(() => {
      if (underWay === over) underWay = null;
    });
    return answer;
  };
  return {
    read() {
      if (underWay === null) return begin();
      next ??= underWay.then(begin);
      return next;
    },
  };
}
