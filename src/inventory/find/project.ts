import type { Scope } from '../../base/scope.ts';
import type { Sql } from '../../db/sql.ts';
import { type Bind, createBind, likeText, scopeCondition, type Wanted, whereOf, withOrder } from './source.ts';
import { orderOf, placesOf, type Window } from './window.ts';

/** A project, as far as it is served. Its properties are named as the store's rows are. */
export interface FoundProject {
  readonly id: string;
  readonly provider: string;
  readonly providerId: string;
  readonly tenantId: string | null;
  readonly purpose: string;
  readonly classifiedBy: string | null;
  readonly name: string;
  readonly description: string | null;
  readonly isDefault: boolean;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly deletedAt: Date | null;
}

const columns: Readonly<Record<keyof FoundProject, string>> = {
  id: 'p.id',
  provider: 'p.provider',
  providerId: 'p.provider_id',
  tenantId: 'p.tenant_id',
  purpose: 'p.purpose',
  classifiedBy: 'p.classified_by',
  name: 'p.name',
  description: 'p.description',
  isDefault: 'p.is_default',
  firstSeenAt: 'p.first_seen_at',
  lastSeenAt: 'p.last_seen_at',
  deletedAt: 'p.deleted_at',
};

/** Whether this is a property of FoundProject. */
export function isOfProject(property: string): property is keyof FoundProject {
  return property in columns;
}

/** The wanted properties, its id always among them; null: all of them. */
const namesOf = (wanted: Wanted) =>
  Object.keys(columns)
    .filter(isOfProject)
    .filter((property) => wanted === null || property === 'id' || wanted.has(property));

/**
 * The project of `r`, where the viewer may see it, beside a resource's own columns as `"p.…"`.
 *
 * @param wanted  undefined: none, and nothing is joined.
 */
export function joinProject(wanted: Wanted | undefined, scope: Scope, bind: Bind) {
  if (wanted === undefined) return { names: [], columns: '', join: '' };
  const names = namesOf(wanted);
  return {
    names,
    columns: names.map((name) => `, ${columns[name]} as "p.${name}"`).join(''),
    join: `left join cloud_projects p on ${['p.id = r.project_id', ...scopeCondition(scope, 'p.tenant_id', bind)].join(' and ')}`,
  };
}

/** Gathers the project's columns of each row, where they were wanted, into one object; rows of one project share it. */
export function withProject<Row extends object>(
  rows: Row[],
  names: readonly (keyof FoundProject)[],
): (Row & { project?: FoundProject | null })[] {
  if (names.length === 0) return rows;
  const projects = new Map<unknown, FoundProject>();
  return rows.map((row) => {
    const flat = row as Record<string, unknown>; // the columns above are beside those of Row
    const id = flat['p.id'];
    let project = projects.get(id) ?? null;
    if (project === null && id !== null) {
      // Who wanted no more reads no more of it.
      project = Object.fromEntries(names.map((name) => [name, flat[`p.${name}`]])) as never as FoundProject;
      projects.set(id, project);
    }
    return Object.assign(row, { project });
  });
}

/** Which projects. Whatever is absent does not narrow; an empty list finds nothing. */
export interface ProjectCriteria {
  readonly tenantIds?: readonly string[];
  readonly purposes?: readonly string[];
  readonly nameContains?: string;
  readonly includeDeleted?: boolean;
}

/** Reads a part of the list of projects, by name. */
export async function listProjects(
  sql: Sql,
  { scope, criteria }: { readonly scope: Scope; readonly criteria: ProjectCriteria },
  window: Window,
  wanted: Wanted,
): Promise<FoundProject[]> {
  const { bind, values } = createBind();
  const ordered = { id: 'p.id', column: 'p.name' };
  const conditions = [...scopeCondition(scope, 'p.tenant_id', bind), ...placesOf(window, ordered, bind)];
  if (!criteria.includeDeleted) conditions.push('p.deleted_at is null');
  if (criteria.tenantIds) conditions.push(`p.tenant_id = any(${bind(criteria.tenantIds)}::text[])`);
  if (criteria.purposes) conditions.push(`p.purpose = any(${bind(criteria.purposes)}::text[])`);
  if (criteria.nameContains) conditions.push(`p.name ilike ${bind(`%${likeText(criteria.nameContains)}%`)}::text`);
  return sql.query<FoundProject>(
    `select ${selectionOf(withOrder(wanted, window))} from cloud_projects p ${whereOf(conditions)}
      order by ${orderOf(window, ordered)} limit ${bind(window.limit)}`,
    values,
  );
}

const selectionOf = (wanted: Wanted) =>
  namesOf(wanted)
    .map((name) => `${columns[name]} as "${name}"`)
    .join(', ');

/** Projects by their ids, gone ones included: those that the viewer may see. */
export async function findProjects(
  sql: Sql,
  scope: Scope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FoundProject>> {
  const { bind, values } = createBind();
  const conditions = [`p.id = any(${bind(ids)}::uuid[])`, ...scopeCondition(scope, 'p.tenant_id', bind)];
  const rows = await sql.query<FoundProject>(
    `select ${selectionOf(null)} from cloud_projects p ${whereOf(conditions)}`,
    values,
  );
  return new Map(rows.map((row) => [row.id, row]));
}
