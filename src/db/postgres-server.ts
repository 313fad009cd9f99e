import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { errorCode, StartError } from '../base/errors.ts';
import { processIsAlive } from './process-lock.ts';

// A running server, as its data folder tells of it: Postgres writes its process id, port and state to postmaster.pid.

export const superuser = 'arcadia';
/** In the data folder, beside Postgres's own files. */
export const passwordFile = 'arcadia-password';
export const pollMs = 10;
/** Until it answers; after a crash it has its journal to read first. */
export const startTimeoutMs = 60_000;

/** Where a running server is reached. */
export interface Server {
  readonly pid: number;
  readonly port: number;
}

/**
 * Finds the server that runs on the data folder, waiting while it starts or stops.
 *
 * @returns            null when none runs.
 * @throws StartError  When one runs and does not answer to our password.
 */
export async function findRunning(folder: string): Promise<Server | null> {
  for (let waitedMs = 0; waitedMs < startTimeoutMs; waitedMs += pollMs) {
    const postmaster = readPostmaster(folder);
    if (postmaster === null || !runsOn(postmaster.pid, folder)) return null;
    if (postmaster.status === 'ready' && (await answers(folder, postmaster))) return postmaster;
    await delay(pollMs);
  }
  const pid = readPostmaster(folder)?.pid;
  throw new StartError(
    `A Postgres runs on ${folder} and does not answer. Stop it ("kill -INT ${pid}") and start again.`,
  );
}

/** Ends the server: politely for 3 s, then at once (it recovers at its next start). */
export async function shutDown(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    sendSignal(pid, signal);
    for (let waitedMs = 0; waitedMs < 3000; waitedMs += pollMs) {
      if (!processIsAlive(pid)) return;
      await delay(pollMs);
    }
  }
}

/** Begins a polite shutdown and does not wait for it. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

/** How the superuser connects to a database of the server. */
export function urlOf(folder: string, server: Server, database: string): string {
  const password = readFileSync(join(folder, 'data', passwordFile), 'utf8');
  return `postgresql://${superuser}:${password}@127.0.0.1:${server.port}/${database}`;
}

export function readPostmaster(folder: string): (Server & { status: string }) | null {
  try {
    const lines = readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? '' };
  } catch {
    return null;
  }
}

/** Whether the process is a server on this folder, and not one that has got a dead server's number. */
function runsOn(pid: number, folder: string): boolean {
  if (!processIsAlive(pid)) return false;
  if (process.platform !== 'linux') return true; // answers() tells
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(join(folder, 'data'));
  } catch {
    return false;
  }
}

async function answers(folder: string, server: Server): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(folder, server, 'postgres'), connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
    return rows[0]?.folder === realpathSync(join(folder, 'data'));
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
