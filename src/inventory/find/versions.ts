import type { Scope } from '../../base/scope.ts';
import type { Sql } from '../../db/sql.ts';
import { kinds } from '../../kinds/index.ts';
import { conditionsOf, type ResourceCriteria } from './criteria.ts';
import { createBind, endOfVersion, type FoundResource, selectionOf, versions, whereOf } from './source.ts';

/** What became of a resource between two moments, as a viewer sees it. */
export interface EstateChange {
  /** The resource's id. */
  readonly id: string;
  /** As it was at the first moment; null: it was not there, or not the viewer's to see. */
  readonly before: FoundResource | null;
  /** As it was at the second. */
  readonly after: FoundResource | null;
}

export interface DiffQuestion {
  readonly scope: Scope;
  readonly criteria: ResourceCriteria;
  readonly from: Date;
  readonly to: Date;
}

export interface DiffWindow {
  /** Resource ids. */
  readonly after: string | null;
  readonly before: string | null;
  readonly limit: number;
  readonly fromEnd: boolean;
}

/**
 * Compares the estate of two moments: both as `resources(asOf:)` answers for the same criteria, so that what has come into the
 * criteria appeared, and what has left them went. What is the same at both is no change, whatever happened in between.
 *
 * @returns  By resource id; the last first when `fromEnd`.
 */
export async function diffEstate(sql: Sql, question: DiffQuestion, window: DiffWindow): Promise<EstateChange[]> {
  const { bind, values } = createBind();
  const places = [
    ...(window.after === null ? [] : [`r.resource_id > ${bind(window.after)}::uuid`]),
    ...(window.before === null ? [] : [`r.resource_id < ${bind(window.before)}::uuid`]),
  ];
  const rows = await sql.query<{ id: string; resource_ids: unknown } & Record<string, unknown>>(
    `${differing(question, places, bind)}
     select d.id, ${side('b', 'before')}, ${side('a', 'after')}
       from (select coalesce(ended.id, begun.id) as id, ended.position as ended, begun.position as begun
               from ended full join begun on begun.id = ended.id
              where ${differs} order by 1 ${window.fromEnd ? 'desc' : 'asc'} limit ${bind(window.limit)}) d
       left join cloud_resource_versions b on b.resource_id = d.id and b.from_position = d.ended
       left join cloud_resource_versions a on a.resource_id = d.id and a.from_position = d.begun
      order by d.id ${window.fromEnd ? 'desc' : 'asc'}`,
    values,
  );
  return rows.map((row) => ({ id: row.id, before: readSide(row, 'before'), after: readSide(row, 'after') }));
}

/** How many appeared, changed and went between the two moments. */
export async function countDiff(
  sql: Sql,
  question: DiffQuestion,
): Promise<{ appeared: number; changed: number; went: number }> {
  const { bind, values } = createBind();
  const [counts] = await sql.query<{ appeared: number; changed: number; went: number }>(
    `${differing(question, [], bind)}
     select count(*) filter (where ended.id is null)::int as appeared, count(*) filter (where begun.id is null)::int as went,
            count(*) filter (where ended.id is not null and begun.id is not null)::int as changed
       from ended full join begun on begun.id = ended.id where ${differs}`,
    values,
  );
  return counts ?? { appeared: 0, changed: 0, went: 0 };
}

/** As they were at a moment, by id: those that were known then, and the viewer's to see. */
export async function findVersions(
  sql: Sql,
  scope: Scope,
  ids: readonly string[],
  moment: Date,
): Promise<ReadonlyMap<string, FoundResource>> {
  const { bind, values } = createBind();
  const at = `${bind(moment)}::timestamptz`;
  const source = { ...versions, conditions: [`r.from_recorded_at <= ${at}`, `${endOfVersion} > ${at}`] };
  const rows = await sql.query<FoundResource>(
    `select ${selectionOf(source)} from ${source.table} ${whereOf(conditionsOf(source, scope, { ids, includeDeleted: true }, bind))}`,
    values,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** What is stored and never an event is no difference either. */
const lasting = `r.attrs - (case r.kind ${kinds
  .map(
    ({ name, facts }) =>
      [name, Object.entries(facts).flatMap(([fact, { volatile }]) => (volatile ? [fact] : []))] as const,
  )
  .filter(([, names]) => names.length > 0)
  .map(([kind, names]) => `when '${kind}' then array['${names.join("', '")}']`)
  .join(' ')} else array[]::text[] end)`;

// Everything that can differ between two versions, as one value to compare.
const state = `row(r.name, r.region, r.status, r.tags, ${lasting}, r.project_id, r.tenant_id, r.provider_created_at, r.deleted_at,
  r.declared, r.drift)::text`;

const differs = 'ended.state is distinct from begun.state';

/**
 * Versions of the first moment that have ended by the second, and versions of the second that had not begun by the first: what
 * is in neither was the same at both.
 */
function differing(
  { scope, criteria, from, to }: DiffQuestion,
  places: readonly string[],
  bind: (value: unknown) => string,
): string {
  const [first, second] = [`${bind(from)}::timestamptz`, `${bind(to)}::timestamptz`];
  const of = (conditions: readonly string[]) =>
    `select r.resource_id as id, r.from_position as position, ${state} as state from ${versions.table}
      ${whereOf(conditionsOf({ ...versions, conditions: [...conditions, ...places] }, scope, criteria, bind))}`;
  return `with ended as (${of([`r.from_recorded_at <= ${first}`, `${endOfVersion} > ${first}`, `${endOfVersion} <= ${second}`])}),
     begun as (${of([`r.from_recorded_at > ${first}`, `r.from_recorded_at <= ${second}`, `${endOfVersion} > ${second}`])})`;
}

function side(alias: string, name: string): string {
  return Object.entries(versions.columns)
    .map(([property, column]) => `${column.replace(/^r\./, `${alias}.`)} as "${name}.${property}"`)
    .join(', ');
}

function readSide(row: Record<string, unknown>, name: string): FoundResource | null {
  if (row[`${name}.id`] === null) return null;
  const entries = Object.keys(versions.columns).map((property) => [property, row[`${name}.${property}`]]);
  return Object.fromEntries(entries) as FoundResource; // every property of it is a column above
}
