import type { Belonging, ProjectPurpose } from './classify.ts';
import type { NamedProject } from './projects.ts';

// A rule's pattern is compared with the whole of a name or a description, whatever the case: * is anything, ? is one character,
// {tenant} is the id of a tenant that there is. Not a regular expression: whoever writes one must not be able to stop the service.

/** What a rule says, without who said it. */
export interface RuleStatement {
  readonly field: 'NAME' | 'DESCRIPTION';
  readonly pattern: string;
  readonly purpose: Exclude<ProjectPurpose, 'UNCLASSIFIED'>;
  /** null with purpose TENANT: the one that {tenant} stands for. */
  readonly tenantId: string | null;
}

export const tenantPlace = '{tenant}';

/**
 * @param tenantIds  All that there are, the longest first: `acme-eu` is not a project `eu` of `acme`.
 * @returns          Whose the project is by this rule; null when the rule does not fit, or names a tenant that there is not.
 */
export function belongingBy(
  rule: RuleStatement,
  project: NamedProject,
  tenantIds: readonly string[],
): Belonging | null {
  const text = (rule.field === 'NAME' ? project.name : project.description)?.toLowerCase();
  if (text === undefined) return null;
  const { purpose, tenantId } = rule;
  const pattern = rule.pattern.toLowerCase();
  if (!pattern.includes(tenantPlace)) return fits(pattern, text) ? { purpose, tenantId } : null;
  const found = tenantIds.find((id) => text.includes(id) && fits(pattern.replace(tenantPlace, id), text));
  return found === undefined ? null : { purpose, tenantId: found };
}

/** The first rule that fits, and whose the project is by it. */
export function firstThatFits<Rule extends RuleStatement>(
  rules: readonly Rule[],
  project: NamedProject,
  tenantIds: readonly string[],
): { readonly rule: Rule; readonly belonging: Belonging } | null {
  for (const rule of rules) {
    const belonging = belongingBy(rule, project, tenantIds);
    if (belonging !== null) return { rule, belonging };
  }
  return null;
}

/** In a number of steps that is at most the product of the two lengths. */
export function fits(pattern: string, text: string): boolean {
  const [wanted, given] = [[...pattern], [...text]];
  let p = 0;
  let t = 0;
  // Where the last star stands, and how much of the text it takes so far.
  let star = -1;
  let taken = 0;
  while (t < given.length) {
    if (wanted[p] === '*') {
      star = p;
      taken = t;
      p += 1;
    } else if (wanted[p] === '?' || wanted[p] === given[t]) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      taken += 1;
      p = star + 1;
      t = taken;
    } else return false;
  }
  while (wanted[p] === '*') p += 1;
  return p === wanted.length;
}
