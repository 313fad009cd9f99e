import { audit } from '../db/audit.ts';
import type { Sql, SystemDb } from '../db/sql.ts';
import type { InputProblem } from './classify.ts';
import { type RuleStatement, tenantPlace } from './rule-pattern.ts';

/** A statement on whose projects are that are named or described so. */
export interface Rule extends RuleStatement {
  readonly id: string;
  /** Lower ones are tried first; of equal ones the older. */
  readonly priority: number;
  readonly createdBy: string;
  readonly createdAt: Date;
}

export type ProposedRule = RuleStatement & Pick<Rule, 'priority'>;

export const defaultPriority = 100;
export const mostRules = 1000;
const longestPattern = 200;
const mostPriority = 1_000_000;

/** All rules, in the order in which they are tried. */
export function readRules(sql: Sql): Promise<Rule[]> {
  return sql.query<Rule>(
    `select id, field, pattern, purpose, gives_tenant_id as "tenantId", priority, created_by as "createdBy", created_at as "createdAt"
       from classification_rules order by priority, created_at, id`,
  );
}

/** Ids of all tenants, the longest first. */
export async function readTenantIds(sql: Sql): Promise<string[]> {
  const tenants = await sql.query<{ id: string }>('select id from tenants order by length(id) desc, id');
  return tenants.map(({ id }) => id);
}

/** What is wrong with a rule, whether it is to be made or only looked at; null when it could be made. */
export async function problemOf(sql: Sql, rule: ProposedRule): Promise<InputProblem | null> {
  const { pattern, purpose, tenantId, priority } = rule;
  if (pattern.length === 0 || pattern.length > longestPattern || pattern.includes('\0')) {
    return invalid(`A pattern has 1 to ${longestPattern} characters; this one has ${pattern.length}.`, 'pattern');
  }
  if (!Number.isInteger(priority) || priority < 0 || priority > mostPriority) {
    return invalid(`A priority is a whole number from 0 to ${mostPriority}; lower ones are tried first.`, 'priority');
  }
  const places = pattern.toLowerCase().split(tenantPlace).length - 1;
  if (purpose !== 'TENANT' && (tenantId !== null || places > 0)) {
    return invalid(`A rule with purpose ${purpose} names no tenant; leave tenantId and ${tenantPlace} out.`, 'purpose');
  }
  if (purpose === 'TENANT' && (tenantId === null) !== (places === 1)) {
    return invalid(
      `A rule with purpose TENANT says whose: with tenantId, or with ${tenantPlace} once in its pattern, and not with both.`,
      'tenantId',
    );
  }
  if (tenantId === null) return null;
  const known = await sql.query('select 1 from tenants where id = $1', [tenantId]);
  return known.length > 0 ? null : noSuchTenant(tenantId);
}

/** Makes a rule. It is tried on projects that appear from now on; on those that are there when somebody applies the rules. */
export async function createRule(
  db: SystemDb,
  rule: ProposedRule,
  actor: string,
  now: Date,
): Promise<Rule | InputProblem> {
  return db.transaction(async (sql) => {
    const problem = await problemOf(sql, rule);
    if (problem !== null) return problem;
    const { field, purpose, tenantId, priority } = rule;
    // As the check of the table knows it.
    const pattern = rule.pattern.replace(/\{tenant\}/i, tenantPlace);
    const rules = await readRules(sql);
    const same = rules.find((each) => each.field === field && each.pattern.toLowerCase() === pattern.toLowerCase());
    if (same !== undefined) {
      return {
        code: 'ALREADY_EXISTS',
        message: `There is a rule for the pattern ${same.pattern} already; delete that one first.`,
        path: ['input', 'pattern'],
      };
    }
    if (rules.length >= mostRules) {
      return invalid(`There are ${mostRules} rules, which is the most; delete some first.`, 'pattern');
    }
    const [made] = await sql.query<{ id: string }>(
      `insert into classification_rules (field, pattern, purpose, gives_tenant_id, priority, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7) returning id`,
      [field, pattern, purpose, tenantId, priority, actor, now],
    );
    const id = made?.id ?? '';
    const statement = { field, pattern, purpose, tenantId, priority };
    await audit(sql, { actor, action: 'createClassificationRule', target: id, details: statement });
    return { id, ...statement, createdBy: actor, createdAt: now };
  });
}

/** Deletes a rule. What it has classified stays until somebody applies the rules that are left. */
export async function deleteRule(db: SystemDb, id: string, actor: string): Promise<InputProblem | null> {
  return db.transaction(async (sql) => {
    const [gone] = await sql.query<RuleStatement & { priority: number }>(
      `delete from classification_rules where id = $1
       returning field, pattern, purpose, gives_tenant_id as "tenantId", priority`,
      [id],
    );
    if (gone === undefined) return noSuchRule;
    await audit(sql, { actor, action: 'deleteClassificationRule', target: id, details: { ...gone } });
    return null;
  });
}

export const noSuchRule: InputProblem = {
  code: 'NOT_FOUND',
  message: 'There is no such rule. Take an id that `classificationRules` lists.',
  path: ['input', 'ruleId'],
};

function noSuchTenant(tenantId: string): InputProblem {
  const message = `There is no tenant "${tenantId}"; make it with createTenant first.`;
  return { code: 'NOT_FOUND', message, path: ['input', 'tenantId'] };
}

function invalid(message: string, field: string): InputProblem {
  return { code: 'INVALID', message, path: ['input', field] };
}
