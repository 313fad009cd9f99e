import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { everything } from '../../src/base/scope.ts';
import { beginNewEpoch } from '../../src/events/epoch.ts';
import { type EventHub, type EventHubOptions, startEventHub } from '../../src/events/hub.ts';
import { createTestDatabase, silentLog as log, type TestDatabase } from '../support/database.ts';
import { draft, readUntil, write } from './writing.ts';

// Sabotages that were seen red:
//   tail.ts: the epoch not asked for at each poll             → "cursors of before a restore expire …" and the two after it
//   follow.ts: what is dropped not asked about after a page   → "a follower whose next events are dropped …"

let database: TestDatabase;
const databases: TestDatabase[] = [];
const hubs: EventHub[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  databases.push(database);
});
afterEach(() => Promise.all(hubs.splice(0).map((hub) => hub.stop())));
afterAll(() => Promise.all(databases.map((each) => each.drop())));

async function startHub(options: Partial<EventHubOptions> = {}): Promise<EventHub> {
  const hub = await startEventHub({ db: database.system, log, pollMs: 30, pollWithoutBellMs: 30, ...options });
  hubs.push(hub);
  return hub;
}

const follow = (hub: EventHub, after: bigint) =>
  hub.follow({ after, scope: () => everything, filter: {}, sql: () => database.system });

test('cursors survive a restart of the service', async () => {
  const before = await startHub();
  const cursor = before.cursors.seal(7n);
  await before.stop();
  expect((await startHub()).cursors.open(cursor)).toBe(7n);
});

test('cursors of before a restore expire on every instance, those that run included', async () => {
  const running = await startHub();
  const { last } = await write(database.system, draft());
  const cursor = running.cursors.seal(last);
  const next = follow(running, last).next();
  const expired = expect(next).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  // As a restored copy would have it: the head row says where it was made, and that is elsewhere.
  await database.system.query(`update event_head set home = 'another cluster'`);
  const restored = await startHub();
  expect(() => restored.cursors.open(cursor)).toThrow(expect.objectContaining({ code: 'CURSOR_EXPIRED' }));
  await expired;
  expect(() => running.cursors.open(cursor)).toThrow(expect.objectContaining({ code: 'CURSOR_EXPIRED' }));
});

test('a log that has gone back behind what was read begins a new epoch, and is followed from there', async () => {
  const hub = await startHub();
  const { last } = await write(database.system, draft(), draft(), draft());
  await vi.waitFor(() => expect(hub.head).toBe(last));
  const cursor = hub.cursors.seal(last);
  // The last transactions are gone, as after a failover to a copy that was behind.
  await database.system.query('alter table cloud_resource_events detach partition cloud_resource_events_p0');
  await database.system.query('update event_head set position = 1');
  await vi.waitFor(() => expect(() => hub.cursors.open(cursor)).toThrow());
  const follower = follow(hub, 1n);
  await write(database.system, draft({ name: 'of the new life' }));
  expect((await readUntil(follower, 2n)).map(({ name }) => name)).toEqual(['of the new life']);
});

test('somebody can say that the log was restored', async () => {
  const hub = await startHub();
  const cursor = hub.cursors.seal(0n);
  await beginNewEpoch(database.system);
  await vi.waitFor(() => expect(() => hub.cursors.open(cursor)).toThrow());
});

test('a follower whose next events are dropped before it reads them is told the oldest cursor', async () => {
  const hub = await startHub({ ringSize: 10 });
  const { last } = await write(database.system, ...Array.from({ length: 450 }, () => draft()));
  await vi.waitFor(() => expect(hub.head).toBe(last));
  const follower = follow(hub, 0n);
  await follower.next();
  await database.system.query('alter table cloud_resource_events detach partition cloud_resource_events_p0');
  await expect(follower.next()).rejects.toMatchObject({
    code: 'CURSOR_EXPIRED',
    extensions: { oldestCursor: hub.cursors.seal(last) },
  });
  await expect(hub.assertReachable(1n)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
});
