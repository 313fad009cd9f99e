import DataLoader from 'dataloader';
import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import { type EventRange, readEventsOf } from '../events/read.ts';
import type { LoggedEvent } from '../events/types.ts';
import { type FoundRow, findResources, type RowOptions } from '../inventory/find/list.ts';
import { findProjects } from '../inventory/find/project.ts';
import type { Context } from './context.ts';
import { optionsOf, type ProjectShape, type ResourceShape, shapeOf, shapeOfProject } from './found-rows.ts';
import { scopeOf } from './scope.ts';

// A field that leads from each of many objects to its own rows asks once for all of them. What it asks for depends on its
// selection and arguments, so there is a loader for each place in the operation. Nothing is cached: a context may outlive many
// events.

const loaders = new WeakMap<Context, Map<string, DataLoader<string, never>>>();
const numbers = new WeakMap<FieldNode, number>();
let numbered = 0;

/** Where in its document a field stands. Executors hand each concrete type a list of its own, of the same nodes. */
function placeOf({ fieldNodes }: GraphQLResolveInfo): string {
  return fieldNodes
    .map((node) => {
      const known = numbers.get(node);
      if (known !== undefined) return known;
      numbered += 1;
      numbers.set(node, numbered);
      return numbered;
    })
    .join();
}

/** @param key  A place in the operation, or what is the same wherever it is asked for. */
function loaderAt<Row>(
  context: Context,
  key: string,
  read: (keys: readonly string[]) => Promise<readonly Row[]>,
): DataLoader<string, Row> {
  const known = loaders.get(context) ?? new Map<string, DataLoader<string, never>>();
  loaders.set(context, known);
  const loader = known.get(key) ?? new DataLoader<string, Row>(read, { cache: false });
  known.set(key, loader as DataLoader<string, never>);
  return loader as DataLoader<string, Row>; // a place and a key have one kind of rows
}

/** The resource of a field, by its id or URN; null when the viewer may not see it. One statement for all in one tick. */
export async function loadResource(
  context: Context,
  info: GraphQLResolveInfo,
  by: 'ids' | 'urns',
  value: string,
): Promise<ResourceShape | null> {
  const options = optionsOf(info, []);
  const loader = loaderAt(context, `${placeOf(info)} ${by}`, (keys) => findByKey(context, by, keys, options));
  return shapeOf(await loader.load(value));
}

async function findByKey(
  context: Context,
  by: 'ids' | 'urns',
  keys: readonly string[],
  options: RowOptions,
): Promise<(FoundRow | null)[]> {
  const wanted = [...new Set(keys)];
  const question = {
    scope: scopeOf(context),
    criteria: { [by]: wanted, includeDeleted: true },
    asOf: null,
    search: null,
  };
  const window = {
    field: 'id',
    direction: 'asc',
    after: null,
    before: null,
    limit: wanted.length,
    fromEnd: false,
  } as const;
  const rows = await findResources(context.db, question, window, options);
  const byKey = new Map(rows.map((row) => [by === 'ids' ? row.id : row.urn, row]));
  return keys.map((key) => byKey.get(key) ?? null);
}

/** A project by its id; null when the viewer may not see it. One statement for all in one tick. */
export async function loadProject(context: Context, id: string): Promise<ProjectShape | null> {
  const loader = loaderAt(context, 'project', async (ids) => {
    const projects = await findProjects(context.db, scopeOf(context), [...new Set(ids)]);
    return ids.map((each) => projects.get(each) ?? null);
  });
  return shapeOfProject(await loader.load(id));
}

/** The project of a row: what came with it, or else what is read for all rows that are asked in this tick. */
export function projectOf(row: ResourceShape, context: Context): ProjectShape | null | Promise<ProjectShape | null> {
  const { project } = row as object as FoundRow; // where the row is one of ours
  if (project !== undefined) return shapeOfProject(project);
  return row.projectId === null ? null : loadProject(context, row.projectId);
}

/** A page of the timeline of a resource, oldest first. One statement for all resources that are asked the same in one tick. */
export function loadEvents(
  context: Context,
  info: GraphQLResolveInfo,
  resourceId: string,
  range: EventRange,
): Promise<LoggedEvent[]> {
  const { after, before, limit, fromEnd } = range;
  const key = `${placeOf(info)} ${after} ${before} ${limit} ${fromEnd}`;
  return loaderAt(context, key, (ids) => readEventsOf(context.db, scopeOf(context), ids, range)).load(resourceId);
}
