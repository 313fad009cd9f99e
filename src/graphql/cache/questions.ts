import { type DocumentNode, getOperationAST, Kind } from 'graphql';
import type { Viewer } from '../../auth/viewer.ts';
import { scopeKey } from '../../base/scope.ts';

/** Answered from what Postgres holds and from nothing else: not from the clock, from memory or from the viewer's own person. */
const fromTheStore: ReadonlySet<string> = new Set([
  '__typename',
  'resources',
  'resource',
  'projects',
  'project',
  'resourceAggregates',
  'estateDiff',
  'tenants',
]);

/** Whether the answer of an operation is the same as long as the store is. */
export function isOfTheStore(document: DocumentNode, operationName: string | undefined): boolean {
  const operation = getOperationAST(document, operationName);
  return (
    operation?.operation === 'query' &&
    // What is in a fragment at the root is not looked into: it is seldom there.
    operation.selectionSet.selections.every(
      (selection) => selection.kind === Kind.FIELD && fromTheStore.has(selection.name.value),
    )
  );
}

/** Equal for two questions only where their answers are: what is asked, who may see what, and what they may ask at all. */
export function questionKey(
  { scope, roles }: Viewer,
  asked: { readonly query: string; readonly operationName: string | undefined; readonly variables: unknown },
): string {
  return JSON.stringify([scopeKey(scope), roles, asked.operationName ?? null, asked.query, asked.variables ?? null]);
}
