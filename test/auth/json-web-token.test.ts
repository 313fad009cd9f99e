import { exportSPKI, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Authenticator } from '../../src/auth/authenticate.ts';
import {
  audience,
  authenticatorFor,
  compact,
  createSigningKey,
  createTestClock,
  createTestLog,
  errorOf,
  everythingIn,
  type IdentityProvider,
  issuer,
  refusalOf,
  type SigningKey,
  sign,
  startIdentityProvider,
  trusting,
} from './identity-provider.ts';

const clock = createTestClock();
const log = createTestLog();
const seconds = (offset: number) => Math.floor(clock.now().getTime() / 1000) + offset;

let rsa: SigningKey;
let provider: IdentityProvider;
let authenticator: Authenticator;

beforeAll(async () => {
  rsa = await createSigningKey('RS256', 'rsa-1');
  provider = await startIdentityProvider(rsa);
  authenticator = authenticatorFor({ config: trusting(provider.url), clock, log });
});

afterAll(() => provider.stop());

const authenticate = (authorization: unknown) => authenticator.authenticate(authorization);
const signed = (claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}) =>
  sign(rsa, clock.now(), claims, header);

/** Rightly signed by the provider, whatever the text is. */
async function signedText(text: string, header: Record<string, unknown> = {}): Promise<string> {
  const part = (value: string) => Buffer.from(value).toString('base64url');
  const input = `${part(JSON.stringify({ alg: 'RS256', kid: rsa.kid, ...header }))}.${part(text)}`;
  const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', rsa.privateKey, Buffer.from(input));
  return `${input}.${Buffer.from(signature).toString('base64url')}`;
}

