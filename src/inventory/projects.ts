import type { SystemDb } from '../db/sql.ts';

/** A DO Project as the provider tells it. */
export interface ObservedProject {
  readonly providerId: string;
  readonly name: string;
  readonly description: string | null;
  readonly providerPurpose: string | null;
  readonly environment: string | null;
  readonly isDefault: boolean;
}

/**
 * Takes a page of projects. What is ours (tenant, purpose) is not touched; projects have no events of their own.
 *
 * @param requestedAt  When the request that gave them began; older than what a row knows is ignored.
 * @returns            Provider id → our id.
 */
export async function observeProjects(
  db: SystemDb,
  projects: readonly ObservedProject[],
  requestedAt: Date,
): Promise<ReadonlyMap<string, string>> {
  const latest = [...new Map(projects.map((project) => [project.providerId, project])).values()];
  await db.query(
    `insert into cloud_projects as p (provider_id, name, description, provider_purpose, environment, is_default, first_seen_at, last_seen_at)
     select n."providerId", n.name, n.description, n."providerPurpose", n.environment, n."isDefault", $2, $2
       from jsonb_to_recordset($1::jsonb) as n(
            "providerId" text, name text, description text, "providerPurpose" text, environment text, "isDefault" boolean)
      order by 1
     on conflict (provider, provider_id) do update
        set name = excluded.name, description = excluded.description, provider_purpose = excluded.provider_purpose,
            environment = excluded.environment, is_default = excluded.is_default, last_seen_at = excluded.last_seen_at,
            stale_strike_count = 0, last_struck_at = null, deleted_at = null,
            -- What nobody has classified yet is new to the rules again under another name.
            rules_tried_at = case when p.classified_by is not null
                                    or (p.name, p.description) is not distinct from (excluded.name, excluded.description)
                                  then p.rules_tried_at end
      where greatest(p.last_seen_at, p.deleted_at) <= excluded.last_seen_at`,
    [JSON.stringify(latest), requestedAt],
  );
  const rows = await db.query<{ id: string; providerId: string }>(
    `select id, provider_id as "providerId" from cloud_projects where provider_id = any($1::text[])`,
    [latest.map((project) => project.providerId)],
  );
  return new Map(rows.map((row) => [row.providerId, row.id]));
}

/** Strikes live projects that a complete listing did not show, and names those with three strikes. As for resources. */
export async function strikeProjects(
  db: SystemDb,
  beganAt: Date,
  now: Date,
  spacingMs: number,
): Promise<{ struck: number; suspects: { id: string; providerId: string }[] }> {
  const struck = await db.query(
    `update cloud_projects set stale_strike_count = stale_strike_count + 1, last_struck_at = $2
      where deleted_at is null and last_seen_at < $1 and (last_struck_at is null or last_struck_at <= $3)
      returning id`,
    [beganAt, now, new Date(now.getTime() - spacingMs)],
  );
  const suspects = await db.query<{ id: string; providerId: string }>(
    `select id, provider_id as "providerId" from cloud_projects
      where deleted_at is null and last_seen_at < $1 and stale_strike_count >= 3 order by id`,
    [beganAt],
  );
  return { struck: struck.length, suspects };
}

/** Tombstones projects that the provider says are gone, unless they were seen since it was asked. */
export async function buryProjects(db: SystemDb, ids: readonly string[], askedAt: Date): Promise<number> {
  const gone = await db.query(
    `update cloud_projects set deleted_at = $2
      where id = any($1::uuid[]) and deleted_at is null and last_seen_at < $2 returning id`,
    [ids, askedAt],
  );
  return gone.length;
}

/** A project as a rule looks at it. */
export interface NamedProject {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
}

/** Living projects that nobody has classified and that the rules have not been tried on as they are named now. */
export function untriedProjects(db: SystemDb): Promise<NamedProject[]> {
  return db.query<NamedProject>(
    `select id, name, description from cloud_projects
      where deleted_at is null and classified_by is null and rules_tried_at is null order by first_seen_at, id`,
  );
}

/** Notes that the rules have been tried on them. One that was named otherwise meanwhile is tried again. */
export async function noteTried(db: SystemDb, projects: readonly NamedProject[], now: Date): Promise<void> {
  await db.query(
    `update cloud_projects p set rules_tried_at = $2
       from jsonb_to_recordset($1::jsonb) as t(id uuid, name text, description text)
      where p.id = t.id and (p.name, p.description) is not distinct from (t.name, t.description) and p.rules_tried_at is null`,
    [JSON.stringify(projects), now],
  );
}
