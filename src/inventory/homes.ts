import type { Sql } from '../db/sql.ts';
import type { Home } from './plan.ts';

/** A resource without a project belongs to nobody yet. */
export const nowhere: Home = { projectId: null, projectUrn: null, tenantId: null };

const tenancyLock = 4_701_001;

/**
 * Keeps every project at its tenant until the transaction ends; any number of writers hold it together. Taken first, so that
 * nobody waits for it with a row in hand.
 */
export async function holdTenancy(sql: Sql): Promise<void> {
  await sql.query('select pg_advisory_xact_lock_shared($1)', [tenancyLock]);
}

/** Waits until nobody holds tenancy, and keeps everybody else from writing until the transaction ends. */
export async function changeTenancy(sql: Sql): Promise<void> {
  await sql.query('select pg_advisory_xact_lock($1)', [tenancyLock]);
}

/** Project id → home. */
export async function readHomes(
  sql: Sql,
  projectIds: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, Home>> {
  const ids = [...new Set(projectIds)].filter((id) => typeof id === 'string');
  if (ids.length === 0) return new Map();
  const homes = await sql.query<{ projectId: string; projectUrn: string; tenantId: string | null }>(
    `select id as "projectId", 'do:project:' || provider_id as "projectUrn", tenant_id as "tenantId"
       from cloud_projects where id = any($1::uuid[])`,
    [ids],
  );
  return new Map(homes.map((home) => [home.projectId, home]));
}
