import type { FactType } from '../../kinds/facts.ts';
import { kindsByName } from '../../kinds/index.ts';
import { type Bind, likeText } from './source.ts';

// Facts are in attrs. Each kind's conditions stand beside the kind itself, and none can fail on a value of another type, since
// Postgres may ask them in any order. There is no index on facts: row-level security lets only leakproof operators into one, and
// those of jsonb are not. What is in the kind, the tenant or the project is found by index, and their facts are looked through.

/** What may be asked of a fact of each type. */
export const factOperators = {
  string: ['eq', 'in', 'contains', 'isNull'],
  int: ['eq', 'in', 'gt', 'gte', 'lt', 'lte', 'isNull'],
  float: ['eq', 'in', 'gt', 'gte', 'lt', 'lte', 'isNull'],
  decimal: ['eq', 'in', 'gt', 'gte', 'lt', 'lte', 'isNull'],
  boolean: ['eq', 'isNull'],
  dateTime: ['gte', 'lt', 'isNull'],
  strings: ['hasAll', 'hasAny', 'isNull'],
} as const satisfies Record<FactType, readonly string[]>;

export type FactOperator = (typeof factOperators)[FactType][number];

export interface FactCriterion {
  /** A fact of the kind. */
  readonly fact: string;
  readonly operator: FactOperator;
  /** What the operator compares with: a value or, for `in`, `hasAll` and `hasAny`, a list of them. */
  readonly value: unknown;
}

export interface KindFacts {
  readonly kind: string;
  readonly criteria: readonly FactCriterion[];
}

const comparisons: Partial<Record<FactOperator, string>> = { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' };

/** Of the kind, and with all of these facts. */
export function factCondition({ kind, criteria }: KindFacts, bind: Bind): string {
  const facts = kindsByName.get(kind)?.facts ?? {};
  const conditions = criteria.map(({ fact, operator, value }) => {
    const definition = facts[fact];
    if (definition === undefined) throw new Error(`${kind} has no fact ${fact}.`);
    // The name is one that the kind's own code gives; it is no text that people sent.
    return condition(definition.type, `r.attrs->'${fact}'`, `r.attrs->>'${fact}'`, operator, value, bind);
  });
  return `(${[`r.kind = ${bind(kind)}::text`, ...conditions].join(' and ')})`;
}

function condition(
  type: FactType,
  json: string,
  text: string,
  operator: FactOperator,
  value: unknown,
  bind: Bind,
): string {
  const comparison = comparisons[operator];
  if (operator === 'isNull') return `(${text}) is ${value ? '' : 'not '}null`;
  if (operator === 'contains') return `(${text}) ilike ${bind(`%${likeText(String(value))}%`)}::text`;
  if (operator === 'hasAll') return `${json} @> to_jsonb(${bind(value)}::text[])`;
  if (operator === 'hasAny') return `${json} ?| ${bind(value)}::text[]`;
  switch (type) {
    case 'int':
    case 'float':
    case 'decimal': {
      const number = numberIn(type, json, text);
      return comparison
        ? `${number} ${comparison} ${bind(value)}::numeric`
        : `${number} = any(${bind(value)}::numeric[])`;
    }
    case 'boolean':
      return `${json} = to_jsonb(${bind(value)}::boolean)`;
    case 'dateTime':
      // Both are ISO 8601 in UTC with milliseconds, so that their texts stand in the order of their times.
      return `(${text}) collate "C" ${comparison} ${bind(value instanceof Date ? value.toISOString() : value)}::text`;
    default:
      return comparison ? `(${text}) = ${bind(value)}::text` : `(${text}) = any(${bind(value)}::text[])`;
  }
}

/** The number in a fact, null where there is none; a case, so that the cast is made only where it cannot fail. */
export function numberIn(type: 'int' | 'float' | 'decimal', json: string, text: string): string {
  if (type === 'decimal') return `(case when (${text}) ~ '^-?[0-9]+(\\.[0-9]+)?$' then (${text})::numeric end)`;
  // Without the way over text, which takes a third of the time of adding up.
  return `(case when jsonb_typeof(${json}) = 'number' then (${json})::numeric end)`;
}
