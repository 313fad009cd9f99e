import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSimulatedAccount, type SimulatedAccount } from '../../src/simulated-account.ts';
import { silentLog } from '../support/database.ts';

// Sabotage that turns these red: in simulated-account.ts let joinOrPlay() play without looking at the address.

let dataDir: string;
const opened: SimulatedAccount[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'arcadia-simulated-'));
});

afterEach(async () => {
  for (const account of opened.splice(0)) await account.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function open(): Promise<SimulatedAccount> {
  const account = await openSimulatedAccount(dataDir, silentLog);
  opened.push(account);
  return account;
}

async function dropletNames(url: string): Promise<string[]> {
  const response = await fetch(`${url}/v2/droplets?per_page=200`, { headers: { authorization: 'Bearer any' } });
  const { droplets } = (await response.json()) as { droplets: { name: string }[] }; // DigitalOcean's form
  return droplets.map(({ name }) => name).sort();
}

test('two who open one data folder at once look at one account', async () => {
  const [first, second] = await Promise.all([open(), open()]);
  expect(first.url).toBe(second.url);
  expect([first.playing, second.playing].sort()).toEqual([false, true]);
});

test('when the one who plays leaves, the other goes on with the same estate at the same address', async () => {
  const first = await open();
  const second = await open();
  const before = await dropletNames(first.url);
  await first.close();
  await expect.poll(() => second.playing, { timeout: 5000 }).toBe(true);
  expect(await dropletNames(second.url)).toEqual(before);
});

test('when the one who plays is killed, the other takes over', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'player-process.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(child.stdout, 'data');
    const played: { url: string; playing: boolean } = JSON.parse(String(line));
    const joined = await open();
    expect(joined).toMatchObject({ url: played.url, playing: false });
    const before = await dropletNames(joined.url);
    child.kill('SIGKILL');
    await expect.poll(() => joined.playing, { timeout: 5000 }).toBe(true);
    expect(await dropletNames(joined.url)).toEqual(before);
  } finally {
    child.kill('SIGKILL');
  }
});

test('an address that nobody plays at, or that is torn, is played anew', async () => {
  await writeFile(join(dataDir, 'simulated-account.address'), '{"port": 1, "mark": "999999999 1"}');
  const first = await open();
  expect(first.playing).toBe(true);
  await first.close();
  await writeFile(join(dataDir, 'simulated-account.address'), '{"po');
  const second = await open();
  expect(second.playing).toBe(true);
  expect(await dropletNames(second.url)).not.toEqual([]);
});
