import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { everything, type Scope } from '../../src/base/scope.ts';
import { listen } from '../../src/db/listen.ts';
import type { SystemDb } from '../../src/db/sql.ts';
import { type EventHub, type EventHubOptions, startEventHub } from '../../src/events/hub.ts';
import type { EventFilter } from '../../src/events/read.ts';
import { eventsChannel } from '../../src/events/types.ts';
import { createTestDatabase, silentLog as log, type TestDatabase } from '../support/database.ts';
import { draft, readUntil, write } from './writing.ts';

// Sabotages that were seen red:
//   follow.ts: an await between the look at the head and going to sleep    → "an event that comes as a follower goes to sleep …"
//   follow.ts: the ring read without asking whether it reaches back far enough → "a follower that is further behind …"
//   follow.ts: position tells what was delivered, taken or not              → "a follower has not come further …"
//   tail.ts: a bell that rings during a read forgotten                      → "an event that is committed while …"
//   tail.ts: no read without a bell                                         → "a bell that never rings …"

let database: TestDatabase;
const hubs: EventHub[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.stop()));
});
afterAll(() => database.drop());

async function startHub(options: Partial<EventHubOptions> = {}): Promise<EventHub> {
  const doorbell = (ring: () => void) => listen(database.url, eventsChannel, { onNotify: ring, log });
  const hub = await startEventHub({ db: database.system, log, doorbell, ...options });
  hubs.push(hub);
  return hub;
}

function follow(hub: EventHub, after: bigint, scope: Scope = everything, filter: EventFilter = {}) {
  return hub.follow({ after, scope: () => scope, filter, sql: () => database.viewers.forScope(scope) });
}

const many = (count: number, parts: Parameters<typeof draft>[0] = {}) =>
  Array.from({ length: count }, () => draft(parts));

test('an event reaches a follower that waits', async () => {
  const hub = await startHub();
  const follower = follow(hub, hub.head);
  const next = follower.next();
  const { last } = await write(database.system, draft({ name: 'heard' }));
  expect((await next)?.events.map(({ name, position }) => [name, position])).toEqual([['heard', last]]);
});

test('no event waits for the poll, however closely events and reads follow each other', async () => {
  const hub = await startHub({ pollMs: 60_000 });
  await vi.waitFor(() => expect(hub.doorbellConnected).toBe(true));
  const follower = follow(hub, hub.head);
  for (let round = 0; round < 50; round += 1) {
    const written = await Promise.all([1, 2, 3].map(() => write(database.system, draft())));
    const last = written.map((range) => range.last).reduce((a, b) => (a > b ? a : b));
    await readUntil(follower, last);
  }
});

test('an event that is committed while the tail reads is read next, without a poll', async () => {
  let ring = () => {};
  let arrived = 0;
  const answers: (() => void)[] = [];
  let held = false;
  // The real database, whose answers take as long as the test wants.
  const slow: SystemDb = {
    ...database.system,
    query: async <Row>(text: string, values?: readonly unknown[]) => {
      const rows = await database.system.query<Row>(text, values);
      arrived += 1;
      if (held) await new Promise<void>((resolve) => answers.push(resolve));
      return rows;
    },
  };
  const doorbell = (onRing: () => void) => {
    ring = onRing;
    return { connected: true, stop: async () => {} };
  };
  const hub = await startHub({ db: slow, doorbell, pollMs: 60_000 });
  const follower = follow(hub, hub.head);
  held = true;
  const before = arrived;
  ring();
  await vi.waitFor(() => expect(arrived).toBe(before + 1));
  const { last } = await write(database.system, draft({ name: 'meanwhile' }));
  ring();
  held = false;
  for (const answer of answers) answer();
  expect((await readUntil(follower, last)).map(({ name }) => name)).toEqual(['meanwhile']);
});

test('an event that comes as a follower goes to sleep wakes it all the same', async () => {
  const hub = await startHub({ pollMs: 60_000 });
  await vi.waitFor(() => expect(hub.doorbellConnected).toBe(true));
  const followers = Array.from({ length: 50 }, () => follow(hub, hub.head));
  for (let round = 0; round < 100; round += 1) {
    const target = hub.head + 1n;
    const reading = Promise.all(followers.map((follower) => readUntil(follower, target)));
    await write(database.system, draft());
    const received = await reading;
    expect(received.map((events) => events.length)).toEqual(followers.map(() => 1));
  }
});

test('a bell that never rings delays events by a poll and loses none', async () => {
  const hub = await startHub({ doorbell: () => ({ connected: true, stop: async () => {} }), pollMs: 30 });
  const follower = follow(hub, hub.head);
  const { first, last } = await write(database.system, ...many(3));
  expect((await readUntil(follower, last)).map(({ position }) => position)).toEqual([first, first + 1n, last]);
});

test('without a bell polling does alone, and the hub says so', async () => {
  const hub = await startEventHub({ db: database.system, log, pollWithoutBellMs: 30 });
  hubs.push(hub);
  expect(hub.doorbellConnected).toBe(false);
  const follower = follow(hub, hub.head);
  const { last } = await write(database.system, draft());
  expect(await readUntil(follower, last)).toHaveLength(1);
});

