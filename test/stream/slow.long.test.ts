import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createMetrics } from '../../src/observability/metrics.ts';
import { createTestLog } from '../auth/identity-provider.ts';
import { draft, write } from '../events/writing.ts';
import { memoryInUse } from '../support/memory.ts';
import { follow, openSocket } from './clients.ts';
import { type Fleet, type Instance, startFleet } from './streaming.ts';

// Sabotages that were seen red, each in one or more of these:
//   socket-sink.ts: never full
//   group.ts: a member admitted as live that has not come as far
//   member.ts: a member sent again what it has
//   pulse.ts: a client that reads slowly given no time

let fleet: Fleet;
let instance: Instance;
/** Asks often whether anybody is there. */
let pulsing: Instance;
let admin: string;

beforeAll(async () => {
  fleet = await startFleet();
  instance = await fleet.serve({ ringSize: 500 });
  pulsing = await fleet.serve({ ringSize: 500, pingMs: 600 });
  admin = await fleet.sign({ sub: 'admin', roles: ['platform_admin'] });
});
afterAll(() => fleet.close());

/** @returns Their names, in order. */
async function writeMany(count: number, label: string, length: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, i) => `${label} ${i} ${'x'.repeat(length)}`);
  for (let from = 0; from < count; from += 250) {
    await write(fleet.database.system, ...names.slice(from, from + 250).map((name) => draft({ name })));
  }
  return names;
}

test('a socket that is not read lags with bounded memory, delays nobody, and gets everything when it reads again', async () => {
  const [stalled, reading] = await Promise.all([
    openSocket(instance.socketUrl, admin),
    openSocket(instance.socketUrl, admin),
  ]);
  for (const socket of [stalled, reading]) socket.subscribe('1', follow, { after: '0' });
  await vi.waitFor(() => expect(instance.server.census().subscribers.websocket).toBe(2));
  stalled.socket.pause();
  // What it has read it forgets: only what the server keeps is to be weighed.
  let read = 0;
  reading.socket.on('message', () => {
    if (reading.messages.pop()?.type === 'next') read += 1;
  });
  const before = await memoryInUse();
  // 40 MB, most of which would wait for the one who does not read.
  await writeMany(8000, 'socket', 5000);
  await vi.waitFor(() => expect(read).toBe(8000), 10_000);
  await vi.waitFor(() => expect(instance.server.census().behind).toBe(1), 5000);
  expect(instance.server.census().worstLag).toBeGreaterThan(1000);
  await vi.waitFor(async () => expect((await memoryInUse()) - before).toBeLessThan(25e6), {
    timeout: 5000,
    interval: 200,
  });
  stalled.socket.resume();
  await vi.waitFor(() => expect(stalled.namesOf('1')).toHaveLength(8000), 10_000);
  expect(stalled.namesOf('1').map((name) => Number(name.split(' ')[1]))).toEqual([...Array(8000).keys()]);
  await vi.waitFor(() => expect(instance.server.census()).toMatchObject({ behind: 0, worstLag: 0 }));
  for (const socket of [stalled, reading]) socket.socket.close();
  await vi.waitFor(() => expect(instance.server.census().subscribers.websocket).toBe(0));
});

test('a subscriber that lags is in /metrics at once, in the log once a minute, and in neither when it has caught up', async () => {
  const log = createTestLog();
  const warnings = () => log.lines.filter((line) => JSON.parse(line).level === 40);
  const lagging = await fleet.serve({ ringSize: 500, lagPatienceMs: 100, log });
  const metrics = createMetrics();
  metrics.watchStreams(() => ({
    ...lagging.server.census(),
    position: lagging.hub.head,
    doorbellConnected: lagging.hub.doorbellConnected,
    ringBytes: lagging.hub.ringBytes,
  }));
  const metric = async (name: string) =>
    Number(new RegExp(`^arcadia_stream_${name} (\\d+)$`, 'm').exec(await metrics.registry.metrics())?.[1]);
  const [first, second] = await Promise.all([
    openSocket(lagging.socketUrl, admin),
    openSocket(lagging.socketUrl, admin),
  ]);
  const after = lagging.hub.cursors.seal(await lagging.hub.latest());
  for (const { socket, subscribe } of [first, second]) {
    subscribe('1', follow, { after });
    await vi.waitFor(() => expect(lagging.server.census().behind).toBe(0));
    socket.pause();
  }
  await vi.waitFor(() => expect(lagging.server.census().subscribers.websocket).toBe(2));
  const names = await writeMany(4000, 'lag', 5000);
  await vi.waitFor(async () => expect(await metric('behind')).toBe(2), 10_000);
  expect(await metric('lag_events')).toBeGreaterThan(1000);
  await vi.waitFor(() => expect(warnings()).toHaveLength(1), 10_000);
  expect(JSON.parse(warnings()[0] ?? '')).toMatchObject({
    subscribers: expect.any(Number),
    worstLag: expect.any(Number),
    msg: 'Some subscribers read more slowly than events come; they lag, and miss nothing.',
  });
  // Many looks later it has not been said again.
  const begunAtMs = performance.now();
  await vi.waitUntil(() => performance.now() > begunAtMs + 1000, { timeout: 5000 });
  expect(warnings()).toHaveLength(1);
  for (const { socket } of [first, second]) socket.resume();
  for (const each of [first, second]) await vi.waitFor(() => expect(each.namesOf('1')).toEqual(names), 20_000);
  await vi.waitFor(async () => expect([await metric('behind'), await metric('lag_events')]).toEqual([0, 0]), 5000);
  for (const { socket } of [first, second]) socket.terminate();
  await lagging.close();
});

test('a socket that answers no ping because it has much to read first is given time', async () => {
  const socket = await openSocket(pulsing.socketUrl, admin);
  socket.subscribe('1', follow, { after: '0' });
  await vi.waitFor(() => expect(socket.namesOf('1').length).toBeGreaterThan(0), 5000);
  socket.socket.pause();
  await vi.waitFor(() => expect(pulsing.server.census().behind).toBe(1), 10_000);
  // Longer than one that had nothing to read would be given.
  const begunAtMs = performance.now();
  await vi.waitUntil(() => performance.now() > begunAtMs + 2500, { timeout: 5000 });
  expect(pulsing.server.census().behind).toBe(1);
  socket.socket.resume();
  await vi.waitFor(() => expect(pulsing.server.census()).toMatchObject({ behind: 0, worstLag: 0 }), 10_000);
  expect(socket.namesOf('1').length).toBeGreaterThan(8000);
  socket.socket.terminate();
});

test('an event stream that is not read lags, and gets everything when it reads again', async () => {
  const after = instance.hub.cursors.seal(await instance.hub.latest());
  const response = await fetch(instance.url, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json', authorization: `Bearer ${admin}` },
    body: JSON.stringify({ query: follow, variables: { after } }),
  });
  const names = await writeMany(3000, 'stream', 5000);
  await vi.waitFor(() => expect(instance.server.census().behind).toBe(1), 5000);
  const received: string[] = [];
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (text + chunk).split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const json = /^data: (.*)$/m.exec(block)?.[1];
      if (json !== undefined) received.push(JSON.parse(json).data.resourceEvents.name);
    }
    if (received.length >= names.length) break;
  }
  expect(received).toEqual(names);
});
