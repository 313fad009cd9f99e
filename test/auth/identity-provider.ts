import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import pino from 'pino';
import { type Authenticator, createAuthenticator } from '../../src/auth/authenticate.ts';
import type { IdentityConfig } from '../../src/auth/development-key.ts';
import type { Clock } from '../../src/base/clock.ts';
import { ArcadiaError } from '../../src/base/errors.ts';
import type { SystemDb } from '../../src/db/sql.ts';
import type { Log } from '../../src/observability/log.ts';

export const issuer = 'https://id.example.com';
export const audience = 'arcadia';

/** A clock that moves when it is told to. */
export function createTestClock(): Clock & { advance(ms: number): void } {
  let timeMs = Date.parse('2027-03-01T12:00:00.000Z');
  return {
    now: () => new Date(timeMs),
    advance(ms) {
      timeMs += ms;
    },
  };
}

/** A log whose lines, of every level, a test can read. */
export function createTestLog(): Log & { lines: string[] } {
  const lines: string[] = [];
  return Object.assign(pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }), { lines });
}

export interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly algorithm: string;
  readonly kid: string;
  readonly jwk: JWK;
}

export async function createSigningKey(algorithm: string, kid: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  return { privateKey, publicKey, algorithm, kid, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig' } };
}

export interface IdentityProvider {
  readonly url: string;
  /** How often its keys were asked for. */
  readonly requests: number;
  publish(...keys: SigningKey[]): void;
  /** What it does instead of giving its keys, until it publishes again. */
  answerWith(answer: (response: ServerResponse) => void): void;
  stop(): Promise<void>;
}

/** A real HTTP server on loopback that publishes keys as OpenID providers do. */
export async function startIdentityProvider(...published: SigningKey[]): Promise<IdentityProvider> {
  let requests = 0;
  const giving = (keys: SigningKey[]) => (response: ServerResponse) =>
    void response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }));
  let answer: (response: ServerResponse) => void = giving(published);
  const server = createServer((_request, response) => {
    requests += 1;
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`, // listens on TCP
    get requests() {
      return requests;
    },
    publish(...keys) {
      answer = giving(keys);
    },
    answerWith(other) {
      answer = other;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A token as the provider would make it: for two tenants, good for an hour. Any claim can be changed, or left out with undefined. */
export function sign(
  key: Pick<SigningKey, 'privateKey' | 'algorithm' | 'kid'>,
  now: Date,
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
): Promise<string> {
  const exp = Math.floor(now.getTime() / 1000) + 3600;
  const payload = { iss: issuer, aud: audience, sub: 'ada', roles: [], tenants: ['acme', 'bolt'], exp, ...claims };
  return new SignJWT(JSON.parse(JSON.stringify(payload)))
    .setProtectedHeader({ alg: key.algorithm, kid: key.kid, ...header })
    .sign(key.privateKey);
}

/** A token put together by hand, for what no library would sign. */
export function compact(header: unknown, payload: unknown, signature = ''): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(payload)}.${signature}`;
}

/** Where no database is needed: whoever asks it fails the test. */
export const noDatabase: SystemDb = {
  query: () => Promise.reject(new Error('the database was asked')),
  transaction: () => Promise.reject(new Error('the database was asked')),
  end: () => Promise.resolve(),
};

export function trusting(
  url: string,
  expected: { issuer?: string | null; audience?: string | null } = {},
): IdentityConfig {
  return { production: true, host: '0.0.0.0', jwt: { jwksUrl: url, issuer, audience, ...expected } };
}

export function authenticatorFor(parts: Partial<Parameters<typeof createAuthenticator>[0]>): Authenticator {
  return createAuthenticator({
    config: { production: false, host: '127.0.0.1', jwt: null },
    developmentKey: null,
    db: noDatabase,
    clock: createTestClock(),
    log: createTestLog(),
    ...parts,
  });
}

/** The error that was thrown, in short: `UNAUTHENTICATED expired`. Anything but an ArcadiaError fails the test. */
export async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  const error = await errorOf(attempt);
  const { reason } = error.extensions;
  return typeof reason === 'string' ? `${error.code} ${reason}` : error.code;
}

export async function errorOf(attempt: Promise<unknown>): Promise<ArcadiaError> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof ArcadiaError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** Everything of a value that a careless log could show. */
export function everythingIn(value: unknown): string {
  return inspect(value, { depth: 20, showHidden: true, maxStringLength: null, maxArrayLength: null, breakLength: 1 });
}
