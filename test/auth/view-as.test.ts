import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Authenticator } from '../../src/auth/authenticate.ts';
import { type DevelopmentKey, openDevelopmentKey, signToken } from '../../src/auth/development-key.ts';
import { createTestDatabase } from '../support/database.ts';
import { authenticatorFor, createTestClock, errorOf, refusalOf } from './identity-provider.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let dataDir: string;
let developmentKey: DevelopmentKey;
let clock: ReturnType<typeof createTestClock>;
let authenticator: Authenticator;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'arcadia-view-as-'));
  developmentKey = await openDevelopmentKey(dataDir);
  database = await createTestDatabase();
  await database.system.query(`insert into tenants (id, name) values ('acme', 'Acme'), ('bolt', 'Bolt')`);
});

afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true });
  await database?.drop();
});

beforeEach(() => {
  clock = createTestClock();
  authenticator = authenticatorFor({ developmentKey, db: database.system, clock });
});

const tokenOf = (sub: string, roles: 'platform_admin'[], tenants: string[] = []) =>
  signToken(developmentKey, { sub, roles, tenants, ttlSeconds: 7200 }, clock.now());
const lookingsOf = (actor: string) =>
  database.system.query(`select action, target from audit_log where actor = $1 order by id`, [actor]);

test('an admin becomes a viewer of that tenant only, without an admin’s rights', async () => {
  const admin = await tokenOf('root', ['platform_admin'], ['bolt']);
  expect(await authenticator.authenticate(admin, { viewAs: 'acme' })).toMatchObject({
    id: 'root',
    roles: [],
    tenants: ['acme'],
    scope: { tenants: ['acme'] },
    viewingAs: 'acme',
  });
  expect(await authenticator.authenticate(admin)).toMatchObject({ roles: ['platform_admin'], viewingAs: null });
});

test('a tenant who looks as another is forbidden to, and not told whether that one exists', async () => {
  const token = await tokenOf('ada', [], ['acme']);
  for (const viewAs of ['bolt', 'acme', 'nowhere', '*']) {
    expect(await refusalOf(authenticator.authenticate(token, { viewAs }))).toBe('FORBIDDEN');
  }
});

test('anonymous who looks as a tenant is told to sign in', async () => {
  const attempt = authenticator.authenticate(undefined, { viewAs: 'acme' });
  expect(await refusalOf(attempt)).toBe('UNAUTHENTICATED anonymous');
});

test.each(['*', '', 'acme,bolt', 'ACME', "a'", 7, ['acme']])('%j is no tenant to look as', async (viewAs) => {
  const attempt = authenticator.authenticate(await tokenOf('root', ['platform_admin']), { viewAs });
  expect(await refusalOf(attempt)).toBe('BAD_USER_INPUT');
});

test('a tenant that does not exist cannot be looked as', async () => {
  const error = await errorOf(
    authenticator.authenticate(await tokenOf('root', ['platform_admin']), { viewAs: 'nowhere' }),
  );
  expect(error).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(error.message).toContain('"nowhere"');
});

test('the looking stands in the audit once in 15 minutes for each admin and tenant', async () => {
  const look = async (viewAs: string) =>
    authenticator.authenticate(await tokenOf('curious', ['platform_admin']), { viewAs });
  for (const tenant of ['acme', 'acme', 'bolt', 'acme']) await look(tenant);
  clock.advance(899_999);
  await look('acme');
  expect(await lookingsOf('curious')).toEqual([
    { action: 'viewAs', target: 'acme' },
    { action: 'viewAs', target: 'bolt' },
  ]);
  clock.advance(1);
  await look('acme');
  expect(await lookingsOf('curious')).toHaveLength(3);
});
