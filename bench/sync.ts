import { join } from 'node:path';
import { startSimulator } from '../src/simulator/server.ts';
import { oursEnv } from './mirrors.ts';
import { postgresCpuMs, startServer } from './process.ts';
import type { Store } from './store.ts';

// Whole syncs of every kind from a simulated provider that takes its time to answer: a first one, and unchanged ones after it. The
// provider's limits are lifted, since with them 100,000 resources take as long as the limits say.

export interface SyncFigures {
  readonly pass: 'first' | 'unchanged';
  readonly resources: number;
  readonly requests: number;
  readonly seconds: number;
  /** Of the service alone. */
  readonly nodeSeconds: number;
  /** Null where it cannot be read. */
  readonly databaseSeconds: number | null;
  /** Of the simulated provider, which shares the machine. */
  readonly providerSeconds: number;
  /** The most memory that the service has held so far. */
  readonly peakMib: number;
}

/** So many droplets bring 100,000 resources of all kinds with them. */
export const referenceDroplets = 36_000;
export const latencyMs = 50;

export async function measureSyncs(
  store: Store,
  options: { readonly droplets: number; readonly unchanged: number; readonly profileDir?: string | null },
): Promise<SyncFigures[]> {
  const simulator = await startSimulator({ droplets: options.droplets, limits: false, latencyMs });
  const { url, db } = await store.create('sync');
  const server = await startServer(
    'sync',
    'peers/ours.ts',
    {
      ...oursEnv(url, join(store.dataDir, 'sync')),
      DO_API_URL: simulator.url,
      ARCADIA_RATE_LIMITS: 'off',
      BENCH_KINDS: '',
    },
    options.profileDir ?? null,
  );
  const pass = async (name: SyncFigures['pass']): Promise<SyncFigures> => {
    const [before, provider, database] = [await server.usage(), process.cpuUsage(), postgresCpuMs(store.postmaster)];
    const beganAtMs = performance.now();
    await server.mirror();
    const seconds = (performance.now() - beganAtMs) / 1000;
    const [after, spent, databaseAfter] = [
      await server.usage(),
      process.cpuUsage(provider),
      postgresCpuMs(store.postmaster),
    ];
    const [mirrored] = await db.query<{ resources: number; requests: number }>(
      `select (select count(*)::int from cloud_resources where deleted_at is null) as resources,
              (select requests from sync_runs order by queued_at desc limit 1) as requests`,
    );
    return {
      pass: name,
      resources: mirrored?.resources ?? 0,
      requests: mirrored?.requests ?? 0,
      seconds,
      nodeSeconds: (after.cpuMs - before.cpuMs) / 1000,
      databaseSeconds: database === null || databaseAfter === null ? null : (databaseAfter - database) / 1000,
      providerSeconds: (spent.user + spent.system) / 1_000_000,
      peakMib: after.peakMib,
    };
  };
  try {
    const first = await pass('first');
    const unchanged: SyncFigures[] = [];
    for (let i = 0; i < options.unchanged; i += 1) unchanged.push(await pass('unchanged'));
    unchanged.sort((a, b) => a.seconds - b.seconds);
    return [first, ...unchanged.slice(Math.floor(unchanged.length / 2), Math.floor(unchanged.length / 2) + 1)];
  } finally {
    await server.close();
    await simulator.close();
  }
}
