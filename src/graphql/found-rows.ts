import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';
import type { FoundRow, RowOptions } from '../inventory/find/list.ts';
import { type FoundResource, present, type Wanted } from '../inventory/find/source.ts';
import { kinds } from '../kinds/index.ts';
import type { Context } from './context.ts';
import { planRows } from './list.ts';
import { inScope } from './scope.ts';

/** What Pothos takes for a row of CloudResource. */
export type ResourceShape = Awaited<ReturnType<Context['db']['prisma']['cloudResource']['findMany']>>[number];

/**
 * Answers a field with rows of our own statement. What the operation asks about their projects is recorded with Pothos, which
 * then asks nothing more: the project comes in the same statement or, when it is asked for what is beyond its own columns,
 * through Prisma in one more.
 *
 * @param path  Where the resources are below the field, such as `['edges', 'node']`.
 * @param find  Reads the rows, with their projects if they are wanted.
 */
export async function foundRows(
  context: Context,
  info: GraphQLResolveInfo,
  path: readonly string[],
  find: (options: RowOptions) => Promise<readonly FoundRow[]>,
): Promise<readonly ResourceShape[]> {
  const { project } = (planRows(context, info, path).include ?? {}) as { readonly project?: unknown }; // Pothos' own form
  const isPlain = project !== undefined && !hasInner(project);
  const rows = await find({ project: isPlain, wanted: wantedOf(info, path) });
  // Whoever shows a resource reads what is asked for here, and no other column.
  if (project === undefined || isPlain) return rows as readonly object[] as readonly ResourceShape[];
  const ids = [...new Set(rows.flatMap(({ projectId }) => projectId ?? []))];
  const projects = await context.db.prisma.cloudProject.findMany({
    ...(project as object),
    where: { id: { in: ids }, ...inScope(context) },
  });
  const byId = new Map(projects.map((found) => [found.id, found]));
  return rows.map((row) => ({
    ...row,
    project: byId.get(row.projectId ?? '') ?? null,
  })) as readonly object[] as readonly ResourceShape[];
}

/** One row that was read before its field was looked at: its project, when it is asked for, is read through Prisma, batched. */
export async function foundRow(
  context: Context,
  info: GraphQLResolveInfo,
  row: FoundResource | null,
): Promise<ResourceShape | null> {
  if (row === null) return null;
  const { project } = (planRows(context, info, []).include ?? {}) as { readonly project?: unknown }; // as above
  // As above: what is read of it is in FoundResource.
  const shape = row as object as ResourceShape;
  if (project === undefined) return shape;
  const found =
    row.projectId === null
      ? null
      : await context.db.prisma.cloudProject.findUnique({
          ...(typeof project === 'object' ? project : {}),
          where: { id: row.projectId, ...inScope(context) },
        });
  return Object.assign({}, shape, { project: found });
}

const facts: ReadonlySet<string> = new Set(kinds.flatMap((kind) => Object.keys(kind.facts)));
/** Fields that are answered from what every row has. */
const ofEveryRow: ReadonlySet<string> = new Set(['__typename', 'id', 'project', 'links', 'linkedFrom', 'events']);

/** Which properties of its resources an operation shows; null where a field may need any of them. */
function wantedOf(info: GraphQLResolveInfo, path: readonly string[]): Wanted {
  let fields: readonly FieldNode[] = info.fieldNodes;
  for (const name of path) fields = fieldsIn(info, setsOf(fields)).filter((field) => field.name.value === name);
  const wanted = new Set<string>();
  for (const { name } of fieldsIn(info, setsOf(fields))) {
    if (name.value in present.columns) wanted.add(name.value);
    // A fact of one kind may have the name of another's column.
    if (facts.has(name.value)) wanted.add('attrs');
    else if (!(name.value in present.columns) && !ofEveryRow.has(name.value)) return null;
  }
  return wanted;
}

const setsOf = (fields: readonly FieldNode[]) => fields.flatMap(({ selectionSet }) => selectionSet ?? []);

/** Fields of whatever type, fragments expanded. */
function fieldsIn(info: GraphQLResolveInfo, sets: readonly SelectionSetNode[]): FieldNode[] {
  return sets.flatMap(({ selections }) =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return selection;
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection.selectionSet
          : info.fragments[selection.name.value]?.selectionSet;
      return inner === undefined ? [] : fieldsIn(info, [inner]);
    }),
  );
}

function hasInner(plan: unknown): boolean {
  if (typeof plan !== 'object' || plan === null) return false;
  return Object.values(plan).some(
    (inner) => typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0,
  );
}
