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
const sign = (roles: readonly 'platform_admin'[], tenants: readonly string[]) =>
  signToken(developmentKey, { sub: 'bench', roles, tenants, ttlSeconds: 36_000 }, systemClock.now());

/** A sync of the two kinds that the others mirror too; whoever asks for it waits for its end. */
process.on('message', async (message) => {
  if (message !== 'mirror') return;
  const { system } = app.core.database;
  const { runId } = await app.sync.request({ kinds: ['droplet', 'volume'], trigger: 'manual', requestedBy: 'bench' });
  for (;;) {
    const [run] = await system.query<{ status: string; seen: number }>(
      `select status, (select sum(seen)::int from sync_listings l where l.run_id = r.id and kind in ('droplet', 'volume')) as seen
         from sync_runs r where id = $1`,
      [runId],
    );
    if (run?.status === 'SUCCEEDED') return tell({ rows: run.seen });
    if (run && run.status !== 'QUEUED' && run.status !== 'RUNNING') throw new Error(`The sync ended ${run.status}.`);
    await delay(5);
  }
});

serve(`${app.url}/graphql`, () => app.close(), {
  admin: await sign(['platform_admin'], []),
  tenant: await sign([], [process.env.BENCH_TENANT ?? '']),
});
