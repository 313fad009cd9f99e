import { createServer, type Server } from 'node:http';
import { useServer } from 'graphql-ws/use/ws';
import { createPubSub, createSchema, createYoga } from 'graphql-yoga';
import { WebSocketServer } from 'ws';

/** Somebody else's way of sending an event to everybody who listens. */
export interface Rival {
  readonly url: string;
  publish(event: FanOutEvent): void;
  close(): Promise<void>;
}

export interface FanOutEvent {
  readonly cursor: string;
  readonly type: string;
  readonly urn: string;
  readonly name: string;
}

/** What every subscriber follows, here and at the rivals. */
export const fanOutQuery = 'subscription { resourceEvents { cursor type urn name } }';

/** The wiring of yoga's own documentation: its pub/sub, and graphql-ws over its envelope, once for each subscriber. */
export async function startYogaAsDocumented(): Promise<Rival> {
  const pubSub = createPubSub<{ event: [FanOutEvent] }>();
  const yoga = createYoga({
    schema: createSchema({
      typeDefs: `type Query { a: Int }
        type Event { cursor: String! type: String! urn: String! name: String! }
        type Subscription { resourceEvents: Event! }`,
      resolvers: {
        Subscription: { resourceEvents: { subscribe: () => pubSub.subscribe('event'), resolve: (event) => event } },
      },
    }),
    logging: false,
  });
  const http = createServer(yoga);
  const sockets = new WebSocketServer({ server: http, path: '/graphql' });
  useServer(
    {
      // The envelope's functions ride on the arguments, as the documentation has it; their types do not know of it.
      execute: (args) => (args.rootValue as Envelope).execute(args),
      subscribe: (args) => (args.rootValue as Envelope).subscribe(args),
      async onSubscribe(context, _id, params) {
        const { schema, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped({
          ...context,
          req: context.extra.request,
          socket: context.extra.socket,
          params,
        });
        const args = {
          schema,
          operationName: params.operationName,
          document: parse(params.query),
          variableValues: params.variables,
          contextValue: await contextFactory(),
          rootValue: { execute, subscribe },
        };
        const errors = validate(args.schema, args.document);
        return errors.length > 0 ? errors : args;
      },
    },
    sockets,
  );
  return {
    url: await listen(http),
    publish: (event) => pubSub.publish('event', event),
    close: () => close(http, sockets),
  };
}

type Envelope = Pick<ReturnType<ReturnType<typeof createYoga>['getEnveloped']>, 'execute' | 'subscribe'>;

/** No GraphQL at all: the same bytes to every socket. */
export async function startBareBroadcast(): Promise<Rival> {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, path: '/graphql' });
  const id = crypto.randomUUID();
  return {
    url: await listen(http),
    publish(event) {
      const frame = Buffer.from(JSON.stringify({ id, type: 'next', payload: { data: { resourceEvents: event } } }));
      for (const socket of sockets.clients) socket.send(frame, { binary: false });
    },
    close: () => close(http, sockets),
  };
}

function listen(http: Server): Promise<string> {
  return new Promise((resolve) => {
    http.listen(0, '127.0.0.1', () => {
      const address = http.address();
      resolve(`ws://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/graphql`);
    });
  });
}

function close(http: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  sockets.close();
  http.closeAllConnections();
  return new Promise((resolve) => http.close(() => resolve()));
}
