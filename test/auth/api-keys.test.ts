import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createApiKey,
  hasUsableApiKey,
  type InputProblem,
  type MadeApiKey,
  type NewApiKey,
  revokeApiKey,
} from '../../src/auth/api-keys.ts';
import type { Authenticator } from '../../src/auth/authenticate.ts';
import type { Viewer } from '../../src/auth/viewer.ts';
import { createTestDatabase } from '../support/database.ts';
import {
  authenticatorFor,
  createTestClock,
  createTestLog,
  errorOf,
  everythingIn,
  refusalOf,
} from './identity-provider.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let clock: ReturnType<typeof createTestClock>;
let log: ReturnType<typeof createTestLog>;
let authenticator: Authenticator;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.system.query(`insert into tenants (id, name) values ('acme', 'Acme'), ('bolt', 'Bolt')`);
});

afterAll(() => database?.drop());

beforeEach(() => {
  clock = createTestClock();
  log = createTestLog();
  authenticator = authenticatorFor({ db: database.system, clock, log });
});

const forTenants: NewApiKey = { name: 'exporter', roles: [], tenants: ['acme', 'bolt'], expiresAt: null };

async function make(difference: Partial<NewApiKey> = {}): Promise<MadeApiKey> {
  const made = await createApiKey(database.system, { ...forTenants, ...difference }, 'ada', clock.now());
  if ('code' in made) throw new Error(made.message);
  return made;
}

async function enter(secret: string): Promise<Viewer> {
  const viewer = await authenticator.authenticate(`Bearer ${secret}`);
  if (viewer === null) throw new Error('anonymous');
  return viewer;
}

const revoke = (apiKeyId: string) => revokeApiKey(database.system, apiKeyId, 'ada', clock.now());
const auditOf = (apiKeyId: string) =>
  database.system.query('select actor, action, details from audit_log where target = $1 order by id', [apiKeyId]);
const lastUsed = async (apiKeyId: string) => {
  const [row] = await database.system.query<{ at: Date | null }>(
    'select last_used_at as at from api_keys where id = $1',
    [apiKeyId],
  );
  return row?.at ?? null;
};

describe('a key', () => {
  test('lets a machine in with its tenants', async () => {
    const { apiKeyId, secret } = await make();
    expect(secret).toMatch(/^arc_[0-9a-f]{32}_[A-Za-z0-9_-]{43}$/);
    expect(await enter(secret)).toEqual({
      id: `api_key:${apiKeyId}`,
      roles: [],
      tenants: ['acme', 'bolt'],
      scope: { tenants: ['acme', 'bolt'] },
      expiresAt: null,
      credential: { kind: 'api_key', id: apiKeyId },
      viewingAs: null,
    });
    expect(await authenticator.authenticate(secret)).toMatchObject({ tenants: ['acme', 'bolt'] });
  });

  test('with the admin’s role sees everything', async () => {
    const { secret } = await make({ roles: ['platform_admin'], tenants: [] });
    expect((await enter(secret)).scope).toEqual({ tenants: 'all' });
  });

  test('leaves only a hash of its secret in the database', async () => {
    const { apiKeyId, secret } = await make();
    const own = secret.slice(-43);
    const rows = await database.system.query('select * from api_keys where id = $1', [apiKeyId]);
    expect(rows).toMatchObject([{ name: 'exporter', created_by: 'ada', created_at: clock.now() }]);
    expect(everythingIn([rows, await auditOf(apiKeyId)])).not.toContain(own);
  });

  test('that is unknown, cut short or has the wrong secret is refused alike', async () => {
    const { secret } = await make();
    const other = await make();
    const swapped = secret.slice(0, 37) + other.secret.slice(37);
    const unknown = `arc_${'0'.repeat(32)}_${secret.slice(-43)}`;
    for (const wrong of [
      swapped,
      unknown,
      secret.slice(0, -1),
      `${secret}A`,
      'arc_',
      secret.toUpperCase().replace('ARC', 'arc'),
    ]) {
      expect(await refusalOf(authenticator.authenticate(wrong))).toBe('UNAUTHENTICATED unknown_api_key');
    }
  });

  test('ends at the moment it expires', async () => {
    const expiresAt = new Date(clock.now().getTime() + 1000);
    const { secret } = await make({ expiresAt });
    clock.advance(999);
    const viewer = await enter(secret);
    expect(viewer.expiresAt).toEqual(expiresAt);
    expect(await authenticator.stillValid(viewer)).toBe(true);
    clock.advance(1);
    expect(await refusalOf(authenticator.authenticate(secret))).toBe('UNAUTHENTICATED expired_api_key');
    expect(await authenticator.stillValid(viewer)).toBe(false);
  });

  // Red when viewerOfApiKey remembers rows between requests.
  test('that is revoked is refused at once by every instance, and open sockets learn it', async () => {
    const elsewhere = authenticatorFor({ db: database.system, clock });
    const { apiKeyId, secret } = await make();
    const viewer = await enter(secret);
    expect(await elsewhere.authenticate(secret)).not.toBeNull();
    expect(await elsewhere.stillValid(viewer)).toBe(true);

    expect(await revoke(apiKeyId)).toBeNull();

    for (const instance of [authenticator, elsewhere]) {
      expect(await refusalOf(instance.authenticate(secret))).toBe('UNAUTHENTICATED revoked');
      expect(await instance.stillValid(viewer)).toBe(false);
    }
  });

  test('whose end came is told so only to who has its secret', async () => {
    const { apiKeyId, secret } = await make();
    await revoke(apiKeyId);
    const guess = secret.slice(0, -43) + 'A'.repeat(43);
    expect(await refusalOf(authenticator.authenticate(guess))).toBe('UNAUTHENTICATED unknown_api_key');
  });

  test('whose row is gone ends its sockets', async () => {
    const { apiKeyId, secret } = await make();
    const viewer = await enter(secret);
    await database.system.query('delete from api_keys where id = $1', [apiKeyId]);
    expect(await authenticator.stillValid(viewer)).toBe(false);
  });

  test('whose row was written by hand brings no star into the scope', async () => {
    const { apiKeyId, secret } = await make();
    await database.system.query(
      `update api_keys set tenants = '{*,"acme,bolt",bolt}', roles = '{owner}' where id = $1`,
      [apiKeyId],
    );
    expect(await enter(secret)).toMatchObject({ roles: [], scope: { tenants: ['bolt'] } });
  });

  test('whose hash was damaged lets nobody in', async () => {
    const { apiKeyId, secret } = await make();
    await database.system.query(`update api_keys set secret_hash = $2 where id = $1`, [
      apiKeyId,
      `no hash ${apiKeyId}`,
    ]);
    expect(await refusalOf(authenticator.authenticate(secret))).toBe('UNAUTHENTICATED unknown_api_key');
  });
});

