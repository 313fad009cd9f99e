import { setTimeout as delay } from 'node:timers/promises';
import { startApp } from '../../src/app.ts';
import { signToken } from '../../src/auth/development-key.ts';
import { systemClock } from '../../src/base/clock.ts';
import { readConfig } from '../../src/base/config.ts';
import { createLog } from '../../src/observability/log.ts';
import { serve, tell } from './serve.ts';

// The service as it is, tokens and limits included; the bucket of each viewer is large enough for a load test.
const app = await startApp(readConfig(), createLog('warn', false));
const { developmentKey } = app.core;
if (developmentKey === null) throw new Error('On a loopback host there is a development key.');
const sign = (roles: readonly 'platform_admin'[], tenants: readonly string[], sub = 'bench') =>
  signToken(developmentKey, { sub, roles, tenants, ttlSeconds: 36_000 }, systemClock.now());

/** Absent: the two kinds that the others mirror too; empty: all. */
const kinds = (process.env.BENCH_KINDS ?? 'droplet,volume').split(',').filter((kind) => kind !== '');

/** A sync; whoever asks for it waits for its end. */
process.on('message', async (message) => {
  if (message !== 'mirror') return;
  const { system } = app.core.database;
  const { runId } = await app.sync.request({ kinds, trigger: 'manual', requestedBy: 'bench' });
  for (;;) {
    const [run] = await system.query<{ status: string }>('select status from sync_runs where id = $1', [runId]);
    if (run?.status === 'SUCCEEDED') break;
    if (run && run.status !== 'QUEUED' && run.status !== 'RUNNING') throw new Error(`The sync ended ${run.status}.`);
    await delay(10);
  }
  const [read] = await system.query<{ rows: number }>(
    `select sum(seen)::int as rows from sync_listings where run_id = $1 and (kind = any($2) or cardinality($2::text[]) = 0)`,
    [runId, kinds],
  );
  tell({ rows: read?.rows ?? 0 });
});

/** So many of each, since one viewer may not have all the sockets of a benchmark: tenants t0, t1, … */
const crowd = Array.from({ length: Number(process.env.BENCH_CROWD ?? 0) }, (_, i) => i);
serve(`${app.url}/graphql`, () => app.close(), {
  admin: await sign(['platform_admin'], []),
  tenant: await sign([], [process.env.BENCH_TENANT ?? '']),
  admins: (await Promise.all(crowd.map((i) => sign(['platform_admin'], [], `admin ${i}`)))).join(),
  tenants: (await Promise.all(crowd.map((i) => sign([], [`t${i}`], `tenant ${i}`)))).join(),
});
