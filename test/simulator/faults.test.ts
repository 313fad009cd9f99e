import { get as httpGet } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { Simulator } from '../../src/simulator/server.ts';
import { ask, clockAt, get, ids, type ProjectResource, page, simulate, stop, walk } from './support.ts';

const path = '/v2/droplets';

/** The answer as the socket has it: what came of the body, and how it ended. */
function raw(simulator: Simulator): Promise<{ status?: number; type?: string; text: string; error?: string }> {
  return new Promise((resolve) => {
    let text = '';
    const request = httpGet(`${simulator.url}${path}`, { headers: { authorization: 'Bearer test' } }, (response) => {
      const heard = { status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '' };
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ ...heard, text }));
      response.on('error', (error: NodeJS.ErrnoException) => resolve({ ...heard, text, error: error.code ?? '' }));
    });
    request.on('error', (error: NodeJS.ErrnoException) => resolve({ text, error: error.code ?? '' }));
  });
}

describe('requests that fail', () => {
  test.each([
    [400, 'bad_request'],
    [401, 'Unauthorized'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [429, 'too_many_requests'],
    [500, 'server_error'],
    [503, 'service_unavailable'],
  ])('a status of %i comes with the body %s', async (status, id) => {
    const simulator = await simulate({ droplets: 3 });
    simulator.faults.add({ path, status });
    const refused = await get(simulator, path);
    expect([refused.status, refused.body.id]).toEqual([status, id]);
    expect(simulator.requests.at(-1)?.status).toBe(status);
  });

  test('a burst says how long to wait', async () => {
    const simulator = await simulate({ droplets: 3 });
    simulator.faults.add({ path, status: 429, retryAfterSeconds: 7 });
    expect((await get(simulator, path)).headers.get('retry-after')).toBe('7');
  });

  test('a request that fails has done nothing', async () => {
    const simulator = await simulate({ droplets: 0 });
    simulator.faults.add({ path: '/v2/projects', method: 'POST', status: 500 });
    await ask(simulator, 'POST', '/v2/projects', { name: 'initech', purpose: 'IoT' });
    expect(simulator.estate.projectNamed('initech')).toBeUndefined();
  });
});

describe('answers that are spoilt', () => {
  test('a cut one ends halfway, though what was asked is done', async () => {
    const simulator = await simulate({ droplets: 30 });
    simulator.faults.add({ path, body: 'cut' });
    const { status, text, error } = await raw(simulator);
    expect([status, error]).toEqual([200, 'ECONNRESET']);
    expect(text.startsWith('{"droplets":[')).toBe(true);
    simulator.faults.add({ path: '/v2/projects', method: 'POST', body: 'cut' });
    await expect(ask(simulator, 'POST', '/v2/projects', { name: 'initech', purpose: 'IoT' })).rejects.toThrow();
    expect(simulator.estate.projectNamed('initech')).toBeDefined();
  });

  test('invalid JSON is complete by its length', async () => {
    const simulator = await simulate({ droplets: 3 });
    simulator.faults.add({ path, body: 'invalid-json' });
    const { status, text, error } = await raw(simulator);
    expect([status, error]).toEqual([200, undefined]);
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
  });

  test('HTML comes in place of JSON, with any status', async () => {
    const simulator = await simulate({ droplets: 3 });
    const remove = simulator.faults.add({ path, body: 'html' });
    expect(await raw(simulator)).toMatchObject({ status: 200, type: expect.stringContaining('text/html') });
    remove();
    simulator.faults.add({ path, body: 'html', status: 502 });
    expect(await raw(simulator)).toMatchObject({ status: 502, text: expect.stringContaining('<html>') });
  });

  test('an empty one is 200 and nothing', async () => {
    const simulator = await simulate({ droplets: 3 });
    simulator.faults.add({ path, body: 'empty' });
    expect(await raw(simulator)).toMatchObject({ status: 200, text: '' });
  });

  test('one without its key keeps links and meta', async () => {
    const simulator = await simulate({ droplets: 3 });
    simulator.faults.add({ path, body: 'missing-key' });
    expect(Object.keys((await get(simulator, path)).body)).toEqual(['links', 'meta']);
  });
});

describe('connections that fail', () => {
  test('a reset one ends without an answer', async () => {
    const simulator = await simulate({ droplets: 3 });
    simulator.faults.add({ path, reset: true });
    expect(await raw(simulator)).toEqual({ text: '', error: 'ECONNRESET' });
    expect(simulator.requests.at(-1)?.status).toBeNull();
  });

  test('a hanging one waits until the client gives up', async () => {
    const simulator = await simulate({ droplets: 3 });
    simulator.faults.add({ path, hang: true });
    const asked = fetch(`${simulator.url}${path}`, { signal: AbortSignal.timeout(60) });
    await expect(asked).rejects.toThrow(/timeout/);
    expect(simulator.requests.at(-1)?.status).toBeNull();
  });

  test('closing ends what hangs', async () => {
    const simulator = await simulate({ droplets: 3 });
    simulator.faults.add({ path, hang: true });
    const hanging = raw(simulator);
    await expect.poll(() => simulator.requests.length).toBe(1);
    await stop(simulator);
    expect(await hanging).toMatchObject({ error: 'ECONNRESET' });
  });

  test('a delayed one is answered later, after whatever else befalls it', async () => {
    const simulator = await simulate({ droplets: 3 });
    simulator.faults.add({ path, delayMs: 40 });
    simulator.faults.add({ path, delayMs: 40, status: 500 });
    const began = performance.now();
    expect((await get(simulator, path)).status).toBe(500);
    expect(performance.now() - began).toBeGreaterThanOrEqual(75);
  });

  test('latency stands before every answer', async () => {
    const simulator = await simulate({ droplets: 3, latencyMs: 40 });
    const began = performance.now();
    expect((await get(simulator, path)).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThanOrEqual(35);
  });
});

describe('whom a fault befalls', () => {
  test('the path, the method and the parameters must all match', async () => {
    const simulator = await simulate({ droplets: 60 });
    simulator.faults.add({ path: /^\/v2\/droplets$/, method: 'GET', query: { page: '2' }, status: 500 });
    const status = async (asked: string) => (await get(simulator, asked)).status;
    expect(await status('/v2/droplets?page=1')).toBe(200);
    expect(await status('/v2/droplets?page=2')).toBe(500);
    expect(await status('/v2/volumes?page=2')).toBe(200);
    simulator.faults.add({ path: '/v2/vol*', status: 503 });
    expect(await status('/v2/volumes?page=2')).toBe(503);
  });

  test('a fault with a number of times goes away by itself, one with a remover when it is told', async () => {
    const simulator = await simulate({ droplets: 3 });
    const status = async () => (await get(simulator, path)).status;
    simulator.faults.add({ path, status: 500, times: 2 });
    expect([await status(), await status(), await status()]).toEqual([500, 500, 200]);
    const remove = simulator.faults.add({ path, status: 503 });
    expect(await status()).toBe(503);
    remove();
    expect(await status()).toBe(200);
  });

  test('a probability is drawn from the seed', async () => {
    const drawn = async () => {
      const simulator = await simulate({ droplets: 0 });
      simulator.faults.add({ path: '/v2/account', status: 500, probability: 0.3 });
      const statuses: number[] = [];
      for (let asked = 0; asked < 100; asked += 1) statuses.push((await get(simulator, '/v2/account')).status);
      return statuses;
    };
    const statuses = await drawn();
    expect(await drawn()).toEqual(statuses);
    const failed = statuses.filter((status) => status === 500).length;
    expect(failed).toBeGreaterThan(15);
    expect(failed).toBeLessThan(45);
  });
});

describe('an account that misleads', () => {
  test('a hidden droplet is in no list, its project’s included, and answers GET', async () => {
    const simulator = await simulate({ droplets: 60 });
    const machines = await walk(simulator, path, 'droplets');
    const hidden = machines[30];
    const urn = `do:droplet:${hidden?.id}`;
    const project = simulator.estate.projectOf(urn);
    const show = simulator.faults.hideFromList(urn);
    expect(ids(await walk(simulator, path, 'droplets'))).toEqual(ids(machines).filter((id) => id !== hidden?.id));
    expect((await page(simulator, path, 'droplets')).total).toBe(machines.length - 1);
    const held = await walk<ProjectResource>(simulator, `/v2/projects/${project}/resources`, 'resources');
    expect(held.map((each) => each.urn)).not.toContain(urn);
    expect((await get(simulator, `/v2/droplets/${hidden?.id}`)).status).toBe(200);
    show();
    expect(ids(await walk(simulator, path, 'droplets'))).toEqual(ids(machines));
  });

  test('what is created appears in lists after the delay, in meta.total too', async () => {
    const clock = clockAt('2026-05-04T10:00:00Z');
    const simulator = await simulate({ droplets: 3, now: clock.now });
    simulator.faults.delayVisibility(5000);
    const { id } = simulator.estate.addDroplet();
    const before = await page(simulator, path, 'droplets');
    expect([before.items.length, before.total]).toEqual([3, 3]);
    expect((await get(simulator, `/v2/droplets/${id}`)).status).toBe(200);
    clock.forward(5000);
    expect(ids((await page(simulator, path, 'droplets')).items)).toContain(id);
  });

  test('the token may suddenly be another team’s', async () => {
    const simulator = await simulate({ droplets: 0 });
    const team = async () =>
      (await get<{ account: { team: { uuid: string } } }>(simulator, '/v2/account')).body.account.team.uuid;
    const own = await team();
    simulator.faults.accountChanges('11111111-2222-4333-8444-555555555555');
    expect(await team()).toBe('11111111-2222-4333-8444-555555555555');
    simulator.faults.clear();
    expect(await team()).toBe(own);
  });

  test('a narrow token shortens the lists of projects in silence', async () => {
    const simulator = await simulate();
    const project = simulator.estate.projectNamed('acme-production')?.id;
    const types = async () => {
      const held = await walk<ProjectResource>(simulator, `/v2/projects/${project}/resources`, 'resources');
      return new Set(held.map(({ urn }) => urn.split(':')[1]));
    };
    const whole = await types();
    expect(whole).toContain('droplet');
    expect(whole).toContain('volume');
    simulator.faults.shortenProjectLists(['volume']);
    whole.delete('volume');
    expect(await types()).toEqual(whole);
    // Whole again but for these two, which is what it leaves out unless told otherwise.
    simulator.faults.shortenProjectLists();
    whole.delete('droplet');
    expect(await types()).toEqual(whole);
  });

  test('items slip past between two pages, or come on both, and the total says nothing of it', async () => {
    const simulator = await simulate({ droplets: 60 });
    const all = ids(await walk(simulator, `${path}?per_page=20`, 'droplets'));
    const mend = simulator.faults.add({ path, query: { page: '2' }, shift: 3 });
    expect(ids(await walk(simulator, `${path}?per_page=20`, 'droplets'))).toEqual([
      ...all.slice(0, 20),
      ...all.slice(23, 43),
      ...all.slice(40),
    ]);
    mend();
    simulator.faults.add({ path, query: { page: '2' }, shift: -3 });
    const { items, total } = await page(simulator, `${path}?per_page=20&page=2`, 'droplets');
    expect(ids(items)).toEqual(all.slice(17, 37));
    expect(total).toBe(all.length);
  });

  test('the clock that headers are written by is wrong', async () => {
    const clock = clockAt('2026-05-04T10:00:00Z');
    const simulator = await simulate({ droplets: 1, now: clock.now });
    simulator.faults.add({ path, status: 429, retryAfterSeconds: 5, clockSkewMs: -600_000, times: 1 });
    const { status, headers } = await get(simulator, path);
    expect(status).toBe(429);
    expect(headers.get('date')).toBe('Mon, 04 May 2026 09:50:00 GMT');
    expect(headers.get('retry-after')).toBe('Mon, 04 May 2026 09:50:05 GMT');
  });

  test('clear takes every fault away', async () => {
    const simulator = await simulate({ droplets: 3 });
    const [id] = simulator.estate.truth().droplet?.ids ?? [];
    simulator.faults.add({ path: /./, status: 500 });
    simulator.faults.hideFromList(`do:droplet:${id}`);
    simulator.faults.clear();
    expect((await page(simulator, path, 'droplets')).total).toBe(3);
  });
});
