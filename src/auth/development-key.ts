import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { BlockList, isIP } from 'node:net';
import { join } from 'node:path';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import type { Config } from '../base/config.ts';
import { errorCode, messageOf, StartError } from '../base/errors.ts';
import type { Role } from './viewer.ts';

/** Signs tokens where no identity provider is set up: on one developer's machine. */
export interface DevelopmentKey {
  /** The key's thumbprint, the `kid` of its tokens. */
  readonly id: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

export const developmentAlgorithm = 'EdDSA';
export const developmentIssuer = 'arcadia-development';

/** What of the configuration decides who may come in. */
export type IdentityConfig = Pick<Config, 'production' | 'host' | 'jwt'>;

/**
 * Opens `<dataDir>/development-key.json`, or makes it (Ed25519, readable by its owner alone).
 * Processes that start at once end up with the same key.
 *
 * @throws StartError  When the file cannot be read or made, or holds something else.
 */
export async function openDevelopmentKey(dataDir: string): Promise<DevelopmentKey> {
  const path = join(dataDir, 'development-key.json');
  try {
    if ((await modeOf(path)) === null) await makeKeyFile(dataDir, path);
    // A copy or a restored backup may have opened it to others.
    if (((await modeOf(path)) ?? 0) & 0o077) await chmod(path, 0o600);
    return await readKeyFile(path);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The development key ${path} cannot be opened (${errorCode(error) ?? messageOf(error)}). Make the folder writable, or choose another with ARCADIA_DATA_DIR.`,
    );
  }
}

/** A token as an identity provider would make it. `ttlSeconds` from `now`. */
export async function signToken(
  key: DevelopmentKey,
  claims: {
    readonly sub: string;
    readonly roles: readonly Role[];
    readonly tenants: readonly string[];
    readonly ttlSeconds: number;
  },
  now: Date,
): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ roles: [...claims.roles], tenants: [...claims.tenants] })
    .setProtectedHeader({ alg: developmentAlgorithm, kid: key.id, typ: 'JWT' })
    .setIssuer(developmentIssuer)
    .setSubject(claims.sub)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + claims.ttlSeconds)
    .sign(key.privateKey);
}

/** Whether tokens of the development key count: on a loopback host, outside production, without an identity provider. */
export function developmentKeyCounts(config: IdentityConfig): boolean {
  return config.jwt === null && !config.production && isLoopback(config.host);
}

/**
 * Refuses a start in which either nobody could come in or a development key would guard a service that others can reach.
 *
 * @throws StartError  Without an identity provider and without an API key, when the host is not loopback or in production.
 */
export function assertSafeIdentity(config: IdentityConfig, { hasApiKey }: { readonly hasApiKey: boolean }): void {
  if (config.jwt !== null || hasApiKey || developmentKeyCounts(config)) return;
  const why = config.production
    ? 'NODE_ENV is production'
    : `HOST is ${JSON.stringify(config.host)}, which others can reach`;
  const orElse = config.production ? '' : ', or set HOST=127.0.0.1';
  throw new StartError(
    `${why}, and nothing says who may come in; a development key is for a loopback HOST outside production. ` +
      'Set ARCADIA_JWKS_URL (with ARCADIA_JWT_ISSUER and ARCADIA_JWT_AUDIENCE), ' +
      `or make an API key first: ${arcadia} key create --role platform_admin${orElse}.`,
  );
}

// The build runs without what npm's script needs.
const arcadia = import.meta.url.endsWith('.ts') ? 'npm run -s arcadia --' : 'node dist/cli/arcadia.js';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether only this machine can reach a server that listens on `host`. What is neither an address nor `localhost` is not. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (bare === 'localhost') return true;
  const family = isIP(bare);
  return family !== 0 && loopback.check(bare, family === 4 ? 'ipv4' : 'ipv6');
}

// The name appears at once with its content, and only if it is not there yet: whoever comes second reads the first one's key.
async function makeKeyFile(dataDir: string, path: string): Promise<void> {
  const { privateKey } = await generateKeyPair(developmentAlgorithm, { crv: 'Ed25519', extractable: true });
  const jwk = await exportJWK(privateKey);
  await mkdir(dataDir, { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  try {
    await writeFile(draft, `${JSON.stringify(jwk)}\n`, { mode: 0o600, flag: 'wx', flush: true });
    await link(draft, path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function readKeyFile(path: string): Promise<DevelopmentKey> {
  const text = await readFile(path, 'utf8');
  try {
    const { d, x } = JSON.parse(text) as { d: string; x: string }; // whatever it is, the import below refuses all else
    const publicJwk = { kty: 'OKP', crv: 'Ed25519', x } as const;
    return {
      id: await calculateJwkThumbprint(publicJwk),
      privateKey: await importJWK({ ...publicJwk, d }, developmentAlgorithm),
      publicKey: await importJWK(publicJwk, developmentAlgorithm),
    };
  } catch {
    // No cause: a parser's message quotes the text, and the text is the key.
    throw new StartError(
      `${path} holds no development key. Remove it and a new one is made; tokens signed with the old one then end.`,
    );
  }
}

async function modeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mode;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
