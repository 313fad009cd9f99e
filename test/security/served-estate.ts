import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Authenticator, createAuthenticator } from '../../src/auth/authenticate.ts';
import { type DevelopmentKey, openDevelopmentKey, signToken } from '../../src/auth/development-key.ts';
import type { Role } from '../../src/auth/viewer.ts';
import { type Clock, systemClock } from '../../src/base/clock.ts';
import type { Viewers } from '../../src/db/viewer.ts';
import { startEventHub } from '../../src/events/hub.ts';
import type { Actions } from '../../src/graphql/context.ts';
import type { Limits } from '../../src/graphql/limits/limits.ts';
import type { PersistedOperations } from '../../src/graphql/persisted.ts';
import { createGraphQLServer } from '../../src/graphql/server.ts';
import { createTestDatabase, silentLog as log, type TestDatabase } from '../support/database.ts';

/** A GraphQL server over a database of its own, with the parts that a test wants to own. Nothing in it reaches a provider. */
export interface ServedEstate {
  readonly database: TestDatabase;
  readonly url: string;
  readonly developmentKey: DevelopmentKey;
  /** `expiresIn` in seconds. */
  sign(who: { sub?: string; roles?: Role[]; tenants?: string[]; expiresIn?: number }): Promise<string>;
  /** Sends whatever is given; a string as it is. */
  post(body: unknown, headers?: Record<string, string>): Promise<Response>;
  ask(query: string, options?: AskOptions): Promise<Result>;
  close(): Promise<void>;
}

export interface AskOptions {
  readonly token?: string | null;
  readonly variables?: Record<string, unknown>;
}

export interface Result {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; path?: readonly unknown[]; extensions: Record<string, unknown> }[];
  readonly extensions?: Record<string, unknown>;
}

export interface EstateOptions {
  /** Absent: one of its own, which goes with it. */
  readonly database?: TestDatabase;
  /** Whose tokens it takes; absent: its own. */
  readonly sharesTokensOf?: ServedEstate;
  readonly limits?: Partial<Limits>;
  readonly introspection?: boolean;
  readonly persisted?: PersistedOperations;
  readonly graphiql?: boolean;
  readonly corsOrigins?: readonly string[];
  readonly clock?: Clock;
  /** For answers that are kept; absent: none is. */
  readonly answerCacheBytes?: number;
  readonly viewers?: (database: TestDatabase) => Viewers;
  /** What people can set in motion; the rest throws. */
  readonly actions?: (database: TestDatabase) => Partial<Actions>;
  readonly authenticator?: (real: Authenticator) => Authenticator;
}

export async function serveEstate(options: EstateOptions = {}): Promise<ServedEstate> {
  const { clock = systemClock } = options;
  const database = options.database ?? (await createTestDatabase());
  const developmentKey = options.sharesTokensOf?.developmentKey ?? (await makeKey());
  const config = { production: false, host: '127.0.0.1', jwt: null };
  const real = createAuthenticator({ config, developmentKey, db: database.system, clock, log });
  const events = await startEventHub({ db: database.system, log, pollMs: 20, pollWithoutBellMs: 20 });
  const viewers = options.viewers?.(database) ?? database.viewers;
  const server = createGraphQLServer({
    authenticator: options.authenticator?.(real) ?? real,
    viewers,
    events,
    clock,
    log,
    corsOrigins: options.corsOrigins ?? [],
    graphiql: options.graphiql ?? false,
    introspection: options.introspection ?? true,
    ...(options.persisted ? { persisted: options.persisted } : {}),
    limits: { costPerMinute: 1e9, ...options.limits },
    answerCacheBytes: options.answerCacheBytes ?? 0,
    otherPaths: () => false,
    actions: onlyThese(options.actions?.(database) ?? {}),
  });
  const url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
  const post: ServedEstate['post'] = (body, headers = {}) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    database,
    url,
    developmentKey,
    post,
    sign: ({ sub = 'somebody', roles = [], tenants = [], expiresIn = 3600 }) =>
      signToken(developmentKey, { sub, roles, tenants, ttlSeconds: expiresIn }, clock.now()),
    async ask(query, { token = null, variables = {} } = {}) {
      const answer = await post({ query, variables }, token === null ? {} : { authorization: `Bearer ${token}` });
      return (await answer.json()) as Result; // GraphQL's form
    },
    async close() {
      await server.close();
      await events.stop();
      if (viewers !== database.viewers) await viewers.end();
      if (options.database === undefined) await database.drop();
    },
  };
}

async function makeKey(): Promise<DevelopmentKey> {
  const dataDir = await mkdtemp(join(tmpdir(), 'arcadia-estate-'));
  try {
    return await openDevelopmentKey(dataDir);
  } finally {
    await rm(dataDir, { recursive: true });
  }
}

function onlyThese(actions: Partial<Actions>): Actions {
  // Whatever else is called is a mistake of the test, and says so.
  return new Proxy(actions as Actions, {
    get: (_target, name) =>
      Reflect.get(actions, name) ?? (() => Promise.reject(new Error(`nothing here does ${String(name)}`))),
  });
}
