import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

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
      labelNames: ['kind', 'part', 'verdict'],
      registers,
    }),
    syncSeconds: new Histogram({
      name: 'arcadia_sync_duration_seconds',
      help: 'How long a sync run took.',
      buckets: [0.5, 1, 2, 5, 10, 30, 60, 120, 300, 900],
      registers,
    }),
    eventPosition: new Gauge({
      name: 'arcadia_event_position',
      help: 'Last position of the log that this instance has read.',
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