test('a follower that is further behind than the ring reads pages and then goes on live', async () => {
  const hub = await startHub({ ringSize: 10 });
  const after = hub.head;
  const { last } = await write(database.system, ...many(650));
  await vi.waitFor(() => expect(hub.head).toBe(last));
  const follower = follow(hub, after);
  const events = await readUntil(follower, last);
  expect(events.map(({ position }) => position)).toEqual(Array.from({ length: 650 }, (_, i) => after + BigInt(i) + 1n));
  const next = follower.next();
  await write(database.system, draft());
  expect((await next)?.position).toBe(last + 1n);
});

test('a follower gets the events of its scope and filter, the same from the ring as from pages', async () => {
  const hub = await startHub({ ringSize: 40 });
  const after = hub.head;
  const tenants = ['acme', 'globex', null];
  const mixed = (count: number) =>
    Array.from({ length: count }, (_, i) =>
      draft({ tenantId: tenants[i % 3] ?? null, kind: i % 2 === 0 ? 'droplet' : 'volume', name: `n${i % 6}` }),
    );
  await write(database.system, ...mixed(60));
  const { last } = await write(database.system, ...mixed(36));
  await vi.waitFor(() => expect(hub.head).toBe(last));
  const scope: Scope = { tenants: ['acme'] };
  const fromPages = await readUntil(follow(hub, after, scope, { kinds: ['volume'] }), last);
  const fromRing = await readUntil(follow(hub, last - 36n, scope, { kinds: ['volume'] }), last);
  expect(fromPages.map(({ name }) => name)).toEqual(Array(16).fill('n3'));
  expect(fromRing.map(({ name }) => name)).toEqual(Array(6).fill('n3'));
});

test('an event of one tenant does not wake the followers of another, and they still know how far the log has come', async () => {
  const hub = await startHub();
  const mine = follow(hub, hub.head, { tenants: ['acme'] });
  let woken = false;
  const next = mine.next().finally(() => {
    woken = true;
  });
  const { last } = await write(database.system, draft({ tenantId: 'globex' }));
  await vi.waitFor(() => expect(mine.position).toBe(last));
  expect(woken).toBe(false);
  await write(database.system, draft({ tenantId: 'acme', name: 'mine' }));
  expect((await next)?.events.map(({ name }) => name)).toEqual(['mine']);
});

test('a follower has not come further than what it was given and asked for more after', async () => {
  const hub = await startHub();
  const after = hub.head;
  const follower = follow(hub, after);
  const next = follower.next();
  const { last } = await write(database.system, ...many(3));
  await next;
  // Whoever holds these events may still lose them: to come back here would be to miss them.
  expect(follower.position).toBe(after);
  void follower.next();
  expect(follower.position).toBe(last);
});

test('a scope that is lost ends at once', async () => {
  const hub = await startHub();
  let scope: Scope = { tenants: ['acme'] };
  const follower = hub.follow({ after: hub.head, scope: () => scope, filter: {}, sql: () => database.system });
  const next = follower.next();
  scope = { tenants: [] };
  await write(database.system, draft({ tenantId: 'acme' }));
  expect((await next)?.events).toEqual([]);
});

test('what the ring holds is bounded in bytes', async () => {
  const hub = await startHub({ ringBytes: 100_000 });
  const after = hub.head;
  const { last } = await write(
    database.system,
    ...many(200, { changes: { note: { before: '', after: 'x'.repeat(5000) } } }),
  );
  await vi.waitFor(() => expect(hub.head).toBe(last));
  expect(hub.ringBytes).toBeLessThan(100_000);
  expect(await readUntil(follow(hub, after), last)).toHaveLength(200);
});

test('closing a follower that waits ends it and leaves nothing behind', async () => {
  const hub = await startHub();
  const followers = Array.from({ length: 20 }, (_, i) =>
    follow(hub, hub.head, i % 2 ? everything : { tenants: ['acme'] }),
  );
  const waiting = followers.map((follower) => follower.next());
  expect(hub.sleepers).toBe(20);
  for (const follower of followers) follower.close();
  expect(await Promise.all(waiting)).toEqual(Array(20).fill(null));
  expect(hub.sleepers).toBe(0);
});

test('a hub that stops ends its followers', async () => {
  const hub = await startHub();
  const next = follow(hub, hub.head).next();
  await hub.stop();
  expect(await next).toBeNull();
  expect(hub.sleepers).toBe(0);
});

test('followers go on when every connection of the database has broken', async () => {
  const hub = await startHub({ pollMs: 100 });
  await vi.waitFor(() => expect(hub.doorbellConnected).toBe(true));
  const follower = follow(hub, hub.head);
  const next = follower.next();
  await database.system
    .query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    .catch(() => {});
  const { last } = await vi.waitFor(() => write(database.system, draft({ name: 'after the break' })), 5000);
  expect((await next)?.position).toBe(last);
});

test('a position beyond the head has expired, and the oldest cursor is told', async () => {
  const hub = await startHub();
  await expect(hub.assertReachable(hub.head + 1000n)).rejects.toMatchObject({
    code: 'CURSOR_EXPIRED',
    extensions: { oldestCursor: hub.cursors.seal(0n) },
  });
  await expect(hub.assertReachable(0n)).resolves.toBeUndefined();
});
