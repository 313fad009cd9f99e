import type { Scope } from '../../base/scope.ts';
import { factCondition, type KindFacts } from './facts.ts';
import { type Bind, likeText, type Source, scopeCondition } from './source.ts';

/** Which resources. Whatever is absent does not narrow; an empty list finds nothing. */
export interface ResourceCriteria {
  readonly ids?: readonly string[];
  readonly urns?: readonly string[];
  readonly kinds?: readonly string[];
  readonly regions?: readonly string[];
  readonly statuses?: readonly string[];
  readonly tagsAll?: readonly string[];
  readonly tagsAny?: readonly string[];
  readonly projectId?: string;
  readonly tenantIds?: readonly string[];
  readonly nameContains?: string;
  readonly includeDeleted?: boolean;
  /** Of the present only: the past keeps no sightings. */
  readonly stale?: boolean;
  readonly drifted?: boolean;
  /** Of one of these kinds, and with these facts. */
  readonly facts?: readonly KindFacts[];
}

/** The conditions that a row of the source has to meet, scope and moment included. */
export function conditionsOf(
  source: Pick<Source, 'id' | 'conditions'>,
  scope: Scope,
  criteria: ResourceCriteria,
  bind: Bind,
): string[] {
  const conditions = [...source.conditions, ...scopeCondition(scope, 'r.tenant_id', bind)];
  const oneOf = (column: string, values: readonly string[] | undefined) => {
    if (values) conditions.push(isOneOf(column, values, bind));
  };
  if (criteria.ids) conditions.push(`${source.id} = any(${bind(criteria.ids)}::uuid[])`);
  oneOf('r.urn', criteria.urns);
  oneOf('r.kind', criteria.kinds);
  oneOf('r.region', criteria.regions);
  oneOf('r.status', criteria.statuses);
  oneOf('r.tenant_id', criteria.tenantIds);
  if (!criteria.includeDeleted) conditions.push('r.deleted_at is null');
  if (criteria.tagsAll) conditions.push(`r.tags @> ${bind(criteria.tagsAll)}::text[]`);
  if (criteria.tagsAny) conditions.push(`r.tags && ${bind(criteria.tagsAny)}::text[]`);
  if (criteria.projectId !== undefined) conditions.push(`r.project_id = ${bind(criteria.projectId)}::uuid`);
  if (criteria.nameContains) conditions.push(`r.name ilike ${bind(`%${likeText(criteria.nameContains)}%`)}::text`);
  if (criteria.stale !== undefined) conditions.push(`r.stale_strike_count ${criteria.stale ? '>' : '='} 0`);
  if (criteria.drifted !== undefined) conditions.push(`r.drift is ${criteria.drifted ? 'not ' : ''}null`);
  if (criteria.facts) {
    const kinds = criteria.facts.map((kind) => factCondition(kind, bind));
    conditions.push(kinds.length === 0 ? 'false' : `(${kinds.join(' or ')})`);
  }
  return conditions;
}

// With one value an index gives the rows in the order of its next column; with a list it does not.
function isOneOf(column: string, values: readonly string[], bind: Bind): string {
  return values.length === 1 ? `${column} = ${bind(values[0])}::text` : `${column} = any(${bind(values)}::text[])`;
}
