import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createYoga } from 'graphql-yoga';
import type { Authenticator } from '../auth/authenticate.ts';
import type { Viewer } from '../auth/viewer.ts';
import { nothing } from '../base/scope.ts';
import type { Viewers } from '../db/viewer.ts';
import type { Log } from '../observability/log.ts';
import type { StreamCensus } from '../observability/metrics.ts';
import type { RequestWatch } from '../observability/requests.ts';
import { createRevisions } from './cache/revision.ts';
import { useAnswerCache } from './cache/use-answer-cache.ts';
import type { Context, Contexts } from './context.ts';
import { graphiqlFor, renderGraphiql } from './graphiql.ts';
import { useBodyLimit } from './limits/body.ts';
import { endUnread, refuseBadHost, requestTimes, setSecurityHeaders } from './limits/http.ts';
import { defaultLimits, type Limits } from './limits/limits.ts';
import { createLoaders } from './loaders.ts';
import { useOperationWatch } from './operation-watch.ts';
import type { PersistedOperations } from './persisted.ts';
import { createPipeline } from './pipeline.ts';
import { usePipeline } from './pipeline-plugin.ts';
import { schema } from './schema/index.ts';
import { serveSockets } from './sockets.ts';
import { CredentialWatch } from './stream/credentials.ts';
import { Streams } from './stream/streams.ts';
import { type EventStreamOptions, useEventStreams } from './stream/use-event-streams.ts';

export interface ServerOptions extends Pick<Context, 'events' | 'actions' | 'clock'> {
  readonly authenticator: Authenticator;
  readonly viewers: Viewers;
  readonly log: Log;
  readonly corsOrigins: readonly string[];
  /** GraphiQL and the landing page are for development. */
  readonly graphiql: boolean;
  /** Of a platform admin, for GraphiQL on a developer's machine; absent: there is none. */
  readonly developmentToken?: () => Promise<string>;
  /** Whether the schema may be asked for, and errors may suggest what it has. */
  readonly introspection: boolean;
  /** Operations that are known by their ids; absent: none, and all are run. */
  readonly persisted?: PersistedOperations;
  /** Absent: defaultLimits. */
  readonly limits?: Partial<Limits>;
  /** How often sockets are asked whether anybody is there. */
  readonly pingMs?: number;
  readonly eventStreams?: Pick<EventStreamOptions, 'beatMs'>;
  /** How long a subscriber may be behind before the log tells of it. */
  readonly lagPatienceMs?: number;
  /** Memory for answers that are kept while nothing has changed. Absent or 0: none is kept. */
  readonly answerCacheBytes?: number;
  /** Absent: nobody watches. */
  readonly watch?: RequestWatch;
  /** Answers for paths other than /graphql: `true` when it took the request. */
  readonly otherPaths: (request: IncomingMessage, response: ServerResponse) => boolean;
}

export interface GraphQLServer {
  /** @returns the port, which is a free one when 0 was asked for. */
  listen(port: number, host: string): Promise<number>;
  /** Goes on serving, and asks every client to open its next connection elsewhere. */
  drain(): void;
  /** How the live streams stand, for /metrics. */
  census(): StreamCensus;
  /** Ends every stream and socket, lets requests under way finish for a moment, and closes. */
  close(): Promise<void>;
}

export function createGraphQLServer(options: ServerOptions): GraphQLServer {
  const { authenticator, clock, log, corsOrigins, introspection } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const pipeline = createPipeline({ schema, limits, introspection, persisted: options.persisted, clock, log });
  const contexts = createContexts(options);
  const { present } = pipeline;
  const streams = new Streams({ events: options.events, contexts, present, log, lagPatienceMs: options.lagPatienceMs });
  const credentials = new CredentialWatch(authenticator);
  const eventStreams = useEventStreams({ streams, credentials, present, clock, ...options.eventStreams });
  const viewerOf = createViewerOf(authenticator);
  const answerCache = useAnswerCache({
    pipeline,
    revisions: createRevisions(options.viewers.forScope(nothing)),
    viewerOf,
    watch: options.watch,
    maxBytes: options.answerCacheBytes ?? 0,
  });
  const yoga = createYoga({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    graphiql: options.graphiql && ((request) => graphiqlFor(request, options.developmentToken ?? null)),
    renderGraphiQL: renderGraphiql,
    batching: false,
    multipart: false,
    maxRequestBodySize: false,
    // The pipeline keeps what it has read itself.
    parserAndValidationCache: false,
    logging: false,
    cors: corsOrigins.length === 0 ? false : { origin: [...corsOrigins], methods: ['GET', 'POST', 'OPTIONS'] },
    maskedErrors: { maskError: pipeline.present },
    plugins: [useBodyLimit(limits), usePipeline(pipeline), eventStreams, useOperationWatch(options.watch), answerCache],
    context: async ({ request }): Promise<Context> => {
      const viewer = await viewerOf(request);
      // An empty one is what a client sends that has nothing yet.
      return contexts(viewer, request.signal, request.headers.get('last-event-id') || null);
    },
  });

  let draining = false;
  const serve = (request: IncomingMessage, response: ServerResponse) => {
    if (draining) response.setHeader('connection', 'close');
    setSecurityHeaders(response, { page: options.graphiql });
    endUnread(response, limits.unreadMs);
    if (refuseBadHost(request, response)) return;
    const path = (request.url ?? '/').split('?')[0];
    if (path === '/graphql') void yoga(request, response);
    else if (!options.otherPaths(request, response)) sendNotFound(response);
  };
  const http = createServer(requestTimes, (request, response) => {
    if (options.watch) options.watch.request(request, response, () => serve(request, response));
    else serve(request, response);
  });
  const sockets = serveSockets(http, {
    schema,
    pipeline,
    authenticator,
    contexts,
    streams,
    credentials,
    clock,
    watch: options.watch,
    corsOrigins,
    pingMs: options.pingMs,
  });

  return {
    listen: (port, host) => listen(http, port, host),
    drain() {
      draining = true;
    },
    census: () => streams.census(),
    async close() {
      // The sockets first: a stream that ends on an open one would tell its client that there is nothing more to come.
      const socketsClosed = sockets.close();
      streams.stop();
      await socketsClosed;
      eventStreams.stop();
      credentials.stop();
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      http.closeIdleConnections();
      const deadline = setTimeout(() => http.closeAllConnections(), 2000);
      await closed;
      clearTimeout(deadline);
      await yoga.dispose();
    },
  };
}

/** Asked once for each request, however many want to know. */
function createViewerOf(authenticator: Authenticator): (request: Request) => Promise<Viewer | null> {
  const known = new WeakMap<Request, Promise<Viewer | null>>();
  return (request) => {
    const asked = known.get(request);
    if (asked !== undefined) return asked;
    const viewAs = request.headers.get('x-arcadia-view-as');
    const viewer = authenticator.authenticate(
      request.headers.get('authorization') ?? undefined,
      viewAs === null ? {} : { viewAs },
    );
    known.set(request, viewer);
    return viewer;
  };
}

function createContexts(options: ServerOptions): Contexts {
  const { viewers, events, actions, clock } = options;
  return (viewer, signal, resumeAfter = null) => {
    const scope = viewer?.scope ?? nothing;
    const db = viewers.forScope(scope);
    return {
      viewer,
      db,
      loaders: createLoaders(db, scope),
      events,
      actions,
      clock,
      resumeAfter,
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
