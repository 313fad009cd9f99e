import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import type { SystemDb } from '../../src/db/sql.ts';
import { openSystem } from '../../src/db/system.ts';
import { createLog } from '../../src/observability/log.ts';

const log = createLog('fatal', false);

/** A Postgres of its own that can be stopped and started again under an address that stays. */
export interface StoppablePostgres {
  readonly url: string;
  readonly system: SystemDb;
  /** As a crash of its host would: sessions end at once, the address refuses. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

export async function startStoppablePostgres(): Promise<StoppablePostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'arcadia-fleet-'));
  let server = await startEmbeddedPostgres({ dataDir, log, durable: false });
  await server.ensureDatabase('fleet');
  await migrate({ url: server.url('fleet'), log });
  const sockets = new Set<Socket>();
  let away = false;
  const proxy = createServer((client) => {
    const upstream = connect(Number(new URL(server.url('fleet')).port), '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    if (away) client.destroy();
    client.pipe(upstream).pipe(client);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = new URL(server.url('fleet'));
  url.port = String((proxy.address() as AddressInfo).port); // it listens on TCP
  const system = openSystem(url.href, { max: 4, log });
  const postmaster = () =>
    Number(readFileSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  return {
    url: url.href,
    system,
    async down() {
      away = true;
      const pid = postmaster();
      process.kill(pid, 'SIGQUIT');
      for (const socket of sockets) socket.destroy();
      while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    async up() {
      server = await startEmbeddedPostgres({ dataDir, log, durable: false });
      away = false;
    },
    async close() {
      await system.end();
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A process of the fleet. */
export interface Member {
  readonly child: ChildProcess;
  readonly instance: string;
  /** Asks for a sync. @returns the run's id. */
  request(kinds: readonly string[]): Promise<string>;
}

export async function startMember(databaseUrl: string, providerUrl: string, cron: string): Promise<Member> {
  const child = fork(fileURLToPath(new URL('./instance.ts', import.meta.url)), [databaseUrl, providerUrl, cron], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  const [ready] = (await once(child, 'message')) as [{ instance: string }]; // what instance.ts sends first
  return {
    child,
    instance: ready.instance,
    async request(kinds) {
      child.send([...kinds]);
      const [answer] = (await once(child, 'message')) as [{ runId: string }]; // and what it answers
      return answer.runId;
    },
  };
}

export async function stopMember({ child }: Member): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGCONT');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(late);
}

/** The service as `npm start` runs it. */
export interface WholeService {
  readonly child: ChildProcess;
  /** What /readyz says. */
  readiness(): Promise<{ readonly ready: boolean; readonly reasons: readonly string[] }>;
  stop(): Promise<void>;
}

export async function startWholeService(databaseUrl: string, providerUrl: string, cron: string): Promise<WholeService> {
  const dataDir = await mkdtemp(join(tmpdir(), 'arcadia-whole-'));
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATABASE_URL: databaseUrl,
      ARCADIA_DATA_DIR: dataDir,
      ARCADIA_SYNC_CRON: cron,
      ARCADIA_RATE_LIMITS: 'off',
      DO_API_URL: providerUrl,
      DO_API_TOKEN: 'fleet',
    },
  });
  const gone = once(child, 'exit');
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const [, found] = /"url":"([^"]+)"/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    void gone.then(() => reject(new Error(`It ended: ${said}`)));
  });
  return {
    child,
    readiness: async () => (await fetch(`${url}/readyz`)).json(),
    async stop() {
      if (child.exitCode === null) child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await gone;
      clearTimeout(late);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
