import type { Scope } from '../../base/scope.ts';
import type { Sql } from '../../db/sql.ts';
import { conditionsOf, type ResourceCriteria } from './criteria.ts';
import { type FoundProject, joinProject, withProject } from './project.ts';
import {
  type Bind,
  createBind,
  type FoundResource,
  type Source,
  selectionOf,
  sourceAsOf,
  type Wanted,
  whereOf,
  withOrder,
} from './source.ts';
import { type Ordered, orderOf, placesOf, type Window } from './window.ts';

export interface ResourceQuestion {
  readonly scope: Scope;
  readonly criteria: ResourceCriteria;
  /** The estate as it was at a moment; null: as it is. */
  readonly asOf: Date | null;
  /** What a person is looking for; null: nothing in particular. Of the present only, three characters at least. */
  readonly search: string | null;
}

export interface FoundRow extends FoundResource {
  /** Filled in when it was asked for: the project as it is now, null where the viewer may not see it. */
  readonly project?: FoundProject | null;
  /** Of a search: the lower the better. */
  readonly rank?: number;
}

export interface RowOptions {
  readonly wanted: Wanted;
  /** Of their projects, which are filled in; absent: they are not. */
  readonly project?: Wanted;
}

/** Where a list's order is read from; a search has its rank beside the row. */
export function orderedBy({ field }: Window, source: Source): Ordered {
  return { id: source.id, column: field === 'rank' ? 's.rank' : source.columns[field] };
}

/** Matches that a search gives at most, the best of them. */
export const searchMatches = 1000;

/** Reads a part of a list of resources, in one statement. */
export async function findResources(
  sql: Sql,
  question: ResourceQuestion,
  window: Window,
  options: RowOptions,
): Promise<FoundRow[]> {
  const { bind, values } = createBind();
  const { source, from, conditions } = statementOf(question, bind);
  const ordered = orderedBy(window, source);
  conditions.push(...placesOf(window, ordered, bind));
  const project = joinProject(options.project, question.scope, bind);
  const rows = await sql.query<FoundRow>(
    `select ${selectionOf(source, withOrder(options.wanted, window))}${question.search === null ? '' : ', s.rank'}${project.columns}
       from ${from} ${project.join} ${whereOf(conditions)} order by ${orderOf(window, ordered)} limit ${bind(window.limit)}`,
    values,
  );
  return withProject(rows, project.names);
}

/**
 * Counts, up to a bound: what is asked costs no more than reading so many rows.
 *
 * @returns  The count; more than `most` only as `most + 1`.
 */
export async function countResources(sql: Sql, question: ResourceQuestion, most: number): Promise<number> {
  const { bind, values } = createBind();
  const { from, conditions } = statementOf(question, bind);
  const [counted] = await sql.query<{ count: number }>(
    `select count(*)::int as count from (select from ${from} ${whereOf(conditions)} limit ${bind(most + 1)}) found`,
    values,
  );
  return counted?.count ?? 0;
}

/** What a question reads from, and what its rows have to meet. */
export function statementOf({ scope, criteria, asOf, search }: ResourceQuestion, bind: Bind) {
  const source = sourceAsOf(asOf, bind);
  const from =
    search === null
      ? source.table
      : `arcadia_search(${bind(search)}::text, ${bind(criteria.kinds ?? null)}::text[], ${bind(criteria.includeDeleted ?? false)}::boolean, ${bind(searchMatches)}::int) s
         join ${source.table} on ${source.id} = s.id`;
  return { source, from, conditions: conditionsOf(source, scope, criteria, bind) };
}
