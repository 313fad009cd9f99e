import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { kindsByName } from '../../src/kinds/index.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { createTestDatabase } from '../support/database.ts';

// A whole account of a hundred thousand resources, read by a process of its own, so that its memory is its own too.

const root = fileURLToPath(new URL('../..', import.meta.url));
const mostBytes = 400 * 1024 * 1024;
const heap = '--max-old-space-size=256';

/** Runs one sync to its end. @returns its exit code, what it said, and the most memory that it ever held (Linux alone tells). */
async function sync(env: Readonly<Record<string, string>>) {
  // Left to itself Node lets garbage lie while the machine has room; so bounded, what is held shows.
  const child = spawn(process.execPath, [heap, '--import', 'tsx', 'src/cli/arcadia.ts', 'sync', '--wait'], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', ...env },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  let peakBytes = 0;
  const watch = setInterval(() => {
    try {
      const [, kib = '0'] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      peakBytes = Math.max(peakBytes, Number(kib) * 1024);
    } catch {
      // It has ended, or this is no Linux.
    }
  }, 50);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(watch);
  return { code, said, peakBytes };
}

test('100,000 resources are mirrored to the last one, in projects and tenants, within 400 MB', async () => {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'arcadia-scale-'));
  const simulator = await startSimulator({ droplets: 36_000, limits: false });
  try {
    const began = performance.now();
    const { code, said, peakBytes } = await sync({
      DATABASE_URL: database.url,
      ARCADIA_DATA_DIR: dataDir,
      DO_API_TOKEN: 'test-token',
      DO_API_URL: simulator.url,
      ARCADIA_RATE_LIMITS: 'off',
      LOG_LEVEL: 'warn',
    });
    const seconds = (performance.now() - began) / 1000;
    expect([code, said.slice(-600)]).toEqual([0, expect.stringContaining('succeeded')]);

    const truth = simulator.estate.truth();
    const played = Object.keys(truth).filter((kind) => kindsByName.has(kind));
    const rows = await database.system.query<{ kind: string; count: number }>(
      'select kind, count(*)::int as count from cloud_resources where deleted_at is null group by kind',
    );
    const mirrored = new Map(rows.map(({ kind, count }) => [kind, count]));
    expect(Object.fromEntries(played.map((kind) => [kind, mirrored.get(kind) ?? 0]))).toEqual(
      Object.fromEntries(played.map((kind) => [kind, truth[kind]?.count])),
    );
    const total = rows.reduce((sum, { count }) => sum + count, 0);
    expect(total).toBeGreaterThanOrEqual(100_000);

    const misplaced = await database.system.query<{ urn: string; project: string }>(
      `select r.urn, p.provider_id as project from cloud_resources r join cloud_projects p on p.id = r.project_id
        where r.kind in ('droplet', 'volume', 'database_cluster', 'kubernetes_cluster', 'load_balancer', 'domain')`,
    );
    expect(misplaced.length).toBeGreaterThan(50_000);
    expect(misplaced.filter(({ urn, project }) => simulator.estate.projectOf(urn) !== project)).toEqual([]);
    const strays = await database.system.query(
      `select r.urn from cloud_resources r join cloud_resources o on o.urn = r.owner_urn
        where r.project_id is distinct from o.project_id limit 5`,
    );
    expect(strays).toEqual([]);

    console.log(
      `${total} resources of ${rows.length} kinds in ${seconds.toFixed(1)} s, at most ${Math.round(peakBytes / 1024 ** 2)} MiB`,
    );
    if (process.platform === 'linux') {
      expect(peakBytes).toBeGreaterThan(0);
      expect(peakBytes).toBeLessThan(mostBytes);
    }
  } finally {
    await simulator.close();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
