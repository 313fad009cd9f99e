import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  assertSafeIdentity,
  developmentIssuer,
  type IdentityConfig,
  isLoopback,
  openDevelopmentKey,
  signToken,
} from '../../src/auth/development-key.ts';
import { StartError } from '../../src/base/errors.ts';
import {
  authenticatorFor,
  createTestClock,
  everythingIn,
  refusalOf,
  sign,
  startIdentityProvider,
  trusting,
} from './identity-provider.ts';

let dataDir: string;
const clock = createTestClock();
const admin = { sub: 'dev', roles: ['platform_admin'], tenants: [], ttlSeconds: 60 } as const;
const keyFile = () => join(dataDir, 'development-key.json');

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'arcadia-key-'));
});

afterEach(() => rm(dataDir, { recursive: true, force: true }));

describe('the key', () => {
  test('is made where there is none, folder included, for its owner’s eyes only', async () => {
    const inside = join(dataDir, 'deep', 'inside');
    await openDevelopmentKey(inside);
    expect((await stat(join(inside, 'development-key.json'))).mode & 0o777).toBe(0o600);
    expect(await readdir(inside)).toEqual(['development-key.json']);
  });

  test('stays the same from start to start', async () => {
    const first = await openDevelopmentKey(dataDir);
    const second = await openDevelopmentKey(dataDir);
    expect(second.id).toBe(first.id);
    const token = await signToken(first, admin, clock.now());
    expect(await authenticatorFor({ developmentKey: second, clock }).authenticate(token)).toMatchObject({ id: 'dev' });
  });

  test('is closed to others again when a copy opened it', async () => {
    await openDevelopmentKey(dataDir);
    await chmod(keyFile(), 0o644);
    await openDevelopmentKey(dataDir);
    expect((await stat(keyFile())).mode & 0o777).toBe(0o600);
  });

  test('does not show itself when it is looked at', async () => {
    const key = await openDevelopmentKey(dataDir);
    const { d } = JSON.parse(await readFile(keyFile(), 'utf8')) as { d: string };
    expect(d).toHaveLength(43);
    expect(everythingIn(key)).not.toContain(d);
  });

  // Red when makeKeyFile puts the draft in place with rename instead of link: the last one then replaces the first one's key.
  test('is one for processes that start at once', async () => {
    const source = new URL('../../src/auth/development-key.ts', import.meta.url).href;
    const script = `
      const { openDevelopmentKey } = await import(${JSON.stringify(source)});
      for await (const line of (await import('node:readline')).createInterface({ input: process.stdin, terminal: false })) {
        console.log(line === 'ready?' ? 'ready' : (await openDevelopmentKey(line)).id);
      }`;
    const children = Array.from({ length: 2 }, () =>
      spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
        stdio: ['pipe', 'pipe', 'inherit'],
      }),
    );
    const askers = children.map(asker);
    try {
      await Promise.all(askers.map((ask) => ask('ready?')));
      for (let round = 0; round < 150; round += 1) {
        const folder = join(dataDir, String(round));
        const [one, other] = await Promise.all(askers.map((ask) => ask(folder)));
        expect(one).toMatch(/^[\w-]{43}$/);
        expect(other).toBe(one);
      }
    } finally {
      const ends = children.map((child) => once(child, 'exit'));
      for (const child of children) child.stdin.end();
      await Promise.all(ends);
    }
  });

  test.each([
    ['no JSON', '{"d":"marker-77'],
    ['something else', '{"d":"marker-77","x":"AAAA"}'],
    ['null', 'null'],
  ])('stops the start when its file holds %s, without quoting it', async (_what, text) => {
    await writeFile(keyFile(), text);
    const error: unknown = await openDevelopmentKey(dataDir).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StartError);
    expect(everythingIn(error)).toContain('Remove it and a new one is made');
    expect(everythingIn(error)).not.toContain('marker-77');
  });

  test('stops the start when the folder is a file', async () => {
    await writeFile(join(dataDir, 'file'), '');
    await expect(openDevelopmentKey(join(dataDir, 'file'))).rejects.toThrow(/ARCADIA_DATA_DIR/);
  });
});

