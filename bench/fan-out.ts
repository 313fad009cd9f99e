// How fast an event reaches everybody who follows, and what followers cost. Ours is the real server over a real Postgres, and
// its events come through the log, written from here; the rivals have theirs handed to them in memory. Server and clients are
// processes of their own.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SystemDb } from '../src/db/sql.ts';
import { append } from '../src/events/append.ts';
import { type Clients, openClients, type Target } from './fan-out-crowd.ts';
import { draft, urn } from './fan-out-event.ts';
import { type Latencies, measureLatency } from './fan-out-latency.ts';
import { fanOutQuery, type Rival, startBareBroadcast, startYogaAsDocumented } from './fan-out-rivals.ts';
import { oursEnv } from './mirrors.ts';
import { type ServerProcess, startServer } from './process.ts';
import type { Store } from './store.ts';

export interface FanOutSizes {
  readonly subscribers: number;
  readonly seconds: number;
  readonly idle: number;
  readonly eventsPerSecond: number;
  readonly latencySeconds: number;
}

export interface FanOutFigures {
  readonly sizes: FanOutSizes;
  readonly deliveries: Deliveries;
  readonly latencies: readonly Latencies[];
  readonly idle: IdleFigures;
}

/** A second, to all subscribers together. */
export interface Deliveries {
  readonly ours: number;
  readonly yogaAsDocumented: number;
  readonly bareBroadcast: number;
}

export interface IdleFigures {
  readonly heapBytesEach: number;
  readonly residentBytesEach: number;
}

/** What is measured: a running service, and the log that it serves. */
export interface Served {
  readonly server: ServerProcess;
  readonly db: SystemDb;
  /** Everybody follows everything. */
  readonly asAdmins: Target;
  /** Everybody follows what is of their own tenant; in turn t0, t1, … */
  readonly asTenants: Target;
  readonly tenants: number;
}

const crowd = 20;

export async function measureFanOut(
  store: Store,
  wanted: FanOutSizes,
  { say, profileDir }: { say: (line: string) => void; profileDir: string | null },
): Promise<FanOutFigures> {
  const sizes = { ...wanted, idle: Math.min(wanted.idle, openFiles() - spareFiles) };
  const { url, db } = await store.create('fan_out');
  const env = { ...oursEnv(url, join(store.dataDir, 'fan-out')), BENCH_CROWD: String(crowd) };
  // Two, since what was busy before keeps memory for the next time.
  const start = (name: string) => startServer(name, 'peers/ours.ts', env, profileDir);
  say('fan-out: idle subscribers');
  const quiet = await start('idle');
  const idle = await measureIdle(served(quiet, db), sizes.idle);
  await quiet.close();
  const server = await start('fan-out');
  const service = served(server, db);
  say('fan-out: deliveries');
  const deliveries = await measureDeliveries(service, sizes);
  say('fan-out: latency');
  const latencies = await measureLatency(service, sizes, store.postmaster);
  await server.close();
  return { sizes, deliveries, latencies, idle };
}

const spareFiles = 200;

/** How many files and sockets a process may have open here: Node raises it to what it may be raised to. */
function openFiles(): number {
  if (!existsSync('/proc/self/limits')) return Number.POSITIVE_INFINITY;
  return Number(
    /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1] ?? Number.POSITIVE_INFINITY,
  );
}

function served(server: ServerProcess, db: SystemDb): Served {
  const { url, details } = server;
  const target = (tokens = ''): Target => ({
    url: url.replace('http', 'ws'),
    tokens: tokens.split(','),
    query: fanOutQuery,
  });
  return { server, db, asAdmins: target(details.admins), asTenants: target(details.tenants), tenants: crowd };
}

/** What one more subscriber costs that has nothing to receive: what the first need once and for all is left out. */
async function measureIdle({ server, asAdmins }: Served, subscribers: number): Promise<IdleFigures> {
  const half = Math.floor(subscribers / 2);
  const clients = await openClients(asAdmins, half);
  const before = await server.weigh();
  await clients.open(asAdmins, half);
  const after = await server.weigh();
  await clients.close();
  return {
    heapBytesEach: (after.heapBytes - before.heapBytes) / half,
    residentBytesEach: (after.residentBytes - before.residentBytes) / half,
  };
}

/** Ours and the rivals', one after another in the same run. */
async function measureDeliveries({ db, asAdmins }: Served, sizes: FanOutSizes): Promise<Deliveries> {
  const commit = (names: readonly string[]) =>
    db.transaction((sql) =>
      append(
        sql,
        names.map((name) => draft(name)),
      ),
    );
  const rival = async (start: () => Promise<Rival>, query: string | null) => {
    const started = await start();
    const publish = async (names: readonly string[]) => {
      for (const name of names) started.publish({ cursor: 'A'.repeat(22), type: 'UPDATED', urn, name });
    };
    const rate = await deliveriesPerSecond({ url: started.url, tokens: [''], query }, publish, sizes);
    await started.close();
    return rate;
  };
  return {
    ours: await deliveriesPerSecond(asAdmins, commit, sizes),
    yogaAsDocumented: await rival(startYogaAsDocumented, fanOutQuery),
    bareBroadcast: await rival(startBareBroadcast, null),
  };
}

const eventsAtOnce = 20;

async function deliveriesPerSecond(
  target: Target,
  publish: (names: readonly string[]) => Promise<unknown>,
  { subscribers, seconds }: FanOutSizes,
): Promise<number> {
  const clients: Clients = await openClients(target, subscribers);
  const names = Array.from({ length: eventsAtOnce }, (_, i) => `web-${i}`);
  const round = async () => {
    const received = clients.received(subscribers * eventsAtOnce);
    await publish(names);
    await received;
  };
  for (let i = 0; i < 3; i += 1) await round();
  let deliveries = 0;
  const begunAtMs = performance.now();
  while (performance.now() - begunAtMs < seconds * 1000) {
    await round();
    deliveries += subscribers * eventsAtOnce;
  }
  const perSecond = (deliveries * 1000) / (performance.now() - begunAtMs);
  await clients.close();
  return perSecond;
}
