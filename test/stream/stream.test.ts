import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createMetrics } from '../../src/observability/metrics.ts';
import { draft, write } from '../events/writing.ts';
import { follow, openEventStream, openSocket } from './clients.ts';
import { type Fleet, type Instance, startFleet } from './streaming.ts';

let fleet: Fleet;
let instance: Instance;
let admin: string;
let acme: string;

beforeAll(async () => {
  fleet = await startFleet();
  instance = await fleet.serve({ beatMs: 50 });
  admin = await fleet.sign({ sub: 'admin', roles: ['platform_admin'] });
  acme = await fleet.sign({ sub: 'of acme', tenants: ['acme'] });
});
afterAll(() => fleet.close());

const head = () => instance.hub.cursors.seal(instance.hub.head);
const settled = async () => {
  const latest = await instance.hub.latest();
  await vi.waitFor(() => expect(instance.hub.head).toBe(latest));
};

test('many subscribers of one document and scope share one execution, and each gets its own id', async () => {
  await settled();
  const sockets = await Promise.all(Array.from({ length: 5 }, () => openSocket(instance.socketUrl, admin)));
  for (const [i, socket] of sockets.entries()) socket.subscribe(`quote " ${i}`, follow, { after: head() });
  await vi.waitFor(() => expect(instance.server.census().subscribers.websocket).toBe(5));
  const before = instance.server.census().executions;
  await write(fleet.database.system, ...['a', 'b', 'c'].map((name) => draft({ name })));
  await vi.waitFor(() => {
    for (const [i, socket] of sockets.entries()) expect(socket.namesOf(`quote " ${i}`)).toEqual(['a', 'b', 'c']);
  });
  expect(instance.server.census()).toMatchObject({ groups: 1, executions: before + 3 });
  for (const socket of sockets) socket.socket.close();
  await vi.waitFor(() => expect(instance.server.census()).toMatchObject({ groups: 0, subscribers: { websocket: 0 } }));
});

test('an event stream carries ids, tells its position while it is quiet, and goes on after Last-Event-ID', async () => {
  await settled();
  const first = await openEventStream(instance.url, acme);
  expect(first.headers.get('content-type')).toContain('text/event-stream');
  const lastPosition = () => instance.hub.cursors.open(first.lastId() ?? '0');
  await vi.waitFor(() => expect(lastPosition()).toBe(instance.hub.head));
  await write(fleet.database.system, draft({ tenantId: 'acme', name: 'one' }));
  await vi.waitFor(() => expect(first.names()).toEqual(['one']));
  // Not for acme, and still its position moves.
  const { last } = await write(fleet.database.system, draft({ tenantId: 'globex' }));
  await vi.waitFor(() => expect(lastPosition()).toBe(last));
  first.close();
  await write(
    fleet.database.system,
    draft({ tenantId: 'acme', name: 'two' }),
    draft({ tenantId: 'globex', name: 'no' }),
  );
  const lastEventId = first.lastId() ?? '';
  // The variables are those of the beginning: what the client says of itself counts.
  const second = await openEventStream(instance.url, acme, { variables: { after: '0' }, lastEventId });
  await vi.waitFor(() => expect(second.names()).toEqual(['two']));
  const third = await openEventStream(instance.url, acme, { lastEventId, method: 'GET' });
  await vi.waitFor(() => expect(third.names()).toEqual(['two']));
  for (const stream of [second, third]) stream.close();
  await vi.waitFor(() => expect(instance.server.census().subscribers.sse).toBe(0));
});

test('sockets and event streams of one document and scope share one execution', async () => {
  await settled();
  const socket = await openSocket(instance.socketUrl, acme);
  socket.subscribe('1', follow, { after: head() });
  const stream = await openEventStream(instance.url, acme);
  await vi.waitFor(() => expect(stream.lastId()).not.toBeNull());
  await vi.waitFor(() => expect(instance.server.census()).toMatchObject({ groups: 1, behind: 0, worstLag: 0 }));
  const before = instance.server.census().executions;
  await write(fleet.database.system, draft({ tenantId: 'acme', name: 'for both' }));
  await vi.waitFor(() => {
    expect(socket.namesOf('1')).toEqual(['for both']);
    expect(stream.names()).toEqual(['for both']);
  });
  expect(instance.server.census().executions).toBe(before + 1);
  socket.socket.close();
  stream.close();
});

test('/metrics tells of the log and its streams', async () => {
  await settled();
  const metrics = createMetrics();
  metrics.watchStreams(() => ({
    ...instance.server.census(),
    position: instance.hub.head,
    doorbellConnected: instance.hub.doorbellConnected,
    ringBytes: instance.hub.ringBytes,
  }));
  const socket = await openSocket(instance.socketUrl, admin);
  socket.subscribe('1', follow, { after: head() });
  await write(fleet.database.system, draft({ name: 'counted' }));
  await vi.waitFor(() => expect(socket.namesOf('1')).toEqual(['counted']));
  const text = await metrics.registry.metrics();
  expect(text).toContain('arcadia_stream_subscribers{transport="websocket"} 1');
  expect(text).toContain(`arcadia_event_position ${instance.hub.head}`);
  expect(text).toContain('arcadia_event_doorbell_connected 1');
  expect(text).toContain(`arcadia_stream_deliveries_total ${instance.server.census().deliveries}`);
  expect(text).toContain('arcadia_stream_lag_events 0');
  socket.socket.close();
});

