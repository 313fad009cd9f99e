import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createClient } from '../../src/digitalocean/client.ts';
import { tokensFrom } from '../../src/digitalocean/tokens.ts';
import { observe } from '../../src/inventory/observe.ts';
import { kindsByName } from '../../src/kinds/index.ts';
import type { Simulator } from '../../src/simulator/server.ts';
import { newsOf, readAction } from '../../src/sync/actions.ts';
import { startTail, type Tail } from '../../src/sync/tail.ts';
import { createWorld, type World } from '../simulation/world.ts';
import { silentLog } from '../support/database.ts';

describe('of the actions read', () => {
  const action = (id: number, status = 'completed') =>
    readAction({ id, status, resource_type: 'droplet', resource_id: 7 });
  const actions = (...ids: number[]) => ids.flatMap((id) => action(id) ?? []);

  test('none is news at the first reading', () => {
    expect(newsOf({}, actions(1, 2), 2).news).toEqual([]);
  });

  test('those that were not read before are news, in whatever order they come', () => {
    const { state } = newsOf({}, actions(2, 1), 2);
    expect(newsOf(state, actions(1, 3, 2), 3).news.map(({ id }) => id)).toEqual([3]);
  });

  test('one that was in progress is news again when it is completed', () => {
    const { state } = newsOf({}, [action(1, 'in-progress') ?? []].flat(), 1);
    expect(newsOf(state, actions(1), 1).news.map(({ id }) => id)).toEqual([1]);
  });

  test('one without a resource id names nothing to look at', () => {
    expect(readAction({ id: 1, status: 'completed', resource_type: 'volume', resource_id: null })?.resource).toBeNull();
  });
});

