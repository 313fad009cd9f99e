import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { readConfig } from '../../src/base/config.ts';
import { type Service, startService } from '../support/service.ts';

// A collector of our own on a real socket, which takes OTLP over HTTP as any other does.

interface Pair {
  readonly key: string;
  readonly value: Readonly<Record<string, string | number | boolean>>;
}
interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Pair[];
  readonly status: { readonly code?: number; readonly message?: string };
}
interface Exported {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Pair[] };
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

const secretHeader = 'collector-secret-51c';
const received: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];
let collector: Server;
let service: Service;

beforeAll(async () => {
  collector = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    received.push({ path: request.url ?? '', headers: request.headers, body });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as AddressInfo; // it listens on TCP
  service = await startService({
    simulator: { droplets: 3 },
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}/`,
      OTEL_EXPORTER_OTLP_HEADERS: `x-collector-key=${secretHeader}`,
      OTEL_SERVICE_NAME: 'arcadia-test',
      ARCADIA_ANSWER_CACHE_MIB: '0',
    },
  });
});
afterAll(async () => {
  await service.close();
  collector.close();
});

const spans = (): Span[] =>
  received.flatMap(({ body }) =>
    (JSON.parse(body) as Exported).resourceSpans.flatMap(({ scopeSpans }) =>
      scopeSpans.flatMap((scope) => scope.spans),
    ),
  );
const named = (name: string) => spans().filter((span) => span.name === name);
const attribute = ({ attributes }: Span, key: string) =>
  Object.values(attributes.find((pair) => pair.key === key)?.value ?? {})[0];
/** Whether one span lies below another, however far. */
function isBelow(span: Span, above: Span): boolean {
  const all = new Map(spans().map((each) => [each.spanId, each]));
  for (let at: Span | undefined = span; at !== undefined; at = all.get(at.parentSpanId ?? '')) {
    if (at.spanId === above.spanId) return true;
  }
  return false;
}
const arrived = (check: () => boolean) => expect.poll(check, { timeout: 10_000 }).toBe(true);

async function post(query: string, headers: Record<string, string> = {}): Promise<void> {
  const response = await fetch(`${service.url}/graphql?hidden=in-the-address`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${service.admin}`, ...headers },
    body: JSON.stringify({ query }),
  });
  await response.text();
}

describe('a request is a trace', () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

  test('that goes on its caller’s, from HTTP to the operation to the statement', async () => {
    await post('query Machines { resources(first: 1, search: "hidden-text") { edges { node { name } } } }', {
      traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
      'x-request-id': 'request-17',
    });
    await arrived(
      () => named('query Machines').length > 0 && spans().some((span) => span.parentSpanId === '00f067aa0ba902b7'),
    );
    const [operation] = named('query Machines');
    const http = spans().find((span) => span.parentSpanId === '00f067aa0ba902b7');
    if (operation === undefined || http === undefined) throw new Error('They have arrived.');
    expect(http).toMatchObject({ traceId, name: 'POST /graphql', kind: 2, status: {} });
    expect(attribute(http, 'http.response.status_code')).toBe('200');
    expect(attribute(http, 'arcadia.request_id')).toBe('request-17');
    expect(operation).toMatchObject({ traceId, parentSpanId: http.spanId, kind: 1 });
    const statements = spans().filter((span) => attribute(span, 'db.system.name') === 'postgresql');
    const below = statements.filter((span) => isBelow(span, operation));
    expect(below.map((span) => attribute(span, 'arcadia.pool'))).toContain('viewers');
    for (const span of [http, operation, ...below]) {
      expect(BigInt(span.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(span.startTimeUnixNano));
      expect(span.spanId).toMatch(/^[0-9a-f]{16}$/);
    }
  });

  test('that its caller does not keep is not kept here either', async () => {
    await post('query Unkept { eventHead }', { traceparent: `00-${traceId}-00f067aa0ba902b7-00` });
    await post('query Kept { eventHead }');
    await arrived(() => named('query Kept').length > 0);
    expect(named('query Unkept')).toEqual([]);
  });

  test('over a WebSocket begins with the operation', async () => {
    const client = createClient({
      url: `${service.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${service.admin}` },
    });
    await client.iterate({ query: 'query OverSocket { tenants { id } }' }).next();
    await client.dispose();
    await arrived(() => named('query OverSocket').length > 0);
    const [operation] = named('query OverSocket');
    expect(operation?.parentSpanId).toBeUndefined();
  });
});

test('statements of requests at the same time stay below their own, though they wait for connections', async () => {
  const many = Array.from({ length: 60 }, (_, n) => `Busy${n}`);
  await Promise.all(many.map((name) => post(`query ${name} { resources(first: 1) { edges { node { id } } } }`)));
  await arrived(() => many.every((name) => named(`query ${name}`).length > 0));
  for (const name of many) {
    const [operation] = named(`query ${name}`);
    if (operation === undefined) throw new Error('It has arrived.');
    const below = spans().filter((span) => attribute(span, 'arcadia.pool') === 'viewers' && isBelow(span, operation));
    expect([name, below.length > 0]).toEqual([name, true]);
    expect(new Set(below.map(({ traceId }) => traceId))).toEqual(new Set([operation.traceId]));
  }
});

