import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import {
  EventHeadDocument,
  EventsDocument,
  type EventsQuery,
  FollowDocument,
  type FollowSubscription,
  SyncRunDocument,
  TriggerSyncDocument,
} from '../operations/generated/graphql.ts';
import { createEmptyDatabase } from '../support/database.ts';
import { subscribeOverEventStream, subscribeOverSocket } from '../support/subscribe.ts';
import { type Balancer, startBalancer } from './balancer.ts';
import { type Build, build, type Environment, type Instance } from './built-service.ts';

// Two processes of the production build behind a balancer that retries nothing, clients that ask all the time, subscribers
// that come back with their last cursor; each instance is replaced twice while the account changes.
//
// Sabotage that turns it red: in cli/serve.ts leave out app.drain(), and the balancer sends requests to a closed port.

let built: Build;
let simulator: Simulator;
let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let balancer: Balancer;
let env: Environment;
let key: string;

beforeAll(async () => {
  [built, simulator, database, balancer] = await Promise.all([
    build(),
    startSimulator({ limits: false }),
    createEmptyDatabase(),
    startBalancer(),
  ]);
  env = {
    NODE_ENV: 'production',
    PORT: '0',
    DATABASE_URL: database.url,
    DO_API_URL: simulator.url,
    DO_API_TOKEN: 'a-token',
    ARCADIA_SYNC_CRON: 'off',
    ARCADIA_DRAIN_SECONDS: '1',
    ARCADIA_COST_PER_MINUTE: '1000000000',
  };
  key = (await built.cli(['key', 'create', '--role', 'platform_admin'], env)).trim();
});

afterAll(async () => {
  await built?.remove();
  await balancer?.close();
  await simulator?.close();
  await database?.drop();
});

test('while both instances are replaced twice no request fails and no event is missed', async () => {
  const instances = [await join(), await join()];
  await syncToItsEnd();
  const droplet = simulator.estate.addDroplet({ name: 'subject' });
  await syncToItsEnd();
  const { eventHead: from } = await ask<{ eventHead: string }>(EventHeadDocument, {});

  const stop = new AbortController();
  const failures: string[] = [];
  let answers = 0;
  const askAllTheTime = async () => {
    while (!stop.signal.aborted) {
      try {
        await ask(EventHeadDocument, {});
        answers += 1;
      } catch (error) {
        failures.push(String(error instanceof Error ? (error.cause ?? error) : error));
      }
      await delay(5);
    }
  };
  const changeAllTheTime = async () => {
    for (let i = 1; !stop.signal.aborted; i += 1) {
      simulator.estate.renameDroplet(droplet.id, `subject-${i}`);
      await syncToItsEnd().catch((error: unknown) => failures.push(String(error)));
    }
  };
  const working = Promise.all([...Array.from({ length: 8 }, askAllTheTime), changeAllTheTime()]);
  const followers = [followForEver(subscribeOverSocket, from), followForEver(subscribeOverEventStream, from)];

  for (let round = 0; round < 4; round += 1) {
    const fresh = await join();
    const old = instances.shift();
    expect(await old?.stop()).toBe(0);
    balancer.remove(old?.port ?? 0);
    instances.push(fresh);
  }
  stop.abort();
  await working;

  expect(failures).toEqual([]);
  expect(answers).toBeGreaterThan(200);
  const written = await eventsAfter(from);
  expect(written.length).toBeGreaterThan(5);
  for (const follower of followers) {
    await expect.poll(() => follower.cursors.length, { timeout: 20_000 }).toBe(written.length);
    expect(follower.cursors).toEqual(written);
    expect(follower.lives).toBeGreaterThan(1);
    await follower.close();
  }
  for (const instance of instances) expect(await instance.stop()).toBe(0);
});

async function join(): Promise<Instance> {
  const instance = await built.start(env);
  balancer.add(instance.port);
  await expect.poll(() => balancer.ready.has(instance.port), { timeout: 20_000 }).toBe(true);
  return instance;
}

async function ask<Data>(document: { toString(): string }, variables: Record<string, unknown>): Promise<Data> {
  const response = await fetch(`${balancer.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query: String(document), variables }),
  });
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  const { data, errors } = (await response.json()) as { data: Data; errors?: { message: string }[] }; // GraphQL's form
  if (errors) throw new Error(errors[0]?.message);
  return data;
}

async function syncToItsEnd(): Promise<void> {
  const { triggerSync } = await ask<{ triggerSync: { syncRun: { id: string } } }>(TriggerSyncDocument, {
    kinds: ['DROPLET'],
  });
  await expect
    .poll(
      async () => {
        const { node } = await ask<{ node: { status: string } }>(SyncRunDocument, { id: triggerSync.syncRun.id });
        return node.status;
      },
      // A run whose instance is replaced goes on when its lease is over.
      { timeout: 60_000, interval: 50 },
    )
    .toBe('SUCCEEDED');
}

async function eventsAfter(cursor: string): Promise<string[]> {
  const found: string[] = [];
  for (let after = cursor; ; ) {
    const { resourceEvents } = await ask<EventsQuery>(EventsDocument, { after, first: 200 });
    const cursors = resourceEvents.edges.map(({ node }) => node.cursor);
    found.push(...cursors);
    const last = cursors.at(-1);
    if (last === undefined) return found;
    after = last;
  }
}

/** Comes back with the last cursor however a subscription ends. */
function followForEver(subscribe: typeof subscribeOverSocket | typeof subscribeOverEventStream, from: string) {
  const cursors: string[] = [];
  let closed = false;
  let lives = 0;
  const running = (async () => {
    while (!closed) {
      lives += 1;
      const after = cursors.at(-1) ?? from;
      const life = subscribe<FollowSubscription, { after: string }>(
        balancer.url,
        FollowDocument as never,
        { after },
        key,
      );
      let taken = 0;
      const take = () => {
        const fresh = life.received.slice(taken);
        taken += fresh.length;
        cursors.push(...fresh.map(({ resourceEvents }) => resourceEvents.cursor));
      };
      while (life.ended === null && !closed) {
        take();
        await delay(10);
      }
      await life.close();
      take();
    }
  })();
  return {
    cursors,
    get lives() {
      return lives;
    },
    async close() {
      closed = true;
      await running;
    },
  };
}
