import { type ChildProcess, spawn } from 'node:child_process';
import { once, setMaxListeners } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { openDevelopmentKey, signToken } from '../../src/auth/development-key.ts';
import { systemClock } from '../../src/base/clock.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import type { SystemDb } from '../../src/db/sql.ts';
import { openSystem } from '../../src/db/system.ts';
import { type Cursors, createCursors } from '../../src/events/cursor.ts';
import { readHead } from '../../src/events/epoch.ts';
import {
  expectedOf,
  type Instance,
  keepSubscribing,
  keepWriting,
  type Received,
  type Stream,
  tenants,
  type Wish,
  wishOf,
} from '../events/churn.ts';
import { silentLog as log } from '../support/database.ts';
import { longForm } from '../support/long.ts';

// The whole: three processes, two hundred sockets that leave, pause, switch and come back for a minute, one process killed
// with -9 and started again, and the database server stopped and started again. See test/events/gapless.test.ts for what it
// is red for.

const seconds = longForm({ whole: 60, ci: 20 });

let folder: string;
let postgres: EmbeddedPostgres;
let proxy: { url: string; close(): void };
let system: SystemDb;
let cursors: Cursors;
const tokens = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arcadia-gapless-'));
  postgres = await startEmbeddedPostgres({ dataDir: folder, log });
  await postgres.ensureDatabase('gapless');
  await migrate({ url: postgres.url('gapless'), log });
  proxy = await startProxy(() => postgres.url('gapless'));
  system = openSystem(proxy.url, { max: 10, log });
  const key = await openDevelopmentKey(folder);
  for (const wish of Array.from({ length: 20 }, (_, i) => wishOf(i))) {
    const name = tokenName(wish);
    const who = {
      sub: name,
      roles: wish.tenants === null ? (['platform_admin'] as const) : [],
      tenants: wish.tenants ?? [],
    };
    tokens.set(name, await signToken(key, { ...who, ttlSeconds: 3600 }, systemClock.now()));
  }
});

afterAll(async () => {
  await system.end();
  proxy.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

test('every client receives exactly its events, in order and once, whatever is killed or restarted', async () => {
  const instances = await Promise.all([startProcess(), startProcess(), startProcess()]);
  const { epoch, cursorKey } = await readHead(system);
  cursors = createCursors(epoch, cursorKey);
  await system.query(`insert into tenants (id, name) select t, t from unnest($1::text[]) t on conflict do nothing`, [
    [...tenants],
  ]);
  const writing = new AbortController();
  const moving = new AbortController();
  const done = new AbortController();
  for (const { signal } of [writing, moving, done]) setMaxListeners(0, signal);
  const written = Promise.all(Array.from({ length: 8 }, (_, i) => keepWriting(system, 100 + i, writing.signal)));
  const received = Array.from(
    { length: 200 },
    (_, i): Received => ({ wish: wishOf(i), after: 0n, positions: [], connections: 0 }),
  );
  const subscribed = Promise.all(
    received.map((each, i) => keepSubscribing(instances, each, { seed: i, moving: moving.signal, done: done.signal })),
  );

  await delay(seconds * 250);
  instances[1]?.kill();
  await delay(seconds * 150);
  await instances[1]?.start();
  await delay(seconds * 150);
  await postgres.stop();
  await delay(1000);
  postgres = await startEmbeddedPostgres({ dataDir: folder, log });
  await delay(seconds * 450);
  writing.abort();
  moving.abort();
  await written;

  const expected = await Promise.all(received.map((each) => expectedOf(system, each)));
  const complete = () => received.every(({ positions }, i) => positions.length >= (expected[i]?.length ?? 0));
  await vi.waitUntil(complete, { timeout: 30_000, interval: 100 }).catch(() => {});
  done.abort();
  await subscribed;
  for (const instance of instances) instance.kill();

  for (const [i, { wish, positions }] of received.entries()) {
    expect(expected[i]?.length).toBeGreaterThan(10);
    expect({ wish, positions: positions.map(String) }).toEqual({ wish, positions: expected[i]?.map(String) });
  }
  const connections = received.reduce((sum, each) => sum + each.connections, 0);
  expect(connections).toBeGreaterThan(received.length * 10);
}, 200_000);

interface ProcessInstance extends Instance {
  /** As kill -9 does it. */
  kill(): void;
  start(): Promise<void>;
}

async function startProcess(): Promise<ProcessInstance> {
  const script = fileURLToPath(new URL('instance-process.ts', import.meta.url));
  let running: { child: ChildProcess; url: string } | null = null;
  const instance: ProcessInstance = {
    get alive() {
      return running !== null;
    },
    async start() {
      const child = spawn(process.execPath, ['--import', 'tsx', script, proxy.url, folder, '0'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let output = '';
      for await (const chunk of child.stdout) {
        output += chunk;
        const url = /ready (\S+)/.exec(output)?.[1];
        if (url === undefined) continue;
        running = { child, url: `${url.replace('http', 'ws')}/graphql` };
        return;
      }
      throw new Error(`The instance did not start: ${output}`);
    },
    kill() {
      running?.child.kill('SIGKILL');
      running = null;
    },
    connect: (wish, after) => openStream(running?.url ?? 'ws://127.0.0.1:1', wish, after),
  };
  await instance.start();
  return instance;
}

const query = `subscription ($after: String, $kind: [ResourceKind!]) {
  resourceEvents(after: $after, where: { kind: $kind }) { cursor kind tenantId }
}`;

function openStream(url: string, wish: Wish, after: bigint): Stream {
  const socket = new WebSocket(url, 'graphql-transport-ws');
  let waiting: bigint[] = [];
  let ended = false;
  let wake = () => {};
  const end = () => {
    ended = true;
    wake();
  };
  socket.on('error', end);
  socket.on('close', end);
  socket.on('open', () => {
    const authorization = `Bearer ${tokens.get(tokenName(wish))}`;
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }));
  });
  socket.on('message', (data) => {
    const message = JSON.parse(String(data));
    if (message.type === 'connection_ack') {
      const kind = wish.kinds?.map((each) => each.toUpperCase()) ?? null;
      const cursor = after === 0n ? '0' : cursors.seal(after);
      socket.send(
        JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables: { after: cursor, kind } } }),
      );
    } else if (message.type === 'next' && message.payload.data) {
      waiting.push(cursors.open(message.payload.data.resourceEvents.cursor));
      wake();
    } else if (message.type !== 'ping') {
      socket.close();
    }
  });
  return {
    async next() {
      if (waiting.length === 0 && !ended) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const positions = waiting;
      waiting = [];
      return positions.length === 0 && ended ? null : positions;
    },
    // What has come and was not looked at is asked for again: a client keeps the cursor of what it has taken.
    close() {
      socket.terminate();
      end();
    },
  };
}

function tokenName({ tenants }: Wish): string {
  return tenants?.join(' ') ?? 'admin';
}

/** A fixed address in front of a server that gets another port at each start. */
async function startProxy(target: () => string): Promise<{ url: string; close(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(new URL(target()).port), '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target());
  url.port = String((server.address() as AddressInfo).port); // it listens on TCP
  return {
    url: url.href,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
