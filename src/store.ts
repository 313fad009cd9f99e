import { databaseNameFor } from './account.ts';
import type { Config } from './base/config.ts';
import { type Database, openDatabase } from './db/database.ts';
import { tokensFrom } from './digitalocean/tokens.ts';
import type { Log } from './observability/log.ts';
import type { Metrics } from './observability/metrics.ts';

/** The store alone: for whoever reads the mirror, or mends it, and does not ask the provider. */
export interface Store {
  readonly config: Config;
  readonly log: Log;
  readonly simulated: boolean;
  readonly database: Database;
  close(): Promise<void>;
}

/**
 * Opens the database of the account that the configuration names, migrated.
 *
 * @throws StartError  when a setting, the machine or the folder is wrong; the message says how to mend it.
 */
export async function openStore(config: Config, log: Log, metrics?: Metrics): Promise<Store> {
  const { providerTokens, providerUrl } = config;
  const simulated = providerTokens === null;
  const nameOf = () =>
    simulated
      ? 'arcadia_simulated'
      : databaseNameFor({ url: providerUrl, tokens: tokensFrom(providerTokens) }, config.dataDir, log);
  const name = config.databaseUrl === null ? await nameOf() : '';
  const database = await openDatabase(config, { name, log, watch: metrics?.watchPool });
  return { config, log, simulated, database, close: () => database.close() };
}
