import { createHash } from 'node:crypto';
import { audit } from '../db/audit.ts';
import type { Sql, SystemDb } from '../db/sql.ts';
import { type Belonging, classifyByRule, type InputProblem, type RuleMove, release } from './classify.ts';
import { type NamedProject, noteTried, untriedProjects } from './projects.ts';
import { belongingBy, firstThatFits, type RuleStatement } from './rule-pattern.ts';
import { type ProposedRule, type Rule, readRules, readTenantIds } from './rules.ts';

//  projects that appear ── the first rule that fits ──► classified, in the sync that sees them
//  projects that are there ── preview: what would move ── an admin says yes to just that ──► classified, one by one
//  what was said by hand ──► stays

/** Who is named in the audit, and in events, where no person did it. */
const ruleActor = 'rules';

/** A project that would change hands. */
export interface Move extends RuleMove {
  readonly projectName: string;
  readonly pattern: string | null;
  /** Living ones that would move with it. */
  readonly resources: number;
}

export interface Preview {
  /** By the names of the projects. */
  readonly moves: readonly Move[];
  /** Equal for equal moves: whoever applies the rules says with it what they have been shown. */
  readonly digest: string;
}

interface KnownProject extends NamedProject, Belonging {
  readonly classifiedBy: 'HAND' | 'RULE' | null;
}

/**
 * What would move if the rules were applied now. Projects that were classified by hand stay; so does what a rule has classified
 * and still fits. What a rule has classified and none fits any more goes back to nobody.
 *
 * @param change  As if this rule were there too, and that one were not.
 */
export async function previewRules(
  sql: Sql,
  change: { readonly added?: ProposedRule | null; readonly removedId?: string | null } = {},
): Promise<Preview> {
  const rules = withChange(await readRules(sql), change);
  const tenantIds = await readTenantIds(sql);
  const projects = await sql.query<KnownProject>(
    `select id, name, description, purpose, tenant_id as "tenantId", classified_by as "classifiedBy" from cloud_projects
      where deleted_at is null and classified_by is distinct from 'HAND' order by name, id`,
  );
  const moves = projects.flatMap((project) => moveOf(project, rules, tenantIds) ?? []);
  const resources = await countMoving(sql, moves);
  return {
    moves: moves.map((move) => ({ ...move, resources: resources.get(move.projectId) ?? 0 })),
    digest: digestOf(moves),
  };
}

/** A rule that is only proposed has no id. */
type Tried = RuleStatement & { readonly id: string | null; readonly priority: number };

function withChange(
  rules: readonly Rule[],
  { added, removedId }: { readonly added?: ProposedRule | null; readonly removedId?: string | null },
): readonly Tried[] {
  const kept: Tried[] = rules.filter(({ id }) => id !== removedId);
  if (!added) return kept;
  // It would be the youngest of its priority.
  const at = kept.findIndex(({ priority }) => priority > added.priority);
  return kept.toSpliced(at === -1 ? kept.length : at, 0, { ...added, id: null });
}

type Planned = Omit<Move, 'resources'>;

function moveOf(project: KnownProject, rules: readonly Tried[], tenantIds: readonly string[]): Planned | null {
  const found = firstThatFits(rules, project, tenantIds);
  const before = { purpose: project.purpose, tenantId: project.tenantId };
  const after = found?.belonging ?? nobodys;
  if (before.purpose === after.purpose && before.tenantId === after.tenantId) return null;
  const ruleId = found?.rule.id ?? null;
  return {
    projectId: project.id,
    projectName: project.name,
    before,
    after,
    ruleId,
    pattern: found?.rule.pattern ?? null,
  };
}

const nobodys: Belonging = { purpose: 'UNCLASSIFIED', tenantId: null };

