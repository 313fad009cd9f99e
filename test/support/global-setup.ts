import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openSystem } from '../../src/db/system.ts';
import { startJobs } from '../../src/jobs/engine.ts';
import { createLog, type Log } from '../../src/observability/log.ts';
import { fullSyncQueue } from '../../src/sync/work.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The one server of a test run, as its owner. */
    postgresUrl: string;
    /** Migrated once; every test file gets a copy of it. */
    templateDatabase: string;
  }
}

const templateDatabase = 'arcadia_template';

/** One server for the whole run, in a temporary folder, without fsync. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'arcadia-test-'));
  const log = createLog('warn', false);
  const server = await startEmbeddedPostgres({ dataDir, log, durable: false });
  const dismiss = watchOver(dataDir);
  await server.ensureDatabase(templateDatabase);
  await migrate({ url: server.url(templateDatabase), log });
  await prepareJobs(server.url(templateDatabase), log);
  project.provide('postgresUrl', server.url('postgres'));
  project.provide('templateDatabase', templateDatabase);

  return async () => {
    await server.stop();
    dismiss();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

// The job engine's tables too, so that no copy has to make them; and its queue: an engine looks for new ones once a second.
async function prepareJobs(url: string, log: Log): Promise<void> {
  const db = openSystem(url, { max: 2, log });
  const queues = { [fullSyncQueue]: async () => {} };
  const jobs = await startJobs({ db, url, pooling: 'session', instance: 'template', log, queues });
  await jobs.stop();
  await db.end();
}

// However the run ends (Ctrl-C, kill -9), its end closes the pipe that this shell reads, and nothing is left behind.
function watchOver(dataDir: string): () => void {
  const script = `read -r _; read -r pid < "$0/postgres/data/postmaster.pid" && kill -INT "$pid"
    while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done; rm -rf "$0"`;
  const watcher = spawn('sh', ['-c', script, dataDir], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  watcher.unref();
  return () => watcher.kill();
}
