import { readFileSync } from 'node:fs';
import type { Clock } from '../base/clock.ts';
import type { TokenPurpose } from '../base/config.ts';
import { StartError } from '../base/errors.ts';
import type { Log } from '../observability/log.ts';
import type { Budget, Priority } from './budget.ts';
import { type Method, ProviderError, type ProviderReason, reasonOfStatus, withoutSecrets } from './errors.ts';
import { type Pause, pause as realPause } from './pause.ts';
import { defaultRetries, type Retries, retrying } from './retries.ts';
import { retryAfterSeconds } from './retry-after.ts';
import type { TokenSource } from './tokens.ts';
import { createTransport, type RawAnswer, type Timeouts, TransportError } from './transport.ts';
import { fieldsOf } from './wire.ts';

//   get ─► for each attempt: budget.acquire ─► transport (got, one attempt) ─► budget.learn ─► Answer
//            ▲                                     │
//            └── retry-after, or backoff ◄── network, timeout, 5xx, 429; reads only
//
//   A write is one attempt: the provider has no idempotency key, so a repeated POST is a second machine.

export interface CallOptions {
  readonly purpose: TokenPurpose;
  /** Default `schedule`. */
  readonly priority?: Priority;
  /** Called as each attempt begins, so that a run can count what it spent. */
  readonly onRequest?: () => void;
  readonly signal: AbortSignal;
}

export interface GetOptions extends CallOptions {
  readonly searchParams?: Readonly<Record<string, string | number>>;
  /** A 404 with a JSON body is then an answer, not an error. */
  readonly ifPresent?: boolean;
}

export interface Answer {
  readonly status: number;
  /** Parsed JSON; null when there is none (a 204). */
  readonly body: unknown;
  /** The body as it came: a kind that needs the text of a number reads it here. */
  readonly text: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** When the request that got this answer began: what it says may be as old as that. */
  readonly beganAt: Date;
}

/** The provider over HTTP. */
export interface Client {
  readonly clock: Clock;
  /**
   * Reads. Network errors, time limits, 5xx and 429 are tried again a few times; `signal` ends that at once.
   *
   * @param path   From the host on, ids in it encoded: `/v2/droplets`.
   * @throws ProviderError  for every answer that is not 2xx (but see `ifPresent`) and for none; `cancelled` when `signal` aborts.
   */
  get(path: string, options: GetOptions): Promise<Answer>;
  /**
   * Writes, once: never tried again, because the provider would do it twice.
   *
   * @param json   The body; undefined for none.
   * @throws ProviderError  whose message says whether the write may have been carried out all the same.
   */
  send(method: Exclude<Method, 'GET'>, path: string, json: unknown, options: CallOptions): Promise<Answer>;
  /** Closes idle connections; requests under way end by their signal. */
  close(): void;
}

export interface ClientOptions {
  readonly baseUrl: string;
  readonly tokens: TokenSource;
  readonly log: Log;
  readonly clock: Clock;
  readonly budget?: Budget;
  readonly timeouts?: Partial<Timeouts>;
  readonly retries?: Partial<Retries>;
  readonly pause?: Pause;
  readonly maxSockets?: number;
  /** Of an answer, after decompression. Default 64 MiB. */
  readonly maxBodyBytes?: number;
}

export const defaultTimeouts: Timeouts = { connect: 5_000, response: 30_000, request: 60_000 };

interface Call extends CallOptions {
  readonly method: Method;
  readonly path: string;
  readonly url: URL;
  readonly json: unknown;
  readonly ifPresent: boolean;
}

