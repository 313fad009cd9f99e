import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import {
  type ExecutionArgs,
  execute,
  type FormattedExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
} from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Authenticator } from '../auth/authenticate.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Clock } from '../base/clock.ts';
import { ArcadiaError } from '../base/errors.ts';
import { withLogFields } from '../observability/log.ts';
import type { RequestWatch } from '../observability/requests.ts';
import type { Contexts } from './context.ts';
import type { Balance } from './limits/cost-bucket.ts';
import { limitExceeded } from './limits/limits.ts';
import { createSocketGuard } from './limits/socket-guard.ts';
import type { Pipeline } from './pipeline.ts';
import type { CredentialWatch } from './stream/credentials.ts';
import { Pulse } from './stream/pulse.ts';
import { SocketSink, Wire } from './stream/socket-sink.ts';
import type { SubscriptionArgs } from './stream/source.ts';
import type { Streams } from './stream/streams.ts';

/** Closes a socket whose token has expired or was revoked; the client comes back with a fresh one and its last cursor. */
const forbidden = { code: 4403, reason: 'Forbidden' };
/** It could not be looked up who asks. */
const broken = { code: 4500 };
/** How often a socket is asked whether anybody is there. */
const defaultPingMs = 12_000;
const longestId = 200;
const idTooLong = `The id of an operation on a socket may have ${longestId} characters at most.`;
/** However many clients do not say goodbye: closing takes no longer. */
const goodbyeMs = 1000;

export interface SocketOptions {
  readonly schema: GraphQLSchema;
  readonly pipeline: Pipeline;
  readonly authenticator: Authenticator;
  readonly contexts: Contexts;
  readonly streams: Streams;
  readonly credentials: CredentialWatch;
  readonly clock: Clock;
  readonly watch: RequestWatch | undefined;
  readonly corsOrigins: readonly string[];
  readonly pingMs?: number | undefined;
}

interface Connection extends Record<PropertyKey, unknown> {
  viewer?: Viewer | null;
  /** On every line that is logged about an operation of this socket. */
  requestId?: string;
  /** Aborts when the socket closes. */
  gone?: AbortController;
  /** Ends the watch over its credential. */
  unwatch?: () => void;
  /** By the id of its operation: gives the seat of a subscription back. */
  seats?: Map<string, () => void>;
}

