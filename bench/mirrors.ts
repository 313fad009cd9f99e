import { join } from 'node:path';
import { startSimulator } from '../src/simulator/server.ts';
import { type ServerProcess, startServer } from './process.ts';
import type { Store } from './store.ts';

// A whole account, from the provider's pages to rows: a sync of ours, and the same by hand. Both read from one simulated account.

export interface MirrorFigures {
  readonly pass: 'first' | 'unchanged';
  readonly rows: number;
  readonly oursPerSecond: number;
  readonly byHandPerSecond: number;
  readonly oursCpuMicros: number;
  readonly byHandCpuMicros: number;
}

export async function measureMirrors(
  store: Store,
  { droplets }: { readonly droplets: number },
): Promise<MirrorFigures[]> {
  const simulator = await startSimulator({ droplets, limits: false });
  const [ours, byHand] = [await store.create('mirror_ours'), await store.create('mirror_by_hand')];
  const env = { DO_API_URL: simulator.url, DO_API_TOKEN: 'any' };
  const servers = [
    await startServer('ours', 'peers/ours.ts', {
      ...env,
      ...oursEnv(ours.url, join(store.dataDir, 'mirror')),
      ARCADIA_RATE_LIMITS: 'off',
    }),
    await startServer('by hand', 'peers/by-hand.ts', { ...env, DATABASE_URL: byHand.url, NODE_ENV: 'production' }),
  ] as const;
  const figures: MirrorFigures[] = [];
  for (const pass of ['first', 'unchanged'] as const) {
    const [a, b] = [await mirror(servers[0]), await mirror(servers[1])];
    if (a.rows !== b.rows) throw new Error(`The mirrors do not hold the same: ${a.rows} and ${b.rows} rows.`);
    figures.push({
      pass,
      rows: a.rows,
      oursPerSecond: a.perSecond,
      byHandPerSecond: b.perSecond,
      oursCpuMicros: a.cpuMicros,
      byHandCpuMicros: b.cpuMicros,
    });
  }
  for (const server of servers) await server.close();
  await simulator.close();
  return figures;
}

async function mirror(server: ServerProcess) {
  const before = await server.usage();
  const beganAtMs = performance.now();
  const { rows } = await server.mirror();
  const tookMs = performance.now() - beganAtMs;
  const after = await server.usage();
  return { rows, perSecond: (rows * 1000) / tookMs, cpuMicros: ((after.cpuMs - before.cpuMs) * 1000) / rows };
}

/** The service over a database, with nothing to do but to answer. */
export function oursEnv(databaseUrl: string, dataDir: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    PORT: '0',
    ARCADIA_DATA_DIR: dataDir,
    ARCADIA_SYNC_CRON: 'off',
    // One viewer asks more than any person would.
    ARCADIA_COST_PER_MINUTE: '1000000000',
    DO_API_TOKEN: 'any',
    // Every answer is made, unless it is said otherwise.
    ARCADIA_ANSWER_CACHE_MIB: '0',
  };
}
