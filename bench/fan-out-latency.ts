import { setTimeout as delay } from 'node:timers/promises';
import { append } from '../src/events/append.ts';
import type { FanOutSizes, Served } from './fan-out.ts';
import { openClients, type Target } from './fan-out-crowd.ts';
import { draft } from './fan-out-event.ts';
import { postgresCpuMs } from './process.ts';

// From the commit to the client's socket, at a steady rate. The writer is this process, the server and the clients are others.

export interface Latencies {
  readonly shape: string;
  readonly deliveriesPerSecond: number;
  /** From the moment at which COMMIT was sent, so the commit's own time is in it. */
  readonly sinceCommit: Quantiles;
  /** From before BEGIN. */
  readonly sinceBegin: Quantiles;
  /** Of all processors, server, clients, writer and Postgres together: 0 to 1 and so many processors. */
  readonly load: number;
}

interface Quantiles {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const nowMs = () => performance.timeOrigin + performance.now();

/** Once as a log of which everybody follows everything, once as tenants that each follow their own. */
export async function measureLatency(served: Served, sizes: FanOutSizes, postmaster: number): Promise<Latencies[]> {
  const { asAdmins, asTenants, tenants } = served;
  return [
    await measureShape(served, sizes, {
      shape: `each its own tenant, of ${tenants}`,
      target: asTenants,
      tenantOf: (event) => `t${event % tenants}`,
      receivers: sizes.subscribers / tenants,
      postmaster,
    }),
    await measureShape(served, sizes, {
      shape: 'all everything',
      target: asAdmins,
      tenantOf: () => null,
      receivers: sizes.subscribers,
      postmaster,
    }),
  ];
}

interface Shape {
  readonly shape: string;
  readonly target: Target;
  readonly tenantOf: (event: number) => string | null;
  /** Of each event. */
  readonly receivers: number;
  readonly postmaster: number;
}

async function measureShape(
  { server, db }: Served,
  { subscribers, eventsPerSecond, latencySeconds }: FanOutSizes,
  { shape, target, tenantOf, receivers, postmaster }: Shape,
): Promise<Latencies> {
  const clients = await openClients(target, subscribers);
  const usedMs = async () => {
    const { user, system } = process.cpuUsage();
    const [{ cpuMs }, clientsMs] = [await server.usage(), await clients.cpuMs()];
    return cpuMs + clientsMs + (user + system) / 1000 + (postgresCpuMs(postmaster) ?? Number.NaN);
  };
  const events = eventsPerSecond * latencySeconds;
  const begunMs: number[] = [];
  const committedMs: number[] = [];
  const write = async (event: number) => {
    begunMs[event] = nowMs();
    await db.transaction(async (sql) => {
      await append(sql, [draft(`at:${event}`, tenantOf(event))]);
      committedMs[event] = nowMs();
    });
  };
  const usedBeforeMs = await usedMs();
  const received = clients.received(events * receivers);
  const startedMs = performance.now();
  const writes: Promise<void>[] = [];
  for (let event = 0; event < events; event += 1) {
    await delay(Math.max(0, startedMs + (event * 1000) / eventsPerSecond - performance.now()));
    writes.push(write(event));
  }
  await Promise.all([...writes, received]);
  const tookMs = performance.now() - startedMs;
  const load = ((await usedMs()) - usedBeforeMs) / tookMs;
  const arrivals = await clients.arrivals();
  await clients.close();
  const since = (moments: readonly number[]) =>
    quantiles(arrivals.map(([event, atMs]) => atMs - (moments[event] ?? Number.NaN)));
  return {
    shape,
    deliveriesPerSecond: (events * receivers * 1000) / tookMs,
    sinceCommit: since(committedMs),
    sinceBegin: since(begunMs),
    load,
  };
}

function quantiles(values: readonly number[]): Quantiles {
  const sorted = [...values].sort((a, b) => a - b);
  const quantile = (part: number) => sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN;
  return { p50Ms: quantile(0.5), p99Ms: quantile(0.99) };
}
