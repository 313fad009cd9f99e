import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Member, startMember, stopMember } from './fleet.ts';

// Real processes on one database, killed, frozen and thawed.

let database: TestDatabase;
let simulator: Simulator;
const members: Member[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  simulator = await startSimulator({ droplets: 12, limits: false, latencyMs: 100 });
});
afterAll(async () => {
  await Promise.all(members.map(stopMember));
  await simulator.close();
  await database.drop();
});

async function member(): Promise<Member> {
  const started = await startMember(database.url, simulator.url, 'off');
  members.push(started);
  return started;
}

interface Run {
  readonly status: string;
  readonly instance: string | null;
  readonly attempts: number;
}

async function read(id: string): Promise<Run> {
  const [run] = await database.system.query<Run>('select status, instance, attempts from sync_runs where id = $1', [
    id,
  ]);
  if (run === undefined) throw new Error(`There is no run ${id}.`);
  return run;
}

const within15s = { timeout: 15_000, interval: 50 };
const underWay = (id: string) =>
  expect
    .poll(async () => {
      const [listed] = await database.system.query(
        'select 1 from sync_listings where run_id = $1 and verdict is not null',
        [id],
      );
      return { status: (await read(id)).status, begun: listed !== undefined };
    }, within15s)
    .toEqual({ status: 'RUNNING', begun: true });

test('a run of a process that is killed is finished by another one within 15 seconds of its death', async () => {
  const [first, second] = [await member(), await member()];
  const id = await first.request(['droplet', 'volume']);
  await underWay(id);
  const worker = (await read(id)).instance === first.instance ? first : second;
  worker.child.kill('SIGKILL');
  await expect.poll(async () => (await read(id)).instance, within15s).not.toBe(worker.instance);
  await expect.poll(async () => (await read(id)).status, within15s).toBe('SUCCEEDED');
  expect((await read(id)).attempts).toBe(2);
}, 60_000);

test('a run of a process that is frozen is finished by another one, and the thawed one changes nothing about it', async () => {
  const [first, second] = [await member(), await member()];
  const id = await first.request(['droplet', 'volume']);
  await underWay(id);
  const { instance } = await read(id);
  const worker = members.find((each) => each.instance === instance) ?? first;
  worker.child.kill('SIGSTOP');
  await expect.poll(async () => (await read(id)).instance, within15s).not.toBe(worker.instance);
  await expect.poll(async () => (await read(id)).status, within15s).toBe('SUCCEEDED');
  const ended = await read(id);
  const positions = await database.system.query('select position from cloud_resource_events');
  worker.child.kill('SIGCONT');
  // It works again: the next run is done, by whomever.
  const next = await worker.request(['droplet']);
  await expect.poll(async () => (await read(next)).status, within15s).toBe('SUCCEEDED');
  expect(await read(id)).toEqual(ended);
  expect(await database.system.query('select position from cloud_resource_events')).toEqual(positions);
  expect(second.child.exitCode).toBeNull();
}, 60_000);

test('a run that is cancelled stops within two seconds, on whatever instance it goes on', async () => {
  const worker = await member();
  const away = simulator.faults.add({ path: '/v2/droplets', delayMs: 20_000 });
  const id = await worker.request(['droplet']);
  await expect.poll(async () => (await read(id)).status, within15s).toBe('RUNNING');
  await database.system.query(`update sync_runs set status = 'CANCELLED', finished_at = now() where id = $1`, [id]);
  away();
  // The lane is free again: the next run is not kept waiting by the answer that was to take 20 seconds.
  const cancelledAt = performance.now();
  const next = await worker.request(['volume']);
  await expect.poll(async () => (await read(next)).status, within15s).not.toBe('QUEUED');
  expect(performance.now() - cancelledAt).toBeLessThan(3000);
  expect((await read(id)).status).toBe('CANCELLED');
}, 60_000);
