import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthenticator } from '../../src/auth/authenticate.ts';
import { openDevelopmentKey, signToken } from '../../src/auth/development-key.ts';
import type { Role } from '../../src/auth/viewer.ts';
import { systemClock } from '../../src/base/clock.ts';
import { listen } from '../../src/db/listen.ts';
import { openSystem } from '../../src/db/system.ts';
import { openViewers } from '../../src/db/viewer.ts';
import { type EventHub, startEventHub } from '../../src/events/hub.ts';
import { eventsChannel } from '../../src/events/types.ts';
import type { Actions } from '../../src/graphql/context.ts';
import { createGraphQLServer, type GraphQLServer } from '../../src/graphql/server.ts';
import type { Log } from '../../src/observability/log.ts';
import { createTestDatabase, silentLog, type TestDatabase } from '../support/database.ts';

/** GraphQL servers over one database, as a fleet would be, without syncs: what is written is what a test writes. */
export interface Fleet {
  readonly database: TestDatabase;
  /** Starts one more instance. */
  serve(options?: ServeOptions): Promise<Instance>;
  sign(who: { sub?: string; roles?: Role[]; tenants?: string[]; expiresIn?: number }): Promise<string>;
  close(): Promise<void>;
}

export interface Instance {
  /** Of the API. */
  readonly url: string;
  readonly socketUrl: string;
  readonly hub: EventHub;
  readonly server: GraphQLServer;
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly beatMs?: number;
  readonly pingMs?: number;
  readonly ringSize?: number;
  readonly lagPatienceMs?: number;
  readonly log?: Log;
  readonly port?: number;
}

export async function startFleet(): Promise<Fleet> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'arcadia-fleet-'));
  const developmentKey = await openDevelopmentKey(dataDir);
  const config = { production: false, host: '127.0.0.1', jwt: null };
  const instances = new Set<Instance>();

  const serve = async ({
    beatMs,
    pingMs,
    ringSize,
    lagPatienceMs,
    log = silentLog,
    port: wanted = 0,
  }: ServeOptions = {}): Promise<Instance> => {
    const system = openSystem(database.url, { max: 5, log });
    const viewers = openViewers(database.url, { max: 8, statementTimeoutMs: 10_000, log });
    const hub = await startEventHub({
      db: system,
      log,
      doorbell: (ring) => listen(database.url, eventsChannel, { onNotify: ring, log }),
      ...(ringSize === undefined ? {} : { ringSize }),
    });
    const server = createGraphQLServer({
      authenticator: createAuthenticator({ config, developmentKey, db: system, clock: systemClock, log }),
      viewers,
      events: hub,
      clock: systemClock,
      log,
      corsOrigins: [],
      graphiql: false,
      introspection: true,
      limits: {
        costPerMinute: 1e9,
        socketsPerViewer: 100_000,
        subscriptionsPerViewer: 100_000,
        subscriptionsPerSocket: 100_000,
        socketsWithoutViewer: 100_000,
      },
      ...(pingMs === undefined ? {} : { pingMs }),
      ...(lagPatienceMs === undefined ? {} : { lagPatienceMs }),
      ...(beatMs === undefined ? {} : { eventStreams: { beatMs } }),
      otherPaths: () => false,
      actions: noActions,
    });
    const port = await server.listen(wanted, '127.0.0.1');
    const instance: Instance = {
      url: `http://127.0.0.1:${port}/graphql`,
      socketUrl: `ws://127.0.0.1:${port}/graphql`,
      hub,
      server,
      async close() {
        instances.delete(instance);
        await server.close();
        await hub.stop();
        await Promise.all([viewers.end(), system.end()]);
      },
    };
    instances.add(instance);
    return instance;
  };

  return {
    database,
    serve,
    sign: ({ sub = 'somebody', roles = [], tenants = [], expiresIn = 3600 }) =>
      signToken(developmentKey, { sub, roles, tenants, ttlSeconds: expiresIn }, systemClock.now()),
    async close() {
      await Promise.all([...instances].map((instance) => instance.close()));
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const noActions = new Proxy({} as Actions, {
  get: (_target, name) => () => Promise.reject(new Error(`nothing here does ${String(name)}`)),
});
