import type { Config } from '../base/config.ts';
import { messageOf, StartError } from '../base/errors.ts';
import { nothing } from '../base/scope.ts';
import type { PoolWatch } from '../observability/database-metrics.ts';
import type { Log } from '../observability/log.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts';
import { type Listener, listen } from './listen.ts';
import { migrate } from './migrate.ts';
import type { SystemDb } from './sql.ts';
import { openSystem } from './system.ts';
import { openViewers, type Viewers } from './viewer.ts';

/** The store, ready: migrated, with a door for the system and one for viewers. */
export interface Database {
  /** Holds a password: not for a log. */
  readonly url: string;
  readonly embedded: boolean;
  readonly system: SystemDb;
  readonly viewers: Viewers;
  /** See `listen`; behind a transaction-mode pooler it never rings. */
  listen(channel: string, onNotify: () => void): Listener;
  /** Ends the doors, then lets go of the embedded server. Stop listeners before. */
  close(): Promise<void>;
}

const systemConnections = 10;
const viewerConnections = 16;
const viewerStatementTimeoutMs = 10_000;

/**
 * Opens the database of the configuration, or an embedded one.
 *
 * @param name         Of the database on the embedded server; DATABASE_URL names its own.
 * @param watch        Gets each pool of connections.
 * @throws StartError  When it cannot be reached, is too old, or cannot be migrated.
 */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'databasePooling' | 'dataDir'>,
  { name, log, watch }: { name: string; log: Log; watch?: PoolWatch | undefined },
): Promise<Database> {
  const server = config.databaseUrl === null ? await startEmbeddedPostgres({ dataDir: config.dataDir, log }) : null;
  try {
    await server?.ensureDatabase(name);
    const url = server?.url(name) ?? config.databaseUrl ?? '';
    await migrate({ url, log });
    return await openDoors(url, server, config.databasePooling, { log, watch });
  } catch (error) {
    await server?.stop();
    throw error;
  }
}

async function openDoors(
  url: string,
  server: EmbeddedPostgres | null,
  pooling: Config['databasePooling'],
  { log, watch }: { log: Log; watch: PoolWatch | undefined },
): Promise<Database> {
  const system = openSystem(url, { max: systemConnections, log, watch });
  const viewers = openViewers(url, {
    max: viewerConnections,
    statementTimeoutMs: viewerStatementTimeoutMs,
    log,
    watch,
    pooling,
  });
  const closeDoors = () => Promise.all([system.end(), viewers.end()]);
  try {
    await viewers.forScope(nothing).query('select');
  } catch (cause) {
    await closeDoors();
    // A dump brings tables and their grants along, but no roles.
    throw new StartError(
      `Viewers cannot read: ${messageOf(cause)}. As a superuser: CREATE ROLE arcadia_viewer NOLOGIN; GRANT arcadia_viewer TO ` +
        'the user of DATABASE_URL; then restore the database again, or grant what the migrations grant.',
      { cause },
    );
  }
  return {
    url,
    embedded: server !== null,
    system,
    viewers,
    listen: (channel, onNotify) =>
      pooling === 'session' ? listen(url, channel, { onNotify, log }) : { connected: false, stop: async () => {} },
    close: async () => {
      await closeDoors();
      await server?.stop();
    },
  };
}
