import { PrismaPg } from '@prisma/adapter-pg';
import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { type Scope, scopeKey, tenantIdPattern } from '../base/scope.ts';
import type { PoolWatch } from '../observability/database-metrics.ts';
import type { Log } from '../observability/log.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { openPool } from './pool.ts';
import { createStatementNames } from './prepared.ts';
import { scopedPool } from './scoped-pool.ts';
import type { Sql } from './sql.ts';
import { sqlOver } from './system.ts';

// The viewers' door. Postgres itself fences what a viewer reads: queries run as arcadia_viewer, and policies compare each
// row's tenant with the scope that the connection was told.
//
// There is one Prisma client for each scope and never one for several: Prisma gathers findUnique calls of one tick into one
// statement, whoever made them, so on a shared client one tenant's call would be answered with another's rows.

/** Reads as one scope sees it: the same rows through Prisma and through plain SQL. Read only. */
export interface ViewerDb extends Sql {
  readonly prisma: ViewerPrisma;
}

/** Prisma's client without what viewers have no right to. */
type ViewerPrisma = ReturnType<typeof makePrisma>;

export interface Viewers {
  /** The door for a scope; equal scopes share one. Cheap. Ask for it for each request, do not keep it. */
  forScope(scope: Scope): ViewerDb;
  end(): Promise<void>;
}

/** A client costs about 5 ms and 1 MB, so the ones used last are kept. */
const clientsKept = 500;

/**
 * Opens the viewers' door.
 *
 * @param max                 Connections at most, for all scopes together.
 * @param statementTimeoutMs  After which Postgres breaks off a viewer's statement.
 * @param pooling             `transaction` behind a pooler that lends a connection for one transaction only.
 * @param clientsKept         Scopes whose clients are kept.
 */
export function openViewers(
  url: string,
  options: {
    max: number;
    statementTimeoutMs: number;
    log: Log;
    watch?: PoolWatch | undefined;
    pooling?: 'session' | 'transaction';
    clientsKept?: number;
  },
): Viewers {
  const { max, statementTimeoutMs, log, pooling = 'session' } = options;
  const shared = openPool({ url, name: 'viewers', max, log, watch: options.watch });
  const names = pooling === 'session' ? createStatementNames() : undefined;
  // A client that falls out of the cache may be serving a request. It is not disconnected: it holds no connection of its
  // own, and its memory goes with the last request that uses it.
  const clients = new LRUCache<string, ViewerDb>({ max: options.clientsKept ?? clientsKept });

  return {
    forScope(scope) {
      const key = scopeKey(withPossibleTenants(scope));
      let viewer = clients.get(key);
      if (viewer === undefined) {
        const pool = scopedPool(shared, { tenants: key, statementTimeoutMs, pooling });
        viewer = { prisma: makePrisma(pool), ...sqlOver(pool, names) };
        clients.set(key, viewer);
      }
      return viewer;
    },
    end: () => shared.end(),
  };
}

function makePrisma(pool: pg.Pool) {
  return new PrismaClient({
    adapter: new PrismaPg(pool),
    errorFormat: 'minimal',
    // Prisma reads several findUnique of one tick in a transaction, and would give up on a busy pool after two seconds: it
    // waits as long as every other statement does. The statements' own limit ends them before the transaction's does.
    transactionOptions: { maxWait: 10_000, timeout: 30_000 },
    // Viewers have no right to this column, so it must not be asked for.
    omit: { apiKey: { secretHash: true } },
  });
}

/** Drops what cannot be a tenant's id: `['*']` or `['a,b']` would be told to Postgres as another scope. */
function withPossibleTenants(scope: Scope): Scope {
  if (scope.tenants === 'all') return scope;
  return { tenants: scope.tenants.filter((id) => tenantIdPattern.test(id)) };
}
