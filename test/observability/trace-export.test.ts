import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createLog } from '../../src/observability/log.ts';
import { childSpan, isTracing, traceFields, withOpenSpan, withSpan } from '../../src/observability/trace.ts';
import { type TracedPool, traceStatements } from '../../src/observability/trace-database.ts';
import { exportTraces } from '../../src/observability/trace-export.ts';

// What a collector can do to whoever sends to it. Each collector is a real one on a socket.

const closers: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function collector(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP
}

function tracesTo(endpoint: string, headers: Record<string, string> = {}) {
  const log = createLog('silent', false);
  const warned = vi.spyOn(log, 'warn');
  const stop = exportTraces({ endpoint, headers, serviceName: 'test', ratio: 1, log });
  return { stop, warned };
}

describe('without an endpoint', () => {
  test('no span is made, nothing is put on a line of the log, and pools are left as they are', () => {
    expect(isTracing()).toBe(false);
    withSpan('a', {}, () => expect([childSpan('b', {}), traceFields()]).toEqual([null, {}]));
    const connect = () => {};
    const pool: TracedPool = { connect, on: () => expect.unreachable() };
    traceStatements('viewers', pool);
    expect(pool.connect).toBe(connect);
  });
});

test('a collector that is away costs a line of the log, and neither the work nor the stop', async () => {
  const { stop, warned } = tracesTo('http://127.0.0.1:9');
  expect(withSpan('work', {}, () => 41 + 1)).toBe(42);
  await stop();
  expect(warned.mock.calls.map(([fields]) => fields)).toEqual([{ dropped: 1, reason: expect.any(String) }]);
  expect(isTracing()).toBe(false);
});

test('a collector that takes and never answers keeps nobody from stopping', async () => {
  let asked = 0;
  const { stop } = tracesTo(
    await collector(() => {
      asked += 1;
    }),
  );
  withSpan('work', {}, () => {});
  const beganAtMs = performance.now();
  await stop();
  expect(asked).toBe(1);
  expect(performance.now() - beganAtMs).toBeLessThan(5000);
});

test('no more than 8,192 spans wait for a collector: what comes then is dropped and counted', async () => {
  let spans = 0;
  let refuse = false;
  const endpoint = await collector(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    spans += body.split('"spanId"').length - 1;
    response.writeHead(refuse ? 503 : 200).end();
  });
  const { stop, warned } = tracesTo(endpoint);
  for (let i = 0; i < 10_000; i += 1) withSpan('work', {}, () => {});
  await stop();
  expect(spans).toBe(8192);
  expect(warned).not.toHaveBeenCalled();

  refuse = true;
  const refused = tracesTo(endpoint);
  for (let i = 0; i < 10_000; i += 1) withSpan('work', {}, () => {});
  await refused.stop();
  // What had no room, and the batch that was refused.
  expect(refused.warned.mock.calls[0]?.[0]).toEqual({
    dropped: 10_000 - 8192 + 512,
    reason: 'The collector answered 503.',
  });
});

test('a collector that sends elsewhere is not followed, since the headers are secret', async () => {
  const elsewhere: unknown[] = [];
  const thief = await collector((request, response) => {
    elsewhere.push(request.headers);
    response.end();
  });
  const endpoint = await collector((_request, response) => {
    response.writeHead(307, { location: `${thief}/v1/traces` }).end();
  });
  const { stop, warned } = tracesTo(endpoint, { 'x-key': 'secret-91' });
  withSpan('work', {}, () => {});
  await stop();
  expect(elsewhere).toEqual([]);
  expect(warned).toHaveBeenCalledOnce();
});

test.each([
  'ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  '00-00000000000000000000000000000000-00f067aa0ba902b7-01',
  '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01',
  'nonsense',
])('a traceparent of %s is as if it were not there', async (parent) => {
  const bodies: string[] = [];
  const { stop } = tracesTo(
    await collector(async (request, response) => {
      bodies.push(Buffer.concat(await request.toArray()).toString());
      response.end();
    }),
  );
  withOpenSpan('request', { parent }, (span) => span.end());
  await stop();
  expect(bodies.join()).toContain('"name":"request"');
  expect(bodies.join()).not.toMatch(/parentSpanId|4bf92f3577b34da6a3ce929d0e0e4736/);
});
