import { audit } from '../db/audit.ts';
import type { SystemDb } from '../db/sql.ts';
import { kindsByName } from '../kinds/index.ts';
import { commit, lockedRows } from './commit.ts';
import { changeTenancy } from './homes.ts';
import { planServing } from './owners.ts';
import { planMove } from './plan.ts';
import type { ResourceRow } from './rows.ts';

export const projectPurposes = ['INTERNAL', 'TENANT', 'SHARED', 'UNCLASSIFIED'] as const;
export type ProjectPurpose = (typeof projectPurposes)[number];

export interface Classification {
  readonly projectId: string;
  readonly purpose: ProjectPurpose;
  /** With purpose TENANT, and only then. */
  readonly tenantId: string | null;
}

/** Wrong input, as a value: `path` is the field of the input that is to be mended. */
export interface InputProblem {
  readonly code: 'NOT_FOUND' | 'INVALID' | 'ALREADY_EXISTS';
  readonly message: string;
  readonly path: readonly string[];
}

/**
 * Says whose a project is. Its living resources move in the same transaction, each with the events that a move between tenants
 * needs.
 *
 * @returns  What is wrong with the input; null when it was done.
 */
export async function classify(
  db: SystemDb,
  { projectId, purpose, tenantId }: Classification,
  actor: string,
  now: Date,
): Promise<InputProblem | null> {
  if (purpose === 'TENANT' && tenantId === null) {
    return problem('INVALID', 'A project with purpose TENANT needs a tenantId.', 'tenantId');
  }
  if (purpose !== 'TENANT' && tenantId !== null) {
    return problem('INVALID', `A project with purpose ${purpose} has no tenant; leave tenantId out.`, 'tenantId');
  }
  return db.transaction(async (sql) => {
    await changeTenancy(sql);
    if (tenantId !== null) {
      const known = await sql.query('select 1 from tenants where id = $1', [tenantId]);
      if (known.length === 0) {
        return problem('NOT_FOUND', `There is no tenant "${tenantId}"; make it with createTenant first.`, 'tenantId');
      }
    }
    const [project] = await sql.query<{ purpose: string; tenantId: string | null; providerId: string }>(
      `select purpose, tenant_id as "tenantId", provider_id as "providerId" from cloud_projects where id = $1 for update`,
      [projectId],
    );
    if (project === undefined) return problem('NOT_FOUND', 'There is no such project.', 'projectId');
    await sql.query('update cloud_projects set purpose = $2, tenant_id = $3 where id = $1', [
      projectId,
      purpose,
      tenantId,
    ]);

    // What is gone stays with whoever had it: the next one never sees what was.
    const members = await sql.query<{ id: string }>(
      'select id from cloud_resources where project_id = $1 and tenant_id is distinct from $2 and deleted_at is null',
      [projectId, tenantId],
    );
    const rows = await sql.query<ResourceRow>(lockedRows, [members.map((member) => member.id)]);
    const projectUrn = `do:project:${project.providerId}`;
    const serves = (row: ResourceRow) => kindsByName.get(row.kind)?.serves !== undefined;
    await commit(
      sql,
      rows
        .filter((row) => !serves(row))
        .map((row) =>
          planMove(
            row,
            { before: { projectId, projectUrn, tenantId: row.tenantId }, after: { projectId, projectUrn, tenantId } },
            now,
            { runId: null, actor },
          ),
        ),
    );
    // What serves others goes with all of them, or with none.
    await commit(sql, await planServing(sql, rows.filter(serves), now, { runId: null, actor }));
    await audit(sql, {
      actor,
      action: 'classifyProject',
      target: projectUrn,
      details: {
        before: { purpose: project.purpose, tenantId: project.tenantId },
        after: { purpose, tenantId },
        resources: rows.length,
      },
    });
    return null;
  });
}

function problem(code: InputProblem['code'], message: string, field: string): InputProblem {
  return { code, message, path: ['input', field] };
}
