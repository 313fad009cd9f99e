import { once } from 'node:events';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { pause as realPause } from '../../src/digitalocean/pause.ts';
import { calmly, clientOf, marker, playProvider, type Reply, troubleOf } from './played-provider.ts';

const tooMany = (headers: Record<string, string> = {}): Reply => ({
  status: 429,
  json: { id: 'too_many_requests', message: 'API rate limit exceeded.' },
  headers,
});

test('an answer carries its JSON, its text, its headers and when its request began', async () => {
  const provider = await playProvider(() => ({ text: '{"price":0.00743999984115362}', headers: { 'x-a': 'b' } }));
  const answer = await clientOf(provider).client.get('/v2/sizes', { ...calmly(), searchParams: { page: 2 } });
  expect(answer).toMatchObject({ status: 200, text: '{"price":0.00743999984115362}', headers: { 'x-a': 'b' } });
  expect(answer.body).toEqual({ price: 0.00743999984115362 });
  expect(answer.beganAt).toBeInstanceOf(Date);
  expect(provider.asked[0]).toMatchObject({ method: 'GET', path: '/v2/sizes' });
  expect(provider.asked[0]?.query.get('page')).toBe('2');
});

test('a request carries the token of its purpose and says who asks', async () => {
  const provider = await playProvider(() => ({}));
  await clientOf(provider).client.get('/v2/sizes', calmly());
  expect(provider.asked[0]?.headers).toMatchObject({
    authorization: `Bearer ${marker}`,
    'user-agent': expect.stringMatching(/^arcadia-cloud\/\d+\.\d+\.\d+$/),
    accept: 'application/json',
  });
});

test('reads one after another share a connection', async () => {
  const provider = await playProvider(() => ({}));
  const { client } = clientOf(provider);
  for (let i = 0; i < 3; i++) await client.get('/v2/sizes', calmly());
  expect(provider.connections()).toBe(1);
});

test('reads at the same time open no more connections than allowed', async () => {
  const provider = await playProvider(() => ({}));
  const { client } = clientOf(provider, { maxSockets: 2 });
  await Promise.all(Array.from({ length: 8 }, () => client.get('/v2/sizes', calmly())));
  expect(provider.asked).toHaveLength(8);
  expect(provider.connections()).toBe(2);
});

test('a finished request leaves no listener on the signal', async () => {
  const provider = await playProvider(() => ({}));
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, 'addEventListener');
  const removed = vi.spyOn(signal, 'removeEventListener');
  await clientOf(provider).client.get('/v2/sizes', { purpose: 'sync_full', signal });
  expect(added).toHaveBeenCalled();
  expect(removed).toHaveBeenCalledTimes(added.mock.calls.length);
});

test.each([
  [400, 'rejected'],
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [412, 'rejected'],
  [422, 'rejected'],
  [429, 'rate_limited'],
  [500, 'server'],
  [501, 'server'],
  [503, 'server'],
])('a %d is told as %s, with the request id for support', async (status, reason) => {
  const provider = await playProvider(() => ({ status, json: { id: 'x', message: 'y', request_id: 'r-1' } }));
  const error = await troubleOf(clientOf(provider).client.get('/v2/droplets?type=gpus', calmly()));
  expect(error).toMatchObject({ reason, status, path: '/v2/droplets', requestId: 'r-1', name: 'ProviderError' });
});

test.each<[string, Reply]>([
  ['a 503', { status: 503, json: { id: 'server_error', message: 'later' } }],
  ['a 502 of a gateway', { status: 502, text: '<html>', headers: { 'content-type': 'text/html' } }],
  ['a 429', tooMany()],
  ['a reset connection', { trouble: 'reset' }],
  ['an answer whose connection is cut', { json: { droplets: [1, 2, 3] }, trouble: 'cut' }],
])('a read is tried again after %s', async (_, reply) => {
  const provider = await playProvider(({ number }) => (number === 1 ? reply : { json: { ok: true } }));
  const { client, waits } = clientOf(provider);
  let requests = 0;
  const answer = await client.get('/v2/droplets', { ...calmly(), onRequest: () => requests++ });
  expect(answer.body).toEqual({ ok: true });
  expect(waits).toHaveLength(1);
  expect(requests).toBe(2);
});