describe('the time of last use', () => {
  test('is written at most once a minute', async () => {
    const { apiKeyId, secret } = await make();
    const first = clock.now();
    expect(await lastUsed(apiKeyId)).toBeNull();
    await enter(secret);
    clock.advance(59_999);
    await enter(secret);
    expect(await lastUsed(apiKeyId)).toEqual(first);
    clock.advance(1);
    await enter(secret);
    expect(await lastUsed(apiKeyId)).toEqual(clock.now());
  });

  // Red without the condition in markUsed's statement: every request that saw the old value writes its own.
  test('is written once by many requests at the same time', async () => {
    const { apiKeyId, secret } = await make();
    await database.system.query(`
      create table if not exists key_writes (id uuid);
      create or replace function note_key_write() returns trigger language plpgsql as
        $$ begin insert into key_writes values (new.id); return new; end $$;
      create or replace trigger note_key_write after update of last_used_at on api_keys
        for each row execute function note_key_write()`);
    await Promise.all(Array.from({ length: 20 }, () => enter(secret)));
    expect(await database.system.query('select 1 from key_writes where id = $1', [apiKeyId])).toHaveLength(1);
  });

  test('is not moved by wrong secrets or by a revoked key', async () => {
    const { apiKeyId, secret } = await make();
    await refusalOf(authenticator.authenticate(secret.slice(0, -43) + 'A'.repeat(43)));
    await revoke(apiKeyId);
    await refusalOf(authenticator.authenticate(secret));
    expect(await lastUsed(apiKeyId)).toBeNull();
  });
});

describe('making a key', () => {
  const inAnHour = () => new Date(clock.now().getTime() + 3_600_000);

  test('stands in the audit, without the secret', async () => {
    const { apiKeyId } = await make({ name: '  exporter  ', expiresAt: inAnHour() });
    expect(await auditOf(apiKeyId)).toEqual([
      {
        actor: 'ada',
        action: 'createApiKey',
        details: { name: 'exporter', roles: [], tenants: ['acme', 'bolt'], expiresAt: inAnHour().toISOString() },
      },
    ]);
  });

  test.each<[string, () => Partial<NewApiKey>, InputProblem['code'], string]>([
    ['without a name', () => ({ name: '  ' }), 'INVALID', 'name'],
    ['with a name without end', () => ({ name: 'n'.repeat(101) }), 'INVALID', 'name'],
    ['with a name of two lines', () => ({ name: 'a\nb' }), 'INVALID', 'name'],
    ['with a role that does not exist', () => ({ roles: ['owner' as 'platform_admin'] }), 'INVALID', 'roles'],
    ['without role and tenant', () => ({ tenants: [] }), 'INVALID', 'tenants'],
    ['for every tenant by a star', () => ({ tenants: ['*'] }), 'INVALID', 'tenants'],
    ['for 101 tenants', () => ({ tenants: Array.from({ length: 101 }, (_, i) => `t${i}`) }), 'INVALID', 'tenants'],
    ['for a tenant that is mistyped', () => ({ tenants: ['acme', 'bolz'] }), 'NOT_FOUND', 'tenants'],
    ['that expired', () => ({ expiresAt: clock.now() }), 'INVALID', 'expiresAt'],
    ['that expires at no time', () => ({ expiresAt: new Date(Number.NaN) }), 'INVALID', 'expiresAt'],
  ])('%s is refused and leaves nothing', async (_how, difference, code, field) => {
    const state = () =>
      database.system.query('select (select count(*) from api_keys), (select count(*) as a from audit_log)');
    const before = await state();
    const answer = await createApiKey(database.system, { ...forTenants, ...difference() }, 'ada', clock.now());
    expect(answer).toMatchObject({ code, path: ['input', field] });
    expect(await state()).toEqual(before);
  });
});

