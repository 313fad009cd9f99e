import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { draft, write } from '../events/writing.ts';
import { follow, openEventStream, openSocket } from './clients.ts';
import { type Fleet, type Instance, startFleet } from './streaming.ts';

// Who leaves, with a word or without; who stays and is slow is in slow.long.test.ts.

let fleet: Fleet;
/** Asks often whether anybody is there. */
let instance: Instance;
let admin: string;

beforeAll(async () => {
  fleet = await startFleet();
  instance = await fleet.serve({ pingMs: 600 });
  admin = await fleet.sign({ sub: 'admin', roles: ['platform_admin'] });
});
afterAll(() => fleet.close());

test('a socket whose client has gone without a word is ended, and one that answers is not', async () => {
  const [gone, there] = await Promise.all([
    openSocket(instance.socketUrl, admin),
    openSocket(instance.socketUrl, admin),
  ]);
  for (const socket of [gone, there]) socket.subscribe('1', follow);
  await vi.waitFor(() => expect(instance.server.census().subscribers.websocket).toBe(2), 5000);
  // Nothing waits for it, and it does not answer.
  gone.socket.pause();
  await vi.waitFor(() => expect(instance.server.census().subscribers.websocket).toBe(1), 10_000);
  await write(fleet.database.system, draft({ name: 'still there' }));
  await vi.waitFor(() => expect(there.namesOf('1')).toEqual(['still there']), 5000);
  for (const socket of [gone, there]) socket.socket.terminate();
});

test('three hundred subscriptions that come and go leave nothing behind', async () => {
  const socket = await openSocket(instance.socketUrl, admin);
  for (let i = 0; i < 300; i += 1) {
    socket.subscribe(`${i}`, follow);
    if (i % 3 !== 0) socket.send({ id: `${i}`, type: 'complete' });
  }
  const streams = await Promise.all(Array.from({ length: 20 }, () => openEventStream(instance.url, admin)));
  await vi.waitFor(() => expect(instance.server.census().subscribers).toEqual({ websocket: 100, sse: 20 }), 10_000);
  for (const stream of streams) stream.close();
  socket.socket.terminate();
  await vi.waitFor(() =>
    expect(instance.server.census()).toMatchObject({ groups: 0, subscribers: { websocket: 0, sse: 0 } }),
  );
  expect(instance.hub.sleepers).toBe(0);
});
