import { resolve } from 'node:path';
import { StartError } from './errors.ts';
import { type OperationList, readOperationLists } from './operation-lists.ts';
import { type Reject, readSecret } from './secret.ts';
import { readSpaces, type SpacesSettings } from './spaces.ts';

/** Purposes that may have a provider token of their own: `DO_API_TOKEN_SYNC_FULL`, … */
export const tokenPurposes = ['sync_full', 'sync_targeted', 'provisioning', 'billing'] as const;
export type TokenPurpose = (typeof tokenPurposes)[number];

/** The environment, read once. Times in seconds unless the name says otherwise. */
export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** null: embedded Postgres in the data folder. */
  readonly databaseUrl: string | null;
  /** Behind a transaction-mode pooler a session's settings would serve one tenant with another's scope. */
  readonly databasePooling: 'session' | 'transaction';
  readonly dataDir: string;
  /** Tokens by purpose, `default` for all the others; null: the simulated account. */
  readonly providerTokens: ReadonlyMap<TokenPurpose | 'default', string> | null;
  readonly providerUrl: string;
  /** null: no keys, and buckets are not mirrored. */
  readonly spaces: SpacesSettings | null;
  /** False where the provider has no limits: a simulator with its limits lifted. */
  readonly rateLimits: boolean;
  /** null: switched off. UTC. */
  readonly syncCron: string | null;
  readonly strikeSpacingSeconds: number;
  readonly internalProject: string;
  /** Above which the deletions of a kind wait for an admin: more than a number, and more than a share. */
  readonly breaker: {
    readonly count: number;
    readonly percent: number;
    readonly confirmedCount: number;
    readonly confirmedPercent: number;
  };
  readonly jwt: { readonly jwksUrl: string; readonly issuer: string | null; readonly audience: string | null } | null;
  readonly corsOrigins: readonly string[];
  /** Whether the schema may be asked for, and errors may suggest what it has. */
  readonly introspection: boolean;
  readonly graphiql: boolean;
  /** Operations that are known by an id; null: none. */
  readonly operations: OperationList | null;
  /** Whether operations that are not among them are refused. */
  readonly operationsOnly: boolean;
  /** What one viewer may spend in a minute: objects that its operations may ask for. */
  readonly costPerMinute: number;
  /** Memory for answers that are kept while nothing has changed; 0: none is kept. */
  readonly answerCacheMib: number;
  /** How long a process that is told to stop still serves, with /readyz saying no, so that balancers can turn away. */
  readonly drainSeconds: number;
  readonly logLevel: string;
  /** Where traces are sent; null: none are made. */
  readonly traces: {
    readonly endpoint: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly serviceName: string;
    /** Share that is kept, 0 to 1. */
    readonly ratio: number;
  } | null;
  /** Positions in a partition of the event log, for those that are made from now on. */
  readonly eventPartitionSize: number;
  /** The newest so many events are kept; null: no bound by number. */
  readonly keepEvents: number | null;
  /** Events of so many days are kept; null: no bound by age. Without either, all are kept for ever. */
  readonly keepEventDays: number | null;
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/**
 * Reads and checks the environment.
 *
 * @throws StartError  One line for each bad variable: its name, what it got, what it wants. Values of secrets are not shown.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const problems: string[] = [];
  const text = (name: string) => {
    const value = env[name]?.trim();
    return value ? value : null;
  };
  const reject = (name: string, wants: string, shown: string = JSON.stringify(env[name])) => {
    problems.push(`${name}: got ${shown}, wants ${wants}`);
  };
  const wholeNumber = (name: string, fallback: number, min: number, max: number) => {
    const value = text(name);
    if (value === null) return fallback;
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= min && number <= max) return number;
    reject(name, `a whole number from ${min} to ${max}`);
    return fallback;
  };
  const url = (name: string, protocols: readonly string[]) => {
    const value = text(name);
    if (value === null) return null;
    const parsed = URL.canParse(value) ? new URL(value) : null;
    if (parsed !== null && protocols.includes(parsed.protocol)) return value;
    // A URL may hold a password, so it is not repeated.
    reject(
      name,
      `a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
      'something else',
    );
    return null;
  };

  const onOrOff = (name: string, fallback: boolean) => {
    const value = text(name);
    if (value === 'on' || value === 'off') return value === 'on';
    if (value !== null) reject(name, '"on" or "off"');
    return fallback;
  };

  const production = text('NODE_ENV') === 'production';
  const operations = readOperations(text('ARCADIA_PERSISTED_OPERATIONS'), reject);
  const operationsOnly = onOrOff('ARCADIA_PERSISTED_ONLY', false);
  if (operationsOnly && text('ARCADIA_PERSISTED_OPERATIONS') === null) {
    reject('ARCADIA_PERSISTED_ONLY', '"off", or a list in ARCADIA_PERSISTED_OPERATIONS: nothing could be asked');
  }
  const tokens = readTokens(text, reject);
  const providerUrl = url('DO_API_URL', ['https:', 'http:']);
  if (production && tokens === null) {
    problems.push(
      'DO_API_TOKEN: got nothing, wants a DigitalOcean token (the simulated account is not for production)',
    );
  }

  const pooling = text('ARCADIA_DB_POOLING') ?? 'session';
  if (pooling !== 'session' && pooling !== 'transaction') reject('ARCADIA_DB_POOLING', '"session" or "transaction"');

  const logLevel = text('LOG_LEVEL') ?? 'info';
  if (!logLevels.includes(logLevel)) reject('LOG_LEVEL', `one of ${logLevels.join(', ')}`);

  const rateLimits = text('ARCADIA_RATE_LIMITS') ?? 'on';
  if (rateLimits !== 'on' && rateLimits !== 'off') reject('ARCADIA_RATE_LIMITS', '"on" or "off"');

  const jwksUrl = url('ARCADIA_JWKS_URL', ['https:', 'http:']);
  if (jwksUrl?.startsWith('http:') && !/^(localhost|127\.|\[::1\])/.test(new URL(jwksUrl).host)) {
    reject('ARCADIA_JWKS_URL', 'https: over plain http anybody on the way could hand in keys of their own', 'http');
  }
  const host = text('HOST') ?? '127.0.0.1';
  const config: Config = {
    production,
    host,
    port: wholeNumber('PORT', 4000, 0, 65535),
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:']),
    databasePooling: pooling === 'transaction' ? 'transaction' : 'session',
    dataDir: resolve(text('ARCADIA_DATA_DIR') ?? '.arcadia'),
    providerTokens: tokens,
    providerUrl: (providerUrl ?? 'https://api.digitalocean.com').replace(/\/+$/, ''),
    spaces: readSpaces(text, reject),
    rateLimits: rateLimits === 'on',
    syncCron: readCron(text('ARCADIA_SYNC_CRON'), reject),
    strikeSpacingSeconds: wholeNumber('ARCADIA_STRIKE_SPACING', 60, 0, 86_400),
    internalProject: text('ARCADIA_INTERNAL_PROJECT') ?? 'skyai-internal',
    breaker: {
      count: wholeNumber('ARCADIA_BREAKER_COUNT', 20, 0, 1_000_000),
      percent: wholeNumber('ARCADIA_BREAKER_PERCENT', 20, 0, 100),
      confirmedCount: wholeNumber('ARCADIA_BREAKER_CONFIRMED_COUNT', 200, 0, 1_000_000),
      confirmedPercent: wholeNumber('ARCADIA_BREAKER_CONFIRMED_PERCENT', 50, 0, 100),
    },
    jwt:
      jwksUrl === null ? null : { jwksUrl, issuer: text('ARCADIA_JWT_ISSUER'), audience: text('ARCADIA_JWT_AUDIENCE') },
    corsOrigins: readOrigins(text('ARCADIA_CORS_ORIGINS'), reject),
    introspection: onOrOff('ARCADIA_INTROSPECTION', !production),
    graphiql: onOrOff('ARCADIA_GRAPHIQL', !production),
    operations,
    operationsOnly,
    // On a developer's machine one token stands for everybody.
    costPerMinute: wholeNumber('ARCADIA_COST_PER_MINUTE', production ? 1_000_000 : 10_000_000, 1000, 1_000_000_000),
    answerCacheMib: wholeNumber('ARCADIA_ANSWER_CACHE_MIB', 32, 0, 4096),
    drainSeconds: wholeNumber('ARCADIA_DRAIN_SECONDS', 0, 0, 600),
    logLevel,
    traces: readTraces(text, url('OTEL_EXPORTER_OTLP_ENDPOINT', ['https:', 'http:']), reject),
    eventPartitionSize: wholeNumber('ARCADIA_EVENT_PARTITION_SIZE', 1_000_000, 1000, 1_000_000_000),
    keepEvents: text('ARCADIA_KEEP_EVENTS') === null ? null : wholeNumber('ARCADIA_KEEP_EVENTS', 0, 1, 1e15),
    keepEventDays:
      text('ARCADIA_KEEP_EVENT_DAYS') === null ? null : wholeNumber('ARCADIA_KEEP_EVENT_DAYS', 0, 1, 36_500),
  };
  if (problems.length > 0) throw new StartError(problems.join('\n'));
  return Object.freeze(config);
}

function readTokens(text: (name: string) => string | null, reject: Reject): Config['providerTokens'] {
  const tokens = new Map<TokenPurpose | 'default', string>();
  for (const purpose of ['default', ...tokenPurposes] as const) {
    const name = purpose === 'default' ? 'DO_API_TOKEN' : `DO_API_TOKEN_${purpose.toUpperCase()}`;
    const token = readSecret(name, 'a token', text, reject);
    if (token !== null) tokens.set(purpose, token);
  }
  if (tokens.size === 0) return null;
  if (!tokens.has('default') && !(tokens.has('sync_full') && tokens.has('sync_targeted'))) {
    reject('DO_API_TOKEN', 'a token for the purposes that have none of their own', 'nothing');
  }
  return tokens;
}

/** By OpenTelemetry's own names, as far as they have a meaning here. */
function readTraces(text: (name: string) => string | null, endpoint: string | null, reject: Reject): Config['traces'] {
  const headers = readHeaders(text('OTEL_EXPORTER_OTLP_HEADERS') ?? '');
  // What stands in them is mostly a secret.
  if (headers === null) {
    const wants = 'name=value, comma-separated, each value percent-encoded';
    reject('OTEL_EXPORTER_OTLP_HEADERS', wants, 'something else');
  }
  const ratio = Number(text('OTEL_TRACES_SAMPLER_ARG') ?? 1);
  if (!(ratio >= 0 && ratio <= 1)) reject('OTEL_TRACES_SAMPLER_ARG', 'a number from 0 to 1: the share that is kept');
  if (endpoint === null) return null;
  if (new URL(endpoint).username !== '' || new URL(endpoint).password !== '') {
    const wants = 'an address without a name and a password: those go into OTEL_EXPORTER_OTLP_HEADERS';
    reject('OTEL_EXPORTER_OTLP_ENDPOINT', wants, 'something else');
  }
  return {
    endpoint,
    headers: headers ?? {},
    serviceName: text('OTEL_SERVICE_NAME') ?? 'arcadia-cloud',
    ratio,
  };
}

