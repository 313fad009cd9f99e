import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Simulator } from '../../src/simulator/server.ts';
import { ask, simulate, stop } from './support.ts';

let folder: string;
let statePath: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-'));
  statePath = join(folder, 'deep', 'estate.json');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function everything(simulator: Simulator) {
  return Object.entries(simulator.estate.truth()).map(([kind, { ids }]) => [
    kind,
    ids.map((id) => [simulator.estate.wire(`do:${kind}:${id}`), simulator.estate.projectOf(`do:${kind}:${id}`)]),
  ]);
}

test('the estate survives a restart as it was, whatever seed and size the next start names', async () => {
  const first = await simulate({ statePath, droplets: 30 });
  const { id } = first.estate.addDroplet({ name: 'mine', tags: ['new'] });
  const [removed] = first.estate.truth().droplet?.ids ?? [];
  first.estate.removeDroplet(Number(removed));
  for (let ticks = 0; ticks < 6; ticks += 1) first.estate.live();
  const before = everything(first);
  await stop(first);

  const second = await simulate({ statePath, droplets: 5, seed: 9 });
  expect(everything(second)).toEqual(before);
  expect(second.estate.wire(`do:droplet:${id}`)).toMatchObject({ name: 'mine', tags: ['new'] });
  second.estate.restoreDroplet(Number(removed));
  expect(second.estate.truth().droplet?.ids).toContain(removed);
});

test('after a restart ids and life go on where they were', async () => {
  const straight = await simulate({ droplets: 30 });
  const first = await simulate({ statePath, droplets: 30 });
  const lived = (simulator: Simulator) => [simulator.estate.live(), simulator.estate.live(), simulator.estate.live()];
  const whole = [...lived(straight), ...lived(straight)];
  const half = lived(first);
  await stop(first);
  const second = await simulate({ statePath });
  expect([...half, ...lived(second)]).toEqual(whole);
});

// Red when each change puts the save off anew.
test('an estate that never rests is saved all the same', async () => {
  const simulator = await simulate({ statePath, droplets: 3 });
  await expect.poll(() => existsSync(statePath), { interval: 20 }).toBe(true);
  const { id } = simulator.estate.addDroplet({ name: 'restless' });
  const saved = async () => {
    simulator.estate.tagDroplet(id, [`t${simulator.requests.length}`]);
    return (await readFile(statePath, 'utf8').catch(() => '')).includes('restless');
  };
  await expect.poll(saved, { interval: 20, timeout: 5000 }).toBe(true);
  await stop(simulator);
  // Nothing but the file is left, so the temporary one took its place.
  expect(await readdir(join(folder, 'deep'))).toEqual(['estate.json']);
});

test('a kill loses the last moment at most', async () => {
  const server = new URL('../../src/simulator/server.ts', import.meta.url).href;
  const script = `
    import { startSimulator } from ${JSON.stringify(server)};
    const simulator = await startSimulator({ droplets: 20, statePath: ${JSON.stringify(statePath)} });
    console.log(simulator.url);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    const url = await new Promise<string>((resolve) =>
      child.stdout.once('data', (line) => resolve(String(line).trim())),
    );
    // The first save is of the new estate; what is to survive comes after it.
    await expect.poll(() => existsSync(statePath), { interval: 20 }).toBe(true);
    const project = { name: 'survivor', purpose: 'IoT' };
    await ask({ url } as Simulator, 'POST', `${url}/v2/projects`, project);
    // Red when changes do not bring about a save.
    const saved = async () => (await readFile(statePath, 'utf8').catch(() => '')).includes('survivor');
    await expect.poll(saved, { interval: 20, timeout: 5000 }).toBe(true);
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
  const next = await simulate({ statePath });
  expect(next.estate.projectNamed('survivor')).toBeDefined();
  expect(next.estate.truth().droplet?.count).toBe(20);
});

test('a kind that was not played when the file was written is invented at the next start', async () => {
  await stop(await simulate({ statePath, droplets: 20 }));
  const saved = JSON.parse(await readFile(statePath, 'utf8'));
  delete saved.records.volume;
  saved.records.teleporter = [{ id: 1, order: 1 }];
  await writeFile(statePath, JSON.stringify(saved));
  const simulator = await simulate({ statePath, droplets: 500 });
  expect(simulator.estate.truth().volume?.count).toBe(10);
  expect(simulator.estate.truth().droplet?.count).toBe(20);
});

test('a file that is no estate stops the start and says what to do', async () => {
  for (const text of ['', '{"version":1', '[]', 'null', '{"version":2,"records":{}}']) {
    statePath = join(folder, 'bad.json');
    await writeFile(statePath, text);
    await expect(simulate({ statePath })).rejects.toThrow('remove it to begin with a new one');
  }
});
