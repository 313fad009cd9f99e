// One instance of the fleet, as a process that can be killed: `tsx instance.ts <database> <provider> <cron | off>`.

import { randomUUID } from 'node:crypto';
import { systemClock } from '../../src/base/clock.ts';
import { openSystem } from '../../src/db/system.ts';
import { createClient } from '../../src/digitalocean/client.ts';
import { tokensFrom } from '../../src/digitalocean/tokens.ts';
import { createLog } from '../../src/observability/log.ts';
import { defaultBreaker } from '../../src/sync/breaker.ts';
import { startSyncService } from '../../src/sync/service.ts';

const [databaseUrl = '', baseUrl = '', cron = 'off'] = process.argv.slice(2);
const log = createLog(process.env.LOG_LEVEL ?? 'fatal', false);
const db = openSystem(databaseUrl, { max: 6, log });
const instance = randomUUID();
const service = await startSyncService({
  db,
  databaseUrl,
  databasePooling: 'session',
  client: createClient({
    baseUrl,
    tokens: tokensFrom(new Map([['default', 'fleet']])),
    log,
    clock: systemClock,
    retries: { firstBackoffMs: 20, longestBackoffMs: 100 },
  }),
  spaces: null,
  clock: systemClock,
  log,
  lane: 'lane',
  instance,
  cron: cron === 'off' ? null : cron,
  strikeSpacingMs: 0,
  internalProject: 'skyai-internal',
  breaker: defaultBreaker,
});
process.once('SIGTERM', async () => {
  await service.stop();
  process.exit(0);
});
process.on('message', async (kinds: string[]) => {
  const { runId } = await service.request({ kinds, trigger: 'manual', requestedBy: 'test' });
  process.send?.({ runId });
});
process.send?.({ instance });
