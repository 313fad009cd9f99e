import type { Server } from 'node:http';
import { type ExecutionArgs, type GraphQLSchema, parse, validate } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Authenticator } from '../auth/authenticate.ts';
import type { Viewer } from '../auth/viewer.ts';
import { ArcadiaError } from '../base/errors.ts';
import type { Log } from '../observability/log.ts';
import { presentError } from './errors.ts';
import type { Contexts } from './server.ts';

/** Closes a socket whose token has expired or was revoked; the client comes back with a fresh one and its last cursor. */
const forbidden = { code: 4403, reason: 'Forbidden' };
/** How soon an expired or revoked token ends its socket. */
const credentialCheckMs = 3000;

export interface SocketOptions {
  readonly schema: GraphQLSchema;
  readonly authenticator: Authenticator;
  readonly contexts: Contexts;
  readonly log: Log;
  readonly corsOrigins: readonly string[];
}

interface Connection extends Record<PropertyKey, unknown> {
  viewer?: Viewer | null;
  /** Aborts when the socket closes. */
  gone?: AbortController;
  recheck?: NodeJS.Timeout;
}

/** Serves graphql-transport-ws on the path of the API. */
export function serveSockets(http: Server, options: SocketOptions): { close(): Promise<void> } {
  const { schema, authenticator, contexts, log, corsOrigins } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 256 * 1024, perMessageDeflate: false });

  http.on('upgrade', (request, socket, head) => {
    const path = (request.url ?? '/').split('?')[0];
    const origin = request.headers.origin;
    const host = request.headers.host ?? '';
    const sameOrigin = origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
    if (path !== '/graphql') return refuse(socket, '404 Not Found');
    // A browser sends its page's origin and cannot be told not to; other clients send none.
    if (origin !== undefined && !sameOrigin && !corsOrigins.includes(origin)) return refuse(socket, '403 Forbidden');
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request));
  });

  const graphqlWs = useServer<Record<string, unknown>, Connection>(
    {
      schema,
      connectionInitWaitTimeout: 5000,
      async onConnect({ connectionParams, extra }) {
        try {
          extra.viewer = await authenticator.authenticate(
            connectionParams?.authorization,
            connectionParams?.['x-arcadia-view-as'] === undefined
              ? {}
              : { viewAs: connectionParams['x-arcadia-view-as'] },
          );
        } catch (error) {
          if (!(error instanceof ArcadiaError)) throw error;
          extra.socket.close(forbidden.code, closeReason(error.message));
          return false;
        }
        const { viewer } = extra;
        extra.gone = new AbortController();
        if (viewer) {
          extra.recheck = setInterval(() => {
            authenticator.stillValid(viewer).then(
              (valid) => valid || extra.socket.close(forbidden.code, forbidden.reason),
              // While the database is away nobody can be told from revoked; the next check asks again.
              () => {},
            );
          }, credentialCheckMs).unref();
        }
        return true;
      },
      onDisconnect({ extra }) {
        clearInterval(extra.recheck);
        extra.gone?.abort();
      },
      onSubscribe({ extra }, _id, { query, operationName, variables }) {
        // An error that is thrown here would close the whole socket, so each is an answer.
        try {
          const document = parse(query, { maxTokens: 5000 });
          const errors = validate(schema, document);
          if (errors.length > 0) return errors;
          const contextValue = contexts(extra.viewer ?? null, extra.gone?.signal ?? AbortSignal.abort());
          return {
            schema,
            document,
            ...(operationName ? { operationName } : {}),
            ...(variables ? { variableValues: variables } : {}),
            contextValue,
          } satisfies ExecutionArgs;
        } catch (error) {
          return [presentError(error, log)];
        }
      },
      onNext(_context, _id, _payload, _args, result) {
        const errors = result.errors?.map((error) => presentError(error, log));
        if (errors !== undefined) Object.assign(result, { errors });
      },
      onError: (_context, _id, _payload, errors) => errors.map((error) => presentError(error, log).toJSON()),
    },
    sockets,
    12_000,
  );

  return {
    async close() {
      // 1001 and 1012 alike make clients come back, here or elsewhere.
      for (const client of sockets.clients) client.close(1012, 'Service restarts; come back with your last cursor.');
      await graphqlWs.dispose();
      for (const client of sockets.clients) client.terminate();
    },
  };
}

function refuse(socket: import('node:stream').Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** A close reason holds at most 123 bytes. */
function closeReason(message: string): string {
  return Buffer.from(message)
    .subarray(0, 120)
    .toString('utf8')
    .replace(/\uFFFD$/, '');
}
