import type { ExecutionResult } from 'graphql';
import { getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { RequestWatch } from '../observability/requests.ts';

/** Tells a watch how long each operation over HTTP takes, and which subscriptions are begun over event streams. */
export function useOperationWatch(watch: RequestWatch | undefined): Plugin {
  if (watch === undefined) return {};
  return {
    onExecute({ args }) {
      const operation = getOperationAST(args.document, args.operationName);
      const ended = watch.operation(operation?.operation ?? 'query', operation?.name?.value);
      return {
        onExecuteDone({ result }) {
          // Nothing here is delivered in increments.
          ended((result as ExecutionResult).errors === undefined ? 'ok' : 'error');
        },
      };
    },
    onSubscribe({ args }) {
      watch.operation('subscription', getOperationAST(args.document, args.operationName)?.name?.value);
    },
  };
}
