import DataLoader from 'dataloader';
import type { Scope } from '../base/scope.ts';
import type { Sql } from '../db/sql.ts';
import type { LoggedEvent } from '../events/types.ts';

export interface Edge {
  readonly relation: string;
  /** The other end. */
  readonly urn: string;
}

/** A resource after an event, as far as it is the event's to tell. */
interface State {
  readonly name: string;
  readonly region: string | null;
  readonly status: string | null;
  readonly tags: readonly string[];
  readonly attrs: unknown;
  readonly tenantId: string | null;
  readonly deletedAt: Date | null;
  readonly providerCreatedAt: Date | null;
}

/** One statement for all that is asked in the same tick. */
export interface Loaders {
  /** Resource id → its edges. */
  readonly links: DataLoader<string, Edge[]>;
  /** URN → the edges that lead to it. */
  readonly linkedFrom: DataLoader<string, Edge[]>;
  /** Event → the state after it; null when the tenant's part of a move has none. */
  readonly states: DataLoader<Pick<LoggedEvent, 'resourceId' | 'position'>, State | null>;
}

// Nothing is cached: a subscription's context outlives many events, and what was true at the first is not at the last.
const uncached = { cache: false };

export function createLoaders(sql: Sql, scope: Scope): Loaders {
  return {
    links: new DataLoader(async (ids) => {
      const edges = await sql.query<Edge & { id: string }>(
        `select l.from_id as id, l.relation, l.to_urn as urn from cloud_resource_links l
            where l.from_id = any($1::uuid[]) ${scoped(scope, 'l.tenant_id', 2)} ${bothEnds(scope)}
            order by l.relation, l.to_urn`,
        scopedValues(scope, [ids]),
      );
      return group(ids, edges);
    }, uncached),
    linkedFrom: new DataLoader(async (urns) => {
      const edges = await sql.query<Edge & { id: string }>(
        `select l.to_urn as id, l.relation, r.urn from cloud_resource_links l join cloud_resources r on r.id = l.from_id
            where l.to_urn = any($1::text[]) ${scoped(scope, 'l.tenant_id', 2)} order by l.relation, r.urn`,
        scopedValues(scope, [urns]),
      );
      return group(urns, edges);
    }, uncached),
    states: new DataLoader(async (events) => {
      const positions = events.map(({ position }) => position);
      const rows = await sql.query<State & { position: bigint }>(
        `select v.from_position as position, v.name, v.region, v.status, v.tags, v.attrs, v.tenant_id as "tenantId",
                v.deleted_at as "deletedAt", v.provider_created_at as "providerCreatedAt"
           from unnest($1::uuid[], $2::bigint[]) as e(resource_id, position)
           join cloud_resource_versions v on v.resource_id = e.resource_id and v.from_position = e.position
          where true ${scoped(scope, 'v.tenant_id', 3)}`,
        scopedValues(scope, [events.map(({ resourceId }) => resourceId), positions]),
      );
      // As JSON, times are written as DateTime is.
      const states = new Map(rows.map(({ position, ...state }) => [position, state]));
      return positions.map((position) => states.get(position) ?? null);
    }, uncached),
  };
}

// The scope stands in the query even where the database fences the connection too.
function scoped(scope: Scope, column: string, parameter: number): string {
  return scope.tenants === 'all' ? '' : `and ${column} = any($${parameter}::text[])`;
}

// An edge shows only when both its ends do. An admin sees those too whose far end is not mirrored.
function bothEnds(scope: Scope): string {
  if (scope.tenants === 'all') return '';
  return `and exists (select from cloud_resources r where r.urn = l.to_urn ${scoped(scope, 'r.tenant_id', 2)})`;
}

function scopedValues(scope: Scope, values: readonly unknown[]): readonly unknown[] {
  return scope.tenants === 'all' ? values : [...values, scope.tenants];
}

function group(keys: readonly string[], edges: readonly (Edge & { id: string })[]): Edge[][] {
  const byKey = new Map<string, Edge[]>(keys.map((key) => [key, []]));
  for (const edge of edges) byKey.get(edge.id)?.push(edge);
  return keys.map((key) => byKey.get(key) ?? []);
}
