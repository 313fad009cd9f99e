import { audit } from '../db/audit.ts';
import type { SystemDb } from '../db/sql.ts';
import type { Fact, FactType } from '../kinds/facts.ts';
import { kindsByName } from '../kinds/index.ts';
import type { InputProblem } from './classify.ts';
import { commit, lockedRows } from './commit.ts';
import { holdTenancy } from './homes.ts';
import { planDeclaration } from './plan.ts';
import type { ResourceRow } from './rows.ts';

/**
 * States what some facts of a resource should be. It is compared at once and at each observation; a new difference is one
 * `drift_detected`, and agreeing again says so in an `updated`.
 *
 * @param declared  Fact → value as the API shows it; a null value states that there is none. null as a whole withdraws it.
 * @returns         What is wrong with the input; null when it was done.
 */
export async function declare(
  db: SystemDb,
  { resourceId, declared }: { readonly resourceId: string; readonly declared: unknown },
  actor: string,
  now: Date,
): Promise<InputProblem | null> {
  return db.transaction(async (sql) => {
    await holdTenancy(sql);
    const [row] = await sql.query<ResourceRow>(lockedRows, [[resourceId]]);
    if (row === undefined)
      return problem('NOT_FOUND', 'There is no such resource. Take an id that `resources` lists.', 'resourceId');
    if (row.deletedAt !== null)
      return problem(
        'INVALID',
        'It is deleted; nothing of it can be observed. Declare what a living resource should be.',
        'resourceId',
      );
    const wrong = wrongIn(declared, kindsByName.get(row.kind)?.facts ?? {});
    if (wrong !== null) return problem('INVALID', wrong, 'declared');
    const statement = declared as ResourceRow['declared']; // that is what was checked
    await commit(sql, [planDeclaration(row, statement, now, { runId: null, actor })]);
    await audit(sql, {
      actor,
      action: 'declareResource',
      target: row.urn,
      details: { before: row.declared, after: statement },
    });
    return null;
  });
}

function wrongIn(declared: unknown, facts: Readonly<Record<string, Fact>>): string | null {
  if (declared === null) return null;
  if (typeof declared !== 'object' || Array.isArray(declared)) {
    return 'It is an object of facts and their values, or null to withdraw it.';
  }
  for (const [name, value] of Object.entries(declared)) {
    const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (fact === undefined) return `There is no fact "${name}"; there are ${Object.keys(facts).join(', ')}.`;
    if (value !== null && !fits[fact.type](value)) return `"${name}" is ${wanted[fact.type]}; write it so.`;
  }
  return null;
}

const fits: Readonly<Record<FactType, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  int: (value) => Number.isSafeInteger(value),
  float: (value) => Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
  decimal: (value) => typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value),
  // As the API shows it, to the letter: else the same moment would count as a difference.
  dateTime: (value) => typeof value === 'string' && isIsoTime(value),
  strings: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
};

const wanted: Readonly<Record<FactType, string>> = {
  string: 'a text',
  int: 'a whole number',
  float: 'a number',
  boolean: 'true or false',
  decimal: 'a decimal number in quotes, such as "0.00744"',
  dateTime: 'a moment in UTC with milliseconds, such as "2026-01-31T12:00:00.000Z"',
  strings: 'a list of texts',
};

function isIsoTime(text: string): boolean {
  const time = new Date(text);
  return !Number.isNaN(time.getTime()) && time.toISOString() === text;
}

function problem(code: InputProblem['code'], message: string, field: string): InputProblem {
  return { code, message, path: ['input', field] };
}
