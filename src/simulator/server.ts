import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, answer } from './api/api.ts';
import { RateLimits } from './api/limits.ts';
import { errorReply } from './api/replies.ts';
import type { Reply } from './api/route.ts';
import { Router } from './api/router.ts';
import { send } from './api/send.ts';
import { answerSpaces, spacesEndpoint } from './api/spaces.ts';
import { DrivenEstate } from './by-hand.ts';
import { control } from './control.ts';
import { type Fault, Faults } from './faults.ts';
import { generateEstate } from './generate.ts';
import { routes } from './kinds/index.ts';
import { keyPair, type SpacesKeyPair } from './kinds/space.ts';
import { keepState, loadEstate } from './state-file.ts';

export interface SimulatorOptions {
  /** Absent or 0: any free one. */
  readonly port?: number;
  readonly host?: string;
  /** Absent: 1. */
  readonly seed?: number;
  /** How many droplets the invented account has, those with GPUs included; the rest grows with them. Absent: 84. */
  readonly droplets?: number;
  /** False lifts the rate limits. */
  readonly limits?: boolean;
  /** Where the estate outlives the process. A file that is there wins over `seed` and `droplets`. */
  readonly statePath?: string;
  /** Absent: nothing happens of itself. */
  readonly life?: { readonly everyMs: number };
  readonly now?: () => Date;
  /** Before every answer. */
  readonly latencyMs?: number;
  /** Absent: 200, as at DigitalOcean. Fewer make several pages of a small estate. */
  readonly mostPerPage?: number;
  /** How long what is begun over HTTP stays `new` or `in-progress`. Absent: until the next look. */
  readonly settleMs?: number;
  /** What every token may, in DigitalOcean's words, such as `droplet:read`. Absent: everything. */
  readonly scopes?: readonly string[];
  /** Opens /_control to programs in other processes. */
  readonly control?: boolean;
}

/** One request, as it came. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Null when there was none. */
  readonly token: string | null;
  /** Null as long as there is no answer, which may be for ever. */
  status: number | null;
}

export interface Simulator {
  /** Without a slash at its end; `/v2` comes after it. */
  readonly url: string;
  /** Where Spaces answers over S3, `{{.Region}}` in it, and a key to all buckets. */
  readonly spaces: SpacesKeyPair & { readonly endpoint: string };
  readonly estate: DrivenEstate;
  readonly faults: Faults;
  /** The latest ten thousand, oldest first. Emptying it is allowed. */
  readonly requests: LoggedRequest[];
  /** Ends every connection and saves the estate. */
  close(): Promise<void>;
}

const requestsKept = 10_000;

/**
 * Plays a DigitalOcean account over HTTP: any bearer token opens it.
 *
 * @throws Error  The port is taken, or the state file is not an estate.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { seed = 1, droplets = 84, now = () => new Date(), settleMs = 0, host = '127.0.0.1', statePath } = options;
  const saved = statePath === undefined ? undefined : loadEstate(statePath, { now, settleMs });
  const estate = saved ?? generateEstate({ seed, droplets, now, settleMs });
  const faults = new Faults(estate.visibility, estate.random('faults'));
  const driven = new DrivenEstate(estate);
  const requests: LoggedRequest[] = [];
  const closing = new AbortController();
  // Every request that is kept waiting listens to it.
  setMaxListeners(0, closing.signal);
  const api: Api = {
    estate,
    router: new Router(routes),
    limits: new RateLimits({ lifted: options.limits === false }),
    scopes: options.scopes === undefined ? null : new Set(options.scopes),
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const origin = `http://${request.headers.host ?? 'localhost'}`;
    const method = request.method ?? 'GET';
    const requestId = randomUUID();
    const target = request.url ?? '/';
    if (!URL.canParse(target, origin)) return send(response, errorReply(400), requestId);
    const url = new URL(target, origin);
    if (options.mostPerPage !== undefined) narrowPages(url.searchParams, options.mostPerPage);
    const text = await textOf(request);
    if (options.control === true && url.pathname.startsWith('/_control/')) {
      return send(response, control({ estate: driven, faults }, method, url.pathname, text), requestId);
    }
    const token = bearerOf(request);
    const entry = log(requests, { method, path: url.pathname, query: Object.fromEntries(url.searchParams), token });
    const { delayMs, fault } = faults.befalling({ method, path: url.pathname, query: url.searchParams });
    const waitMs = delayMs + (options.latencyMs ?? 0);
    if (waitMs > 0) await sleep(waitMs, undefined, { signal: closing.signal });
    if (fault?.hang) return;
    if (fault?.reset) {
      request.socket.resetAndDestroy();
      return;
    }
    const shift = fault?.shift ?? 0;
    const { headers } = request;
    const reply =
      faultReply(fault) ??
      answerSpaces(estate, { method, url, headers, text }) ??
      answer(api, { method, origin, url, token, text, shift });
    entry.status = reply.status;
    send(response, skewed(reply, fault, now()), requestId, fault?.body);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // The client went away, or the simulator is closing, or this is a mistake of ours: it must show as one.
      if (response.headersSent || closing.signal.aborted) response.destroy();
      else send(response, { status: 500, body: { id: 'server_error', message: String(error) } }, randomUUID());
    });
  });
  // Longer than any client keeps an idle connection, so that none meets one that is just being closed.
  server.keepAliveTimeout = 120_000;
  await listen(server, options.port ?? 0, host);
  const keeper = statePath === undefined ? undefined : keepState(estate, statePath);
  const life = options.life && setInterval(() => driven.live(), options.life.everyMs);
  const { port } = server.address() as AddressInfo;

  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    url,
    spaces: { endpoint: spacesEndpoint(url), ...keyPair() },
    estate: driven,
    faults,
    requests,
    close: async () => {
      clearInterval(life);
      closing.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await keeper?.close();
    },
  };
}

function log(requests: LoggedRequest[], request: Omit<LoggedRequest, 'status'>): LoggedRequest {
  const entry: LoggedRequest = { ...request, status: null };
  if (requests.length >= requestsKept) requests.splice(0, requestsKept / 10);
  requests.push(entry);
  return entry;
}

/** Undefined when the request is served. */
function faultReply(fault: Fault | undefined): Reply | undefined {
  if (fault?.status === undefined || fault.status < 300) return undefined;
  const reply = errorReply(fault.status);
  const { retryAfterSeconds } = fault;
  return retryAfterSeconds === undefined ? reply : { ...reply, headers: { 'retry-after': String(retryAfterSeconds) } };
}

function narrowPages(query: URLSearchParams, most: number): void {
  const wanted = query.get('per_page');
  if (wanted !== null && Number(wanted) > most) query.set('per_page', String(most));
}

/** Whatever headers say of the time, said by a clock that is wrong. */
function skewed(reply: Reply, fault: Fault | undefined, now: Date): Reply {
  if (fault?.clockSkewMs === undefined) return reply;
  const { 'retry-after': retryAfter, 'ratelimit-reset': reset, ...rest } = reply.headers ?? {};
  const later = (ms: number) => new Date(now.getTime() + (fault.clockSkewMs ?? 0) + ms).toUTCString();
  const headers = {
    ...rest,
    date: later(0),
    ...(retryAfter === undefined ? {} : { 'retry-after': later(Number(retryAfter) * 1000) }),
    ...(reset === undefined ? {} : { 'ratelimit-reset': String(Number(reset) + Math.round(fault.clockSkewMs / 1000)) }),
  };
  return { ...reply, headers };
}

function bearerOf(request: IncomingMessage): string | null {
  return /^Bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
