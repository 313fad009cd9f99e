import { randomUUID } from 'node:crypto';
import { databaseNameFor } from './account.ts';
import { createActions } from './actions.ts';
import { hasUsableApiKey } from './auth/api-keys.ts';
import { createAuthenticator } from './auth/authenticate.ts';
import {
  assertSafeIdentity,
  type DevelopmentKey,
  developmentKeyCounts,
  openDevelopmentKey,
  signToken,
} from './auth/development-key.ts';
import { systemClock } from './base/clock.ts';
import type { Config, TokenPurpose } from './base/config.ts';
import { StartError } from './base/errors.ts';
import { type Database, openDatabase } from './db/database.ts';
import { classifyDemoProjects } from './demo.ts';
import type { Budget } from './digitalocean/budget.ts';
import { type Client, createClient } from './digitalocean/client.ts';
import { createFleetBudget } from './digitalocean/fleet-budget.ts';
import { laneOf, type TokenSource, tokensFrom } from './digitalocean/tokens.ts';
import { installationKey } from './events/cursor.ts';
import { type EventHub, startEventHub } from './events/hub.ts';
import { keepPartitions, type PartitionPlan } from './events/partitions.ts';
import { eventsChannel } from './events/types.ts';
import { createPersistedOperations } from './graphql/persisted.ts';
import { createGraphQLServer } from './graphql/server.ts';
import { createHealthEndpoints } from './observability/health.ts';
import type { Log } from './observability/log.ts';
import { createMetrics, type Metrics, type QueueCensus } from './observability/metrics.ts';
import { createRequestWatch } from './observability/requests.ts';
import { openSimulatedAccount } from './simulated-account.ts';
import { type SyncService, startSyncService } from './sync/service.ts';

// Builds every part once and hands each what it needs: the only file that knows everybody.

/** The account that is mirrored, and how it is reached. */
interface Provider {
  readonly url: string;
  readonly tokens: TokenSource;
  close(): Promise<void>;
}

/** The store alone: for whoever reads the mirror, or mends it, and does not ask the provider. */
export interface Store {
  readonly config: Config;
  readonly log: Log;
  readonly simulated: boolean;
  readonly database: Database;
  close(): Promise<void>;
}

/** The store and the mirror's own parts, without anybody to serve: what the CLI needs, and the service builds on. */
export interface Core extends Store {
  readonly client: Client;
  readonly budget: Budget;
  readonly lane: string;
  readonly developmentKey: DevelopmentKey | null;
}

export interface App {
  readonly core: Core;
  readonly url: string;
  readonly events: EventHub;
  readonly sync: SyncService;
  /** Goes on serving, while /readyz says that it is about to stop: balancers send new requests elsewhere. */
  drain(): void;
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
    return {
      ...store,
      client,
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
    return { url: config.providerUrl, tokens: tokensFrom(config.providerTokens), close: async () => {} };
  }
  const account = await openSimulatedAccount(config.dataDir, log);
  return {
    url: account.url,
    tokens: tokensFrom(new Map([['default', 'simulated']])),
    close: () => account.close(),
  };
}

function partitionPlan({ eventPartitionSize, keepEvents, keepEventDays }: Config): PartitionPlan {
  const keepsAll = keepEvents === null && keepEventDays === null;
  return {
    size: BigInt(eventPartitionSize),
    ahead: 2,
    keep: keepsAll ? null : { events: keepEvents === null ? null : BigInt(keepEvents), days: keepEventDays },
  };
}

/** Syncs, without anybody to serve. */
export function startSync(
  core: Core,
  { scheduled, metrics }: { readonly scheduled: boolean; readonly metrics?: Metrics },
): Promise<SyncService> {
  const { config, database, client, lane, log, simulated } = core;
  return startSyncService({
    db: database.system,
    client,
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

/**
 * Starts the whole service.
 *
 * @throws StartError  when a setting, the machine or the folder is wrong; the message says how to mend it.
 */
export async function startApp(config: Config, log: Log): Promise<App> {
  const metrics = createMetrics();
  const core = await openCore(config, log, metrics);
  const closers: (() => Promise<unknown> | unknown)[] = [core.close];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const { database, developmentKey } = core;
    const { system, viewers } = database;
    assertSafeIdentity(config, { hasApiKey: await hasUsableApiKey(system, systemClock.now()) });
    let draining = false;
    closers.push(await keepPartitions(system, partitionPlan(config), { clock: systemClock, log }));
    const events = await startEventHub({
      db: system,
      log,
      doorbell: (ring) => database.listen(eventsChannel, ring),
    });
    closers.push(() => events.stop());
    const sync = await startSync(core, { scheduled: true, metrics });
    closers.push(() => sync.stop());
    const authenticator = createAuthenticator({ config, developmentKey, db: system, clock: systemClock, log });
    const server = createGraphQLServer({
      authenticator,
      viewers,
      events,
      clock: systemClock,
      log,
      corsOrigins: config.corsOrigins,
      graphiql: config.graphiql,
      ...(developmentKey ? { developmentToken: () => adminToken(developmentKey) } : {}),
      introspection: config.introspection,
      persisted: createPersistedOperations(config.operations, config.operationsOnly),
      watch: createRequestWatch(metrics.registry, log),
      limits: { costPerMinute: config.costPerMinute },
      answerCacheBytes: config.answerCacheMib * 1_048_576,
      otherPaths: createHealthEndpoints(
        [
          () => system.query('select 1').then(() => null),
          () => (events.healthy ? null : 'The event log cannot be read.'),
          () => sync.trouble,
          () => (draining ? 'This instance is about to stop.' : null),
        ],
        metrics,
      ),
      actions: createActions({ system, budget: core.budget, sync }),
    });
    closers.push(() => server.close());
    metrics.watchQueue(async () => {
      const [census] = await system.query<QueueCensus>(
        `select count(*) filter (where status = 'QUEUED')::int as queued, count(*) filter (where status = 'HELD')::int as held
           from sync_runs where status in ('QUEUED', 'HELD')`,
      );
      return census ?? { queued: 0, held: 0 };
    });
    metrics.watchSync(async () => ({ kinds: await sync.health(), lanes: await core.budget.snapshot() }));
    metrics.watchStreams(() => ({
      ...server.census(),
      position: events.head,
      doorbellConnected: events.doorbellConnected,
      ringBytes: events.ringBytes,
    }));
    const port = await server.listen(config.port, config.host).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EADDRINUSE') throw cause;
      throw new StartError(
        `PORT: ${config.port} is taken on ${config.host}; choose another, such as PORT=${config.port + 1}.`,
        {
          cause,
        },
      );
    });
    const host = config.host.includes(':') ? `[${config.host}]` : config.host;
    const drain = () => {
      draining = true;
      server.drain();
    };
    return { core, url: `http://${host}:${port}`, events, sync, drain, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Good for a day, as the ones that the start prints. */
function adminToken(key: DevelopmentKey): Promise<string> {
  const claims = { sub: 'dev-admin', roles: ['platform_admin'], tenants: [], ttlSeconds: 24 * 60 * 60 } as const;
  return signToken(key, claims, systemClock.now());
}