test('a read is tried again only so often, with growing, jittered waits', async () => {
  const provider = await playProvider(() => ({ status: 503 }));
  const { client, waits } = clientOf(provider, { retries: { limit: 4, firstBackoffMs: 100, longestBackoffMs: 300 } });
  expect(await troubleOf(client.get('/v2/droplets', calmly()))).toMatchObject({ reason: 'server', status: 503 });
  expect(provider.asked).toHaveLength(5);
  const bounds = [100, 200, 300, 300];
  expect(waits).toHaveLength(bounds.length);
  for (const [i, bound] of bounds.entries()) {
    expect(waits[i]).toBeGreaterThanOrEqual(bound / 2);
    expect(waits[i]).toBeLessThanOrEqual(bound);
  }
});

test.each([400, 401, 403, 404, 409, 422, 501])('a read is not tried again after a %d', async (status) => {
  const provider = await playProvider(() => ({ status }));
  await troubleOf(clientOf(provider).client.get('/v2/droplets', calmly()));
  expect(provider.asked).toHaveLength(1);
});

test.each([429, 503])('retry-after is obeyed at a %d, ratelimit-reset is not', async (status) => {
  const headers = { 'retry-after': '7', 'ratelimit-reset': '1' };
  const provider = await playProvider(({ number }) => (number === 1 ? { status, headers } : {}));
  const { client, waits } = clientOf(provider, { retries: { firstBackoffMs: 100 } });
  await client.get('/v2/droplets', calmly());
  expect(waits[0]).toBeGreaterThanOrEqual(7000);
  expect(waits[0]).toBeLessThanOrEqual(7100);
});

test('a far ratelimit-reset is not slept through', async () => {
  const headers = { 'ratelimit-remaining': '0', 'ratelimit-reset': '9999999999' };
  const provider = await playProvider(({ number }) => (number === 1 ? tooMany(headers) : {}));
  const { client, waits } = clientOf(provider);
  await client.get('/v2/droplets', calmly());
  expect(waits[0]).toBeLessThanOrEqual(500);
});

test('a provider that wants a long silence gets it at once', async () => {
  const provider = await playProvider(() => tooMany({ 'retry-after': '600' }));
  const { client, waits } = clientOf(provider);
  const error = await troubleOf(client.get('/v2/droplets', calmly()));
  expect(error).toMatchObject({ reason: 'rate_limited', retryAfterSeconds: 600 });
  expect(waits).toEqual([]);
});

test.each<[string, Reply]>([
  ['a 503', { status: 503 }],
  ['a 429', tooMany({ 'retry-after': '1' })],
  ['a reset connection', { trouble: 'reset' }],
  ['a cut answer', { json: { droplet: { id: 1 } }, trouble: 'cut' }],
])('a write is never tried again: %s', async (_, reply) => {
  const provider = await playProvider(() => reply);
  const { client } = clientOf(provider);
  for (const method of ['POST', 'PUT', 'DELETE'] as const) {
    await troubleOf(client.send(method, '/v2/droplets', { name: 'web-1' }, calmly()));
  }
  expect(provider.asked.map(({ method }) => method)).toEqual(['POST', 'PUT', 'DELETE']);
});

test('a write whose fate is unknown says so', async () => {
  const provider = await playProvider(() => ({ trouble: 'reset' }));
  const error = await troubleOf(clientOf(provider).client.send('POST', '/v2/droplets', {}, calmly()));
  expect(error.reason).toBe('network');
  expect(error.message).toMatch(/may have been carried out/);
});

test('a refused write says why, and that it was not carried out', async () => {
  const provider = await playProvider(() => ({ status: 422, json: { id: 'x', message: 'Droplet limit reached.' } }));
  const error = await troubleOf(clientOf(provider).client.send('POST', '/v2/droplets', {}, calmly()));
  expect(error.message).toMatch(/422 to POST \/v2\/droplets \(Droplet limit reached\.\)\. It was not carried out/);
});

test('a write sends JSON, and needs no answer', async () => {
  const provider = await playProvider(({ method }) =>
    method === 'DELETE' ? { status: 204, text: '' } : { status: 202, json: { action: 1 } },
  );
  const { client } = clientOf(provider);
  expect((await client.send('POST', '/v2/droplets', { name: 'web-1' }, calmly())).body).toEqual({ action: 1 });
  expect((await client.send('DELETE', '/v2/droplets/1', undefined, calmly())).body).toBeNull();
  expect(provider.asked.map(({ body }) => body)).toEqual(['{"name":"web-1"}', '']);
});

test('a write never travels on a kept connection', async () => {
  const provider = await playProvider(() => ({}));
  const { client } = clientOf(provider);
  await client.get('/v2/sizes', calmly());
  await client.send('POST', '/v2/tags', { name: 'x' }, calmly());
  await client.send('POST', '/v2/tags', { name: 'y' }, calmly());
  expect(provider.connections()).toBe(3);
});

