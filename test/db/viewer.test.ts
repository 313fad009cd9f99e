import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPool } from '../../src/db/pool.ts';
import { scopedPool } from '../../src/db/scoped-pool.ts';
import { openViewers } from '../../src/db/viewer.ts';
import { createTestDatabase, silentLog as log, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
const tenants = Array.from({ length: 40 }, (_, index) => `tenant-${index}`);

beforeAll(async () => {
  database = await createTestDatabase();
  await database.system.query('insert into tenants (id, name) select id, id from unnest($1::text[]) as id', [tenants]);
});

afterAll(() => database.drop());

// Sabotage: one PrismaClient for all scopes (a constant key in forScope), or a pool that does not compare scopes.
test.each([
  'session',
  'transaction',
] as const)('viewers that wake in the same tick never get each other’s rows (%s pooling)', async (pooling) => {
  const viewers = openViewers(database.url, { max: 8, statementTimeoutMs: 10_000, log, pooling });
  for (let round = 0; round < 8; round += 1) {
    // What every request may wait for: a key, a cache being filled, a wake-up.
    const shared = setImmediate();
    const answers = tenants.map(async (own, index) => {
      const foreign = tenants[(index + 1) % tenants.length] ?? '';
      await shared;
      const { prisma, query } = viewers.forScope({ tenants: [own] });
      const [mine, theirs, plain] = await Promise.all([
        prisma.tenant.findUnique({ where: { id: own } }),
        prisma.tenant.findUnique({ where: { id: foreign } }),
        query<{ id: string }>('select id from tenants'),
      ]);
      return [mine?.id, theirs?.id, ...plain.map(({ id }) => id)];
    });
    expect(await Promise.all(answers)).toEqual(tenants.map((own) => [own, undefined, own]));
  }
  await viewers.end();
});

test('a client that falls out of the cache while it works finishes its work', async () => {
  const viewers = openViewers(database.url, { max: 4, statementTimeoutMs: 10_000, log, clientsKept: 2 });
  const answers = Array.from({ length: 60 }, async (_, index) => {
    const own = tenants[index % tenants.length] ?? '';
    const { prisma } = viewers.forScope({ tenants: [own] });
    const slow = prisma.$queryRaw<{ id: string }[]>`select id, pg_sleep(0.01)::text from tenants`;
    const [[first], second] = await Promise.all([slow, prisma.tenant.findMany()]);
    const third = await prisma.tenant.findMany(); // the client has been evicted by now
    return [first?.id, second.map(({ id }) => id), third.map(({ id }) => id)];
  });
  for (const [index, answer] of (await Promise.all(answers)).entries()) {
    const own = tenants[index % tenants.length];
    expect(answer).toEqual([own, [own], [own]]);
  }
  await viewers.end();
});

test('equal scopes share a client, others do not', () => {
  const { viewers } = database;
  expect(viewers.forScope({ tenants: ['a', 'b'] })).toBe(viewers.forScope({ tenants: ['b', 'a', 'a'] }));
  expect(viewers.forScope({ tenants: ['a'] })).not.toBe(viewers.forScope({ tenants: ['b'] }));
});

test('a statement that takes too long is broken off, and the door goes on', async () => {
  const viewers = openViewers(database.url, { max: 1, statementTimeoutMs: 50, log });
  const viewer = viewers.forScope({ tenants: ['tenant-1'] });
  await expect(viewer.query('select pg_sleep(10)')).rejects.toThrow('statement timeout');
  expect(await viewer.query('select id from tenants')).toEqual([{ id: 'tenant-1' }]);
  await viewers.end();
});

test('connections that Postgres cuts off are replaced, and told the scope again', async () => {
  const viewers = openViewers(database.url, { max: 2, statementTimeoutMs: 10_000, log });
  const viewer = viewers.forScope({ tenants: ['tenant-2'] });
  await viewer.query('select 1');
  await database.system.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'arcadia viewers' and datname = current_database()`,
  );
  const read = () => viewer.prisma.tenant.findMany().catch(() => null); // one may meet the connection as it breaks
  expect((await read()) ?? (await read())).toMatchObject([{ id: 'tenant-2' }]);
  await viewers.end();
});

test('a transaction of a viewer sees its scope in every statement', async () => {
  for (const pooling of ['session', 'transaction'] as const) {
    const viewers = openViewers(database.url, { max: 2, statementTimeoutMs: 10_000, log, pooling });
    const { prisma } = viewers.forScope({ tenants: ['tenant-3'] });
    const seen = await prisma.$transaction(
      async (transaction) => [
        await transaction.tenant.count(),
        await transaction.tenant.findMany({ select: { id: true } }),
      ],
      { isolationLevel: 'RepeatableRead' },
    );
    expect(seen).toEqual([1, [{ id: 'tenant-3' }]]);
    await viewers.end();
  }
});

test('with transaction pooling nothing stays on the connection, and nothing runs outside a transaction', async () => {
  const shared = openPool({ url: database.url, name: 'test', max: 1, log });
  const pool = scopedPool(shared, { tenants: 'tenant-4', statementTimeoutMs: 1234, pooling: 'transaction' });
  const state = `select current_user::text as role, current_setting('arcadia.tenants', true) as tenants,
                        current_setting('transaction_read_only') as only, current_setting('statement_timeout') as timeout`;
  expect((await pool.query(state)).rows).toEqual([
    { role: 'arcadia_viewer', tenants: 'tenant-4', only: 'on', timeout: '1234ms' },
  ]);
  expect((await shared.query(state)).rows).toEqual([{ role: 'arcadia', tenants: '', only: 'off', timeout: '0' }]);
  const client = await pool.connect();
  expect(() => client.query('select * from tenants')).toThrow('in transactions only');
  client.release();
  await shared.end();
});

test('a pool’s callbacks work as its promises do', async () => {
  const shared = openPool({ url: database.url, name: 'test', max: 1, log });
  for (const pooling of ['session', 'transaction'] as const) {
    const pool = scopedPool(shared, { tenants: 'tenant-5', statementTimeoutMs: 1000, pooling });
    const rows = await new Promise((resolve, reject) => {
      pool.query('select id from tenants where id <> $1', ['x'], (error, result) =>
        error ? reject(error) : resolve(result.rows),
      );
    });
    expect(rows).toEqual([{ id: 'tenant-5' }]);
    const failed = await new Promise((resolve) => {
      pool.query('select nonsense', (error) => resolve(error));
    });
    expect(failed).toMatchObject({ code: '42703' });
  }
  await shared.end();
});

test('a connection that came back inside a transaction is not lent out again', async () => {
  const shared = openPool({ url: database.url, name: 'test', max: 1, log });
  const careless = await shared.connect();
  await careless.query('begin');
  careless.release();
  const pool = scopedPool(shared, { tenants: 'tenant-6', statementTimeoutMs: 1000, pooling: 'session' });
  expect((await pool.query('select id, now() = statement_timestamp() as fresh from tenants')).rows).toEqual([
    { id: 'tenant-6', fresh: true },
  ]);
  await shared.end();
});