test('viewers of different scopes never share, and neither sees what is the other’s', async () => {
  await settled();
  const globex = await fleet.sign({ tenants: ['globex'] });
  const sockets = await Promise.all([acme, globex, admin].map((token) => openSocket(instance.socketUrl, token)));
  for (const socket of sockets) socket.subscribe('1', follow, { after: head() });
  await vi.waitFor(() => expect(instance.server.census().groups).toBe(3));
  await write(
    fleet.database.system,
    draft({ tenantId: 'acme', name: 'A' }),
    draft({ tenantId: 'globex', name: 'G' }),
    draft({ name: 'N' }),
  );
  await vi.waitFor(() => expect(sockets.map((socket) => socket.namesOf('1').join(''))).toEqual(['A', 'G', 'AGN']));
  for (const socket of sockets) socket.socket.close();
});

test('a subscriber that completes on an open socket leaves nothing behind, events or not', async () => {
  await settled();
  const socket = await openSocket(instance.socketUrl, admin);
  for (let i = 0; i < 20; i += 1) socket.subscribe(`${i}`, follow);
  await vi.waitFor(() => expect(instance.server.census().subscribers.websocket).toBe(20));
  for (let i = 0; i < 20; i += 1) socket.send({ id: `${i}`, type: 'complete' });
  await vi.waitFor(() => expect(instance.server.census()).toMatchObject({ groups: 0, subscribers: { websocket: 0 } }));
  expect(instance.hub.sleepers).toBe(0);
  socket.socket.close();
});

test('anonymous gets UNAUTHENTICATED at once, on every way in', async () => {
  const socket = await openSocket(instance.socketUrl, null);
  socket.subscribe('1', follow);
  await vi.waitFor(() => expect(socket.of('1')[0]?.payload.errors[0].extensions.code).toBe('UNAUTHENTICATED'));
  socket.socket.close();
  const stream = await openEventStream(instance.url, null);
  await stream.ended;
  expect(JSON.stringify(stream.blocks)).toContain('UNAUTHENTICATED');
});

test('a cursor that is beyond the log is CURSOR_EXPIRED with the oldest that is good, on every way in', async () => {
  const after = instance.hub.cursors.seal(10_000_000n);
  const oldestCursor = instance.hub.cursors.seal(0n);
  const socket = await openSocket(instance.socketUrl, admin);
  socket.subscribe('1', follow, { after });
  await vi.waitFor(() =>
    expect(socket.of('1')[0]?.payload.errors[0].extensions).toEqual({ code: 'CURSOR_EXPIRED', oldestCursor }),
  );
  const stream = await openEventStream(instance.url, admin, { lastEventId: after });
  await stream.ended;
  const next = stream.blocks.find(({ event }) => event === 'next');
  expect(JSON.parse(next?.data ?? '{}').errors[0].extensions).toEqual({ code: 'CURSOR_EXPIRED', oldestCursor });
  expect(stream.blocks.at(-1)?.event).toBe('complete');
  socket.socket.close();
});

test('an event stream ends with the reason within 5 s of its token’s expiry, and a socket with 4403', async () => {
  const short = await fleet.sign({ sub: 'short', roles: ['platform_admin'], expiresIn: 2 });
  const socket = await openSocket(instance.socketUrl, short);
  socket.subscribe('1', follow);
  const stream = await openEventStream(instance.url, short);
  const begunAtMs = performance.now();
  expect(await stream.ended).toBe('ended');
  expect((await socket.closed).code).toBe(4403);
  expect(performance.now() - begunAtMs).toBeLessThan(2000 + 5000);
  const last = stream.blocks.findLast(({ event }) => event === 'next');
  expect(JSON.parse(last?.data ?? '{}').errors[0].extensions).toMatchObject({
    code: 'UNAUTHENTICATED',
    reason: 'expired',
  });
  expect(stream.blocks.at(-1)?.event).toBe('complete');
});

test('a server that stops sends its clients elsewhere: 1012 on sockets, no farewell on event streams', async () => {
  const going = await fleet.serve();
  const socket = await openSocket(going.socketUrl, admin);
  socket.subscribe('1', follow);
  const stream = await openEventStream(going.url, admin);
  await vi.waitFor(() => expect(going.server.census().subscribers).toEqual({ websocket: 1, sse: 1 }));
  await going.close();
  expect((await socket.closed).code).toBe(1012);
  expect(socket.of('1').filter(({ type }) => type === 'complete')).toEqual([]);
  expect(await stream.ended).toBe('ended');
  expect(stream.blocks.some(({ event }) => event === 'complete')).toBe(false);
});
