import { test } from 'vitest';
import { startService } from '../support/service.ts';

test('probe', async () => {
  const service = await startService({ simulator: { droplets: 12 } });
  for (let i = 0; i < 3; i++) {
    const t = performance.now();
    const cpu = process.cpuUsage();
    const run = await service.syncAndWait();
    const u = process.cpuUsage(cpu);
    console.log(
      'sync',
      Math.round(performance.now() - t),
      'ms cpu',
      Math.round((u.user + u.system) / 1000),
      run.status,
      run.reason,
      run.requests,
      run.listings.length,
    );
  }
  const rows = await service.system.query(
    `select kind, verdict, count(*)::int, sum(extract(epoch from finished_at-started_at)*1000)::int ms from sync_listings group by 1,2 order by 4 desc nulls last limit 12`,
  );
  console.table(rows);
  const st = await service.system.query(`select count(*) from dbos.operation_outputs`).catch((e) => [String(e)]);
  console.log(st);
  await service.close();
}, 60000);
