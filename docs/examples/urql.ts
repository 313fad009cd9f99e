import { Client, cacheExchange, fetchExchange, subscriptionExchange } from '@urql/core';
import { connect } from './graphql-ws.ts';

export function createUrqlClient(url: string, token: () => string | Promise<string>): Client {
  const socket = connect(url.replace('http', 'ws'), token);
  return new Client({
    url,
    preferGetMethod: false,
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          // The two say differently what may be left out.
          subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables }, sink as never) }),
        }),
      }),
    ],
    fetch: async (input, init) =>
      fetch(input, { ...init, headers: { ...init?.headers, authorization: `Bearer ${await token()}` } }),
  });
}
