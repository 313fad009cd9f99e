import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { StartError } from './errors.ts';

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
  /** null: switched off. UTC. */
  readonly syncCron: string | null;
  readonly strikeSpacingSeconds: number;
  readonly internalProject: string;
  readonly jwt: { readonly jwksUrl: string; readonly issuer: string | null; readonly audience: string | null } | null;
  readonly corsOrigins: readonly string[];
  readonly logLevel: string;
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

  const production = text('NODE_ENV') === 'production';
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

  const jwksUrl = url('ARCADIA_JWKS_URL', ['https:', 'http:']);
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
    syncCron: readCron(text('ARCADIA_SYNC_CRON'), reject),
    strikeSpacingSeconds: wholeNumber('ARCADIA_STRIKE_SPACING', 60, 0, 86_400),
    internalProject: text('ARCADIA_INTERNAL_PROJECT') ?? 'skyai-internal',
    jwt:
      jwksUrl === null ? null : { jwksUrl, issuer: text('ARCADIA_JWT_ISSUER'), audience: text('ARCADIA_JWT_AUDIENCE') },
    corsOrigins: readOrigins(text('ARCADIA_CORS_ORIGINS'), reject),
    logLevel,
  };
  if (problems.length > 0) throw new StartError(problems.join('\n'));
  return Object.freeze(config);
}

type Reject = (name: string, wants: string, shown?: string) => void;

function readTokens(text: (name: string) => string | null, reject: Reject): Config['providerTokens'] {
  const tokens = new Map<TokenPurpose | 'default', string>();
  for (const purpose of ['default', ...tokenPurposes] as const) {
    const name = purpose === 'default' ? 'DO_API_TOKEN' : `DO_API_TOKEN_${purpose.toUpperCase()}`;
    const path = text(`${name}_FILE`);
    let token = text(name);
    if (path !== null) {
      try {
        token = readFileSync(path, 'utf8').trim();
      } catch {
        reject(`${name}_FILE`, 'a file that can be read');
        continue;
      }
    }
    if (token === null) continue;
    if (/^[\x21-\x7e]+$/.test(token)) tokens.set(purpose, token);
    else reject(name, 'a token without spaces or control characters', 'something else');
  }
  if (tokens.size === 0) return null;
  if (!tokens.has('default') && !(tokens.has('sync_full') && tokens.has('sync_targeted'))) {
    reject('DO_API_TOKEN', 'a token for the purposes that have none of their own', 'nothing');
  }
  return tokens;
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

function readOrigins(value: string | null, reject: Reject): readonly string[] {
  const origins = (value ?? '').split(',').flatMap((part) => part.trim() || []);
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      reject('ARCADIA_CORS_ORIGINS', `origins such as https://app.example.com; ${JSON.stringify(origin)} is not one`);
    }
  }
  return origins;
}
