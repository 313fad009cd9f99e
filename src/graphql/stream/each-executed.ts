import { type ExecutionArgs, type ExecutionResult, execute } from 'graphql';
import type { Context } from '../context.ts';

/**
 * The results of a source that nobody shares, one by one as they are asked for. Unlike graphql's own way, each has a fresh
 * context, and `return` ends a `next` that waits, as far as the source's own does.
 */
export function eachExecuted(
  source: AsyncIterable<unknown>,
  args: ExecutionArgs,
  freshContext: () => Context,
): AsyncGenerator<ExecutionResult, void, void> {
  const iterator = source[Symbol.asyncIterator]();
  const end = async (): Promise<IteratorReturnResult<void>> => {
    await iterator.return?.();
    return { done: true, value: undefined };
  };
  const results: AsyncGenerator<ExecutionResult, void, void> = {
    async next() {
      const next = await iterator.next();
      if (next.done) return { done: true, value: undefined };
      return { done: false, value: await execute({ ...args, rootValue: next.value, contextValue: freshContext() }) };
    },
    return: end,
    async throw(error) {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]: () => results,
  };
  return results;
}
