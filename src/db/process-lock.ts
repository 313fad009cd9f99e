import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '../base/errors.ts';

// Locks between processes on one machine, as files, that a crash cannot leave behind: a file names its holder by process id
// and start time, so a holder who died (and whose id somebody else may have now) is recognised and set aside.

/** This process as others can recognise it: `<pid> <start>`. The start is empty where the system does not tell it. */
export function ownMark(): string {
  return `${process.pid} ${startOf(process.pid) ?? ''}`;
}

/** Whether the process that wrote a mark still runs. */
export function markIsAlive(mark: string): boolean {
  const [pid, start] = mark.split(' ');
  return processIsAlive(Number(pid)) && (startOf(Number(pid)) ?? '') === (start ?? '');
}

/** False for zombies too: where Node is process 1, nobody reaps an orphan. */
export function processIsAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
  return statOf(pid)?.[0] !== 'Z';
}

/**
 * Takes the lock if nobody living holds it; never waits.
 *
 * @returns  What releases it, or null while somebody holds it (or an abandoned lock was just set aside: ask again).
 */
export function tryLock(path: string): (() => void) | null {
  const mark = `${ownMark()} ${randomUUID()}`;
  // A link appears with its content, so nobody ever reads a lock without its holder.
  const draft = `${path}.${process.pid}.${randomUUID()}`;
  writeFileSync(draft, mark);
  try {
    linkSync(draft, path);
    return () => unlinkSync(path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  setAsideIfAbandoned(path);
  return null;
}

/**
 * Runs `work` while holding the lock, waiting for it up to `timeoutMs`.
 *
 * @throws Error  When somebody else holds the lock for all that time.
 */
export async function withLock<Result>(path: string, timeoutMs: number, work: () => Promise<Result>): Promise<Result> {
  const pauseMs = 20;
  let release = tryLock(path);
  for (let waitedMs = 0; release === null; waitedMs += pauseMs) {
    if (waitedMs > timeoutMs) throw new Error(`another process has held ${path} for ${timeoutMs} ms`);
    await delay(pauseMs);
    release = tryLock(path);
  }
  try {
    return await work();
  } finally {
    release();
  }
}

// Two who find the same dead holder must not both remove "the" lock: the second would remove the first one's new lock.
// So removing takes a lock itself, one for each dead holder, and under it the content is read again.
function setAsideIfAbandoned(path: string): void {
  const holder = readIfThere(path);
  if (holder === null || markIsAlive(holder)) return;
  const release = tryLock(`${path}.${holder.split(' ')[2] ?? 'unknown'}`);
  if (release === null) return;
  try {
    if (readIfThere(path) === holder) unlinkSync(path);
  } finally {
    release();
  }
}

/** Clock ticks since boot at which a process began; null where /proc does not exist. */
function startOf(pid: number): string | null {
  return statOf(pid)?.[19] ?? null;
}

/** The fields of /proc/<pid>/stat from the state on; what stands before may contain spaces. */
function statOf(pid: number): string[] | null {
  const stat = readIfThere(`/proc/${pid}/stat`);
  return stat === null ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
