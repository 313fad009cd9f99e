import { Gauge, Histogram, type Registry } from 'prom-client';
import { type TracedPool, traceStatements } from './trace-database.ts';

/** What is to be known of a pool of connections. */
export interface WatchedPool extends TracedPool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
  on(event: 'acquire' | 'connect', listener: (connection: object) => void): unknown;
  on(event: 'release', listener: (error: unknown, connection: object) => void): unknown;
}

/** Watches pools by name. */
export type PoolWatch = (name: string, pool: WatchedPool) => void;

/** A connection is lent for a statement or a transaction: how long that lasts is the database time as the service sees it. */
export function createPoolWatch(registry: Registry): PoolWatch {
  const pools = new Map<string, WatchedPool>();
  const registers = [registry];
  const use = new Histogram({
    name: 'arcadia_database_use_seconds',
    help: 'How long a connection was used for a statement or a transaction, by pool.',
    labelNames: ['pool'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers,
  });
  new Gauge({
    name: 'arcadia_database_connections',
    help: 'Connections by pool and state; waiting are those who want one and have none.',
    labelNames: ['pool', 'state'],
    registers,
    collect() {
      for (const [pool, { totalCount, idleCount, waitingCount }] of pools) {
        this.set({ pool, state: 'used' }, totalCount - idleCount);
        this.set({ pool, state: 'idle' }, idleCount);
        this.set({ pool, state: 'waiting' }, waitingCount);
      }
    },
  });
  return (name, pool) => {
    pools.set(name, pool);
    traceStatements(name, pool);
    const lentAt = new WeakMap<object, number>();
    pool.on('acquire', (connection) => lentAt.set(connection, performance.now()));
    pool.on('release', (_error, connection) => {
      const began = lentAt.get(connection);
      if (began !== undefined) use.observe({ pool: name }, (performance.now() - began) / 1000);
    });
  };
}
