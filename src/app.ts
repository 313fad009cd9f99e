import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { databaseNameFor } from './account.ts';
import { hasUsableApiKey } from './auth/api-keys.ts';
import { createAuthenticator } from './auth/authenticate.ts';
import {
  assertSafeIdentity,
  type DevelopmentKey,
  developmentKeyCounts,
  openDevelopmentKey,
} from './auth/development-key.ts';
import { systemClock } from './base/clock.ts';
import type { Config, TokenPurpose } from './base/config.ts';
import { StartError } from './base/errors.ts';
import { type Database, openDatabase } from './db/database.ts';
import { classifyDemoProjects } from './demo.ts';
import { type Client, createClient } from './digitalocean/client.ts';
import { createRateBudget } from './digitalocean/rate-budget.ts';
import { laneOf, type TokenSource, tokensFrom } from './digitalocean/tokens.ts';
import { installationKey } from './events/cursor.ts';
import { type EventHub, startEventHub } from './events/hub.ts';
import { eventsChannel } from './events/types.ts';
import { createGraphQLServer } from './graphql/server.ts';
import { classify } from './inventory/classify.ts';
import { createTenant } from './inventory/tenants.ts';
import { createHealthEndpoints } from './observability/health.ts';
import type { Log } from './observability/log.ts';
import { createMetrics } from './observability/metrics.ts';
import { type Simulator, startSimulator } from './simulator/server.ts';
import { type SyncService, startSyncService } from './sync/service.ts';

// Builds every part once and hands each what it needs: the only file that knows everybody.

/** The account that is mirrored, and how it is reached. */
interface Provider {
  readonly url: string;
  readonly tokens: TokenSource;
  readonly simulator: Simulator | null;
}

/** The store and the mirror's own parts, without anybody to serve: what the CLI needs, and the service builds on. */
export interface Core {
  readonly config: Config;
  readonly log: Log;
  readonly simulated: boolean;
  readonly database: Database;
  readonly client: Client;
  readonly lane: string;
  readonly developmentKey: DevelopmentKey | null;
  close(): Promise<void>;
}

export interface App {
  readonly core: Core;
  readonly url: string;
  readonly events: EventHub;
  readonly sync: SyncService;
  close(): Promise<void>;
}

/** How often the simulated account changes by itself. */
const simulatedLifeMs = 20_000;

/** @throws StartError  when a setting, the machine or the folder is wrong; the message says how to mend it. */
export async function openCore(config: Config, log: Log): Promise<Core> {
  const closers: (() => Promise<unknown> | unknown)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const provider = await openProvider(config);
    if (provider.simulator) closers.push(() => provider.simulator?.close());
    const name = provider.simulator
      ? 'arcadia_simulated'
      : config.databaseUrl === null
        ? await databaseNameFor(provider, config.dataDir, log)
        : '';
    const database = await openDatabase(config, { name, log });
    closers.push(() => database.close());
    const key = await installationKey(database.system);
    const laneFor = (purpose: TokenPurpose) => laneOf(provider.tokens.tokenFor(purpose), key);
    const budget = createRateBudget({ laneOf: laneFor, clock: systemClock });
    const client = createClient({ baseUrl: provider.url, tokens: provider.tokens, log, clock: systemClock, budget });
    closers.push(() => client.close());
    return {
      config,
      log,
      simulated: provider.simulator !== null,
      database,
      client,
      lane: laneFor('sync_full'),
      developmentKey: developmentKeyCounts(config) ? await openDevelopmentKey(config.dataDir) : null,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openProvider(config: Config): Promise<Provider> {
  if (config.providerTokens !== null) {
    return { url: config.providerUrl, tokens: tokensFrom(config.providerTokens), simulator: null };
  }
  const simulator = await startSimulator({
    statePath: join(config.dataDir, 'simulated-account.json'),
    life: { everyMs: simulatedLifeMs },
  });
  return { url: simulator.url, tokens: tokensFrom(new Map([['default', 'simulated']])), simulator };
}

/** Syncs, without anybody to serve. */
export function startSync(core: Core, { scheduled }: { readonly scheduled: boolean }): Promise<SyncService> {
  const { config, database, client, lane, log, simulated } = core;
  return startSyncService({
    db: database.system,
    client,
    clock: systemClock,
    log,
    lane,
    instance: randomUUID(),
    cron: scheduled ? config.syncCron : null,
    strikeSpacingMs: config.strikeSpacingSeconds * 1000,
    internalProject: config.internalProject,
    ...(simulated ? { onProjects: () => classifyDemoProjects(database.system, systemClock) } : {}),
  });
}

/**
 * Starts the whole service.
 *
 * @throws StartError  when a setting, the machine or the folder is wrong; the message says how to mend it.
 */
export async function startApp(config: Config, log: Log): Promise<App> {
  const core = await openCore(config, log);
  const closers: (() => Promise<unknown> | unknown)[] = [core.close];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const { database, developmentKey } = core;
    const { system, viewers } = database;
    assertSafeIdentity(config, { hasApiKey: await hasUsableApiKey(system, systemClock.now()) });
    const metrics = createMetrics();
    const events = await startEventHub({
      db: system,
      log,
      doorbell: (ring) => database.listen(eventsChannel, ring),
    });
    closers.push(() => events.stop());
    const sync = await startSync(core, { scheduled: true });
    closers.push(() => sync.stop());
    const authenticator = createAuthenticator({ config, developmentKey, db: system, clock: systemClock, log });
    const server = createGraphQLServer({
      authenticator,
      viewers,
      events,
      clock: systemClock,
      log,
      corsOrigins: config.corsOrigins,
      graphiql: !config.production,
      otherPaths: createHealthEndpoints(
        [
          () => system.query('select 1').then(() => null),
          () => (events.healthy ? null : 'The event log cannot be read.'),
        ],
        metrics,
      ),
      actions: {
        triggerSync: (kinds, actor) => sync.request({ kinds, trigger: 'manual', requestedBy: actor }),
        cancelSync: async (runId, actor) =>
          (await sync.cancel(runId, actor))
            ? null
            : {
                code: 'INVALID',
                message: 'There is no such run, or it has ended already.',
                path: ['input', 'syncRunId'],
              },
        classifyProject: (classification, actor) => classify(system, classification, actor, systemClock.now()),
        createTenant: (tenant, actor) => createTenant(system, tenant, actor),
      },
    });
    closers.push(() => server.close());
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
    return { core, url: `http://${host}:${port}`, events, sync, close };
  } catch (error) {
    await close();
    throw error;
  }
}
