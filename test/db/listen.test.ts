import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type Listener, listen } from '../../src/db/listen.ts';
import { createTestDatabase, silentLog as log, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let listener: Listener;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterEach(() => listener.stop());
afterAll(() => database.drop());

const connections = () =>
  database.system.query<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = 'arcadia listener' and datname = current_database()`,
  );

test('it rings when it has connected, and at every notification on its channel', async () => {
  const onNotify = vi.fn();
  listener = listen(database.url, 'bell', { onNotify, log });
  await vi.waitFor(() => expect(onNotify).toHaveBeenCalledTimes(1));
  expect(listener.connected).toBe(true);
  await database.system.query('notify other');
  await database.system.query('notify bell');
  await vi.waitFor(() => expect(onNotify).toHaveBeenCalledTimes(2));
});

test('it comes back when its connection is cut off, and rings since it may have missed something', async () => {
  const onNotify = vi.fn();
  listener = listen(database.url, 'bell', { onNotify, log });
  await vi.waitFor(() => expect(listener.connected).toBe(true));
  onNotify.mockClear();
  const [before] = await connections();
  await database.system.query('select pg_terminate_backend($1)', [before?.pid]);
  await vi.waitFor(() => expect(onNotify).toHaveBeenCalledTimes(1), { timeout: 5000 });
  expect(listener.connected).toBe(true);
  await database.system.query('notify bell');
  await vi.waitFor(() => expect(onNotify).toHaveBeenCalledTimes(2));
});

test('it keeps trying while the database is away, and stops at once when told', async () => {
  const onNotify = vi.fn();
  listener = listen('postgresql://nobody:x@127.0.0.1:1/nowhere', 'bell', { onNotify, log });
  await listener.stop();
  expect(listener.connected).toBe(false);
  expect(onNotify).not.toHaveBeenCalled();
});

test('stopping it ends its connection', async () => {
  listener = listen(database.url, 'bell', { onNotify: () => {}, log });
  await vi.waitFor(() => expect(listener.connected).toBe(true));
  await listener.stop();
  expect(listener.connected).toBe(false);
  await vi.waitFor(async () => expect(await connections()).toEqual([]));
});
