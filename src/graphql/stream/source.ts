import type { ExecutionArgs } from 'graphql';
import type { EventFilter } from '../../events/read.ts';
import type { LoggedEvent } from '../../events/types.ts';
import type { Context } from '../context.ts';
import { scopeOf } from '../scope.ts';

/** What a subscription is executed with. */
export type SubscriptionArgs = ExecutionArgs & { readonly contextValue: Context };

/**
 * What a subscription to events follows. It says what it wants, so that those who want the same can share the work; whoever
 * does not know it iterates over it, as over any other source.
 */
export class EventSource implements AsyncIterable<LoggedEvent> {
  readonly filter: EventFilter;
  /** The subscriber's last position. */
  readonly after: bigint;
  readonly #context: Context;

  constructor(context: Context, filter: EventFilter, after: bigint) {
    this.#context = context;
    this.filter = filter;
    this.after = after;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<LoggedEvent, void, undefined> {
    const { events, db, signal } = this.#context;
    const scope = scopeOf(this.#context);
    const follower = events.follow({ scope: () => scope, filter: this.filter, after: this.after, sql: () => db });
    const close = () => follower.close();
    if (signal.aborted) return;
    signal.addEventListener('abort', close, { once: true });
    try {
      for (;;) {
        const delivery = await follower.next();
        if (delivery === null) return;
        yield* delivery.events;
      }
    } finally {
      signal.removeEventListener('abort', close);
      follower.close();
    }
  }
}
