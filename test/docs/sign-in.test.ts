import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createApiKey, revokeApiKey } from '../../src/auth/api-keys.ts';
import { type Authenticator, createAuthenticator } from '../../src/auth/authenticate.ts';
import { systemClock } from '../../src/base/clock.ts';
import {
  authenticatorFor,
  createSigningKey,
  type IdentityProvider,
  noDatabase,
  type SigningKey,
  sign,
  startIdentityProvider,
  trusting,
} from '../auth/identity-provider.ts';
import { type ServedEstate, serveEstate } from '../security/served-estate.ts';
import { silentLog } from '../support/database.ts';
import { messagesOnPage, saysHowToComeIn, speakingSources } from './messages.ts';
import { readPage, tableBelow } from './pages.ts';

// Every reason for which somebody is not let in, over real HTTP: each is on docs/errors.md in the words of the source, is produced
// here, and says what to do.

const page = await readPage('docs/errors.md');
const now = () => systemClock.now();

let estate: ServedEstate;
let provider: IdentityProvider;
let keys: readonly [SigningKey, SigningKey, SigningKey];
/** Who says who asks; null: the estate's own. */
let doorkeeper: Authenticator | null = null;

beforeAll(async () => {
  keys = [
    await createSigningKey('ES256', 'one'),
    await createSigningKey('ES256', 'two'),
    await createSigningKey('ES256', 'three'),
  ];
  provider = await startIdentityProvider(keys[0], keys[1]);
  estate = await serveEstate({
    authenticator: (real) => ({
      authenticate: (...asked) => (doorkeeper ?? real).authenticate(...asked),
      stillValid: (viewer) => real.stillValid(viewer),
    }),
  });
  await estate.database.system.query(`insert into tenants (id, name) values ('acme', 'Acme')`);
});
afterAll(async () => {
  await estate.close();
  await provider.stop();
});

