import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/**
 * The fields that an operation asks for below a field, of whatever type, fragments expanded.
 *
 * @param path  From the field to what is looked at, such as `['edges', 'node']`.
 */
export function fieldsBelow(info: GraphQLResolveInfo, path: readonly string[] = []): readonly FieldNode[] {
  let fields: readonly FieldNode[] = info.fieldNodes;
  for (const name of path) fields = within(info, fields).filter((field) => field.name.value === name);
  return within(info, fields);
}

/** The fields that an operation asks for in some of those that fieldsBelow has given. */
export function within(info: GraphQLResolveInfo, fields: readonly FieldNode[]): readonly FieldNode[] {
  return expand(
    info,
    fields.flatMap(({ selectionSet }) => selectionSet ?? []),
  );
}

function expand(info: GraphQLResolveInfo, sets: readonly SelectionSetNode[]): FieldNode[] {
  return sets.flatMap(({ selections }) =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return selection;
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection.selectionSet
          : info.fragments[selection.name.value]?.selectionSet;
      return inner === undefined ? [] : expand(info, [inner]);
    }),
  );
}
