import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { afterEach, describe, expect, inject, test, vi } from 'vitest';
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

function tracesTo(endpoint: string, headers: Record<string, string> = {}, ratio = 1) {
  const log = createLog('silent', false);
  const warned = vi.spyOn(log, 'warn');
  const stop = exportTraces({ endpoint, headers, serviceName: 'test', ratio, log });
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

/** What a collector got, as JSON. */
async function told(work: () => unknown, ratio = 1): Promise<string> {
  const bodies: string[] = [];
  const endpoint = await collector(async (request, response) => {
    bodies.push(Buffer.concat(await request.toArray()).toString());
    response.end();
  });
  const { stop } = tracesTo(endpoint, {}, ratio);
  await work();
  await stop();
  return bodies.join();
}

class OddError extends Error {
  override readonly name = 'OddError';
}

describe('work that fails is told by the class of its error alone, which its caller gets as it is:', () => {
  test.each<[string, () => unknown]>([
    ['rejected', () => Promise.reject(new OddError('secret-42'))],
    [
      'thrown',
      () => {
        throw new OddError('secret-42');
      },
    ],
  ])('%s', async (_name, fail) => {
    const sent = await told(() => expect(async () => withSpan('work', {}, fail)).rejects.toThrow('secret-42'));
    expect(sent).toContain('"status":{"code":2,"message":"OddError"}');
    expect(sent).not.toContain('secret-42');
  });
});

test('a span that is ended twice is sent once, as it was first', async () => {
  const sent = await told(() =>
    withOpenSpan('work', {}, (span) => {
      span.end('First');
      span.end();
    }),
  );
  expect(sent.match(/"spanId"/g)).toHaveLength(1);
  expect(sent).toContain('"message":"First"');
});

test('with a share of 0 nothing is kept but what a caller keeps, and what is below a trace goes with it', async () => {
  const parent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const sent = await told(() => {
    withSpan('mine', {}, () => withSpan('below mine', {}, () => {}));
    withSpan('theirs', { parent }, () => withSpan('below theirs', {}, () => {}));
  }, 0);
  expect([...sent.matchAll(/"name":"([^"]*theirs|[^"]*mine)"/g)].map(([, name]) => name)).toEqual([
    'below theirs',
    'theirs',
  ]);
});

test('times are of the work, in nanoseconds', async () => {
  const before = BigInt(Date.now()) * 1_000_000n;
  const sent = await told(() => withSpan('work', {}, () => {}));
  const [start = 0n, end = 0n] = [...sent.matchAll(/TimeUnixNano":"(\d+)"/g)].map(([, text = '0']) => BigInt(text));
  const slack = 1_000_000_000n;
  expect(start >= before - slack && start <= end && end <= BigInt(Date.now()) * 1_000_000n + slack).toBe(true);
});

test('a statement is told by its text, cut at 2,000 characters, without its values, and as failed where it failed', async () => {
  const sent = await told(async () => {
    const pool = new pg.Pool({ connectionString: inject('postgresUrl'), max: 1 });
    traceStatements('system', pool);
    await withSpan('request', {}, async () => {
      const client = await pool.connect();
      await client.query(`select $1::text as asked /* ${'x'.repeat(3000)} */`, ['value-of-mine']);
      await expect(client.query('select 1 / $1::int', [0])).rejects.toThrow('division by zero');
      client.release();
    });
    await pool.end();
  });
  const [, text = ''] = /"db\.query\.text","value":\{"stringValue":"(select \$1::text[^"]*)"/.exec(sent) ?? [];
  expect(text).toHaveLength(2000);
  expect(sent).not.toContain('value-of-mine');
  const statuses = [...sent.matchAll(/"name":"SELECT"[^}]*?.*?"status":(\{[^}]*\})/g)].map(([, status]) => status);
  expect(statuses).toEqual(['{}', '{"code":2,"message":"DatabaseError"}']);
});

// Sabotage: leave out AsyncResource.bind in trace-database.ts; it then stands below whoever gave the connection back.
test('a statement that has waited for a connection stands below whoever asked it', async () => {
  const sent = await told(async () => {
    const pool = new pg.Pool({ connectionString: inject('postgresUrl'), max: 1 });
    traceStatements('system', pool);
    const held = await pool.connect();
    const asked = [1, 2].map((n) => withSpan(`asks ${n}`, {}, () => pool.query(`select ${n}`)));
    withSpan('gives back', {}, () => held.release());
    await Promise.all(asked);
    await pool.end();
  });
  interface Sent {
    readonly resourceSpans: { scopeSpans: { spans: { name: string; spanId: string; parentSpanId?: string }[] }[] }[];
  }
  const spans = (JSON.parse(`[${sent}]`) as Sent[]) // as sent above
    .flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((each) => each.spans)),
    );
  const names = new Map(spans.map(({ spanId, name }) => [spanId, name]));
  const above = spans.filter(({ name }) => name === 'SELECT').map(({ parentSpanId = '' }) => names.get(parentSpanId));
  expect(above).toEqual(['asks 1', 'asks 2']);
});

test('spans are sent while the work goes on, and a collector that refuses is spoken of once a minute', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] });
  closers.push(() => vi.useRealTimers());
  let asked = 0;
  const endpoint = await collector((_request, response) => {
    asked += 1;
    response.writeHead(503).end();
  });
  const { stop, warned } = tracesTo(endpoint);
  for (let round = 1; round <= 3; round += 1) {
    withSpan('work', {}, () => {});
    vi.advanceTimersByTime(2000);
    await vi.waitFor(() => expect(asked).toBe(round));
  }
  await stop();
  expect(warned).toHaveBeenCalledOnce();
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