test.each<[string, Reply]>([
  ['a page in HTML', { text: '<html>', headers: { 'content-type': 'text/html' } }],
  ['JSON that is cut short', { text: '{"droplets":[{"id":1},' }],
  ['nothing at all', { text: '' }],
  ['JSON that calls itself text', { json: {}, headers: { 'content-type': 'text/plain' } }],
])('an answer that cannot be read is an error: %s', async (_, reply) => {
  const provider = await playProvider(() => reply);
  const error = await troubleOf(clientOf(provider).client.get('/v2/droplets', calmly()));
  expect(error).toMatchObject({ reason: 'unreadable', status: 200 });
  expect(provider.asked).toHaveLength(1);
});

test('JSON with a charset, and JSON of a dialect, are JSON', async () => {
  const types = ['application/json; charset=utf-8', 'application/problem+json'];
  const provider = await playProvider(({ number }) => ({
    json: { ok: 1 },
    headers: { 'content-type': types[number - 1] ?? '' },
  }));
  const { client } = clientOf(provider);
  expect((await client.get('/v2/a', calmly())).body).toEqual({ ok: 1 });
  expect((await client.get('/v2/b', calmly())).body).toEqual({ ok: 1 });
});

test('an answer that is too long is not read to its end', async () => {
  const provider = await playProvider(() => ({ text: JSON.stringify('x'.repeat(500_000)) }));
  const error = await troubleOf(clientOf(provider, { maxBodyBytes: 10_000 }).client.get('/v2/droplets', calmly()));
  expect(error).toMatchObject({ reason: 'unreadable' });
  expect(error.message).toMatch(/longer than 10000 bytes/);
});

test('an answer that is too long once unpacked is not unpacked to its end', async () => {
  const bomb = gzipSync(JSON.stringify('x'.repeat(5_000_000)));
  const { createServer } = await import('node:http');
  const server = createServer((_, response) => {
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      'content-length': bomb.length,
    });
    response.end(bomb);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const { client } = clientOf({ url: `http://127.0.0.1:${port}` }, { maxBodyBytes: 10_000 });
  expect(await troubleOf(client.get('/v2/droplets', calmly()))).toMatchObject({ reason: 'unreadable' });
  server.closeAllConnections();
  server.close();
});

test.each<[string, Reply, 'response' | 'request']>([
  ['never answers', { trouble: 'hang' }, 'response'],
  ['never ends its answer', { json: { droplets: [1, 2, 3] }, trouble: 'drip' }, 'request'],
])('a server that %s is left in time', async (_, reply, phase) => {
  const provider = await playProvider(() => reply);
  const timeouts = { response: 2000, request: 2000, [phase]: 80 };
  const { client } = clientOf(provider, { timeouts, retries: { limit: 1 } });
  const error = await troubleOf(client.get('/v2/droplets', calmly()));
  expect(error).toMatchObject({ reason: 'timeout', status: null });
  expect(error.message).toContain(phase);
  expect(provider.asked).toHaveLength(2);
});

test('a port that nobody listens on is a network error', async () => {
  const { client } = clientOf({ url: 'http://127.0.0.1:1' }, { retries: { limit: 0 } });
  const error = await troubleOf(client.get('/v2/droplets', calmly()));
  expect(error.reason).toBe('network');
  expect(error.cause).toMatchObject({ code: 'ECONNREFUSED' });
});

test('a cancelled read ends while it waits for its answer', async () => {
  const stop = new AbortController();
  const provider = await playProvider(() => {
    stop.abort();
    return { trouble: 'hang' };
  });
  const promise = clientOf(provider).client.get('/v2/droplets', { purpose: 'sync_full', signal: stop.signal });
  expect(await troubleOf(promise)).toMatchObject({ reason: 'cancelled', name: 'AbortError' });
  expect(provider.asked).toHaveLength(1);
});

test("a caller's own time limit is a cancellation, and a write's fate is then unknown", async () => {
  const stop = new AbortController();
  const provider = await playProvider(() => {
    stop.abort(new DOMException('too late', 'TimeoutError'));
    return { trouble: 'hang' };
  });
  const options = { purpose: 'sync_full' as const, signal: stop.signal };
  const error = await troubleOf(clientOf(provider).client.send('POST', '/v2/droplets', {}, options));
  expect(error.reason).toBe('cancelled');
  expect(error.message).toMatch(/may have been carried out/);
});

