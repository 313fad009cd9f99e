import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws'; // a browser has its own

/**
 * A client of graphql-ws that comes back by itself, with a fresh token, after the last event that it has taken. By itself
 * graphql-ws sends the variables of the beginning again; it writes them down each time, so the cursor is read at that moment.
 */
export function connect(url: string, token: () => string | Promise<string>): Client {
  const client = createClient({
    url, // wss://…/graphql
    webSocketImpl: WebSocket,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    keepAlive: 10_000, // notices a network that has gone without a word
    connectionParams: async () => ({ authorization: `Bearer ${await token()}` }),
  });
  const subscribe: Client['subscribe'] = (payload, sink) => {
    let cursor = payload.variables?.after;
    const variables = Object.defineProperty({ ...payload.variables }, 'after', { enumerable: true, get: () => cursor });
    const noting: typeof sink = {
      next(result) {
        sink.next(result);
        const { resourceEvents } = (result.data ?? {}) as { resourceEvents?: { cursor: string } };
        cursor = resourceEvents?.cursor ?? cursor;
      },
      error: (error) => sink.error(error),
      complete: () => sink.complete(),
    };
    return client.subscribe({ ...payload, variables }, noting);
  };
  return { ...client, subscribe };
}
