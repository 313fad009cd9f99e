import type { Scope } from '../../base/scope.ts';
import type { Sql } from '../../db/sql.ts';
import { counted, isCounted, summedColumns } from './counted.ts';
import { conditionsOf, type ResourceCriteria } from './criteria.ts';
import { numberIn } from './facts.ts';
import { createBind, sourceAsOf, whereOf } from './source.ts';

/** What resources can be counted by. A resource counts once in each of its tags, and under null when it has none. */
export const groupColumns = {
  kind: 'r.kind',
  region: 'r.region',
  status: 'r.status',
  tenantId: 'r.tenant_id',
  projectId: 'r.project_id',
  tag: 't.tag',
  // The day in UTC, whatever the session's own time zone.
  firstSeenDay: `(r.first_seen_at at time zone 'UTC')::date`,
} as const;

export type GroupKey = keyof typeof groupColumns;

/** Facts that can be added up, each over all kinds that have it. */
export const sumTypes = {
  vcpus: 'int',
  memoryMib: 'int',
  diskGib: 'int',
  sizeGib: 'int',
  priceMonthly: 'decimal',
} as const;

export type Sum = keyof typeof sumTypes;

export interface Aggregate {
  readonly key: Readonly<Partial<Record<GroupKey, string | null>>>;
  readonly count: number;
  /** Exact decimals; null where no resource of the group has the fact. Absent when it was not asked for. */
  readonly sums: Readonly<Partial<Record<Sum, string | null>>>;
}

export interface AggregateQuestion {
  readonly scope: Scope;
  readonly criteria: ResourceCriteria;
  readonly asOf: Date | null;
  /** Empty: one group, of everything. */
  readonly groupBy: readonly GroupKey[];
  readonly sums: readonly Sum[];
  /** Groups at most. */
  readonly limit: number;
}

function shown(key: GroupKey): string {
  const column = groupColumns[key];
  return key === 'firstSeenDay' ? `to_char(${column}, 'YYYY-MM-DD')` : `(${column})::text`;
}

/** Counts and adds up, in one statement: the largest groups first, equal ones by key. */
export async function aggregateResources(sql: Sql, question: AggregateQuestion): Promise<Aggregate[]> {
  const { scope, criteria, asOf, limit } = question;
  const groupBy = [...new Set(question.groupBy)];
  const { bind, values } = createBind();
  const fromCounted = asOf === null && isCounted(criteria);
  const source = fromCounted ? counted : sourceAsOf(asOf, bind);
  // Written as a text once a group, which for a day takes longer than to count.
  const keys = groupBy.map((key, index) => `${shown(key)} as k${index}`);
  const sums = question.sums.map((sum, index) => {
    const inAttrs = numberIn(sumTypes[sum], `r.attrs->'${sum}'`, `r.attrs->>'${sum}'`);
    return `sum(${fromCounted ? summedColumns[sum] : inAttrs})::text as s${index}`;
  });
  const tags = groupBy.includes('tag') ? 'left join lateral unnest(r.tags) as t(tag) on true' : '';
  const where = whereOf(conditionsOf(source, scope, criteria, bind));
  const grouping = groupBy.length === 0 ? '' : `group by ${groupBy.map((key) => groupColumns[key]).join(', ')}`;
  const order = ['count desc', ...groupBy.map((_, index) => `k${index}`)].join(', ');
  const rows = await sql.query<Record<string, string | null> & { count: number }>(
    `select ${[...keys, 'count(*)::int as count', ...sums].join(', ')}
       from ${source.table} ${tags} ${where} ${grouping} order by ${order} limit ${bind(limit)}`,
    values,
  );
  return rows.map((row) => ({
    key: Object.fromEntries(groupBy.map((key, index) => [key, row[`k${index}`] ?? null])),
    count: row.count,
    sums: Object.fromEntries(question.sums.map((sum, index) => [sum, row[`s${index}`] ?? null])),
  }));
}