test('a cancelled read ends while it waits to try again', async () => {
  const stop = new AbortController();
  const provider = await playProvider(() => tooMany({ 'retry-after': '60' }));
  const { client } = clientOf(provider, {
    pause: (ms, signal) => {
      setImmediate(() => stop.abort());
      return realPause(ms, signal);
    },
  });
  const promise = client.get('/v2/droplets', { purpose: 'sync_full', signal: stop.signal });
  expect(await troubleOf(promise)).toMatchObject({ reason: 'cancelled' });
  expect(provider.asked).toHaveLength(1);
});

test('a read that was cancelled before it began asks nothing', async () => {
  const provider = await playProvider(() => ({}));
  let requests = 0;
  const options = { purpose: 'sync_full' as const, signal: AbortSignal.abort(), onRequest: () => requests++ };
  expect(await troubleOf(clientOf(provider).client.get('/v2/droplets', options))).toMatchObject({
    reason: 'cancelled',
  });
  expect(provider.asked).toHaveLength(0);
  expect(requests).toBe(0);
});

test('a redirect is not followed, so no other host ever gets the token', async () => {
  const elsewhere = await playProvider(() => ({ json: { droplets: [] } }));
  const provider = await playProvider(() => ({ status: 307, headers: { location: `${elsewhere.url}/v2/droplets` } }));
  const { client } = clientOf(provider);
  expect(await troubleOf(client.get('/v2/droplets', calmly()))).toMatchObject({ reason: 'unreadable', status: 307 });
  expect(await troubleOf(client.send('POST', '/v2/droplets', {}, calmly()))).toMatchObject({ reason: 'unreadable' });
  expect(elsewhere.asked).toHaveLength(0);
});

test('a path cannot change the host', async () => {
  const provider = await playProvider(() => ({}));
  await expect(clientOf(provider).client.get('@elsewhere.example', calmly())).rejects.toThrow(/starts with a slash/);
  expect(provider.asked).toHaveLength(0);
});

test.each([
  'ftp://api.example.com',
  'https://user:secret@api.example.com',
  'api.example.com',
])('an address that cannot be the API stops the start, unrepeated: %s', (url) => {
  expect(() => clientOf({ url })).toThrow(/^DO_API_URL: wants/);
});

test.each<[string, Reply]>([
  ['401', { status: 401, json: { id: 'Unauthorized', message: `no such token: ${marker}` } }],
  ['403', { status: 403, json: { id: 'forbidden', message: `Bearer ${marker} may not` } }],
  ['422', { status: 422, json: { message: `${marker} of sammy@example.com`, request_id: marker } }],
  ['503', { status: 503, json: { message: marker }, headers: { 'x-request-id': marker } }],
  ['HTML', { text: marker, headers: { 'content-type': 'text/html' } }],
  ['JSON cut short', { text: `{"a":"${marker}` }],
  ['a redirect', { status: 302, headers: { location: `http://127.0.0.1:1/?t=${marker}` } }],
  ['a reset', { trouble: 'reset' }],
  ['a cut answer', { json: { a: marker, b: marker }, trouble: 'cut' }],
  ['a hanging server', { trouble: 'hang' }],
])('no error and no line of the log holds the token: %s', async (_, reply) => {
  const provider = await playProvider(() => reply);
  const { client, logged } = clientOf(provider, { timeouts: { response: 40 }, retries: { limit: 1 } });
  for (const call of [() => client.get('/v2/a', calmly()), () => client.send('POST', '/v2/a', {}, calmly())]) {
    const error = await troubleOf(call());
    const shown = [inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error), error.message, error.stack];
    for (const text of shown) {
      expect(text).not.toContain(marker);
      expect(text).not.toMatch(/authorization|sammy@/i);
    }
  }
  expect(provider.asked[0]?.headers.authorization).toContain(marker);
  expect(logged.join('')).not.toContain(marker);
});

test('whatever looks like a token is left out of an error, ours or not', async () => {
  const provider = await playProvider(() => ({ status: 422, json: { message: 'dop_v1_0123abcd is not yours' } }));
  const error = await troubleOf(clientOf(provider).client.send('POST', '/v2/a', {}, calmly()));
  expect(error.message).toContain('([token] is not yours)');
});

test('a cancelled request shows no token either', async () => {
  const stop = new AbortController();
  const provider = await playProvider(() => {
    stop.abort();
    return { trouble: 'hang' };
  });
  const promise = clientOf(provider).client.get('/v2/a', { purpose: 'sync_full', signal: stop.signal });
  expect(inspect(await troubleOf(promise), { depth: 20, showHidden: true })).not.toContain(marker);
});
