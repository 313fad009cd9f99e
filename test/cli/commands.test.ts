import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { runCommand } from '../../src/cli/arcadia.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { ViewerDocument } from '../operations/generated/graphql.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startService } from '../support/service.ts';
import { arcadia } from './processes.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'arcadia-cli-'));
let database: TestDatabase;
let simulator: Simulator;
let env: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  simulator = await startSimulator({ droplets: 20 });
  env = {
    ARCADIA_DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    DO_API_TOKEN: 'test-token',
    DO_API_URL: simulator.url,
  };
});

afterEach(() => {
  vi.unstubAllEnvs();
  process.exitCode = undefined;
});

afterAll(async () => {
  await simulator.close();
  await database.drop();
  rmSync(dataDir, { recursive: true });
});

/** A command in this process, which spares the start of another one. */
async function command(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  vi.stubEnv('ARCADIA_DATA_DIR', dataDir);
  const written = { stdout: '', stderr: '' };
  const kept = [process.stdout.write, process.stderr.write] as const;
  const take = (stream: 'stdout' | 'stderr') => (chunk: unknown) => {
    written[stream] += String(chunk);
    return true;
  };
  process.stdout.write = take('stdout');
  process.stderr.write = take('stderr');
  try {
    await runCommand(args);
  } finally {
    [process.stdout.write, process.stderr.write] = kept;
  }
  const code = process.exitCode;
  process.exitCode = undefined;
  return { code, ...written };
}

describe('bad usage is exit code 2 and one line that says what to do:', () => {
  test.each([
    [['frobnicate'], /there is no command "frobnicate"; see arcadia help/],
    [['docter'], /there is no command "docter"; did you mean doctor\? See arcadia help/],
    [['token'], /Say whose token: --role or --tenant\. Usage: arcadia token/],
    [['token', '--role', 'king'], /There is no role "king"/],
    [['token', '--tenant', 'Acme Inc'], /"Acme Inc" is no tenant's id/],
    [['token', '--tenant', 'acme', '--ttl', 'soon'], /--ttl is "soon", and wants a number and s, m, h or d/],
    [['token', '--colour', 'red'], /Unknown option '--colour'.* Usage: arcadia token/],
    [['sync', '--kind', 'toaster'], /There is no kind "toaster"; there are .*\bdroplet\b.*\bvolume\b/],
    [['sync', '--kind', 'droplets'], /There is no kind "droplets"; did you mean droplet\?/],
    [['sync', '--kind', 'load-balancers'], /There is no kind "load-balancers"; did you mean load_balancer\?/],
    [['sync', '--kind', 'kubernetes'], /There is no kind "kubernetes"; did you mean kubernetes_cluster\?/],
    [['key', 'revoke', '--role', 'platform_admin'], /The only thing to do with keys here is create/],
    [['key', 'create'], /Say whose key: --role or --tenant/],
    [['simulate', '--port', '99999'], /--port is "99999", and wants a whole number from 0 to 65535/],
  ])('%j', async (args, line) => {
    const { code, stdout, stderr } = await command(...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(line);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

test('help names every command, and is what comes without one', async () => {
  const { code, stdout } = await command('help');
  expect(code).toBe(0);
  for (const name of ['serve', 'migrate', 'sync', 'token', 'key create', 'simulate', 'help']) {
    expect(stdout).toMatch(new RegExp(`^  ${name}`, 'm'));
  }
  expect((await command()).stdout).toBe(stdout);
  expect((await command('--help')).stdout).toBe(stdout);
});

describe('token prints a token alone', () => {
  test('of an admin, for an hour', async () => {
    const { code, stdout } = await command('token', '--role', 'platform_admin');
    expect(code).toBe(0);
    const { roles, tenants, exp = 0, iat = 0 } = decodeJwt(stdout.trim());
    expect([roles, tenants, exp - iat]).toEqual([['platform_admin'], [], 3600]);
    expect(stdout).toMatch(/^\S+\n$/);
  });

  test('of several tenants, for as long as asked', async () => {
    const { stdout } = await command('token', '--tenant', 'acme', '--tenant', 'globex', '--ttl', '2d');
    const { roles, tenants, exp = 0, iat = 0 } = decodeJwt(stdout.trim());
    expect([roles, tenants, exp - iat]).toEqual([[], ['acme', 'globex'], 2 * 86_400]);
  });

  test('and where the development key does not count it says what does', async () => {
    vi.stubEnv('HOST', '0.0.0.0');
    const { code, stdout, stderr } = await command('token', '--role', 'platform_admin');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/counts on a loopback HOST only.*arcadia key create/);
  });
});

test('sync --wait follows a sync to its end, part by part', async () => {
  const { code, stdout } = await arcadia(['sync', '--kind', 'droplet', '--wait'], env);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ {2}project\s+complete\s+6 seen$/m);
  expect(stdout).toMatch(/^ {2}droplet \(standard\)\s+complete\s+\d+ seen$/m);
  expect(stdout).toMatch(/^succeeded$/m);
  const [found] = await database.system.query<{ droplets: bigint }>(
    `select count(*) as droplets from cloud_resources where kind = 'droplet'`,
  );
  expect(found?.droplets).toBe(20n);

  simulator.faults.add({ path: '/v2/volumes', status: 403 });
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const broken = await command('sync', '--kind', 'volume', '--wait');
  simulator.faults.clear();
  expect(broken.code).toBe(1);
  expect(broken.stdout).toMatch(/^ {2}volume\s+forbidden\s+0 seen {2}.*403/m);
  expect(broken.stdout).toMatch(/^partial: /m);
});

test('key create prints a key alone, and it lets in', async () => {
  const service = await startService({ simulator: { droplets: 1 } });
  try {
    const url = service.app.core.database.url;
    for (const [name, value] of Object.entries({ ...env, DATABASE_URL: url, LOG_LEVEL: 'warn' }))
      vi.stubEnv(name, value);
    const made = await command('key', 'create', '--role', 'platform_admin', '--name', 'first');
    expect([made.code ?? 0, made.stderr]).toEqual([0, '']);
    expect(made.stdout).toMatch(/^arc_[0-9a-f]{32}_\S{43}\n$/);
    const { viewer } = await service.query(ViewerDocument, {}, made.stdout.trim());
    expect(viewer).toMatchObject({ id: expect.stringMatching(/^api_key:/), roles: ['PLATFORM_ADMIN'] });
  } finally {
    await service.close();
  }
});

test('what is wrong with the environment is exit code 1 and a line for each variable', async () => {
  vi.stubEnv('PORT', 'eighty');
  vi.stubEnv('LOG_LEVEL', 'loud');
  const { code, stdout, stderr } = await command('serve');
  expect([code, stdout]).toEqual([1, '']);
  const lines = stderr.trimEnd().replace('arcadia serve: ', '').split('\n');
  expect(lines.sort()).toEqual([
    expect.stringMatching(/^LOG_LEVEL: got "loud", wants one of/),
    expect.stringMatching(/^PORT: got "eighty", wants a whole number/),
  ]);
});

test('a port that is taken is said to be, and nothing stays behind', async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  const { port } = holder.address() as { port: number }; // of TCP
  const { code, stderr } = await arcadia(['serve'], { ...env, PORT: String(port), ARCADIA_SYNC_CRON: 'off' });
  holder.close();
  expect(code).toBe(1);
  expect(stderr).toContain(`PORT: ${port} is taken on 127.0.0.1; choose another, such as PORT=${port + 1}.`);
});
