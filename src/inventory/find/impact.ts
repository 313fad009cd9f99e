import type { Scope } from '../../base/scope.ts';
import type { Sql } from '../../db/sql.ts';
import { createBind, scopeCondition, whereOf } from './source.ts';

/** `dependents`: what refers to it, and so may break when it goes. `dependencies`: what it refers to, and so needs. */
export type ImpactDirection = 'dependents' | 'dependencies';

export interface ImpactNode {
  readonly urn: string;
  /** Steps from where one started; 1 for what is next to it. */
  readonly depth: number;
  /** What the edge that led here means. */
  readonly relation: string;
  /** The other end of that edge, one step nearer. */
  readonly via: string;
}

export interface ImpactQuestion {
  readonly scope: Scope;
  readonly urn: string;
  readonly direction: ImpactDirection;
  /** Steps at most. */
  readonly depth: number;
  /** Resources at most, the nearest. */
  readonly limit: number;
}

// Tombstones hold nothing up. An edge counts only where the viewer sees both its ends: the database's own fence asks for that,
// and the scope stands here as well. An admin sees those too whose far end is not mirrored.
const steps: Readonly<Record<ImpactDirection, string>> = {
  dependents: `select r.urn, reached.depth + 1, l.relation, reached.urn
      from reached join cloud_resource_links l on l.to_urn = reached.urn join cloud_resources r on r.id = l.from_id`,
  dependencies: `select l.to_urn, reached.depth + 1, l.relation, reached.urn
      from reached join cloud_resources r on r.urn = reached.urn join cloud_resource_links l on l.from_id = r.id
      left join cloud_resources target on target.urn = l.to_urn`,
};

/**
 * Follows edges from a resource, step by step: each resource once, at its least distance, by the first edge that leads there.
 * Circles end, since no step goes beyond the depth.
 */
export async function findImpact(sql: Sql, question: ImpactQuestion): Promise<ImpactNode[]> {
  const { scope, urn, direction, depth, limit } = question;
  const { bind, values } = createBind();
  const start = bind(urn);
  const conditions = [
    `reached.depth < ${bind(depth)}::int`,
    'r.deleted_at is null',
    ...(direction === 'dependencies' ? ['target.deleted_at is null'] : []),
    ...scopeCondition(scope, 'l.tenant_id', bind),
    ...scopeCondition(scope, 'r.tenant_id', bind),
    ...scopeCondition(scope, 'target.tenant_id', bind).map(
      (condition) => `exists (select from cloud_resources target where target.urn = l.to_urn and ${condition})`,
    ),
  ];
  return sql.query<ImpactNode>(
    `with recursive reached(urn, depth, relation, via) as (
       select ${start}::text, 0, ''::text, ''::text
       union
       ${steps[direction]} ${whereOf(conditions)}
     ), nearest as (
       select distinct on (urn) urn, depth, relation, via from reached where urn <> ${start}::text
        order by urn, depth, relation, via
     )
     select urn, depth, relation, via from nearest order by depth, urn limit ${bind(limit)}`,
    values,
  );
}