describe('a good token', () => {
  test('makes a viewer of its subject and tenants', async () => {
    expect(await authenticate(`Bearer ${await signed()}`)).toEqual({
      id: 'ada',
      roles: [],
      tenants: ['acme', 'bolt'],
      scope: { tenants: ['acme', 'bolt'] },
      expiresAt: new Date(seconds(3600) * 1000),
      credential: { kind: 'jwt' },
      viewingAs: null,
    });
  });

  test('makes a frozen viewer, lists and scope too', async () => {
    const viewer = await authenticate(`Bearer ${await signed()}`);
    for (const part of [viewer, viewer?.roles, viewer?.tenants, viewer?.scope, viewer?.credential]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  test('with the role platform_admin sees everything', async () => {
    const viewer = await authenticate(`Bearer ${await signed({ roles: ['platform_admin'], tenants: ['acme'] })}`);
    expect(viewer).toMatchObject({ roles: ['platform_admin'], scope: { tenants: 'all' } });
  });

  test('without roles and tenants sees nothing', async () => {
    const viewer = await authenticate(`Bearer ${await signed({ roles: undefined, tenants: undefined })}`);
    expect(viewer).toMatchObject({ roles: [], scope: { tenants: [] } });
  });

  test('may carry roles that mean something elsewhere', async () => {
    const viewer = await authenticate(`Bearer ${await signed({ roles: ['editor', 7, 'platform_admins'] })}`);
    expect(viewer?.roles).toEqual([]);
  });

  test.each(['Bearer ', 'bearer ', 'BEARER   ', '  Bearer ', ''])('is read after "%s"', async (scheme) => {
    expect(await authenticate(`${scheme}${await signed()}`)).toMatchObject({ id: 'ada' });
  });

  test.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('may be signed with %s', async (algorithm) => {
    const key = await createSigningKey(algorithm, algorithm);
    const other = await startIdentityProvider(rsa, key);
    try {
      const viewer = await authenticatorFor({ config: trusting(other.url), clock }).authenticate(
        `Bearer ${await sign(key, clock.now())}`,
      );
      expect(viewer?.id).toBe('ada');
    } finally {
      await other.stop();
    }
  });

  test('may name 100 tenants and no more', async () => {
    const tenants = Array.from({ length: 101 }, (_, index) => `t${index}`);
    expect((await authenticate(await signed({ tenants: tenants.slice(1) })))?.tenants).toHaveLength(100);
    expect(await refusalOf(authenticate(await signed({ tenants })))).toBe('UNAUTHENTICATED claims');
  });

  test('may have expired 4 s ago and not 5 s ago, since clocks differ', async () => {
    expect(await authenticate(await signed({ exp: seconds(-4) }))).not.toBeNull();
    expect(await refusalOf(authenticate(await signed({ exp: seconds(-5) })))).toBe('UNAUTHENTICATED expired');
  });
});

test.each([undefined, null, '', '   '])('who sends %j is anonymous', async (authorization) => {
  expect(await authenticate(authorization)).toBeNull();
});

describe('refused as malformed is', () => {
  test.each<[string, unknown]>([
    ['a scheme without a token', 'Bearer'],
    ['another scheme', 'Basic YWRhOnNlY3JldA=='],
    ['two tokens', 'Bearer a b'],
    ['a word', 'Bearer word'],
    ['two parts', 'Bearer aaaa.bbbb'],
    ['five parts, as of an encrypted token', 'Bearer a.b.c.d.e'],
    ['a number', 42],
    ['an object', { token: 'x' }],
    ['control characters', 'Bearer \u0000\u0001'],
  ])('%s', async (_what, authorization) => {
    expect(await refusalOf(authenticate(authorization))).toBe('UNAUTHENTICATED malformed');
  });

  test.each(['[]', '"ada"', 'null', '{"sub":'])('a signed payload of %s', async (text) => {
    expect(await refusalOf(authenticate(await signedText(text)))).toBe('UNAUTHENTICATED malformed');
  });
});

test('a token longer than 16,384 characters is not read', async () => {
  expect(await refusalOf(authenticate(`Bearer ${'a'.repeat(16_384)}`))).toBe('UNAUTHENTICATED too_long');
});

describe('refused for a claim is a token', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['of another issuer', { iss: 'https://id.example.org' }, 'wrong_issuer'],
    ['of no issuer', { iss: undefined }, 'wrong_issuer'],
    ['for another audience', { aud: ['billing', 'mail'] }, 'wrong_audience'],
    ['for no audience', { aud: undefined }, 'wrong_audience'],
    ['that begins in an hour', { nbf: seconds(3600) }, 'not_yet_valid'],
    ['that never expires', { exp: undefined }, 'claims'],
    ['that expires in words', { exp: 'tomorrow' }, 'claims'],
    ['that expires beyond all dates', { exp: 1e300 }, 'claims'],
    ['of nobody', { sub: undefined }, 'claims'],
    ['of an empty subject', { sub: '' }, 'claims'],
    ['of a numbered subject', { sub: 7 }, 'claims'],
    ['of a subject with control characters', { sub: 'ada\u0000' }, 'claims'],
    ['of a subject without end', { sub: 'a'.repeat(256) }, 'claims'],
    ['of a subject that poses as an API key', { sub: 'api_key:1' }, 'claims'],
    ['whose roles are no list', { roles: 'platform_admin' }, 'claims'],
    ['whose tenants are no list', { tenants: { acme: true } }, 'claims'],
    ['for every tenant by a star', { tenants: ['*'] }, 'claims'],
    ['with two tenants in one id', { tenants: ['acme,bolt'] }, 'claims'],
    ['with an id that closes a quote', { tenants: ["acme'"] }, 'claims'],
    ['with a tenant that is no text', { tenants: ['acme', null] }, 'claims'],
  ])('%s', async (_which, claims, reason) => {
    expect(await refusalOf(authenticate(`Bearer ${await signed(claims)}`))).toBe(`UNAUTHENTICATED ${reason}`);
  });

  test('that expires at infinity, which JSON can write', async () => {
    const text = `{"iss":"${issuer}","aud":"${audience}","sub":"ada","exp":1e999}`;
    const token = await signedText(text);
    expect(await refusalOf(authenticate(token))).toBe('UNAUTHENTICATED claims');
  });
});

test('without a set issuer and audience anybody’s are accepted, and the log warns of it at the start', async () => {
  const ownLog = createTestLog();
  const config = trusting(provider.url, { issuer: null, audience: null });
  const lenient = authenticatorFor({ config, clock, log: ownLog });
  expect(await lenient.authenticate(await signed({ iss: 'else', aud: 'else' }))).toMatchObject({ id: 'ada' });
  expect(ownLog.lines.join()).toMatch(/ARCADIA_JWT_ISSUER[\s\S]*ARCADIA_JWT_AUDIENCE/);
});

