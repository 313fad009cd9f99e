/** A row of `cloud_resources`, whole. */
export interface ResourceRow {
  readonly id: string;
  readonly provider: string;
  readonly kind: string;
  readonly part: string;
  readonly providerId: string;
  readonly urn: string;
  readonly name: string;
  readonly region: string | null;
  readonly status: string | null;
  readonly tags: readonly string[];
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly fingerprint: string;
  readonly kindVersion: number;
  readonly projectId: string | null;
  readonly tenantId: string | null;
  readonly ownerUrn: string | null;
  readonly providerCreatedAt: Date | null;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly staleStrikeCount: number;
  readonly lastStruckAt: Date | null;
  readonly deletedAt: Date | null;
  readonly declared: Readonly<Record<string, unknown>> | null;
  readonly drift: Drift | null;
}

/** Fact → what is declared and what is observed instead. Null when nothing differs. */
export type Drift = Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;

const columns: Readonly<Record<keyof ResourceRow, readonly [column: string, type: string]>> = {
  id: ['id', 'uuid'],
  provider: ['provider', 'text'],
  kind: ['kind', 'text'],
  part: ['part', 'text'],
  providerId: ['provider_id', 'text'],
  urn: ['urn', 'text'],
  name: ['name', 'text'],
  region: ['region', 'text'],
  status: ['status', 'text'],
  tags: ['tags', 'text[]'],
  attrs: ['attrs', 'jsonb'],
  fingerprint: ['fingerprint', 'text'],
  kindVersion: ['kind_version', 'int'],
  projectId: ['project_id', 'uuid'],
  tenantId: ['tenant_id', 'text'],
  ownerUrn: ['owner_urn', 'text'],
  providerCreatedAt: ['provider_created_at', 'timestamptz'],
  firstSeenAt: ['first_seen_at', 'timestamptz'],
  lastSeenAt: ['last_seen_at', 'timestamptz'],
  staleStrikeCount: ['stale_strike_count', 'int'],
  lastStruckAt: ['last_struck_at', 'timestamptz'],
  deletedAt: ['deleted_at', 'timestamptz'],
  declared: ['declared', 'jsonb'],
  drift: ['drift', 'jsonb'],
};
const entries = Object.entries(columns);

/** `a, b, c` for an insert. */
export const resourceColumns = entries.map(([, [column]]) => column).join(', ');

/** `r.a as "a", …`: a select list that gives a ResourceRow. */
export const resourceSelection = entries.map(([property, [column]]) => `r.${column} as "${property}"`).join(', ');

/** `n."a", …` in the order of resourceColumns, from a record set of rows as JSON. */
export const resourceValues = entries.map(([property]) => `n."${property}"`).join(', ');

/** A JSON array of rows as a table `n`. */
export const resourceRecordSet = (parameter: string) =>
  `jsonb_to_recordset(${parameter}::jsonb) as n(${entries.map(([property, [, type]]) => `"${property}" ${type}`).join(', ')})`;

/** `a = n."a", …` for an update of everything but the key. */
export const resourceAssignments = entries
  .filter(([property]) => property !== 'id')
  .map(([property, [column]]) => `${column} = n."${property}"`)
  .join(', ');