/** A resource has the tenant of its project: only where that changes does one move. */
async function countMoving(sql: Sql, moves: readonly Planned[]): Promise<ReadonlyMap<string, number>> {
  const ids = moves.flatMap(({ projectId, before, after }) => (before.tenantId === after.tenantId ? [] : [projectId]));
  if (ids.length === 0) return new Map();
  const rows = await sql.query<{ id: string; count: number }>(
    `select project_id as id, count(*)::int as count from counted_resources where project_id = any($1::uuid[]) group by project_id`,
    [ids],
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

function digestOf(moves: readonly Planned[]): string {
  const facts = moves.map(({ projectId, before, after }) => [
    projectId,
    before.purpose,
    before.tenantId,
    after.purpose,
    after.tenantId,
  ]);
  return createHash('sha256').update(JSON.stringify(facts.sort())).digest('base64url').slice(0, 22);
}

/** How many projects and resources have moved, and how many projects stayed since they were no longer as shown. */
export interface Applied {
  readonly projects: number;
  readonly resources: number;
  readonly stayed: number;
}

/**
 * Applies the rules to what is there, a project at a time, each with its resources in one transaction.
 *
 * @param shown  The digest of the preview that was looked at; null: whatever would move.
 */
export async function applyRules(
  db: SystemDb,
  shown: string | null,
  actor: string,
  clock: { now(): Date },
): Promise<Applied | InputProblem> {
  const { moves, digest } = await previewRules(db);
  if (shown !== null && shown !== digest) {
    const message = `What would move is no longer what was shown: it is ${moves.length} projects now. Look at classificationPreview again, and apply that.`;
    return { code: 'INVALID', message, path: ['input', 'digest'] };
  }
  const applied = { projects: 0, resources: 0, stayed: 0 };
  for (const move of moves) {
    const resources = await classifyByRule(db, move, actor, clock.now());
    if (resources === null) applied.stayed += 1;
    else {
      applied.projects += 1;
      applied.resources += resources;
    }
  }
  await db.transaction((sql) =>
    audit(sql, { actor, action: 'applyClassificationRules', target: null, details: { ...applied } }),
  );
  return applied;
}

/** Tries the rules on projects that have appeared since this was asked last. */
export async function classifyNewProjects(db: SystemDb, now: Date): Promise<number> {
  const projects = await untriedProjects(db);
  if (projects.length === 0) return 0;
  const [rules, tenantIds] = [await readRules(db), await readTenantIds(db)];
  let classified = 0;
  for (const project of projects) {
    const found = firstThatFits(rules, project, tenantIds);
    if (found === null) continue;
    const move = { projectId: project.id, before: nobodys, after: found.belonging, ruleId: found.rule.id };
    if ((await classifyByRule(db, move, ruleActor, now)) !== null) classified += 1;
  }
  await noteTried(db, projects, now);
  return classified;
}

/** Leaves a project to the rules again: the first that fits decides at once; where none fits it is nobody's. */
export function releaseProject(
  db: SystemDb,
  projectId: string,
  actor: string,
  now: Date,
): Promise<InputProblem | null> {
  return release(
    db,
    projectId,
    async (sql, project) => {
      const found = firstThatFits(await readRules(sql), { id: projectId, ...project }, await readTenantIds(sql));
      return { after: found?.belonging ?? nobodys, ruleId: found?.rule.id ?? null };
    },
    actor,
    now,
  );
}

/** What nobody has classified. */
export interface Unclassified {
  /** By name, with the living resources of each, and the rule that would fit. */
  readonly projects: readonly {
    readonly id: string;
    readonly name: string;
    readonly resources: number;
    readonly ruleId: string | null;
  }[];
  /** Living resources that are nobody's, by kind: in no project, or in one of those. */
  readonly kinds: readonly { readonly kind: string; readonly withoutProject: number; readonly inProjects: number }[];
}

export async function readUnclassified(sql: Sql): Promise<Unclassified> {
  const [rules, tenantIds] = [await readRules(sql), await readTenantIds(sql)];
  const projects = await sql.query<NamedProject & { resources: number }>(
    `select p.id, p.name, p.description,
            (select count(*)::int from cloud_resources r where r.project_id = p.id and r.deleted_at is null) as resources
       from cloud_projects p where p.purpose = 'UNCLASSIFIED' and p.deleted_at is null order by p.name, p.id`,
  );
  const kinds = await sql.query<Unclassified['kinds'][number]>(
    `select r.kind, count(*) filter (where r.project_id is null)::int as "withoutProject",
            count(*) filter (where r.project_id is not null)::int as "inProjects"
       from cloud_resources r left join cloud_projects p on p.id = r.project_id
      where r.deleted_at is null and r.tenant_id is null and coalesce(p.purpose, 'UNCLASSIFIED') = 'UNCLASSIFIED'
      group by r.kind order by r.kind`,
  );
  return {
    projects: projects.map(({ id, name, description, resources }) => ({
      id,
      name,
      resources,
      ruleId: rules.find((rule) => belongingBy(rule, { id, name, description }, tenantIds) !== null)?.id ?? null,
    })),
    kinds,
  };
}
