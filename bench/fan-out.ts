// How fast an event reaches everybody who follows: `tsx bench/fan-out.ts`. Ours is the real server over a real Postgres, and
// its events come through the log; the rivals have theirs handed to them in memory. Clients are a process of their own.

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startApp } from '../src/app.ts';
import { signToken } from '../src/auth/development-key.ts';
import { systemClock } from '../src/base/clock.ts';
import { readConfig } from '../src/base/config.ts';
import { append } from '../src/events/append.ts';
import type { EventDraft } from '../src/events/types.ts';
import { createLog } from '../src/observability/log.ts';
import type { Order, Report } from './fan-out-clients.ts';
import { fanOutQuery, type Rival, startBareBroadcast, startYogaAsDocumented } from './fan-out-rivals.ts';

export interface FanOutFigures {
  /** Deliveries a second, all subscribers together. */
  readonly ours: number;
  readonly yogaAsDocumented: number;
  readonly bareBroadcast: number;
}

export interface LatencyFigures {
  /** From before the transaction until the client's socket. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly deliveries: number;
}

export interface IdleFigures {
  /** Of the server process, with garbage collected. */
  readonly heapBytesEach: number;
  /** Of the server process, as the system counts it. */
  readonly residentBytesEach: number;
}

/** What is measured: a running service, and how to write to its log. */
export interface Served {
  readonly url: string;
  /** Of several admins. */
  readonly tokens: readonly string[];
  /** Commits one event for each name. */
  write(names: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export async function startServed(): Promise<Served> {
  const dataDir = await mkdtemp(join(tmpdir(), 'arcadia-bench-'));
  // Nothing is synchronised, so nothing but what is written here is in the log.
  const env = { PORT: '0', ARCADIA_DATA_DIR: dataDir, ARCADIA_SYNC_CRON: 'off' };
  const app = await startApp(readConfig(env), createLog('warn', false));
  const { developmentKey, database } = app.core;
  if (developmentKey === null) throw new Error('On a loopback host there is a development key.');
  const sign = (_: unknown, i: number) =>
    signToken(
      developmentKey,
      { sub: `bench ${i}`, roles: ['platform_admin'], tenants: [], ttlSeconds: 36_000 },
      systemClock.now(),
    );
  return {
    url: `${app.url.replace('http', 'ws')}/graphql`,
    tokens: await Promise.all(Array.from({ length: 20 }, sign)),
    write: (names) => database.system.transaction((sql) => append(sql, names.map(draft))).then(() => {}),
    async close() {
      await app.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Deliveries a second to so many subscribers, ours and the rivals', one after another in the same run. */
export async function measureFanOut(served: Served, { subscribers = 1000, seconds = 5 } = {}): Promise<FanOutFigures> {
  const ours = await measureDeliveries(
    { url: served.url, tokens: served.tokens, query: fanOutQuery },
    (names) => served.write(names),
    { subscribers, seconds },
  );
  const rival = async (start: () => Promise<Rival>, query: string | null) => {
    const started = await start();
    const publish = async (names: readonly string[]) => {
      for (const name of names) started.publish({ cursor: 'A'.repeat(22), type: 'UPDATED', urn, name });
    };
    const figure = await measureDeliveries({ url: started.url, tokens: [], query }, publish, { subscribers, seconds });
    await started.close();
    return figure;
  };
  return {
    ours,
    yogaAsDocumented: await rival(startYogaAsDocumented, fanOutQuery),
    bareBroadcast: await rival(startBareBroadcast, null),
  };
}

/** How long an event takes to its subscribers, at a steady rate. */
export async function measureLatency(
  served: Served,
  { subscribers = 1000, eventsPerSecond = 100, seconds = 10 } = {},
): Promise<LatencyFigures> {
  const clients = await openClients({ url: served.url, tokens: served.tokens, query: fanOutQuery }, subscribers);
  const events = eventsPerSecond * seconds;
  const received = clients.ask({ do: 'await', messages: events * subscribers });
  const writes: Promise<void>[] = [];
  const begunAtMs = performance.now();
  for (let i = 0; i < events; i += 1) {
    await delay(Math.max(0, begunAtMs + (i * 1000) / eventsPerSecond - performance.now()));
    writes.push(served.write([`at:${performance.timeOrigin + performance.now()}`]));
  }
  await Promise.all([...writes, received]);
  const report = await clients.ask({ do: 'latencies' });
  await clients.close();
  const ms = report.done === 'latencies' ? [...report.ms].sort((a, b) => a - b) : [];
  const quantile = (part: number) => ms[Math.floor(part * (ms.length - 1))] ?? Number.NaN;
  return { p50Ms: quantile(0.5), p99Ms: quantile(0.99), deliveries: ms.length };
}

/** What a subscriber costs that has nothing to receive. */
export async function measureIdle(served: Served, { subscribers = 2000 } = {}): Promise<IdleFigures> {
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  const weigh = async () => {
    for (let i = 0; i < 4; i += 1) {
      collectGarbage();
      await delay(100);
    }
    const { heapUsed, external, rss } = process.memoryUsage();
    return { heap: heapUsed + external, resident: rss };
  };
  const before = await weigh();
  const clients = await openClients({ url: served.url, tokens: served.tokens, query: fanOutQuery }, subscribers);
  await delay(1000);
  const after = await weigh();
  await clients.close();
  return {
    heapBytesEach: (after.heap - before.heap) / subscribers,
    residentBytesEach: (after.resident - before.resident) / subscribers,
  };
}

const eventsAtOnce = 20;

async function measureDeliveries(
  target: { url: string; tokens: readonly string[]; query: string | null },
  publish: (names: readonly string[]) => Promise<void>,
  { subscribers, seconds }: { subscribers: number; seconds: number },
): Promise<number> {
  const clients = await openClients(target, subscribers);
  const names = Array.from({ length: eventsAtOnce }, (_, i) => `web-${i}`);
  const round = async () => {
    const received = clients.ask({ do: 'await', messages: subscribers * eventsAtOnce });
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

interface Clients {
  ask(order: Order): Promise<Report>;
  close(): Promise<void>;
}

async function openClients(
  target: { url: string; tokens: readonly string[]; query: string | null },
  sockets: number,
): Promise<Clients> {
  const script = fileURLToPath(new URL('fan-out-clients.ts', import.meta.url));
  const child: ChildProcess = fork(script, { execArgv: ['--import', 'tsx'] });
  const ask = async (order: Order): Promise<Report> => {
    const reported = once(child, 'message');
    child.send(order);
    const [report] = await reported;
    return report as Report; // the script of the other side sends nothing else
  };
  await ask({ do: 'open', sockets, ...target });
  // Until every subscription has been taken up.
  await delay(500 + sockets / 10);
  return {
    ask,
    async close() {
      await ask({ do: 'close' });
      child.kill();
    },
  };
}

const urn = 'do:droplet:3164444';

function draft(name: string): EventDraft {
  return {
    resourceId: '00000000-0000-4000-8000-000000000000',
    projectId: null,
    tenantId: null,
    kind: 'droplet',
    urn,
    name,
    type: 'updated',
    detectedAt: systemClock.now(),
    occurredAt: null,
    changes: {},
    runId: null,
    actor: null,
    moveId: null,
    departure: false,
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const served = await startServed();
  const idle = await measureIdle(served);
  const fanOut = await measureFanOut(served);
  const latency = await measureLatency(served);
  console.table({ fanOut, latency, idle });
  await served.close();
}
