import { randomUUID } from 'node:crypto';
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Config } from '../../base/config.ts';
import { messageOf } from '../../base/errors.ts';
import { type Finding, fail, ok, warn } from '../../observability/finding.ts';

const mib = 1024 * 1024;
/** Below it an embedded Postgres soon stops; below the other it is time to make room. */
const diskFailMib = 256;
const diskWarnMib = 2048;

export async function lookAtDataFolder({ dataDir, databaseUrl }: Config): Promise<Finding[]> {
  const subject = 'data folder';
  const elsewhere = 'Make it writable for this user, or choose another with ARCADIA_DATA_DIR.';
  try {
    await mkdir(dataDir, { recursive: true });
    const probe = join(dataDir, `doctor-${randomUUID()}`);
    await writeFile(probe, 'a line');
    await rm(probe);
  } catch (error) {
    const finding = `${dataDir} cannot be written to (${messageOf(error)})`;
    // With a database elsewhere only the development key lives there.
    return [databaseUrl === null ? fail(subject, finding, elsewhere) : warn(subject, finding, elsewhere)];
  }
  const { bavail, bsize } = await statfs(dataDir);
  return [ok(subject, `${dataDir} can be written to`), diskFinding(Math.floor((bavail * bsize) / mib))];
}

/** @param freeMib  What an ordinary user may still fill. */
export function diskFinding(freeMib: number): Finding {
  const finding = `${freeMib} MiB are free where the data folder is`;
  const mend = 'Make room, or move the folder with ARCADIA_DATA_DIR; a Postgres whose disk is full stops writing.';
  if (freeMib < diskFailMib) return fail('disk', finding, mend);
  return freeMib < diskWarnMib ? warn('disk', finding, mend) : ok('disk', finding);
}

export async function lookAtPort({ host, port }: Config): Promise<Finding> {
  const subject = 'port';
  const code = await tryListening(host, port);
  if (code === null) return ok(subject, `${host}:${port} is free`);
  if (code === 'EADDRINUSE') {
    if (await isOurs(host, port)) return ok(subject, `Arcadia Cloud serves at ${host}:${port}`);
    return fail(subject, `${port} is taken on ${host} by another program`, `Choose another, such as PORT=${port + 1}.`);
  }
  if (code === 'EACCES') return fail(subject, `this user may not listen on ${port}`, 'Choose a PORT of 1024 or more.');
  return fail(subject, `nobody can listen on ${host}:${port} (${code})`, 'Set HOST to an address of this machine.');
}

function tryListening(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}

async function isOurs(host: string, port: number): Promise<boolean> {
  const address = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  try {
    const response = await fetch(`http://${address}:${port}/readyz`, { signal: AbortSignal.timeout(2000) });
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null && 'ready' in body;
  } catch {
    return false;
  }
}