describe('between two syncs', () => {
  let world: World;
  let simulator: Simulator;
  let tail: Tail;
  const logged: { readonly level: number; readonly msg: string; readonly list?: string; readonly error?: string }[] =
    [];
  const log = pino({ level: 'debug' }, { write: (line) => void logged.push(JSON.parse(line)) });
  beforeAll(async () => {
    world = await createWorld(7, 8);
    simulator = world.simulator;
    await world.sync();
    const client = createClient({
      baseUrl: simulator.url,
      tokens: tokensFrom(new Map([['default', 'tail']])),
      log: silentLog,
      clock: world.clock,
    });
    tail = startTail({ db: world.database.system, client, log, everyMs: 100 });
    await vi.waitUntil(
      async () => (await world.database.system.query(`select 1 from provider_tails where state <> '{}'`)).length === 1,
      { timeout: 5000 },
    );
  });
  afterAll(async () => {
    await tail.stop();
    await world.close();
  });

  test('a renamed droplet is an event that says when it happened, by one look at that droplet alone', async () => {
    const id = Number(simulator.estate.truth().droplet?.ids[0]);
    const before = simulator.requests.length;
    simulator.estate.renameDroplet(id, 'renamed-between');
    const events = () =>
      world.database.system.query<{ occurredAt: Date; detectedAt: Date }>(
        `select occurred_at as "occurredAt", detected_at as "detectedAt" from cloud_resource_events
          where urn = $1 and type = 'updated'`,
        [`do:droplet:${id}`],
      );
    await expect.poll(async () => (await events()).length).toBe(1);
    const [event] = await events();
    expect(event?.occurredAt).toBeInstanceOf(Date);
    // DigitalOcean tells whole seconds.
    expect(Math.abs((event?.occurredAt.getTime() ?? 0) - (event?.detectedAt.getTime() ?? 0))).toBeLessThan(3000);
    const paths = simulator.requests.slice(before).map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith('/v2/droplets'))).toEqual([`/v2/droplets/${id}`]);
  });

  test('a new droplet is discovered', async () => {
    const { id } = simulator.estate.addDroplet({ name: 'between' });
    await expect
      .poll(
        async () =>
          (await world.database.system.query(`select 1 from cloud_resources where urn = $1`, [`do:droplet:${id}`]))
            .length,
      )
      .toBe(1);
  });

  test('a droplet that is destroyed is left to the listings', async () => {
    const id = Number(simulator.estate.truth().droplet?.ids[1]);
    const asked = () => simulator.requests.filter(({ path }) => path === `/v2/droplets/${id}`).length;
    const before = asked();
    simulator.estate.removeDroplet(id);
    await expect.poll(asked).toBeGreaterThan(before);
    const rows = await world.database.system.query(
      `select deleted_at as "deletedAt", stale_strike_count as strikes from cloud_resources where urn = $1`,
      [`do:droplet:${id}`],
    );
    expect(rows).toEqual([{ deletedAt: null, strikes: 0 }]);
  });

  async function tagCluster(id: string, tag: string) {
    for (const [path, body] of [
      ['/v2/tags', { name: tag }],
      [`/v2/tags/${tag}/resources`, { resources: [{ resource_type: 'database_cluster', resource_id: id }] }],
    ] as const) {
      const headers = { authorization: 'Bearer any', 'content-type': 'application/json' };
      const answer = await fetch(`${simulator.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      expect(answer.ok).toBe(true);
    }
  }

  // Sabotage that turns it red: startTail() does without readListsOnce.
  test('a database cluster with another tag is an event, by one request for the list of all', async () => {
    const cluster = kindsByName.get('database_cluster');
    const id = String(simulator.estate.truth().database_cluster?.ids[0]);
    const seen = cluster?.observe(simulator.estate.wire(`do:dbaas:${id}`));
    if (seen === undefined) throw new Error('There is a kind of database clusters.');
    const { system } = world.database;
    await observe(system, {
      kind: 'database_cluster',
      part: '',
      requestedAt: new Date(0),
      observations: [seen],
      projectOf: new Map(),
      cause: { runId: null, actor: null },
    });
    const from = simulator.requests.length;
    await tagCluster(id, 'followed');
    const tagged = () =>
      system.query(`select 1 from cloud_resource_events where urn = $1 and type = 'tagged'`, [seen.urn]);
    await expect.poll(async () => (await tagged()).length).toBe(1);
    const asked = simulator.requests.slice(from).filter(({ path }) => path.startsWith('/v2/databases'));
    expect(new Set(asked.map(({ path }) => path))).toEqual(new Set(['/v2/databases']));
  });

  const timesAsked = (path: string) => simulator.requests.filter((request) => request.path === path).length;

  // Seen red: with one try around all lists, and with a warning at each reading.
  test('a list that the token may not read is said once, and keeps no other from being followed', async () => {
    const { system } = world.database;
    const app = kindsByName.get('app');
    const urn = `do:app:${simulator.estate.truth().app?.ids[0]}`;
    const wire = simulator.estate.wire(urn) as { spec: object }; // as apps are
    const before = app?.observe({ ...wire, spec: { ...wire.spec, name: 'before' } });
    if (before === undefined) throw new Error('There is a kind of apps.');
    const cluster = String(simulator.estate.truth().database_cluster?.ids[1]);
    const away = simulator.faults.add({ path: '/v2/databases', status: 403 });
    const from = timesAsked('/v2/databases');
    await tagCluster(cluster, 'refused');
    await observe(system, {
      kind: 'app',
      part: '',
      requestedAt: new Date(0),
      observations: [before],
      projectOf: new Map(),
      cause: { runId: null, actor: null },
    });
    const events = (of: string, type: string) =>
      system.query('select 1 from cloud_resource_events where urn = $1 and type = $2', [of, type]);
    await expect.poll(async () => (await events(urn, 'updated')).length, { timeout: 5000 }).toBe(1);
    await expect.poll(() => timesAsked('/v2/databases') - from, { timeout: 5000 }).toBeGreaterThan(3);
    const said = () => logged.filter(({ level, list }) => level >= 40 && list !== 'actions');
    const advice = expect.stringContaining('Give the token in DO_API_TOKEN_SYNC_TARGETED');
    expect(said()).toEqual([expect.objectContaining({ list: 'database_cluster', error: advice })]);
    // Once it may be read it is followed again, and a later refusal is news.
    away();
    await expect.poll(async () => (await events(`do:dbaas:${cluster}`, 'tagged')).length, { timeout: 5000 }).toBe(1);
    simulator.faults.add({ path: '/v2/databases', status: 403 });
    await expect.poll(() => said().length, { timeout: 5000 }).toBe(2);
    simulator.faults.clear();
  });

  test('actions that the token may not read are said once, with the scope that it lacks', async () => {
    simulator.faults.add({ path: '/v2/actions', status: 403 });
    const from = timesAsked('/v2/actions');
    await expect.poll(() => timesAsked('/v2/actions') - from, { timeout: 5000 }).toBeGreaterThan(3);
    simulator.faults.clear();
    expect(logged.filter(({ level, list }) => level >= 40 && list === 'actions')).toEqual([
      expect.objectContaining({ error: expect.stringContaining('read scope of this path') }),
    ]);
  });
});
