import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSystem } from '../../src/db/system.ts';
import { createTestDatabase, silentLog as log, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

test('bigint comes as BigInt, timestamptz as Date, jsonb parsed, and goes in likewise', async () => {
  const values = [9007199254740993n, new Date('2026-11-24T01:02:03.004Z'), { a: [1] }, ['x', 'y,"z"']];
  const [row] = await database.system.query(
    'select $1::bigint as n, $2::timestamptz as at, $3::jsonb as json, $4::text[] as list',
    values,
  );
  expect(row).toEqual({ n: values[0], at: values[1], json: values[2], list: values[3] });
});

test('a transaction is kept when its work succeeds', async () => {
  const answer = await database.system.transaction(async (sql) => {
    await sql.query(`insert into tenants (id, name) values ('kept', 'Kept')`);
    return 42;
  });
  expect(answer).toBe(42);
  expect(await database.system.query(`select name from tenants where id = 'kept'`)).toEqual([{ name: 'Kept' }]);
});

test('a transaction whose work throws is undone, and its error comes out', async () => {
  const system = openSystem(database.url, { max: 1, log });
  const failing = system.transaction(async (sql) => {
    await sql.query(`insert into tenants (id, name) values ('lost', 'Lost')`);
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect(await system.query(`select from tenants where id = 'lost'`)).toEqual([]);
  await system.end();
});

test('a transaction that swallows the error of a statement does not pass for kept', async () => {
  const failing = database.system.transaction(async (sql) => {
    await sql.query(`insert into tenants (id, name) values ('half', 'Half')`);
    await sql.query('select 1 / 0').catch(() => {});
  });
  await expect(failing).rejects.toThrow('was undone');
});

test('a transaction whose connection is cut off fails, and the door goes on with another', async () => {
  const system = openSystem(database.url, { max: 1, log });
  const failing = system.transaction(async (sql) => {
    const [row] = await sql.query<{ pid: number }>('select pg_backend_pid() as pid');
    await database.system.query('select pg_terminate_backend($1)', [row?.pid]);
    await sql.query(`insert into tenants (id, name) values ('cut', 'Cut')`);
  });
  await expect(failing).rejects.toThrow();
  expect(await system.query(`select from tenants where id = 'cut'`)).toEqual([]);
  await system.end();
});
