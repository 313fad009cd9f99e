import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  typeFromAST,
  type ValueNode,
} from 'graphql';
import { defaultPageSize, largestPageSize } from '../paging.ts';

// The cost of an operation is the number of objects that it may make us read: a connection counts what it holds as often as
// its page is large. Lists without pages are taken to hold a few. It is an upper bound, and known before anything is read.

/** How many objects a list without pages is taken to hold. */
const assumedListSize = 10;
/** Introspection reads no database, but the whole schema. */
const introspectionCost = 100;

/**
 * @param document   Valid against the schema.
 * @param variables  As they came, before they are coerced.
 */
export function operationCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const fragments = new Map<string, { readonly definition: FragmentDefinitionNode; cost?: number }>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, { definition });
  }
  const values = createValues(operation, variables);

  const ofSelections = ({ selections }: SelectionSetNode, type: GraphQLCompositeType): number => {
    let cost = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) cost += ofField(selection, type);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) cost += ofFragment(selection.name.value);
      else {
        const narrowed = selection.typeCondition ? typeFromAST(schema, selection.typeCondition) : type;
        if (isCompositeType(narrowed)) cost += ofSelections(selection.selectionSet, narrowed);
      }
    }
    return cost;
  };
  // The same wherever it is spread: its type and the variables are the same.
  const ofFragment = (name: string): number => {
    const fragment = fragments.get(name);
    if (fragment === undefined) return 0;
    if (fragment.cost === undefined) {
      const type = typeFromAST(schema, fragment.definition.typeCondition);
      fragment.cost = isCompositeType(type) ? ofSelections(fragment.definition.selectionSet, type) : 0;
    }
    return fragment.cost;
  };
  const ofField = (node: FieldNode, parent: GraphQLCompositeType): number => {
    if (node.name.value.startsWith('__')) return node.selectionSet === undefined ? 0 : introspectionCost;
    const field = isUnionType(parent) ? undefined : parent.getFields()[node.name.value];
    const type = field === undefined ? undefined : getNamedType(field.type);
    if (field === undefined || !isCompositeType(type) || node.selectionSet === undefined) return 0;
    const inside = ofSelections(node.selectionSet, type);
    if (isConnection(type)) return 1 + inside * pageSize(node, values);
    // The connection has counted these as often as they come.
    if (node.name.value === 'edges' || node.name.value === 'pageInfo') return inside;
    if (!isListType(getNullableType(field.type))) return 1 + inside;
    const ids = values(node, 'ids');
    return Array.isArray(ids) ? ids.length * (1 + inside) : 1 + inside * assumedListSize;
  };
  return Math.max(1, ofSelections(operation.selectionSet, root));
}

type Values = (node: FieldNode, argument: string) => unknown;

/** What an argument will be, as far as a size can be read from it: a number, or a list's length. */
function createValues(operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>): Values {
  const plain = (value: ValueNode | undefined): unknown => {
    if (value === undefined) return undefined;
    if (value.kind === Kind.INT) return Number(value.value);
    if (value.kind === Kind.LIST) return value.values;
    if (value.kind !== Kind.VARIABLE) return undefined;
    const name = value.name.value;
    const given = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (given !== undefined) return given;
    const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
    return plain(definition?.defaultValue);
  };
  return (node, argument) => plain(node.arguments?.find(({ name }) => name.value === argument)?.value);
}

function isConnection(type: GraphQLCompositeType): boolean {
  return isObjectType(type) && 'edges' in type.getFields() && 'pageInfo' in type.getFields();
}

function pageSize(node: FieldNode, values: Values): number {
  const wished = values(node, 'first') ?? values(node, 'last') ?? defaultPageSize;
  // What is no number or too large is refused where it is read.
  return typeof wished === 'number' ? Math.min(Math.max(wished, 1), largestPageSize) : largestPageSize;
}
