import { setImmediate } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Authenticator } from '../../src/auth/authenticate.ts';
import { type Scope, scopeKey } from '../../src/base/scope.ts';
import { PrismaClient } from '../../src/db/generated/prisma/client.ts';
import { openPool } from '../../src/db/pool.ts';
import { sqlOver } from '../../src/db/system.ts';
import { openViewers, type ViewerDb, type Viewers } from '../../src/db/viewer.ts';
import { silentLog as log, type TestDatabase } from '../support/database.ts';

// The nets that keep tenants apart, each to be taken away so that another is seen to hold alone.

/** Everybody waits for one promise, and goes on in the same tick. */
export function together(real: Authenticator): Authenticator {
  let gate: Promise<unknown> | null = null;
  return {
    ...real,
    async authenticate(authorization, options) {
      const viewer = await real.authenticate(authorization, options);
      gate ??= setImmediate().finally(() => {
        gate = null;
      });
      await gate;
      return viewer;
    },
  };
}

/** Viewers whose scope says everything, and whose connections are told their true scope all the same. */
export function withoutScopeInQueries() {
  const trueScopes = new WeakMap<Scope, Scope>();
  return {
    authenticator: (real: Authenticator): Authenticator => {
      const gated = together(real);
      return {
        ...gated,
        async authenticate(authorization, options) {
          const viewer = await gated.authenticate(authorization, options);
          if (viewer === null) return null;
          const scope: Scope = { tenants: 'all' };
          trueScopes.set(scope, viewer.scope);
          return { ...viewer, scope };
        },
      };
    },
    viewers: ({ viewers }: TestDatabase): Viewers => ({
      forScope: (scope) => viewers.forScope(trueScopes.get(scope) ?? scope),
      end: async () => {},
    }),
  };
}

/** Doors that Postgres does not fence: connections of the owner, a superuser, without another role. */
export function seeingEverything(url: string): Viewers {
  const pool = openPool({ url, name: 'unfenced', max: 8, log });
  pool.setMaxListeners(0); // each client listens for its errors
  const doors = new Map<string, ViewerDb>();
  return {
    forScope(scope) {
      const key = scopeKey(scope);
      const known = doors.get(key);
      if (known !== undefined) return known;
      const prisma = new PrismaClient({
        adapter: new PrismaPg(pool),
        omit: { apiKey: { secretHash: true } },
        transactionOptions: { maxWait: 10_000, timeout: 30_000 },
      });
      const door: ViewerDb = { prisma: prisma as ViewerDb['prisma'], ...sqlOver(pool) }; // the same but for its error format
      doors.set(key, door);
      return door;
    },
    end: () => pool.end(),
  };
}

/** The viewers' door as it is with ARCADIA_DB_POOLING=transaction. */
export function toldEachTransaction({ url }: TestDatabase): Viewers {
  return openViewers(url, { max: 8, statementTimeoutMs: 10_000, log, pooling: 'transaction' });
}
