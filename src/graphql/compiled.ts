import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';

//  a query that comes often ── compiled ──► answer ── with errors? ──► made again by the reference executor
//
// A compiled query costs about half of an interpreted one. Its answers are the same, its errors are not quite (they have no
// locations, and other words), so whatever has errors is left to the reference executor: queries change nothing. Mutations and
// subscriptions are never compiled.

/** How an operation is executed: yoga's own way, or graphql-js's. */
export type Execute = (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>;

/** Compiling takes as long as tens of answers, and nothing else is served meanwhile. */
const timesBefore = 5;
/** A compiled query is some hundred kilobytes of code. */
const keptCompiled = 100;
/**
 * The largest that is compiled, in fields: below an interface each is compiled for each type that it may be, and so again below
 * that. A thousand take about 30 ms.
 */
const mostFields = 5000;

interface Entry {
  times: number;
  /** undefined: not yet; null: better not. */
  compiled: CompiledQuery | null | undefined;
}

/** @returns  Executes as `reference` does. */
export function createCompiledExecution(
  schema: GraphQLSchema,
): (args: ExecutionArgs, reference: Execute) => ReturnType<Execute> {
  // The name of the operation belongs to the key: one document may hold several.
  const entries = new LRUCache<string, Entry>({ max: keptCompiled });
  const keys = new WeakMap<DocumentNode, string>();
  let documents = 0;

  const entryFor = (document: DocumentNode, operationName: string): Entry => {
    let key = keys.get(document);
    if (key === undefined) {
      documents += 1;
      key = String(documents);
      keys.set(document, key);
    }
    const name = `${key} ${operationName}`;
    const known = entries.get(name);
    if (known !== undefined) return known;
    const entry: Entry = { times: 0, compiled: undefined };
    entries.set(name, entry);
    return entry;
  };

  return (args, reference) => {
    const { document, operationName, rootValue, contextValue, variableValues } = args;
    const entry = entryFor(document, operationName ?? '');
    entry.times += 1;
    if (entry.compiled === undefined && entry.times > timesBefore) {
      entry.compiled = compile(schema, document, operationName);
    }
    if (!entry.compiled) return reference(args);
    const answer = entry.compiled.query(rootValue, contextValue, variableValues ?? {});
    // A context of its own: what Pothos has noted of the first attempt belongs to that.
    const finish = (result: ExecutionResult) =>
      result.errors === undefined ? result : reference({ ...args, contextValue: { ...Object(contextValue) } });
    return answer instanceof Promise ? answer.then(finish) : finish(answer);
  };
}

function compile(schema: GraphQLSchema, document: DocumentNode, operationName: ExecutionArgs['operationName']) {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== 'query') return null;
  const query = schema.getQueryType();
  if (!query || compiledFields(schema, document, operation.selectionSet, query) > mostFields) return null;
  const compiled = compileQuery(schema, document, operationName ?? undefined);
  return isCompiledQuery(compiled) ? compiled : null;
}

/** How many fields a selection becomes when it is compiled; counted to a little beyond mostFields. */
function compiledFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  selections: SelectionSetNode,
  root: GraphQLNamedType,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  let count = 0;
  const visit = (set: SelectionSetNode, type: GraphQLNamedType): void => {
    if (count > mostFields || !isCompositeType(type)) return;
    if (isAbstractType(type)) {
      for (const possible of schema.getPossibleTypes(type)) visit(set, possible);
      return;
    }
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        count += 1;
        const field = isObjectType(type) ? type.getFields()[selection.name.value] : undefined;
        if (field && selection.selectionSet) visit(selection.selectionSet, getNamedType(field.type));
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const condition = fragment?.typeCondition?.name.value;
      if (fragment && applies(schema, condition, type)) visit(fragment.selectionSet, type);
    }
  };
  visit(selections, root);
  return count;
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLNamedType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const abstract = schema.getType(condition);
  if (!abstract || !isAbstractType(abstract) || !isObjectType(type)) return false;
  return isInterfaceType(abstract) ? schema.isSubType(abstract, type) : abstract.getTypes().includes(type);
}