describe('revoking a key', () => {
  test('stands in the audit once, however often it is asked', async () => {
    const { apiKeyId } = await make();
    const at = clock.now();
    expect(await Promise.all([revoke(apiKeyId), revoke(apiKeyId)])).toEqual([null, null]);
    clock.advance(1000);
    expect(await revoke(apiKeyId)).toBeNull();
    expect((await auditOf(apiKeyId)).slice(1)).toEqual([
      { actor: 'ada', action: 'revokeApiKey', details: { name: 'exporter' } },
    ]);
    const rows = await database.system.query('select revoked_at as at from api_keys where id = $1', [apiKeyId]);
    expect(rows).toEqual([{ at }]);
  });

  test('does not happen when it cannot be audited', async () => {
    const { apiKeyId, secret } = await make();
    await expect(revokeApiKey(database.system, apiKeyId, 'no text in Postgres: \u0000', clock.now())).rejects.toThrow();
    expect(await enter(secret)).not.toBeNull();
  });

  test.each([
    '00000000-0000-4000-8000-000000000000',
    'nonsense',
    '',
    "'; drop table api_keys",
  ])('that does not exist (%j) is NOT_FOUND', async (apiKeyId) => {
    expect(await revoke(apiKeyId)).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'apiKeyId'] });
  });
});

// Red when either function audits through `db` instead of its transaction.
test.each([
  ['making', 'createApiKey'],
  ['revoking', 'revokeApiKey'],
])('%s a key and its line in the audit are one transaction', async (_deed, action) => {
  const { apiKeyId } = await make();
  if (action === 'revokeApiKey') await revoke(apiKeyId);
  const together = await database.system.query(
    `select 1 from api_keys k join audit_log a on a.target = k.id::text and a.xmin = k.xmin
      where k.id = $1 and a.action = $2`,
    [apiKeyId, action],
  );
  expect(together).toHaveLength(1);
});

test('a service has a usable key until all are revoked or expired', async () => {
  const own = await createTestDatabase();
  try {
    const usable = () => hasUsableApiKey(own.system, clock.now());
    const admin: NewApiKey = { name: 'first', roles: ['platform_admin'], tenants: [], expiresAt: null };
    expect(await usable()).toBe(false);

    const made = await createApiKey(own.system, admin, 'cli', clock.now());
    expect(await usable()).toBe(true);
    await revokeApiKey(own.system, 'apiKeyId' in made ? made.apiKeyId : '', 'cli', clock.now());
    expect(await usable()).toBe(false);

    await createApiKey(own.system, { ...admin, expiresAt: new Date(clock.now().getTime() + 1) }, 'cli', clock.now());
    expect(await usable()).toBe(true);
    clock.advance(1);
    expect(await usable()).toBe(false);
  } finally {
    await own.drop();
  }
});

test('neither an error nor the log shows a key', async () => {
  const { apiKeyId, secret } = await make();
  const wrong = `${secret.slice(0, -7)}MARKER7`;
  const shown = [await errorOf(authenticator.authenticate(`Bearer ${wrong}`))];
  await revoke(apiKeyId);
  shown.push(await errorOf(authenticator.authenticate(`Bearer ${secret}`)));
  const text = everythingIn(shown) + shown.map((error) => error.stack).join() + log.lines.join();
  for (const part of [secret.slice(-43), wrong.slice(-43), 'MARKER7', secret.slice(4, 36)]) {
    expect(text).not.toContain(part);
  }
  expect(log.lines).toHaveLength(2);
});

test('a database that is away is no refusal, and its error holds no key', async () => {
  const marker = 'M'.repeat(43);
  const gone = authenticatorFor({ clock, log });
  const error: unknown = await gone.authenticate(`arc_${'0'.repeat(32)}_${marker}`).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ message: 'the database was asked' });
  expect(everythingIn(error) + log.lines.join()).not.toContain(marker);
});