test('a sync run is a trace, with its kinds, the calls to DigitalOcean and the statements below it', async () => {
  const run = await service.syncAndWait(['DROPLET']);
  await arrived(() => named('sync run').length > 0);
  const trace = named('sync run').find((span) => attribute(span, 'arcadia.run_id') !== undefined);
  if (trace === undefined) throw new Error('It has arrived.');
  expect(run.status).toBe('SUCCEEDED');
  const [kind] = named('sync droplet');
  expect(kind !== undefined && isBelow(kind, trace)).toBe(true);
  const calls = named('GET DigitalOcean').filter((span) => isBelow(span, trace));
  expect(calls.map((span) => attribute(span, 'url.path'))).toContain('/v2/droplets');
  for (const call of calls) expect(call.kind).toBe(3);
  expect(spans().some((span) => attribute(span, 'arcadia.pool') === 'system' && isBelow(span, trace))).toBe(true);
});

test('what fails is marked in its span: an operation with errors, its statement, a request, a call to DigitalOcean', async () => {
  await service.system.query('revoke select on tenants from arcadia_viewer');
  await post('query Refused { tenants { id } }');
  await service.system.query('grant select on tenants to arcadia_viewer');
  await arrived(() => named('query Refused').length > 0);
  const [operation] = named('query Refused');
  expect(operation?.status).toEqual({ code: 2, message: 'GraphQLError' });
  const statement = spans().find((span) => attribute(span, 'arcadia.pool') === 'viewers' && span.status.code === 2);
  expect(statement?.status).toEqual({ code: 2, message: 'DatabaseError' });
  expect(operation !== undefined && statement !== undefined && isBelow(statement, operation)).toBe(true);

  const { faults } = service.simulator;
  faults.add({ path: '/v2/volumes', status: 500, times: 1 });
  faults.add({ path: '/v2/volumes', reset: true, times: 1 });
  await service.syncAndWait(['VOLUME']);
  const calls = () => named('GET DigitalOcean').filter((span) => attribute(span, 'url.path') === '/v2/volumes');
  await arrived(() => calls().some((span) => attribute(span, 'http.response.status_code') === '200'));
  // An answer of 500 is an answer; without one the call has failed.
  const told = calls().map((span) => [attribute(span, 'http.response.status_code'), span.status.message]);
  expect(told).toEqual(
    expect.arrayContaining([
      ['500', undefined],
      [undefined, 'TransportError'],
      ['200', undefined],
    ]),
  );
});

// Sabotage: leave out outsideSpans in use-event-streams.ts.
test('a subscription is no part of the request that began it: what it executes later has no span', async () => {
  await service.syncAndWait();
  const ended = new AbortController();
  const stream = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${service.admin}`,
      accept: 'text/event-stream',
      'x-request-id': 'stream-1',
    },
    body: JSON.stringify({ query: 'subscription Followed { resourceEvents(after: "0") { cursor project { name } } }' }),
    signal: ended.signal,
  });
  const reader = stream.body?.getReader();
  const decoder = new TextDecoder();
  let got = '';
  while (!got.includes('event: next')) got += decoder.decode((await reader?.read())?.value, { stream: true });
  ended.abort();
  const request = () => spans().find((span) => attribute(span, 'arcadia.request_id') === 'stream-1');
  await arrived(() => request() !== undefined);
  const traceId = request()?.traceId;
  const viewers = spans().filter((span) => span.traceId === traceId && attribute(span, 'arcadia.pool') === 'viewers');
  expect(viewers).toEqual([]);
});

test('the collector gets what OTLP wants, with its own header, and nothing that is secret or was searched for', async () => {
  const [first] = received;
  expect(first?.path).toBe('/v1/traces');
  expect(first?.headers).toMatchObject({ 'content-type': 'application/json', 'x-collector-key': secretHeader });
  const [resource] = (JSON.parse(first?.body ?? '{}') as Exported).resourceSpans;
  expect(resource?.resource.attributes).toEqual([{ key: 'service.name', value: { stringValue: 'arcadia-test' } }]);
  const all = received.map(({ body }) => body).join('\n');
  for (const secret of [service.admin, 'test-token', secretHeader, 'hidden-text', 'in-the-address']) {
    expect([secret, all.includes(secret)]).toEqual([secret, false]);
  }
});

test.each([
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, /^OTEL_EXPORTER_OTLP_ENDPOINT: got something else/],
  [{ OTEL_EXPORTER_OTLP_HEADERS: 'nonsense' }, /^OTEL_EXPORTER_OTLP_HEADERS: got something else, wants name=value/],
  [
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://me:secret@collector:4318' },
    /^OTEL_EXPORTER_OTLP_ENDPOINT: got something else/,
  ],
  [{ OTEL_TRACES_SAMPLER_ARG: '2' }, /^OTEL_TRACES_SAMPLER_ARG: got "2", wants a number from 0 to 1/],
])('the start is refused with %j', (env, line) => {
  expect(() => readConfig(env)).toThrow(line);
});

test('a request that is answered with 500 or more has failed, and a long text of a statement is cut', async () => {
  service.app.drain();
  await fetch(`${service.url}/readyz`);
  await arrived(() => named('GET /readyz').length > 0);
  const [refused] = named('GET /readyz');
  expect(refused?.status).toEqual({ code: 2, message: 'HttpError' });
  const texts = spans().map((span) => String(attribute(span, 'db.query.text') ?? '').length);
  expect(Math.max(...texts)).toBeGreaterThan(100);
  expect(Math.max(...texts)).toBeLessThanOrEqual(2000);
});
