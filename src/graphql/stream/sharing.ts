import {
  type DocumentNode,
  type ExecutionArgs,
  type FieldNode,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  print,
  visit,
} from 'graphql';
import type { Viewer } from '../../auth/viewer.ts';
import { scopeKey } from '../../base/scope.ts';

// Two subscribers may share one execution when nothing in the answer could differ between them: the same document and
// variables, the same rights and the same scope. The cursor after which each began is set aside, since it only says from
// where on: but only where it stands as the subscription's own argument and nowhere else.

interface Shape {
  /** The document without the subscription's `after`. */
  readonly text: string;
  /** Variables that the answer may depend on: whatever else was sent is read by nobody. */
  readonly variables: ReadonlySet<string>;
}

const shapes = new WeakMap<DocumentNode, Map<string, Shape>>();

/**
 * @param viewer  Whose rights and scope count; who it is does not.
 * @returns       Equal for subscribers who may share.
 */
export function sharingKey({ document, operationName, variableValues }: ExecutionArgs, viewer: Viewer): string {
  const name = operationName ?? '';
  const known = shapes.get(document) ?? new Map<string, Shape>();
  shapes.set(document, known);
  const shape = known.get(name) ?? shapeOf(document, operationName);
  known.set(name, shape);
  const variables = Object.entries(variableValues ?? {}).filter(([variable]) => shape.variables.has(variable));
  return JSON.stringify([
    scopeKey(viewer.scope),
    [...viewer.roles].sort(),
    viewer.viewingAs,
    name,
    sorted(Object.fromEntries(variables)),
    shape.text,
  ]);
}

function shapeOf(document: DocumentNode, operationName: string | null | undefined): Shape {
  const operation = getOperationAST(document, operationName);
  const field = operation?.selectionSet.selections[0];
  const declared = new Set(operation?.variableDefinitions?.map(({ variable }) => variable.name.value));
  // A field inside a fragment keeps its argument, and with it everybody to themselves.
  if (!operation || field?.kind !== Kind.FIELD) return { text: print(document), variables: declared };
  const argument = field.arguments?.find(({ name }) => name.value === 'after');
  const value = argument?.value;
  const variable = value?.kind === Kind.VARIABLE ? value.name.value : null;
  // One that is used there and nowhere else.
  const alone = variable === null || usesOf(document, variable) === 1;
  if (!alone) return { text: print(document), variables: declared };
  if (variable !== null) declared.delete(variable);
  return { text: print(without(document, operation, field, variable)), variables: declared };
}

function usesOf(document: DocumentNode, variable: string): number {
  let uses = 0;
  visit(document, {
    VariableDefinition: () => false,
    Variable({ name }) {
      if (name.value === variable) uses += 1;
    },
  });
  return uses;
}

function without(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  field: FieldNode,
  variable: string | null,
): DocumentNode {
  const lean: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: (operation.variableDefinitions ?? []).filter((each) => each.variable.name.value !== variable),
    selectionSet: {
      ...operation.selectionSet,
      selections: operation.selectionSet.selections.map((selection) =>
        selection === field
          ? { ...field, arguments: (field.arguments ?? []).filter(({ name }) => name.value !== 'after') }
          : selection,
      ),
    },
  };
  return {
    ...document,
    definitions: document.definitions.map((definition) => (definition === operation ? lean : definition)),
  };
}

/** The same value with the keys of its objects in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
