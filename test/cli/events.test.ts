import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EventHeadDocument } from '../operations/generated/graphql.ts';
import { type Service, startService } from '../support/service.ts';
import { command } from './in-process.ts';

let service: Service;
let env: Record<string, string>;
let droplet: number;

beforeAll(async () => {
  service = await startService({ simulator: { droplets: 30 } });
  droplet = service.simulator.estate.addDroplet({ name: 'subject' }).id;
  await service.syncAndWait();
  env = { DATABASE_URL: service.app.core.database.url, ARCADIA_DATA_DIR: service.app.core.config.dataDir };
});

afterAll(() => service.close());

async function eventLines(...args: string[]) {
  const { code, stdout, stderr } = await command(['events', '--json', ...args], env);
  expect([code, stderr]).toEqual([0, '']);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): { cursor: string; type: string; urn: string; changes: object } => JSON.parse(line));
}

test('events from the beginning are all of them, and from a cursor those after it', async () => {
  const all = await eventLines('--after', '0');
  const [count] = await service.system.query<{ n: bigint }>('select count(*) as n from cloud_resource_events');
  expect(BigInt(all.length)).toBe(count?.n);
  const middle = all[10];
  expect(await eventLines('--after', middle?.cursor ?? '')).toEqual(all.slice(11));
  expect(await eventLines()).toEqual(all.slice(-50));
});

test('the cursor of the API is a cursor of the command line', async () => {
  const { eventHead } = await service.query(EventHeadDocument, {}, service.admin);
  expect(await eventLines('--after', eventHead)).toEqual([]);
  service.simulator.estate.renameDroplet(droplet, 'renamed');
  await service.syncAndWait(['DROPLET']);
  const [event] = await eventLines('--after', eventHead);
  expect(event).toMatchObject({ type: 'updated', changes: { name: { before: 'subject', after: 'renamed' } } });
  const { stdout } = await command(['events', '--after', eventHead], env);
  expect(stdout).toMatch(/^\S+Z {2}updated +do:droplet:\d+ {2}renamed {2}name: "subject" → "renamed"\n$/);
});

test('what is no cursor is said to be none', async () => {
  const { code, stderr } = await command(['events', '--after', 'yesterday'], env);
  expect([code, stderr]).toEqual([1, expect.stringContaining('That is not a cursor.')]);
});

test('--follow shows an event soon after it is written, and ends at once when it is told to', async () => {
  const { eventHead } = await service.query(EventHeadDocument, {}, service.admin);
  const root = join(import.meta.dirname, '../..');
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'src/cli/arcadia.ts', 'events', '--json', '--follow', '--after', eventHead],
    { cwd: root, env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise((resolve) => child.once('close', resolve));
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  try {
    for (const name of ['one', 'two']) {
      service.simulator.estate.renameDroplet(droplet, name);
      await service.syncAndWait(['DROPLET']);
      await expect.poll(() => lines.at(-1), { timeout: 15_000 }).toContain(`"after":"${name}"`);
    }
    expect(lines).toHaveLength(2);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  } finally {
    child.kill('SIGKILL');
  }
});
