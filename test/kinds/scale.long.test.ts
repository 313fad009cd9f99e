import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { SystemDb } from '../../src/db/sql.ts';
import { classify } from '../../src/inventory/classify.ts';
import { createTenant } from '../../src/inventory/tenants.ts';
import { kinds, kindsByName } from '../../src/kinds/index.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { createTestDatabase } from '../support/database.ts';
import { placementOf } from './whose.ts';

// A whole account of a hundred thousand resources, read by a process of its own, so that its memory is its own too: as anybody
// starts it, without a flag for Node.

const root = fileURLToPath(new URL('../..', import.meta.url));
const mostBytes = 400 * 1024 * 1024;

/** Runs one sync to its end. @returns its exit code, what it said, and the most memory that it ever held (Linux alone tells). */
async function sync(args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/arcadia.ts', 'sync', '--wait', ...args], {
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
  expect([code, said.slice(-600)]).toEqual([0, expect.stringContaining('succeeded')]);
  return { peakBytes };
}

/** Gives every project that is a customer's to a tenant of that customer's name. @returns provider id → tenant. */
async function classifyByName(db: SystemDb): Promise<ReadonlyMap<string, string>> {
  const projects = await db.query<{ id: string; providerId: string; name: string }>(
    `select id, provider_id as "providerId", name from cloud_projects where name ~ '^[a-z]+-(production|staging|development|web)$'`,
  );
  const tenantOf = new Map<string, string>();
  for (const { id, providerId, name } of projects) {
    const [tenantId = ''] = name.split('-');
    if (![...tenantOf.values()].includes(tenantId)) await createTenant(db, { id: tenantId, name: tenantId }, 'test');
    const classification = { projectId: id, purpose: 'TENANT', tenantId } as const;
    expect(await classify(db, classification, 'test', new Date())).toBeNull();
    tenantOf.set(providerId, tenantId);
  }
  return tenantOf;
}

test('100,000 resources are mirrored to the last one, in projects and tenants, within 400 MB', async () => {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'arcadia-scale-'));
  const simulator = await startSimulator({ droplets: 36_000, limits: false });
  const env = {
    DATABASE_URL: database.url,
    ARCADIA_DATA_DIR: dataDir,
    DO_API_TOKEN: 'test-token',
    DO_API_URL: simulator.url,
    SPACES_ENDPOINT_URL: simulator.spaces.endpoint,
    SPACES_ACCESS_KEY_ID: simulator.spaces.accessKeyId,
    SPACES_SECRET_ACCESS_KEY: simulator.spaces.secretAccessKey,
    ARCADIA_RATE_LIMITS: 'off',
    LOG_LEVEL: 'warn',
  };
  try {
    // Projects come with whatever is asked for, and this account has no teams.
    await sync(['--kind', 'team'], env);
    const tenantOf = await classifyByName(database.system);
    expect(new Set(tenantOf.values()).size).toBeGreaterThanOrEqual(10);
    const began = performance.now();
    const { peakBytes } = await sync([], env);
    const seconds = (performance.now() - began) / 1000;

    const truth = Object.entries(simulator.estate.truth()).filter(([kind]) => kindsByName.has(kind));
    const rows = await database.system.query<{ kind: string; count: number }>(
      'select kind, count(*)::int as count from cloud_resources where deleted_at is null group by kind',
    );
    const mirrored = Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
    expect(mirrored).toEqual(Object.fromEntries(truth.map(([kind, { count }]) => [kind, count])));
    expect(rows.length).toBe(kinds.length - 1);
    const total = rows.reduce((sum, { count }) => sum + count, 0);
    expect(total).toBeGreaterThanOrEqual(100_000);
    const { misplaced } = await placementOf(database.system, simulator, tenantOf);
    expect(misplaced.slice(0, 5)).toEqual([]);
    const [{ owned = 0 } = {}] = await database.system.query<{ owned: number }>(
      'select count(*)::int as owned from cloud_resources where tenant_id is not null',
    );
    expect(owned).toBeGreaterThan(50_000);

    console.log(
      `${total} resources of ${rows.length} kinds, ${owned} of them tenants', in ${seconds.toFixed(1)} s, ${`at most ${Math.round(peakBytes / 1024 ** 2)} MiB`}`,
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
