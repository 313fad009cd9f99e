import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { createPoolWatch } from './database-metrics.ts';
import { type SyncCensus, watchSync } from './sync-metrics.ts';

/** How the live streams of this process stand. */
export interface StreamCensus {
  readonly subscribers: Readonly<Record<'websocket' | 'sse', number>>;
  /** Subscribers that read more slowly than events come, at this moment. */
  readonly behind: number;
  /** How many positions the last of them is behind the head. */
  readonly worstLag: number;
  /** Subscribers that want the same are one. */
  readonly groups: number;
  /** Events handed to subscribers since the start. */
  readonly deliveries: number;
  /** Events executed for them. */
  readonly executions: number;
}

/** What /metrics shows. Names follow Prometheus: base units, `_total` on counters. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    syncRuns: new Counter({
      name: 'arcadia_sync_runs_total',
      help: 'Sync runs that ended, by how.',
      labelNames: ['status'],
      registers,
    }),
    syncListings: new Counter({
      name: 'arcadia_sync_listings_total',
      help: 'Parts of kinds that were listed, by verdict.',
      labelNames: ['kind', 'verdict'],
      registers,
    }),
    syncSeconds: new Histogram({
      name: 'arcadia_sync_duration_seconds',
      help: 'How long a sync run took.',
      buckets: [0.5, 1, 2, 5, 10, 30, 60, 120, 300, 900],
      registers,
    }),
    /** For each pool of database connections. */
    watchPool: createPoolWatch(registry),
    /** Shows the log and its streams as they are when somebody looks. */
    watchStreams: (now: () => StreamCensus & EventCensus) => watchStreams(registry, now),
    /** Shows the mirror and the rate limits as they are when somebody looks. */
    watchSync: (read: () => Promise<SyncCensus>) => watchSync(registry, read),
    /** Shows runs that wait: for their turn, or for an admin. */
    watchQueue: (read: () => Promise<QueueCensus>) => watchQueue(registry, read),
  };
}

export interface QueueCensus {
  readonly queued: number;
  readonly held: number;
}

/** While the database is away the last figures stand. */
function watchQueue(registry: Registry, read: () => Promise<QueueCensus>): void {
  new Gauge({
    name: 'arcadia_sync_runs_waiting',
    help: 'Sync runs that wait: queued for their turn, held for an admin.',
    labelNames: ['for'],
    registers: [registry],
    async collect() {
      const census = await read().catch(() => null);
      if (census === null) return;
      this.set({ for: 'turn' }, census.queued);
      this.set({ for: 'admin' }, census.held);
    },
  });
}

/** How far the log is known here. */
export interface EventCensus {
  readonly position: bigint;
  readonly doorbellConnected: boolean;
  readonly ringBytes: number;
}

function watchStreams(registry: Registry, now: () => StreamCensus & EventCensus): void {
  const registers = [registry];
  const gauge = (name: string, help: string, read: (census: StreamCensus & EventCensus) => number) =>
    new Gauge({
      name: `arcadia_${name}`,
      help,
      registers,
      collect() {
        this.set(read(now()));
      },
    });
  const counter = (name: string, help: string, read: (census: StreamCensus) => number) =>
    new Counter({
      name: `arcadia_${name}_total`,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read(now()));
      },
    });
  gauge('event_position', 'Last position of the log that this instance has read.', ({ position }) => Number(position));
  gauge('event_doorbell_connected', '1 while the database rings for new events; else polling finds them.', (census) =>
    Number(census.doorbellConnected),
  );
  gauge('event_ring_bytes', 'What the recent events take in memory, roughly.', ({ ringBytes }) => ringBytes);
  gauge('stream_groups', 'Subscribers that want the same, counted as one.', ({ groups }) => groups);
  gauge('stream_behind', 'Subscribers that read more slowly than events come.', ({ behind }) => behind);
  gauge('stream_lag_events', 'How far the last subscriber is behind the log.', ({ worstLag }) => worstLag);
  counter('stream_deliveries', 'Events handed to subscribers.', ({ deliveries }) => deliveries);
  counter(
    'stream_executions',
    'Events executed for subscribers; those that want the same share one.',
    (census) => census.executions,
  );
  new Gauge({
    name: 'arcadia_stream_subscribers',
    help: 'Live subscriptions to events.',
    labelNames: ['transport'],
    registers,
    collect() {
      for (const [transport, count] of Object.entries(now().subscribers)) this.set({ transport }, count);
    },
  });
}

export type Metrics = ReturnType<typeof createMetrics>;
