import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { RowOptions } from '../inventory/find/list.ts';
import { type FoundProject, isOfProject } from '../inventory/find/project.ts';
import { type FoundResource, present, type Wanted } from '../inventory/find/source.ts';
import { kinds } from '../kinds/index.ts';
import type { Context } from './context.ts';
import { fieldsBelow, within } from './selection.ts';

/** What Pothos takes for a row of CloudResource. */
export type ResourceShape = Awaited<ReturnType<Context['db']['prisma']['cloudResource']['findMany']>>[number];
/** What Pothos takes for a row of CloudProject. */
export type ProjectShape = Awaited<ReturnType<Context['db']['prisma']['cloudProject']['findMany']>>[number];

/**
 * Rows of our own statement as a field's answer. Whoever shows a resource reads what `optionsOf` says is asked for, and no other
 * column.
 */
export function shapesOf(rows: readonly FoundResource[]): readonly ResourceShape[] {
  return rows as readonly object[] as readonly ResourceShape[];
}

export function shapeOf(row: FoundResource | null): ResourceShape | null {
  return row as object | null as ResourceShape | null;
}

/** The same of a project. */
export function shapeOfProject(project: FoundProject | null): ProjectShape | null {
  return project as object | null as ProjectShape | null;
}

export function shapesOfProjects(projects: readonly FoundProject[]): readonly ProjectShape[] {
  return projects as readonly object[] as readonly ProjectShape[];
}

const known = new WeakMap<readonly FieldNode[], Map<string, RowOptions>>();

/**
 * What a field's operation shows of the resources below it.
 *
 * @param path  Where the resources are below the field, such as `['edges', 'node']`.
 */
export function optionsOf(info: GraphQLResolveInfo, path: readonly string[]): RowOptions {
  // Looked for once a field, not once for each row that has it. A document's nodes belong to one operation of it.
  const ofField = known.get(info.fieldNodes) ?? new Map<string, RowOptions>();
  known.set(info.fieldNodes, ofField);
  const key = path.join('.');
  let options = ofField.get(key);
  if (options === undefined) {
    const fields = fieldsBelow(info, path);
    const projects = fields.filter(({ name }) => name.value === 'project');
    options = {
      wanted: wantedOf(fields),
      ...(projects.length === 0 ? {} : { project: ofProjects(within(info, projects)) }),
    };
    ofField.set(key, options);
  }
  return options;
}

const facts: ReadonlySet<string> = new Set(kinds.flatMap((kind) => Object.keys(kind.facts)));
/** Fields that are answered from what every row has. */
const ofEveryRow: ReadonlySet<string> = new Set(['__typename', 'id', 'project', 'links', 'linkedFrom', 'events']);

/** Which properties of its resources an operation shows; null where a field may need any of them. */
function wantedOf(fields: readonly FieldNode[]): Wanted {
  const wanted = new Set<string>();
  for (const { name } of fields) {
    if (name.value in present.columns) wanted.add(name.value);
    // A fact of one kind may have the name of another's column.
    if (facts.has(name.value)) wanted.add('attrs');
    else if (!(name.value in present.columns) && !ofEveryRow.has(name.value)) return null;
  }
  return wanted;
}

/** What an operation shows of the projects below a field. */
export function projectsWanted(info: GraphQLResolveInfo, path: readonly string[]): Wanted {
  return ofProjects(fieldsBelow(info, path));
}

function ofProjects(fields: readonly FieldNode[]): Wanted {
  const wanted = new Set<string>();
  for (const { name } of fields) {
    if (isOfProject(name.value)) wanted.add(name.value);
    else if (name.value !== '__typename' && name.value !== 'resources') return null;
  }
  return wanted;
}
