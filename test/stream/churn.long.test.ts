import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { draft, write } from '../events/writing.ts';
import { longForm } from '../support/long.ts';
import { follow, openEventStream, openSocket } from './clients.ts';
import { type Fleet, type Instance, startFleet } from './streaming.ts';

let fleet: Fleet;
let instance: Instance;
let admin: string;

beforeAll(async () => {
  fleet = await startFleet();
  instance = await fleet.serve();
  admin = await fleet.sign({ roles: ['platform_admin'] });
});
afterAll(() => fleet.close());

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** With garbage collected, and connections that were let go really gone. */
async function weigh(): Promise<{ bytes: number; handles: number }> {
  for (let i = 0; i < 5; i += 1) {
    collectGarbage();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { heapUsed, external } = process.memoryUsage();
  return { bytes: heapUsed + external, handles: process.getActiveResourcesInfo().length };
}

async function openAndDrop(seconds: number): Promise<void> {
  const socket = await openSocket(instance.socketUrl, admin);
  for (let second = 0; second < seconds; second += 1) {
    const nextAtMs = performance.now() + 1000;
    const events = Array.from({ length: 3 }, () => write(fleet.database.system, draft()));
    // 300 a second: most on one socket, some with a socket of their own, some as event streams.
    for (let i = 0; i < 260; i += 1) socket.subscribe(`${second} ${i}`, follow, i % 4 === 0 ? { after: '0' } : {});
    for (let i = 0; i < 260; i += 1) socket.send({ id: `${second} ${i}`, type: 'complete' });
    const sockets = await Promise.all(Array.from({ length: 20 }, () => openSocket(instance.socketUrl, admin)));
    for (const each of sockets) each.subscribe('1', follow);
    const streams = await Promise.all(Array.from({ length: 20 }, () => openEventStream(instance.url, admin)));
    await Promise.all(events);
    for (const stream of streams) stream.close();
    for (const each of sockets) each.socket.terminate();
    socket.messages.length = 0;
    await vi.waitUntil(() => performance.now() >= nextAtMs, { timeout: 5000, interval: 5 });
  }
  socket.socket.close();
  await vi.waitFor(() => expect(instance.server.census().subscribers).toEqual({ websocket: 0, sse: 0 }), 5000);
}

test('300 subscriptions a second, opened and dropped for a minute, leave nothing behind', async () => {
  await openAndDrop(5);
  const before = await weigh();
  await openAndDrop(longForm({ whole: 60, ci: 15 }));
  await vi.waitFor(async () => {
    const after = await weigh();
    expect(after.handles).toBeLessThanOrEqual(before.handles + 5);
    expect(after.bytes - before.bytes).toBeLessThan(10e6);
  }, 20_000);
  expect(instance.hub.sleepers).toBe(0);
  expect(instance.server.census().groups).toBe(0);
}, 150_000);

test('a subscriber that never reads costs less than 50 MB over 100,000 events, delays nobody, and gets them all later', async () => {
  const [stalled, reading] = await Promise.all([
    openSocket(instance.socketUrl, admin),
    openSocket(instance.socketUrl, admin),
  ]);
  const after = instance.hub.cursors.seal(await instance.hub.latest());
  for (const socket of [stalled, reading]) socket.subscribe('1', follow, { after });
  await vi.waitFor(() => expect(instance.server.census().subscribers.websocket).toBe(2));
  let read = 0;
  reading.socket.on('message', () => {
    if (reading.messages.pop()?.type === 'next') read += 1;
  });
  stalled.socket.pause();
  const before = await weigh();
  for (let i = 0; i < 100_000; i += 500) {
    await write(fleet.database.system, ...Array.from({ length: 500 }, (_, j) => draft({ name: `${i + j}` })));
  }
  await vi.waitFor(() => expect(read).toBe(100_000), 20_000);
  expect(instance.server.census().behind).toBe(1);
  expect((await weigh()).bytes - before.bytes).toBeLessThan(50e6);
  stalled.socket.resume();
  await vi.waitFor(() => expect(stalled.namesOf('1')).toHaveLength(100_000), { timeout: 60_000, interval: 500 });
  expect(stalled.namesOf('1').map(Number)).toEqual([...Array(100_000).keys()]);
}, 150_000);
