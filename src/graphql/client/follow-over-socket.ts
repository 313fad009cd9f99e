import { createClient } from 'graphql-ws';
import {
  type Bookmark,
  type Followed,
  type Following,
  type FollowOptions,
  followWith,
  type GraphQLProblem,
  RefusedError,
} from './follow-events.ts';

/**
 * Follows events over a WebSocket. graphql-ws would come back with the variables of the beginning, so here it does not come
 * back by itself: each connection is a new subscription, after the last event that was taken.
 *
 * @param options.url            `wss://…/graphql`.
 * @param options.webSocketImpl  Where there is no WebSocket of its own: the one of `ws`.
 */
export function followOverSocket<Event extends Followed>(
  options: FollowOptions<Event> & { readonly url: string; readonly webSocketImpl?: unknown },
): Following {
  const { url, query, variables, token, webSocketImpl } = options;
  const connectOnce = (bookmark: Bookmark, take: (event: Event) => Promise<void>, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const client = createClient({
        url,
        retryAttempts: 0,
        keepAlive: 10_000,
        connectionParams: async () => ({ authorization: `Bearer ${await token()}` }),
        ...(webSocketImpl === undefined ? {} : { webSocketImpl }),
      });
      // Events are taken one after another, whatever that takes.
      let taking = Promise.resolve();
      let refusal: RefusedError | null = null;
      const leave = () => void client.dispose();
      const end = () => {
        signal.removeEventListener('abort', leave);
        leave();
        taking.then(() => (refusal === null ? resolve() : reject(refusal)), reject);
      };
      signal.addEventListener('abort', leave, { once: true });
      client.subscribe<Record<string, Event>>(
        { query, variables: { ...variables, ...(bookmark.cursor === undefined ? {} : { after: bookmark.cursor }) } },
        {
          next({ data, errors }) {
            const event = Object.values(data ?? {})[0];
            if (event) taking = taking.then(() => take(event));
            else refusal = new RefusedError((errors ?? []) as readonly GraphQLProblem[]); // errors as GraphQL has them
          },
          error(problem) {
            // A list is the server's answer; whatever else comes here is the connection's trouble.
            if (Array.isArray(problem)) refusal = new RefusedError(problem);
            end();
          },
          complete: end,
        },
      );
    });
  return followWith(connectOnce, options);
}
