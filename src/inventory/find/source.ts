import type { Scope } from '../../base/scope.ts';

/** Takes a value that people sent into a statement. @returns its placeholder. */
export type Bind = (value: unknown) => string;

/** Collects the values of a statement. */
export function createBind(): { readonly bind: Bind; readonly values: readonly unknown[] } {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${values.push(value)}` };
}

/**
 * Where resources are read from, always as `r`: the present, or the versions that were valid at a moment. Both have the columns
 * that people filter, order and group by.
 */
export interface Source {
  readonly table: string;
  /** The resource's id. */
  readonly id: string;
  readonly conditions: readonly string[];
  /** Property of a FoundResource → what gives it. */
  readonly columns: Readonly<Record<keyof FoundResource, string>>;
}

/** A resource as it is, or as it was. Its properties are named as the store's rows are. */
export interface FoundResource {
  readonly id: string;
  readonly provider: string;
  readonly kind: string;
  readonly providerId: string;
  readonly urn: string;
  readonly name: string;
  readonly region: string | null;
  readonly status: string | null;
  readonly tags: readonly string[];
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly projectId: string | null;
  readonly tenantId: string | null;
  readonly providerCreatedAt: Date | null;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly deletedAt: Date | null;
  readonly staleStrikeCount: number;
  readonly declared: Readonly<Record<string, unknown>> | null;
  readonly drift: Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>> | null;
}

const shared = {
  provider: 'r.provider',
  kind: 'r.kind',
  providerId: 'r.provider_id',
  urn: 'r.urn',
  name: 'r.name',
  region: 'r.region',
  status: 'r.status',
  tags: 'r.tags',
  attrs: 'r.attrs',
  projectId: 'r.project_id',
  tenantId: 'r.tenant_id',
  providerCreatedAt: 'r.provider_created_at',
  firstSeenAt: 'r.first_seen_at',
  deletedAt: 'r.deleted_at',
  declared: 'r.declared',
  drift: 'r.drift',
};

export const present: Source = {
  table: 'cloud_resources r',
  id: 'r.id',
  conditions: [],
  columns: { id: 'r.id', ...shared, lastSeenAt: 'r.last_seen_at', staleStrikeCount: 'r.stale_strike_count' },
};

/** The versions table, without a moment. Sightings are not kept, so a version was last seen when it was recorded. */
export const versions: Source = {
  table: 'cloud_resource_versions r',
  id: 'r.resource_id',
  conditions: [],
  columns: { id: 'r.resource_id', ...shared, lastSeenAt: 'r.from_recorded_at', staleStrikeCount: '0' },
};

/** When a version ended, word for word as the index has it: the present never does. */
export const endOfVersion = `(case when r.to_recorded_at is null then 'infinity' else r.to_recorded_at end)`;

/** The estate after everything that was recorded up to a moment; null: the present. */
export function sourceAsOf(moment: Date | null, bind: Bind): Source {
  if (moment === null) return present;
  const at = `${bind(moment)}::timestamptz`;
  return { ...versions, conditions: [`r.from_recorded_at <= ${at}`, `${endOfVersion} > ${at}`] };
}

/** Properties of a resource that are wanted; null: all of them. Those that tell resources apart always come. */
export type Wanted = ReadonlySet<string> | null;

/** A row's place is told by what its list is ordered by. */
export function withOrder(wanted: Wanted, { field }: { readonly field: string }): Wanted {
  return wanted === null ? null : new Set([...wanted, field]);
}

const always: ReadonlySet<string> = new Set(['id', 'kind', 'urn', 'projectId']);

/**
 * `r.a as "a", …`
 *
 * @param wanted  Reading what nobody shows costs more than anything else on the way of a row.
 */
export function selectionOf(source: Source, wanted: Wanted = null): string {
  return Object.entries(source.columns)
    .filter(([property]) => wanted === null || wanted.has(property) || always.has(property))
    .map(([property, column]) => `${column} as "${property}"`)
    .join(', ');
}

/** The scope stands in the query even where the database fences the connection too. */
export function scopeCondition({ tenants }: Scope, column: string, bind: Bind): string[] {
  if (tenants === 'all') return [];
  // With one tenant an index gives the rows in the order of its next column.
  return tenants.length === 1
    ? [`${column} = ${bind(tenants[0])}::text`]
    : [`${column} = any(${bind(tenants)}::text[])`];
}

export function whereOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
}

/** What stands in a pattern for this very text. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