/** Serves graphql-transport-ws on the path of the API. */
export function serveSockets(http: Server, options: SocketOptions): { close(): Promise<void> } {
  const { schema, pipeline, authenticator, contexts, streams, credentials, clock, corsOrigins } = options;
  const { limits, present } = pipeline;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.bodyBytes, perMessageDeflate: false });
  const guard = createSocketGuard(limits, clock);
  const presentOn = ({ requestId = '' }: Connection, error: unknown) =>
    withLogFields({ requestId }, () => present(error));
  const balances = new WeakMap<ExecutionArgs, Balance>();
  const endings = new WeakMap<ExecutionArgs, (outcome: 'ok' | 'error') => void>();
  const pulse = new Pulse(options.pingMs ?? defaultPingMs);
  const wires = new WeakMap<WebSocket, Wire>();
  const sinks = new WeakMap<ExecutionArgs, SocketSink>();

  http.on('upgrade', (request, socket, head) => {
    // Node has let go of it, and until `ws` takes it a client that hangs up would be an error that nobody handles: our end.
    socket.on('error', () => socket.destroy());
    const path = (request.url ?? '/').split('?')[0];
    const origin = request.headers.origin;
    const host = request.headers.host ?? '';
    const sameOrigin = origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
    if (path !== '/graphql') return refuse(socket, '404 Not Found');
    // A browser sends its page's origin and cannot be told not to; other clients send none.
    if (origin !== undefined && !sameOrigin && !corsOrigins.includes(origin)) return refuse(socket, '403 Forbidden');
    sockets.handleUpgrade(request, socket, head, (client) => {
      pulse.watch(client);
      wires.set(client, new Wire(client, socket));
      guard.opened(client);
      sockets.emit('connection', client, request);
      // What breaks the protocol ends its socket by itself; graphql-ws would write a stack to the console for each.
      client.removeAllListeners('error').on('error', () => {});
    });
  });

  const graphqlWs = useServer<Record<string, unknown>, Connection>(
    {
      schema,
      connectionInitWaitTimeout: limits.connectionInitMs,
      async onConnect({ connectionParams, extra }) {
        extra.requestId = randomUUID();
        try {
          extra.viewer = await authenticator.authenticate(
            connectionParams?.authorization,
            connectionParams?.['x-arcadia-view-as'] === undefined
              ? {}
              : { viewAs: connectionParams['x-arcadia-view-as'] },
          );
        } catch (error) {
          // Thrown further, graphql-ws would write it to the console and tell the client what it is.
          const shown = presentOn(extra, error);
          const code = error instanceof ArcadiaError ? forbidden.code : broken.code;
          extra.socket.close(code, closeReason(shown.message));
          return false;
        }
        const { viewer } = extra;
        if (!guard.signedIn(extra.socket, viewer?.id ?? null)) return false;
        extra.gone = new AbortController();
        extra.seats = new Map();
        if (viewer) {
          extra.unwatch = credentials.watch(viewer, () => extra.socket.close(forbidden.code, forbidden.reason));
        }
        return true;
      },
      onDisconnect({ extra }) {
        extra.unwatch?.();
        extra.gone?.abort();
        for (const release of extra.seats?.values() ?? []) release();
      },
      onSubscribe({ extra }, id, payload) {
        const { operationName, variables } = payload;
        // An error that is thrown here would close the whole socket, so each is an answer.
        try {
          const viewer = extra.viewer ?? null;
          // It stands in every message to come.
          if (id.length > longestId) throw new ArcadiaError('BAD_USER_INPUT', idTooLong);
          const { document, errors } = pipeline.read(String(pipeline.textOf(payload)));
          if (document === null) return errors;
          const asked = { document, operationName, variables };
          const balance = pipeline.admit(asked, viewer);
          const operation = getOperationAST(document, operationName);
          if (operation?.operation === 'subscription') seat(extra, id, asked);
          const contextValue = contexts(viewer, extra.gone?.signal ?? AbortSignal.abort());
          const args: ExecutionArgs = {
            schema,
            document,
            ...(operationName ? { operationName } : {}),
            ...(variables ? { variableValues: variables } : {}),
            contextValue,
          };
          balances.set(args, balance);
          const ended = operation && options.watch?.operation(operation.operation, operation.name?.value);
          if (ended) endings.set(args, ended);
          const wire = wires.get(extra.socket);
          if (wire !== undefined) sinks.set(args, new SocketSink(wire, id));
          return args;
        } catch (error) {
          return [presentOn(extra, error)];
        }
      },
      execute: (args) => pipeline.trace(args, () => execute(args)),
      subscribe(args) {
        const sink = sinks.get(args);
        if (sink === undefined) throw new Error('A subscription has a socket.');
        return streams.subscribe({ args: args as SubscriptionArgs, sink }); // made above, with our context
      },
      onNext({ extra }, _id, _payload, args, result) {
        const balance = balances.get(args);
        // Events that many share pass by here; of other subscriptions the first answer says what they cost.
        balances.delete(args);
        if (balance !== undefined) Object.assign(result, { extensions: { ...result.extensions, ...balance } });
        // What is returned is sent: of what it handed over the library has made its copy already.
        const { errors, ...rest } = result;
        endings.get(args)?.(errors ? 'error' : 'ok');
        endings.delete(args);
        const shown = errors && { errors: errors.map((error) => toWire(presentOn(extra, error))) };
        return { ...rest, ...shown } as FormattedExecutionResult; // the two differ in how they spell what is left out
      },
      onError: ({ extra }, _id, _payload, errors) => errors.map((error) => toWire(presentOn(extra, error))),
      onComplete({ extra }, id) {
        extra.seats?.get(id)?.();
        extra.seats?.delete(id);
      },
    },
    sockets,
    0, // the pulse asks whether anybody is there
  );

  const seat = ({ viewer = null, seats }: Connection, id: string, asked: Parameters<Pipeline['admit']>[0]) => {
    const max = limits.subscriptionsPerSocket;
    if (seats === undefined || seats.size >= max) {
      throw limitExceeded('subscriptionsPerSocket', max, `A socket carries ${max} subscriptions; end some first.`);
    }
    seats.set(id, pipeline.admitSubscription(asked, viewer));
  };

  return {
    async close() {
      // 1001 and 1012 alike make clients come back, here or elsewhere.
      for (const client of sockets.clients) client.close(1012, 'Service restarts; come back with your last cursor.');
      const deadline = setTimeout(() => {
        for (const client of sockets.clients) client.terminate();
      }, goodbyeMs);
      await graphqlWs.dispose();
      clearTimeout(deadline);
      pulse.stop();
    },
  };
}

function refuse(socket: import('node:stream').Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Headers of an HTTP answer have no place on a socket. */
function toWire(error: GraphQLError): GraphQLFormattedError {
  const { http: _, ...extensions } = error.extensions;
  return { ...error.toJSON(), extensions };
}

/** A close reason holds at most 123 bytes. */
function closeReason(message: string): string {
  return Buffer.from(message)
    .subarray(0, 120)
    .toString('utf8')
    .replace(/\uFFFD$/, '');
}