describe('a forged token is refused', () => {
  const claims = () => ({ iss: issuer, aud: audience, sub: 'eve', roles: ['platform_admin'], exp: seconds(3600) });

  test.each(['none', 'None', 'NONE', 'nOnE'])('unsigned, with the algorithm %s', async (alg) => {
    expect(await refusalOf(authenticate(compact({ alg, kid: rsa.kid }, claims())))).toBe('UNAUTHENTICATED algorithm');
  });

  test('unsigned, with the provider’s algorithm', async () => {
    const token = compact({ alg: 'RS256', kid: rsa.kid }, claims());
    expect(await refusalOf(authenticate(token))).toBe('UNAUTHENTICATED signature');
  });

  test.each(['HS256', 'HS384', 'HS512'])('signed by %s with the public key as the shared secret', async (alg) => {
    const pem = await exportSPKI(rsa.publicKey);
    for (const secret of [pem, pem.trim(), JSON.stringify(rsa.jwk)]) {
      const token = await new SignJWT(claims())
        .setProtectedHeader({ alg, kid: rsa.kid })
        .sign(Buffer.from(secret.padEnd(64, '\n')));
      expect(await refusalOf(authenticate(token))).toBe('UNAUTHENTICATED algorithm');
    }
  });

  test('signed with an algorithm that is not on the list, by the right key', async () => {
    const key = await createSigningKey('RS512', 'rsa-512');
    const other = await startIdentityProvider(key);
    try {
      const refusal = authenticatorFor({ config: trusting(other.url), clock }).authenticate(
        await sign(key, clock.now()),
      );
      expect(await refusalOf(refusal)).toBe('UNAUTHENTICATED algorithm');
    } finally {
      await other.stop();
    }
  });

  test('signed by another key under the name of the provider’s', async () => {
    const eve = await createSigningKey('RS256', rsa.kid);
    expect(await refusalOf(authenticate(await sign(eve, clock.now(), claims())))).toBe('UNAUTHENTICATED signature');
  });

  test('signed by a key of another type under the name of the provider’s', async () => {
    const eve = await createSigningKey('ES256', rsa.kid);
    expect(await refusalOf(authenticate(await sign(eve, clock.now(), claims())))).toBe('UNAUTHENTICATED unknown_key');
  });

  test('that brings its own key along', async () => {
    const eve = await createSigningKey('RS256', rsa.kid);
    const token = await sign(eve, clock.now(), claims(), { jwk: eve.jwk });
    expect(await refusalOf(authenticate(token))).toBe('UNAUTHENTICATED signature');
  });

  test('that says where to fetch its key, which is not fetched', async () => {
    const eve = await createSigningKey('RS256', rsa.kid);
    const theirs = await startIdentityProvider(eve);
    try {
      const token = await sign(eve, clock.now(), claims(), { jku: theirs.url, x5u: theirs.url });
      expect(await refusalOf(authenticate(token))).toBe('UNAUTHENTICATED signature');
      expect(theirs.requests).toBe(0);
    } finally {
      await theirs.stop();
    }
  });

  test('whose payload was changed after signing', async () => {
    const [header, , signature] = (await signed()).split('.');
    const payload = Buffer.from(JSON.stringify(claims())).toString('base64url');
    expect(await refusalOf(authenticate(`${header}.${payload}.${signature}`))).toBe('UNAUTHENTICATED signature');
  });

  test('that demands an extension which nobody understands, though well signed', async () => {
    const token = await signedText(JSON.stringify(claims()), { crit: ['magic'], magic: 1 });
    expect(await refusalOf(authenticate(token))).toBe('UNAUTHENTICATED algorithm');
  });
});

test('neither an error nor the log shows a token, a claim or the verifier’s own words', async () => {
  const marker = 'marker-9f2c';
  const eve = await createSigningKey('RS256', rsa.kid);
  const tokens = [
    await signed({ exp: seconds(-60), email: marker }),
    await signed({ aud: marker, email: marker }),
    await signed({ iss: marker }),
    await signed({ nbf: seconds(60), email: marker }),
    await signed({ tenants: [`*${marker}`] }),
    await signed({ sub: `${marker}\u0000` }),
    await sign(eve, clock.now(), { email: marker }),
    await sign({ ...rsa, kid: marker }, clock.now()),
    compact({ alg: 'none' }, { email: marker }),
    `${marker}.${marker}.${marker}`,
    marker,
  ];
  log.lines.length = 0;
  for (const token of tokens) {
    const error = await errorOf(authenticate(`Bearer ${token}`));
    const shown = everythingIn(error) + error.stack;
    expect(shown).not.toContain(marker);
    expect(shown).not.toContain(token);
    expect(shown).not.toMatch(/JWSInvalid|JWTExpired|JWTClaim|ERR_J|check failed/);
  }
  expect(log.lines).toHaveLength(tokens.length);
  const logged = log.lines.join('');
  expect(logged).not.toContain(marker);
  for (const token of tokens) expect(logged).not.toContain(token);
});

test('every refusal says what to do', async () => {
  const error = await errorOf(authenticate(await signed({ exp: seconds(-60) })));
  expect(error.message).toBe('The token has expired. Get a new one and try again.');
  expect((await errorOf(authenticate('Bearer'))).message).toContain('Authorization: Bearer <JWT or API key>');
});

test('a viewer of a token is valid until the second it expires, without a query', async () => {
  const ownClock = createTestClock();
  const own = authenticatorFor({ config: trusting(provider.url), clock: ownClock });
  const viewer = await own.authenticate(await signed({ exp: seconds(60) }));
  if (viewer === null) throw new Error('not let in');
  ownClock.advance(59_999);
  expect(await own.stillValid(viewer)).toBe(true);
  ownClock.advance(1);
  expect(await own.stillValid(viewer)).toBe(false);
});
