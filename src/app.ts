import { createActions } from './actions.ts';
import { hasUsableApiKey } from './auth/api-keys.ts';
import { createAuthenticator } from './auth/authenticate.ts';
import { assertSafeIdentity, type DevelopmentKey, signToken } from './auth/development-key.ts';
import { systemClock } from './base/clock.ts';
import type { Config } from './base/config.ts';
import { messageOf, StartError } from './base/errors.ts';
import { type Core, openCore, startSync } from './core.ts';
import { type EventHub, startEventHub } from './events/hub.ts';
import { keepPartitions, type PartitionPlan } from './events/partitions.ts';
import { eventsChannel } from './events/types.ts';
import { createPersistedOperations } from './graphql/persisted.ts';
import { createGraphQLServer } from './graphql/server.ts';
import { createHealthEndpoints } from './observability/health.ts';
import type { Log } from './observability/log.ts';
import { createMetrics, type QueueCensus } from './observability/metrics.ts';
import { createRequestWatch } from './observability/requests.ts';
import { exportTraces } from './observability/trace-export.ts';
import type { SyncService } from './sync/service.ts';

// Builds every part once and hands each what it needs: with core.ts and store.ts, which it stands on, the only file that knows
// everybody.

export interface App {
  readonly core: Core;
  readonly url: string;
  readonly events: EventHub;
  readonly sync: SyncService;
  /** Goes on serving, while /readyz says that it is about to stop: balancers send new requests elsewhere. */
  drain(): void;
  close(): Promise<void>;
}

function partitionPlan({ eventPartitionSize, keepEvents, keepEventDays }: Config): PartitionPlan {
  const keepsAll = keepEvents === null && keepEventDays === null;
  return {
    size: BigInt(eventPartitionSize),
    ahead: 2,
    keep: keepsAll ? null : { events: keepEvents === null ? null : BigInt(keepEvents), days: keepEventDays },
  };
}

/**
 * Starts the whole service.
 *
 * @throws StartError  when a setting, the machine or the folder is wrong; the message says how to mend it.
 */
export async function startApp(config: Config, log: Log): Promise<App> {
  const metrics = createMetrics();
  // Before the first connection is opened: those that are there are not looked at.
  const stopTraces = config.traces === null ? async () => {} : exportTraces({ ...config.traces, log });
  const core = await openCore(config, log, metrics).catch(async (error: unknown) => {
    await stopTraces();
    throw error;
  });
  const closers: (() => Promise<unknown> | unknown)[] = [stopTraces, core.close];
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
          () =>
            system.query('select 1').then(
              () => null,
              (error: unknown) => `The database does not answer: ${messageOf(error)}`,
            ),
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