interface Refusal {
  /** Of HTTP, or the close code of a socket. */
  readonly status: number;
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

async function refusal(
  authorization: string | null,
  by: Authenticator | null,
  query = '{ viewer { id } }',
  more: Record<string, string> = {},
): Promise<Refusal> {
  doorkeeper = by;
  const headers = { accept: 'application/graphql-response+json', ...more };
  const response = await estate.post(
    { query },
    { ...headers, ...(authorization === null ? {} : { authorization: `Bearer ${authorization}` }) },
  );
  doorkeeper = null;
  const { errors } = (await response.json()) as { errors: Omit<Refusal, 'status'>[] }; // GraphQL's form
  const [error] = errors;
  if (error === undefined) throw new Error('It was answered.');
  return { status: response.status, message: error.message, extensions: error.extensions };
}

/** The same on a socket, whose close reason is the sentence. */
async function closing(authorization: string): Promise<Refusal> {
  const socket = new WebSocket(`${estate.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }));
  const [status, reason] = (await once(socket, 'close')) as [number, Buffer]; // as ws documents it
  return { status, message: String(reason), extensions: {} };
}

const byProvider = (url = provider.url) =>
  createAuthenticator({
    config: trusting(url),
    developmentKey: null,
    db: noDatabase,
    clock: systemClock,
    log: silentLog,
  });
const claiming = async (claims: Record<string, unknown>, header: Record<string, unknown> = {}) =>
  refusal(await sign(keys[0], now(), claims, header), byProvider());
const seconds = (offset: number) => Math.floor(now().getTime() / 1000) + offset;

async function apiKey(expiresAt: Date | null) {
  const made = await createApiKey(
    estate.database.system,
    { name: 'a key', roles: [], tenants: ['acme'], expiresAt },
    'test',
    now(),
  );
  if (!('secret' in made)) throw new Error(made.message);
  return made;
}

const producers: Readonly<Record<string, () => Promise<Refusal>>> = {
  anonymous: () => refusal(null, null, 'mutation { triggerSync(input: {}) { alreadyRunning } }'),
  malformed: () => refusal('word', byProvider()),
  // Over HTTP it is refused with 431 before anybody looks at it.
  too_long: () => closing('a'.repeat(16_385)),
  expired: () => claiming({ exp: seconds(-60) }),
  not_yet_valid: () => claiming({ nbf: seconds(600) }),
  wrong_issuer: () => claiming({ iss: 'https://id.example.org' }),
  wrong_audience: () => claiming({ aud: 'billing' }),
  algorithm: async () => refusal(await sign(await createSigningKey('ES384', 'one'), now()), byProvider()),
  signature: async () => refusal(await sign({ ...keys[1], kid: 'one' }, now()), byProvider()),
  unknown_key: async () => refusal(await sign(keys[2], now()), byProvider()),
  ambiguous_key: () => claiming({}, { kid: undefined }),
  claims: () => claiming({ sub: undefined }),
  provider_unreachable: async () => refusal(await sign(keys[0], now()), byProvider('http://127.0.0.1:9/keys')),
  no_jwt: async () => refusal(await sign(keys[0], now()), authenticatorFor({})),
  unknown_api_key: () => refusal(`arc_${'0'.repeat(32)}_${'a'.repeat(43)}`, null),
  revoked: async () => {
    const { apiKeyId, secret } = await apiKey(null);
    await revokeApiKey(estate.database.system, apiKeyId, 'test', now());
    return refusal(secret, null);
  },
  expired_api_key: async () => {
    const { apiKeyId, secret } = await apiKey(new Date(now().getTime() + 60_000));
    await estate.database.system.query(`update api_keys set expires_at = now() - interval '1 minute' where id = $1`, [
      apiKeyId,
    ]);
    return refusal(secret, null);
  },
};
/** Where it is not 401: an error of one field, which stands in an answer; a socket. */
const statuses: Readonly<Record<string, number>> = { anonymous: 200, too_long: 4403 };
const documented = tableBelow(page, 'Why somebody is not let in');
documented.delete('reason');

test('who is not let in is told one of the reasons on the page, and each of the source is there and produced', async () => {
  const source = await readFile(join(import.meta.dirname, '../../src/auth/rejection.ts'), 'utf8');
  const [, sentences = ''] = /const sentences = \{([\s\S]*?)\n\} as const;/.exec(source) ?? [];
  const reasons = [...sentences.matchAll(/^ {2}(\w+):/gm)].map(([, reason]) => reason);
  expect(reasons.length).toBeGreaterThan(10);
  expect([...documented.keys()]).toEqual(reasons);
  expect(Object.keys(producers)).toEqual(reasons);
});

test.each(
  Object.entries(producers),
)('who is not let in for %s is told so, in the words of the page', async (reason, produce) => {
  const { status, message, extensions } = await produce();
  const told = reason === 'too_long' ? {} : { code: 'UNAUTHENTICATED', reason };
  expect([status, extensions]).toEqual([statuses[reason] ?? 401, expect.objectContaining(told)]);
  expect(documented.get(reason)).toEqual([message]);
  expect(message).toMatch(saysHowToComeIn);
});

test('who is known and may not is told who may', async () => {
  const tenant = await estate.sign({ tenants: ['acme'] });
  const admin = await estate.sign({ roles: ['platform_admin'] });
  const mutation = 'mutation { triggerSync(input: {}) { alreadyRunning } }';
  const told = [
    await refusal(tenant, null, mutation),
    await refusal(admin, null, mutation, { 'x-arcadia-view-as': 'acme' }),
    await refusal(tenant, null, '{ viewer { id } }', { 'x-arcadia-view-as': 'acme' }),
  ];
  const words = messagesOnPage(page, 'What a viewer may not do');
  for (const { message, extensions } of told) {
    expect(extensions.code).toBe('FORBIDDEN');
    expect(message).toMatch(saysHowToComeIn);
    expect(words.filter((word) => asPattern(word).test(message))).toHaveLength(1);
  }
  expect(words.every((word) => told.some(({ message }) => asPattern(word).test(message)))).toBe(true);
  // There is no other place that says so.
  expect(speakingSources().flatMap((text) => [...text.matchAll(/ArcadiaError\(\s*'FORBIDDEN'/g)])).toHaveLength(1);
});

function asPattern(documentedMessage: string): RegExp {
  const parts = documentedMessage.split('…').map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`, 's');
}
