import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createYoga } from 'graphql-yoga';
import type { Authenticator } from '../auth/authenticate.ts';
import { nothing } from '../base/scope.ts';
import type { Viewers } from '../db/viewer.ts';
import type { Log } from '../observability/log.ts';
import type { Context } from './context.ts';
import { presentError } from './errors.ts';
import { createLoaders } from './loaders.ts';
import { schema } from './schema/index.ts';
import { serveSockets } from './sockets.ts';

export interface ServerOptions extends Pick<Context, 'events' | 'actions' | 'clock'> {
  readonly authenticator: Authenticator;
  readonly viewers: Viewers;
  readonly log: Log;
  readonly corsOrigins: readonly string[];
  /** GraphiQL and the landing page are for development. */
  readonly graphiql: boolean;
  /** Answers for paths other than /graphql: `true` when it took the request. */
  readonly otherPaths: (request: IncomingMessage, response: ServerResponse) => boolean;
}

export interface GraphQLServer {
  /** @returns the port, which is a free one when 0 was asked for. */
  listen(port: number, host: string): Promise<number>;
  /** Ends every stream and socket, lets requests under way finish for a moment, and closes. */
  close(): Promise<void>;
}

export function createGraphQLServer(options: ServerOptions): GraphQLServer {
  const { authenticator, log, corsOrigins } = options;
  const contexts = createContexts(options);
  const yoga = createYoga({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    graphiql: options.graphiql,
    batching: false,
    logging: false,
    cors: corsOrigins.length === 0 ? false : { origin: [...corsOrigins], methods: ['GET', 'POST', 'OPTIONS'] },
    maskedErrors: { maskError: (error) => presentError(error, log) },
    context: async ({ request }): Promise<Context> => {
      const viewAs = request.headers.get('x-arcadia-view-as');
      const viewer = await authenticator.authenticate(
        request.headers.get('authorization') ?? undefined,
        viewAs === null ? {} : { viewAs },
      );
      return contexts(viewer, request.signal);
    },
  });

  const http = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0];
    if (path === '/graphql') void yoga(request, response);
    else if (!options.otherPaths(request, response)) sendNotFound(response);
  });
  const sockets = serveSockets(http, { schema, authenticator, contexts, log, corsOrigins });

  return {
    listen: (port, host) => listen(http, port, host),
    async close() {
      await sockets.close();
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      http.closeIdleConnections();
      const deadline = setTimeout(() => http.closeAllConnections(), 2000);
      await closed;
      clearTimeout(deadline);
      await yoga.dispose();
    },
  };
}

/** One way to make an operation's context, for HTTP, SSE and WebSocket alike. */
export type Contexts = (viewer: Context['viewer'], signal: AbortSignal) => Context;

function createContexts(options: ServerOptions): Contexts {
  const { viewers, events, actions, clock } = options;
  return (viewer, signal) => {
    const scope = viewer?.scope ?? nothing;
    const db = viewers.forScope(scope);
    return {
      viewer,
      db,
      loaders: createLoaders(db, scope),
      events,
      actions,
      clock,
      signal,
    };
  };
}

function listen(http: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      const address = http.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function sendNotFound(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: 'There is nothing here. The API is at /graphql.' }));
}
