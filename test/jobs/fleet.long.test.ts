import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { expectEqualEstate, expectSoundLog } from '../simulation/invariants.ts';
import {
  type Member,
  type StoppablePostgres,
  startMember,
  startStoppablePostgres,
  startWholeService,
  stopMember,
} from './fleet.ts';

// Three processes on one database, of which one at a time is killed or frozen, while the database is restarted and the account
// changes. Minutes in the soak, 30 seconds otherwise.

const seconds = Number(process.env.ARCADIA_SOAK_MINUTES ?? 0.5) * 60;
const slotSeconds = 3;
const cron = `*/${slotSeconds} * * * * *`;

let postgres: StoppablePostgres;
let simulator: Simulator;
let members: Member[] = [];

beforeAll(async () => {
  postgres = await startStoppablePostgres();
  simulator = await startSimulator({ droplets: 12, limits: false, latencyMs: 60 });
});
afterAll(async () => {
  await Promise.all(members.map(stopMember));
  await simulator.close();
  await postgres.close();
});

const join = async () => {
  const member = await startMember(postgres.url, simulator.url, cron);
  members.push(member);
  return member;
};

/** Nobody that was killed or frozen may keep a run for longer. */
async function expectTakenOver(instance: string): Promise<void> {
  const held = await postgres.system.query<{ id: string }>(
    `select id from sync_runs where instance = $1 and status = 'RUNNING'`,
    [instance],
  );
  for (const { id } of held) {
    await expect
      .poll(
        async () => {
          const [run] = await postgres.system.query<{ instance: string; status: string }>(
            'select instance, status from sync_runs where id = $1',
            [id],
          );
          return run?.instance !== instance || run.status !== 'RUNNING';
        },
        { timeout: 15_000, interval: 100 },
      )
      .toBe(true);
  }
}

async function harmOne(round: number): Promise<void> {
  const victim = members[randomInt(members.length)];
  if (victim === undefined) return;
  if (round % 2 === 0) {
    members = members.filter((member) => member !== victim);
    victim.child.kill('SIGKILL');
    await Promise.all([expectTakenOver(victim.instance), join()]);
    return;
  }
  victim.child.kill('SIGSTOP');
  await expectTakenOver(victim.instance);
  victim.child.kill('SIGCONT');
}

async function slotsSince(began: number): Promise<number[]> {
  const rows = await postgres.system.query<{ slot: Date }>('select unnest(slots) as slot from sync_runs order by 1');
  return rows.map(({ slot }) => slot.getTime()).filter((slot) => slot >= began);
}

test(`a fleet under a kill loop of ${seconds} s serves every slot once and keeps an exact mirror`, {
  timeout: seconds * 1000 + 180_000,
}, async () => {
  const began = Date.now();
  await Promise.all([join(), join(), join()]);
  const until = performance.now() + seconds * 1000;
  const away: { from: number; to: number }[] = [];
  const changing = setInterval(() => simulator.estate.live(), 700);
  for (let round = 0; performance.now() < until; round += 1) {
    await harmOne(round);
    if (round === 1 || round % 10 === 9) {
      const from = Date.now();
      await postgres.down();
      await delay(3000);
      await postgres.up();
      // Connections come back within a second or two; a slot in that time is asked for a little later.
      away.push({ from: from - 1000, to: Date.now() + 12_000 });
    }
  }
  clearInterval(changing);

  // Three clean syncs after the last change, then nothing is under way any more.
  const calmAt = Date.now();
  await expect
    .poll(
      async () => {
        const [row] = await postgres.system.query<{ clean: number }>(
          `select count(*)::int as clean from sync_runs where status = 'SUCCEEDED' and started_at > $1`,
          [new Date(calmAt)],
        );
        return row?.clean ?? 0;
      },
      { timeout: 60_000, interval: 200 },
    )
    .toBeGreaterThanOrEqual(3);
  await Promise.all(members.map(stopMember));

  const served = await slotsSince(began);
  expect(new Set(served).size, 'no slot is served twice').toBe(served.length);
  const [first = 0, last = 0] = [served[0], served.at(-1)];
  const missing = [];
  for (let slot = first; slot <= last; slot += slotSeconds * 1000) {
    const excused = away.some(({ from, to }) => slot >= from && slot <= to);
    if (!excused && !served.includes(slot)) missing.push(new Date(slot).toISOString());
  }
  expect(missing, 'every slot is served').toEqual([]);
  const world = { simulator, database: { system: postgres.system } };
  await expectSoundLog(world);
  await expectEqualEstate(world);
});

test('a run outlives 20 seconds without its database: the service never exits, and says what is missing', {
  timeout: 240_000,
}, async () => {
  const slow = simulator.faults.add({ path: '/v2/droplets', delayMs: 1500 });
  // A schedule that was never kept is caught up at the start.
  const service = await startWholeService(postgres.url, simulator.url, '0 0 1 1 *');
  const startup = async () => {
    const [run] = await postgres.system.query<{ status: string; begun: boolean }>(
      `select status, exists (select from sync_listings where run_id = r.id and kind = 'droplet') as begun
         from sync_runs r where trigger = 'startup' order by queued_at desc limit 1`,
    );
    return run;
  };
  try {
    await expect.poll(async () => (await startup())?.begun, { timeout: 60_000 }).toBe(true);
    expect(await service.readiness()).toEqual({ ready: true, reasons: [] });
    const awayAtMs = performance.now();
    await postgres.down();
    await expect
      .poll(service.readiness, { timeout: 15_000 })
      .toEqual({ ready: false, reasons: expect.arrayContaining([expect.stringMatching(/database/i)]) });
    await delay(20_000 - (performance.now() - awayAtMs));
    await postgres.up();
    slow();
    await expect.poll(async () => (await startup())?.status, { timeout: 90_000, interval: 200 }).toBe('SUCCEEDED');
    await expect.poll(service.readiness, { timeout: 15_000 }).toEqual({ ready: true, reasons: [] });
    expect(service.child.exitCode).toBeNull();
  } finally {
    slow();
    await service.stop();
  }
});
