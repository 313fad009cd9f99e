import http from 'node:http';
import https from 'node:https';
import { got, RequestError, TimeoutError } from 'got';
import { type Span, withSpan } from '../observability/trace.ts';
import { type Method, withoutSecrets } from './errors.ts';

/** Milliseconds for each attempt. */
export interface Timeouts {
  /** Each of: finding the host, connecting, the TLS handshake. */
  readonly connect: number;
  /** From the request's last byte to the answer's first. */
  readonly response: number;
  /** The whole attempt, from waiting for a socket to the answer's last byte. */
  readonly request: number;
}

interface Exchange {
  readonly method: Method;
  readonly url: URL;
  /** `authorization` among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** What they authorise by: taken out of every message. */
  readonly secret: string;
  /** undefined: no body. */
  readonly json: unknown;
  readonly signal: AbortSignal;
}

export interface RawAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** No answer came, or not all of it. Freed from what got's errors carry: the request with its headers. */
export class TransportError extends Error {
  readonly trouble: 'network' | 'timeout' | 'unreadable' | 'cancelled';
  readonly code: string;

  constructor(trouble: TransportError['trouble'], code: string, message: string) {
    super(message);
    this.name = 'TransportError';
    this.trouble = trouble;
    this.code = code;
  }
}

interface Transport {
  /**
   * One attempt: no retry, no redirect followed.
   *
   * @throws TransportError
   */
  exchange(exchange: Exchange): Promise<RawAnswer>;
  /** Closes the idle connections. */
  close(): void;
}

export function createTransport(options: {
  readonly userAgent: string;
  readonly timeouts: Timeouts;
  readonly maxSockets: number;
  readonly maxBodyBytes: number;
}): Transport {
  const { userAgent, timeouts, maxSockets, maxBodyBytes } = options;
  const kept = { keepAlive: true, maxSockets, maxFreeSockets: maxSockets };
  const readAgents = { http: new http.Agent(kept), https: new https.Agent(kept) };
  // A kept connection may be dying as it is used. A read is then repeated; a write must not be, so it gets a fresh one.
  const fresh = { keepAlive: false, maxSockets };
  const writeAgents = { http: new http.Agent(fresh), https: new https.Agent(fresh) };

  return {
    exchange: (exchange) =>
      withSpan(`${exchange.method} DigitalOcean`, spanOf(exchange), (span) => once(exchange, span)),

    close() {
      for (const agents of [readAgents, writeAgents]) {
        agents.http.destroy();
        agents.https.destroy();
      }
    },
  };

  async function once({ method, url, headers, secret, json, signal }: Exchange, span: Span): Promise<RawAnswer> {
    const stream = got.stream(url, {
      method,
      headers: { ...headers, 'user-agent': userAgent },
      ...(json === undefined ? {} : { json }),
      agent: method === 'GET' ? readAgents : writeAgents,
      signal,
      followRedirect: false,
      throwHttpErrors: false,
      retry: { limit: 0 },
      timeout: {
        lookup: timeouts.connect,
        connect: timeouts.connect,
        secureConnect: timeouts.connect,
        response: timeouts.response,
        request: timeouts.request,
      },
    });
    // A late error, after the answer is here or given up on, has nobody to tell.
    stream.on('error', () => {});
    // got leaves a stream open for writing unless it is given a body.
    if (json === undefined && method !== 'GET') stream.end();
    try {
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > maxBodyBytes) {
          throw new TransportError('unreadable', 'TOO_LONG', `longer than ${maxBodyBytes} bytes`);
        }
        chunks.push(chunk);
      }
      const { response } = stream;
      if (response === undefined)
        throw new TransportError('network', 'NO_ANSWER', 'the connection closed without an answer');
      span.set({ 'http.response.status_code': response.statusCode });
      return {
        status: response.statusCode,
        headers: plainHeaders(response.headers),
        text: Buffer.concat(chunks).toString(),
      };
    } catch (error) {
      // Asked of the signal: got calls an abort by AbortSignal.timeout a time limit of its own.
      throw signal.aborted ? new TransportError('cancelled', 'ABORTED', 'cancelled') : withoutRequest(error, secret);
    } finally {
      // Also takes got's listener off the caller's signal, which may live as long as the process.
      stream.destroy();
    }
  }
}

function spanOf({ url }: Exchange) {
  return { kind: 'client', attributes: { 'url.path': url.pathname, 'server.address': url.host } } as const;
}

function plainHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}

function withoutRequest(error: unknown, secret: string): TransportError {
  if (error instanceof TransportError) return error;
  const code = error instanceof RequestError ? error.code : 'UNKNOWN';
  const message = withoutSecrets(error instanceof Error ? error.message : String(error), secret);
  return new TransportError(error instanceof TimeoutError ? 'timeout' : 'network', code, message);
}
