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
    `select ${selection} from cloud_resource_events ${where}
      order by position ${range.fromEnd ? 'desc' : 'asc'} limit ${limit}`,
    where.values,
  );
  return range.fromEnd ? events.reverse() : events;
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

const selection = `position, resource_id as "resourceId", project_id as "projectId", tenant_id as "tenantId", kind, urn, name,
  type, recorded_at as "recordedAt", detected_at as "detectedAt", occurred_at as "occurredAt", changes, run_id as "runId",
  actor, move_id as "moveId", departure`;
