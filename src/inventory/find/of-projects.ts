import type { Sql } from '../../db/sql.ts';
import { type FoundRow, orderedBy, type ResourceQuestion, type RowOptions, statementOf } from './list.ts';
import { joinProject, withProject } from './project.ts';
import { createBind, scopeCondition, selectionOf, whereOf, withOrder } from './source.ts';
import { orderOf, placesOf, type Window } from './window.ts';

/**
 * The same part of the list of each of several projects, in one statement: Postgres takes as many rows of each as are wanted,
 * and no more.
 *
 * @returns  One list a project, in the order of `projectIds`.
 */
export async function findOfProjects(
  sql: Sql,
  question: ResourceQuestion,
  window: Window,
  projectIds: readonly string[],
  options: RowOptions,
): Promise<readonly FoundRow[][]> {
  const { bind, values } = createBind();
  const { source, from, conditions } = statementOf({ ...question, scope: { tenants: 'all' } }, bind);
  const ordered = orderedBy(window, source);
  conditions.push('r.project_id = asked.id', ...placesOf(window, ordered, bind));
  // A project's resources are a tenant's together, which Postgres does not know: asked for by the tenant it would look through
  // all of the tenant's for each project. So the scope stands in a form that no index takes.
  conditions.push(...scopeCondition(question.scope, 'r.tenant_id', bind).map((condition) => `(${condition}) is true`));
  const project = joinProject(options.project, question.scope, bind);
  const rows = await sql.query<FoundRow & { asked: bigint }>(
    `select asked.place as asked, found.*
       from unnest(${bind(projectIds)}::uuid[]) with ordinality as asked(id, place)
      cross join lateral (
        select ${selectionOf(source, withOrder(options.wanted, window))}${project.columns} from ${from} ${project.join} ${whereOf(conditions)}
         order by ${orderOf(window, ordered)} limit ${bind(window.limit)}) found
      order by asked.place, ${window.fromEnd ? 'found.id desc' : 'found.id'}`,
    values,
  );
  const lists = projectIds.map((): FoundRow[] => []);
  for (const row of withProject(rows, project.names)) lists[Number(row.asked) - 1]?.push(row);
  return lists;
}
