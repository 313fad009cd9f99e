import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import type { SystemDb } from '../src/db/sql.ts';
import { openSystem } from '../src/db/system.ts';
import { createLog, type Log } from '../src/observability/log.ts';

/** One Postgres for everything that is measured, in a folder that goes with it. */
export interface Store {
  /** Process id of Postgres. */
  readonly postmaster: number;
  readonly dataDir: string;
  /** A migrated, empty database of its own. */
  create(name: string): Promise<{ readonly url: string; readonly db: SystemDb }>;
  close(): Promise<void>;
}

export const quietLog: Log = createLog('warn', false);

export async function openStore(): Promise<Store> {
  const dataDir = await mkdtemp(join(tmpdir(), 'arcadia-bench-'));
  const server = await startEmbeddedPostgres({ dataDir, log: quietLog });
  const pidFile = await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8');
  const doors: SystemDb[] = [];
  return {
    postmaster: Number(pidFile.split('\n')[0]),
    dataDir,
    async create(name) {
      await server.ensureDatabase(name);
      const url = server.url(name);
      await migrate({ url, log: quietLog });
      const db = openSystem(url, { max: 4, log: quietLog });
      doors.push(db);
      return { url, db };
    },
    async close() {
      for (const db of doors) await db.end();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
