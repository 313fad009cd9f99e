import type { Scope } from '../base/scope.ts';
import { Conditions } from '../db/conditions.ts';
import type { Sql } from '../db/sql.ts';
import type { EventType, LoggedEvent } from './types.ts';

/** Which events a reader wants. Whatever is absent does not narrow; an empty list finds nothing. */
export interface EventFilter {
  readonly types?: readonly EventType[];
  readonly kinds?: readonly string[];
  readonly projectId?: string;
  readonly resourceId?: string;
  readonly tenantIds?: readonly string[];
  /** By recordedAt, first moment included. */
  readonly since?: Date;
  /** By recordedAt, last moment left out. */
  readonly until?: Date;
}

export interface EventRange {
  /** Positions above this one; 0n from the beginning. */
  readonly after?: bigint;
  /** Positions below this one. */
  readonly before?: bigint;
  readonly limit: number;
  /** Take the newest of the range instead of the oldest. The answer is oldest first all the same. */
  readonly fromEnd?: boolean;
  /** What is read of each event, its position always; absent: everything. Nobody may look at the rest. */
  readonly wanted?: ReadonlySet<keyof LoggedEvent>;
}

/**
 * Reads a page of events, oldest first. The scope stands in the query even where the database fences the connection too.
 *
 * @returns  Positions strictly increasing, at most `range.limit`.
 */
export async function readEvents(
  sql: Sql,
  scope: Scope,
  filter: EventFilter,
  range: EventRange,
): Promise<LoggedEvent[]> {
  const where = new Conditions();
  if (scope.tenants !== 'all') where.add('tenant_id = any($::text[])', scope.tenants);
  if (range.after !== undefined) where.add('position > $', range.after);
  if (range.before !== undefined) where.add('position < $', range.before);
  if (filter.types) where.add('type = any($::text[])', filter.types);
  if (filter.kinds) where.add('kind = any($::text[])', filter.kinds);
  if (filter.projectId) where.add('project_id = $', filter.projectId);
  if (filter.resourceId) where.add('resource_id = $', filter.resourceId);
  if (filter.tenantIds) where.add('tenant_id = any($::text[])', filter.tenantIds);
  if (filter.since) where.add('recorded_at >= $', filter.since);
  if (filter.until) where.add('recorded_at < $', filter.until);
  const limit = where.value(range.limit);
  const events = await sql.query<LoggedEvent>(
    `select ${selectionOf(range.wanted)} from cloud_resource_events ${where}
      order by position ${range.fromEnd ? 'desc' : 'asc'} limit ${limit}`,
    where.values,
  );
  return range.fromEnd ? events.reverse() : events;
}

/**
 * The same part of the timeline of each of several resources, in one statement: Postgres takes as many events of each as are
 * wanted, and no more. Of one resource it is a statement of its own, whose plan holds for every resource: for a list of unknown
 * length Postgres makes one anew each time, which takes longer than the reading.
 *
 * @returns  One page a resource, oldest first, in the order of `resourceIds`.
 */
export async function readEventsOf(
  sql: Sql,
  scope: Scope,
  resourceIds: readonly string[],
  range: EventRange,
): Promise<LoggedEvent[][]> {
  const where = new Conditions();
  const [only] = resourceIds.length === 1 ? resourceIds : [];
  const ids = only === undefined ? where.value(resourceIds) : '';
  if (only !== undefined) where.add('resource_id = $::uuid', only);
  // By the tenant Postgres would look through all of its events for each resource, so the scope stands in a form that no index
  // takes.
  if (scope.tenants !== 'all') where.add('(tenant_id = any($::text[])) is true', scope.tenants);
  if (range.after !== undefined) where.add('position > $', range.after);
  if (range.before !== undefined) where.add('position < $', range.before);
  const limit = where.value(range.limit);
  const order = `order by position ${range.fromEnd ? 'desc' : 'asc'} limit ${limit}`;
  if (only !== undefined) {
    const events = await sql.query<LoggedEvent>(
      `select ${selectionOf(range.wanted)} from cloud_resource_events ${where} ${order}`,
      where.values,
    );
    return [range.fromEnd ? events.reverse() : events];
  }
  const rows = await sql.query<LoggedEvent & { asked: bigint }>(
    `select asked.place as asked, found.* from unnest(${ids}::uuid[]) with ordinality as asked(id, place)
      cross join lateral (
        select ${selectionOf(range.wanted)} from (select * from cloud_resource_events where resource_id = asked.id) e ${where} ${order}) found
      order by asked.place, found.position`,
    where.values,
  );
  const pages = resourceIds.map((): LoggedEvent[] => []);
  for (const { asked, ...event } of rows) pages[Number(asked) - 1]?.push(event);
  return pages;
}

/** Whether a reader of this scope and filter gets this event: the same answer as readEvents, without a database. */
export function matches(event: LoggedEvent, scope: Scope, filter: EventFilter): boolean {
  if (scope.tenants !== 'all' && (event.tenantId === null || !scope.tenants.includes(event.tenantId))) return false;
  if (filter.types && !filter.types.includes(event.type)) return false;
  if (filter.kinds && !filter.kinds.includes(event.kind)) return false;
  if (filter.projectId && event.projectId !== filter.projectId) return false;
  if (filter.resourceId && event.resourceId !== filter.resourceId) return false;
  if (filter.tenantIds && (event.tenantId === null || !filter.tenantIds.includes(event.tenantId))) return false;
  if (filter.since && event.recordedAt < filter.since) return false;
  if (filter.until && event.recordedAt >= filter.until) return false;
  return true;
}

/** The last position that is committed, and the first that is kept (1n when nothing was ever dropped). */
export async function readEnds(sql: Sql): Promise<{ first: bigint; last: bigint }> {
  const [ends] = await sql.query<{ first: bigint | null; last: bigint }>(
    'select (select min(position) from cloud_resource_events) as first, position as last from event_head',
  );
  if (ends === undefined) throw new Error('The event log has no head row; run the migrations.');
  return { first: ends.first ?? ends.last + 1n, last: ends.last };
}

const columns: Readonly<Record<keyof LoggedEvent, string>> = {
  position: 'position',
  resourceId: 'resource_id',
  projectId: 'project_id',
  tenantId: 'tenant_id',
  kind: 'kind',
  urn: 'urn',
  name: 'name',
  type: 'type',
  recordedAt: 'recorded_at',
  detectedAt: 'detected_at',
  occurredAt: 'occurred_at',
  changes: 'changes',
  runId: 'run_id',
  actor: 'actor',
  moveId: 'move_id',
  departure: 'departure',
};

function selectionOf(wanted: ReadonlySet<string> | undefined): string {
  return Object.entries(columns)
    .filter(([property]) => wanted === undefined || property === 'position' || wanted.has(property))
    .map(([property, column]) => `${column} as "${property}"`)
    .join(', ');
}
