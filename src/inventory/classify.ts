import { audit } from '../db/audit.ts';
import type { Sql, SystemDb } from '../db/sql.ts';
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
 * Says by hand whose a project is; no rule changes it any more. Its living resources move in the same transaction, each with the
 * events that a move between tenants needs.
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
    const project = await lockProject(sql, projectId);
    if (project === null) return problem('NOT_FOUND', noSuchProject, 'projectId');
    await give(sql, project, { purpose, tenantId, classifiedBy: 'HAND', ruleId: null }, actor, now);
    return null;
  });
}

/** What a rule makes of a project, or the end of a rule: nobody's. */
export interface RuleMove {
  readonly projectId: string;
  /** As it was when that was decided. */
  readonly before: Belonging;
  readonly after: Belonging;
  /** null: no rule fits any more. */
  readonly ruleId: string | null;
}

export interface Belonging {
  readonly purpose: ProjectPurpose;
  readonly tenantId: string | null;
}

/**
 * Classifies as a rule has it. What was classified by hand stays, and so does what is no longer as it was when that was decided.
 *
 * @returns  How many resources moved; null when the project stays.
 */
export async function classifyByRule(db: SystemDb, move: RuleMove, actor: string, now: Date): Promise<number | null> {
  const { before, after } = move;
  return db.transaction(async (sql) => {
    await changeTenancy(sql);
    const project = await lockProject(sql, move.projectId);
    const stays =
      project === null ||
      project.classifiedBy === 'HAND' ||
      project.purpose !== before.purpose ||
      project.tenantId !== before.tenantId;
    if (stays) return null;
    const classifiedBy = move.ruleId === null ? null : 'RULE';
    return give(sql, project, { ...after, classifiedBy, ruleId: move.ruleId }, actor, now);
  });
}

/**
 * Forgets what was said of a project by hand.
 *
 * @param decide  What the rules make of it; asked in the same transaction.
 * @returns       What is wrong with the input; null when it was done.
 */
export async function release(
  db: SystemDb,
  projectId: string,
  decide: (
    sql: Sql,
    project: { name: string; description: string | null },
  ) => Promise<Omit<RuleMove, 'before' | 'projectId'>>,
  actor: string,
  now: Date,
): Promise<InputProblem | null> {
  return db.transaction(async (sql) => {
    await changeTenancy(sql);
    const project = await lockProject(sql, projectId);
    if (project === null) return problem('NOT_FOUND', noSuchProject, 'projectId');
    const { after, ruleId } = await decide(sql, project);
    await audit(sql, { actor, action: 'releaseProject', target: project.urn });
    await give(sql, project, { ...after, classifiedBy: ruleId === null ? null : 'RULE', ruleId }, actor, now);
    return null;
  });
}

interface LockedProject extends Belonging {
  readonly id: string;
  readonly urn: string;
  readonly name: string;
  readonly description: string | null;
  readonly classifiedBy: 'HAND' | 'RULE' | null;
}

const noSuchProject = 'There is no such project. Take an id that `projects` lists.';

async function lockProject(sql: Sql, id: string): Promise<LockedProject | null> {
  const [project] = await sql.query<LockedProject>(
    `select id, 'do:project:' || provider_id as urn, name, description, purpose, tenant_id as "tenantId", classified_by as "classifiedBy"
       from cloud_projects where id = $1 for update`,
    [id],
  );
  return project ?? null;
}

interface Given extends Belonging {
  readonly classifiedBy: 'HAND' | 'RULE' | null;
  readonly ruleId: string | null;
}

/** The one way in which a project changes hands. @returns how many resources moved. */
async function give(sql: Sql, project: LockedProject, to: Given, actor: string, now: Date): Promise<number> {
  const { id: projectId, urn: projectUrn } = project;
  const { purpose, tenantId, classifiedBy, ruleId } = to;
  await sql.query(
    // A rule that has been deleted meanwhile has decided all the same.
    `update cloud_projects set purpose = $2, tenant_id = $3, classified_by = $4, rules_tried_at = $6,
            rule_id = (select id from classification_rules where id = $5)
      where id = $1`,
    [projectId, purpose, tenantId, classifiedBy, ruleId, now],
  );

  // What is gone stays with whoever had it: the next one never sees what was.
  const members = await sql.query<{ id: string }>(
    'select id from cloud_resources where project_id = $1 and tenant_id is distinct from $2 and deleted_at is null',
    [projectId, tenantId],
  );
  const rows = await sql.query<ResourceRow>(lockedRows, [members.map((member) => member.id)]);
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
  // What serves others goes with all of them, or with none; and those may serve others too: they stand above it among the kinds,
  // and have moved by then.
  for (const name of kindsByName.keys()) {
    const serving = rows.filter((row) => row.kind === name && serves(row));
    if (serving.length > 0) await commit(sql, await planServing(sql, serving, now, { runId: null, actor }));
  }
  await audit(sql, {
    actor,
    action: 'classifyProject',
    target: projectUrn,
    details: {
      before: { purpose: project.purpose, tenantId: project.tenantId },
      after: { purpose, tenantId },
      by: classifiedBy,
      ...(ruleId === null ? {} : { ruleId }),
      resources: rows.length,
    },
  });
  return rows.length;
}

function problem(code: InputProblem['code'], message: string, field: string): InputProblem {
  return { code, message, path: ['input', field] };
}
