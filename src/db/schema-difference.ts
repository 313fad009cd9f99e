import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../observability/log.ts';
import { startEmbeddedPostgres } from './embedded.ts';
import { migrate } from './migrate.ts';
import { diffDatabase } from './schema-engine.ts';

const schemaFile = fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url));

/** The SQL by which a migrated database differs from prisma/schema.prisma; null when they agree. */
export function diffSchema(url: string): Promise<string | null> {
  return diffDatabase(url, readFileSync(schemaFile, 'utf8'));
}

/** The same for prisma/migrations, on a server that is thrown away afterwards. */
export async function diffMigrations(log: Log): Promise<string | null> {
  const dataDir = mkdtempSync(join(tmpdir(), 'arcadia-schema-'));
  const server = await startEmbeddedPostgres({ dataDir, log, durable: false });
  try {
    await server.ensureDatabase('draft');
    await migrate({ url: server.url('draft'), log });
    return await diffSchema(server.url('draft'));
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