/** @throws StartError  when `baseUrl` is not an http(s) URL without a user name. */
export function createClient(options: ClientOptions): Client {
  const { tokens, log, clock, budget, pause = realPause } = options;
  const baseUrl = checkedBaseUrl(options.baseUrl);
  const retries = { ...defaultRetries, ...options.retries };
  const transport = createTransport({
    userAgent: `arcadia-cloud/${version()}`,
    timeouts: { ...defaultTimeouts, ...options.timeouts },
    maxSockets: options.maxSockets ?? 40,
    maxBodyBytes: options.maxBodyBytes ?? 64 * 1024 * 1024,
  });

  function prepare(method: Method, path: string, searchParams: GetOptions['searchParams'] = {}) {
    // Without the slash a path could change the host: `https://api.example.com` + `@elsewhere`.
    if (!path.startsWith('/')) throw new TypeError(`a path starts with a slash: ${path}`);
    const url = new URL(`${baseUrl}${path}`);
    for (const [name, value] of Object.entries(searchParams)) url.searchParams.set(name, String(value));
    return { method, url, path: path.replace(/[?#].*$/, '') };
  }

  async function attempt(call: Call): Promise<Answer> {
    const { method, path, url, purpose, json, signal } = call;
    try {
      signal.throwIfAborted();
      await budget?.acquire({ purpose, path, priority: call.priority ?? 'schedule', signal });
    } catch (error) {
      throw signal.aborted ? cancelledUnsent(call) : error;
    }
    const token = tokens.tokenFor(purpose);
    const beganAt = clock.now();
    call.onRequest?.();
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
    const raw = await transport
      .exchange({ method, url, headers, secret: token, json, signal })
      .catch((error: unknown) => {
        if (!(error instanceof TransportError)) throw error;
        const cause = error.trouble === 'cancelled' ? signal.reason : error;
        throw new ProviderError({ reason: error.trouble, method, path, purpose, detail: error.message }, { cause });
      });
    log.debug(
      { method, path, purpose, status: raw.status, ms: clock.now().getTime() - beganAt.getTime() },
      'asked DigitalOcean',
    );
    budget?.learn({ purpose, path, status: raw.status, headers: raw.headers });
    return {
      status: raw.status,
      text: raw.text,
      headers: raw.headers,
      beganAt,
      body: readBody(call, raw, token, clock.now()),
    };
  }

  async function get(path: string, getOptions: GetOptions): Promise<Answer> {
    const { searchParams, ifPresent = false, ...callOptions } = getOptions;
    const call: Call = { ...callOptions, ...prepare('GET', path, searchParams), json: undefined, ifPresent };
    return retrying(() => attempt(call), {
      retries,
      pause,
      signal: call.signal,
      log,
      about: { path: call.path, purpose: call.purpose },
      cancelled: () => cancelledUnsent(call),
    });
  }

  return {
    clock,
    get,
    send: async (method, path, json, callOptions) =>
      attempt({ ...callOptions, ...prepare(method, path), json, ifPresent: false }),
    close: () => transport.close(),
  };
}

function cancelledUnsent(call: Call): ProviderError {
  return new ProviderError({ reason: 'cancelled', ...describe(call), sent: false }, { cause: call.signal.reason });
}

function describe({ method, path, purpose }: Call) {
  return { method, path, purpose };
}

function readBody(call: Call, raw: RawAnswer, token: string, now: Date): unknown {
  const { status, headers, text } = raw;
  const succeeded = status >= 200 && status < 300;
  const body = parse(raw);
  const fail = (reason: ProviderReason, detail: string | null) => {
    const said = fieldsOf(body);
    return new ProviderError({
      ...describe(call),
      reason,
      status,
      detail: detail ?? (typeof said.message === 'string' ? withoutSecrets(said.message, token) : null),
      requestId: shortText(headers['x-request-id'], token) ?? shortText(said.request_id, token),
      retryAfterSeconds: retryAfterSeconds(headers, now),
    });
  };

  if (succeeded && text === '' && (status === 204 || call.method !== 'GET')) return null;
  if (succeeded && body === undefined) throw fail('unreadable', whyUnreadable(raw));
  if (succeeded) return body;
  if (status === 404 && call.ifPresent) {
    // A proxy's own 404 says nothing about the resource; believing it would delete.
    if (typeof body === 'object' && body !== null) return body;
    throw fail('unreadable', whyUnreadable(raw));
  }
  throw status < 400
    ? fail('unreadable', 'it points to another address, and that is not followed')
    : fail(reasonOfStatus(status), null);
}

/** undefined: it is not JSON. */
function parse(raw: RawAnswer): unknown {
  if (!saysJson(raw)) return undefined;
  try {
    return JSON.parse(raw.text);
  } catch {
    return undefined;
  }
}

function saysJson({ headers }: RawAnswer): boolean {
  return /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(headers['content-type'] ?? '');
}

function whyUnreadable(raw: RawAnswer): string {
  return saysJson(raw) ? 'it is not whole JSON' : 'it does not say that it is JSON';
}

function shortText(value: unknown, token: string): string | null {
  return typeof value === 'string' && /^[\w.:-]{1,100}$/.test(value) ? withoutSecrets(value, token) : null;
}

function checkedBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  // With a user name got would send that instead of the token.
  if (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    url.search === ''
  ) {
    return baseUrl.replace(/\/+$/, '');
  }
  throw new StartError(
    'DO_API_URL: wants an http(s) URL without a user name or a query, such as https://api.digitalocean.com',
  );
}

/** This program's own version, as it names itself. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
}