/** As W3C Baggage writes them, which is what OpenTelemetry asks for: `Authorization=Basic%20abc`. null: it is none of that. */
function readHeaders(list: string): Readonly<Record<string, string>> | null {
  const headers: Record<string, string> = {};
  for (const pair of list.split(',').flatMap((each) => each.trim() || [])) {
    const [, name = '', encoded = ''] = /^([\w-]+)\s*=\s*(.+)$/.exec(pair) ?? [];
    const value = decoded(encoded)?.trim() ?? '';
    // A line of its own in it would be a header of its own.
    if (!/^[\x20-\x7e]+$/.test(value)) return null;
    headers[name] = value;
  }
  return headers;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function readCron(value: string | null, reject: Reject): string | null {
  if (value === null) return '*/5 * * * *';
  if (value === 'off') return null;
  const fields = value.split(/\s+/);
  if ((fields.length === 5 || fields.length === 6) && fields.every((field) => /^[\d*/,a-z-]+$/i.test(field)))
    return value;
  reject('ARCADIA_SYNC_CRON', 'a cron expression of 5 or 6 fields, or "off"');
  return null;
}

function readOperations(value: string | null, reject: Reject): Config['operations'] {
  if (value === null) return null;
  const lists = readOperationLists(value.split(',').flatMap((path) => path.trim() || []));
  if (!('wrong' in lists)) return lists;
  reject(
    'ARCADIA_PERSISTED_OPERATIONS',
    `JSON files of ids and operations, comma-separated; ${JSON.stringify(lists.wrong)} is none that can be read`,
  );
  return null;
}

function readOrigins(value: string | null, reject: Reject): readonly string[] {
  const origins = (value ?? '').split(',').flatMap((part) => part.trim() || []);
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      reject('ARCADIA_CORS_ORIGINS', `origins such as https://app.example.com; ${JSON.stringify(origin)} is not one`);
    }
  }
  return origins;
}