describe('a token of the development key', () => {
  const privateHosts: IdentityConfig = { production: false, host: '127.0.0.1', jwt: null };

  test('lets in on a loopback host', async () => {
    const developmentKey = await openDevelopmentKey(dataDir);
    const authenticator = authenticatorFor({ config: privateHosts, developmentKey, clock });
    const tenant = { sub: 'dev-acme', roles: [], tenants: ['acme'], ttlSeconds: 60 };
    expect(await authenticator.authenticate(await signToken(developmentKey, admin, clock.now()))).toMatchObject({
      scope: { tenants: 'all' },
      expiresAt: new Date(clock.now().getTime() + 60_000),
    });
    expect(await authenticator.authenticate(await signToken(developmentKey, tenant, clock.now()))).toMatchObject({
      id: 'dev-acme',
      scope: { tenants: ['acme'] },
    });
  });

  test('of another folder does not', async () => {
    const other = await openDevelopmentKey(join(dataDir, 'other'));
    const authenticator = authenticatorFor({ developmentKey: await openDevelopmentKey(dataDir), clock });
    const refusal = authenticator.authenticate(await signToken(other, admin, clock.now()));
    expect(await refusalOf(refusal)).toBe('UNAUTHENTICATED signature');
  });

  test('is told from what else the key may have signed', async () => {
    const developmentKey = await openDevelopmentKey(dataDir);
    const authenticator = authenticatorFor({ developmentKey, clock });
    const key = { privateKey: developmentKey.privateKey, algorithm: 'EdDSA', kid: developmentKey.id };
    expect(await refusalOf(authenticator.authenticate(await sign(key, clock.now())))).toBe(
      'UNAUTHENTICATED wrong_issuer',
    );
    expect(await authenticator.authenticate(await sign(key, clock.now(), { iss: developmentIssuer }))).not.toBeNull();
  });

  test.each<[string, Partial<IdentityConfig>]>([
    ['on a host that others can reach', { host: '0.0.0.0' }],
    ['in production', { production: true }],
  ])('lets nobody in %s, even if the key is handed over', async (_where, difference) => {
    const developmentKey = await openDevelopmentKey(dataDir);
    const authenticator = authenticatorFor({ config: { ...privateHosts, ...difference }, developmentKey, clock });
    const refusal = authenticator.authenticate(await signToken(developmentKey, admin, clock.now()));
    expect(await refusalOf(refusal)).toBe('UNAUTHENTICATED no_jwt');
  });

  test('lets nobody in beside an identity provider', async () => {
    const developmentKey = await openDevelopmentKey(dataDir);
    const provider = await startIdentityProvider();
    try {
      const config = { ...trusting(provider.url), host: '127.0.0.1', production: false };
      const authenticator = authenticatorFor({ config, developmentKey, clock });
      const refusal = authenticator.authenticate(await signToken(developmentKey, admin, clock.now()));
      expect(await refusalOf(refusal)).toBe('UNAUTHENTICATED unknown_key');
    } finally {
      await provider.stop();
    }
  });
});

describe('a start', () => {
  const jwt = { jwksUrl: 'https://id.example.com/jwks', issuer: null, audience: null };

  test.each<[IdentityConfig, boolean]>([
    [{ production: false, host: '127.0.0.1', jwt: null }, false],
    [{ production: false, host: 'localhost', jwt: null }, false],
    [{ production: false, host: '0.0.0.0', jwt }, false],
    [{ production: true, host: '0.0.0.0', jwt }, false],
    [{ production: true, host: '0.0.0.0', jwt: null }, true],
    [{ production: false, host: '192.168.1.7', jwt: null }, true],
  ])('is safe with %j and an API key: %s', (config, hasApiKey) => {
    expect(() => assertSafeIdentity(config, { hasApiKey })).not.toThrow();
  });

  test.each<[IdentityConfig, RegExp]>([
    [{ production: false, host: '0.0.0.0', jwt: null }, /HOST is "0\.0\.0\.0".*ARCADIA_JWKS_URL.*key create.*HOST=127/],
    [{ production: false, host: '::', jwt: null }, /HOST is "::"/],
    [{ production: true, host: '127.0.0.1', jwt: null }, /NODE_ENV is production.*ARCADIA_JWKS_URL.*key create/],
  ])('with %j and nothing else is refused, and says why', (config, sentence) => {
    expect(() => assertSafeIdentity(config, { hasApiKey: false })).toThrow(StartError);
    expect(() => assertSafeIdentity(config, { hasApiKey: false })).toThrow(sentence);
  });

  test.each([
    '127.0.0.1',
    '127.8.9.1',
    '::1',
    '[::1]',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    'localhost',
    'LocalHost',
  ])('%s is loopback', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  test.each([
    '0.0.0.0',
    '::',
    '',
    '10.0.0.1',
    '128.0.0.1',
    '::ffff:10.0.0.1',
    'localhost.example.com',
    '127.0.0.1.nip.io',
    '127.1',
  ])('%j is not', (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});

/** Sends a line to a child and gives back the line it answers with. */
function asker(child: ChildProcess): (line: string) => Promise<string> {
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('the child has no pipes');
  const answers = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return async (line) => {
    stdin.write(`${line}\n`);
    const answer = await answers.next();
    return String(answer.value);
  };
}
