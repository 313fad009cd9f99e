import type { Sql } from './sql.ts';

/** Writes down who did what to what, in the transaction of the deed itself. */
export async function audit(
  sql: Sql,
  entry: { actor: string; action: string; target: string | null; details?: Record<string, unknown> },
): Promise<void> {
  await sql.query('insert into audit_log (actor, action, target, details) values ($1, $2, $3, $4)', [
    entry.actor,
    entry.action,
    entry.target,
    JSON.stringify(entry.details ?? {}),
  ]);
}
