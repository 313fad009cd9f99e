import { randomUUID } from 'node:crypto';
import { type DevelopmentKey, developmentKeyCounts, openDevelopmentKey } from './auth/development-key.ts';
import { systemClock } from './base/clock.ts';
import type { Config, TokenPurpose } from './base/config.ts';
import type { SpacesSettings } from './base/spaces.ts';
import { classifyDemoProjects } from './demo.ts';
import type { Budget } from './digitalocean/budget.ts';
import { type Client, createClient } from './digitalocean/client.ts';
import { createFleetBudget } from './digitalocean/fleet-budget.ts';
import { createSpaces, type Spaces } from './digitalocean/spaces.ts';
import { laneOf, type TokenSource, tokensFrom } from './digitalocean/tokens.ts';
import { installationKey } from './events/cursor.ts';
import type { Log } from './observability/log.ts';
import type { Metrics } from './observability/metrics.ts';
import { openSimulatedAccount, simulatedSpaces } from './simulated-account.ts';
import { openStore, type Store } from './store.ts';
import { type SyncService, startSyncService } from './sync/service.ts';

/** The account that is mirrored, and how it is reached. */
interface Provider {
  readonly url: string;
  readonly tokens: TokenSource;
  readonly spaces: SpacesSettings | null;
  close(): Promise<void>;
}

/** The store and the mirror's own parts, without anybody to serve: what the CLI needs, and the service builds on. */
export interface Core extends Store {
  readonly client: Client;
  /** null: there are no keys for it. */
  readonly spaces: Spaces | null;
  readonly budget: Budget;
  readonly lane: string;
  readonly developmentKey: DevelopmentKey | null;
}

/** @throws StartError  when a setting, the machine or the folder is wrong; the message says how to mend it. */
export async function openCore(config: Config, log: Log, metrics?: Metrics): Promise<Core> {
  const closers: (() => Promise<unknown> | unknown)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const provider = await openProvider(config, log);
    closers.push(() => provider.close());
    const store = await openStore(config, log, metrics);
    closers.push(() => store.close());
    const key = await installationKey(store.database.system);
    const laneFor = (purpose: TokenPurpose) => laneOf(provider.tokens.tokenFor(purpose), key);
    const budget = createFleetBudget({ db: store.database.system, laneOf: laneFor, clock: systemClock });
    const client = createClient({
      baseUrl: provider.url,
      tokens: provider.tokens,
      log,
      clock: systemClock,
      ...(config.rateLimits ? { budget } : {}),
    });
    closers.push(() => client.close());
    const spaces = provider.spaces && createSpaces({ settings: provider.spaces, log, clock: systemClock });
    closers.push(() => spaces?.close());
    return {
      ...store,
      client,
      spaces,
      budget,
      lane: laneFor('sync_full'),
      developmentKey: developmentKeyCounts(config) ? await openDevelopmentKey(config.dataDir) : null,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openProvider(config: Config, log: Log): Promise<Provider> {
  if (config.providerTokens !== null) {
    const { providerUrl: url, spaces } = config;
    return { url, tokens: tokensFrom(config.providerTokens), spaces, close: async () => {} };
  }
  const account = await openSimulatedAccount(config.dataDir, log);
  return {
    url: account.url,
    tokens: tokensFrom(new Map([['default', 'simulated']])),
    spaces: simulatedSpaces(account.url),
    close: () => account.close(),
  };
}

/** Syncs, without anybody to serve. */
export function startSync(
  core: Core,
  { scheduled, metrics }: { readonly scheduled: boolean; readonly metrics?: Metrics },
): Promise<SyncService> {
  const { config, database, client, spaces, lane, log, simulated } = core;
  return startSyncService({
    db: database.system,
    client,
    spaces,
    clock: systemClock,
    log,
    lane,
    instance: randomUUID(),
    databaseUrl: database.url,
    databasePooling: config.databasePooling,
    cron: scheduled ? config.syncCron : null,
    strikeSpacingMs: config.strikeSpacingSeconds * 1000,
    internalProject: config.internalProject,
    breaker: config.breaker,
    ...(metrics ? { metrics } : {}),
    ...(simulated ? { onProjects: () => classifyDemoProjects(database.system, systemClock) } : {}),
  });
}
