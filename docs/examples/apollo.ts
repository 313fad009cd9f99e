import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { OperationTypeNode } from 'graphql';
import { connect } from './graphql-ws.ts';

export function createApolloClient(url: string, token: () => string | Promise<string>): ApolloClient {
  const authorize = new SetContextLink(async () => ({ headers: { authorization: `Bearer ${await token()}` } }));
  return new ApolloClient({
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(connect(url.replace('http', 'ws'), token)),
      ApolloLink.from([authorize, new HttpLink({ uri: url })]),
    ),
    cache: new InMemoryCache({
      typePolicies: {
        Query: {
          fields: {
            // What else is asked for makes another list; pages of the same are put together.
            resources: relayStylePagination(['where', 'search', 'orderBy', 'asOf']),
            resourceEvents: relayStylePagination(['where']),
          },
        },
      },
    }),
  });
}
