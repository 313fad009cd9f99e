import { expect, test } from 'vitest';
import { startService } from '../support/service.ts';

test('a token of another account is refused before it can strike anything', async () => {
  const service = await startService({ simulator: { droplets: 5 } });
  try {
    await service.syncAndWait();
    const before = await service.system.query('select * from cloud_resources order by id');
    for (const id of service.simulator.estate.truth().droplet?.ids ?? []) {
      service.simulator.estate.removeDroplet(Number(id));
    }
    service.simulator.faults.accountChanges('11111111-2222-4333-8444-555555555555');
    for (let sync = 0; sync < 3; sync += 1) {
      const run = await service.syncAndWait();
      expect(run).toMatchObject({ status: 'FAILED', listings: [] });
      expect(run.reason).toMatch(
        /^The token belongs to team 11111111-2222-4333-8444-555555555555, and this database mirrors/,
      );
    }
    expect(await service.system.query('select * from cloud_resources order by id')).toEqual(before);
  } finally {
    await service.close();
  }
});

test('an account that does not answer fails the run with a sentence and changes nothing', async () => {
  const service = await startService({ simulator: { droplets: 5 } });
  try {
    await service.syncAndWait();
    const before = await service.system.query('select * from cloud_resources order by id');
    service.simulator.faults.add({ path: '/v2/account', status: 401 });
    const run = await service.syncAndWait();
    expect(run).toMatchObject({ status: 'FAILED', reason: expect.stringMatching(/401/) });
    expect(run.reason).not.toContain('test-token');
    expect(await service.system.query('select * from cloud_resources order by id')).toEqual(before);
  } finally {
    await service.close();
  }
});
