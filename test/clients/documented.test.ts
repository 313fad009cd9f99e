import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { draft, write } from '../events/writing.ts';
import { type Fleet, type Instance, startFleet } from '../stream/streaming.ts';

// What else docs/live-dashboards.md shows, run; its longer examples are in follow.test.ts.

const readPage = () => readFile(new URL('../../docs/live-dashboards.md', import.meta.url), 'utf8');

let fleet: Fleet;
let instance: Instance;
let token: string;

beforeAll(async () => {
  fleet = await startFleet();
  instance = await fleet.serve();
  token = await fleet.sign({ roles: ['platform_admin'] });
});
afterAll(() => fleet.close());

test('the page shows the examples as they are', async () => {
  const page = await readPage();
  const folder = new URL('../../docs/examples/', import.meta.url);
  const names = await readdir(folder);
  expect(names.length).toBeGreaterThan(5);
  for (const name of names) {
    const language = name.endsWith('.sh') ? 'sh' : 'ts';
    expect(page, name).toContain(`\n\`\`\`${language}\n${await readFile(new URL(name, folder), 'utf8')}\`\`\`\n`);
  }
});

test('the documented curl goes on after its cursor', async () => {
  const cursor = instance.hub.cursors.seal(await instance.hub.latest());
  await write(fleet.database.system, draft({ urn: 'do:droplet:77' }));
  const page = await readPage();
  const [, script = ''] = /```sh\n(curl -N[\s\S]*?)```/.exec(page) ?? [];
  const command = script.replace('https://arcadia.example.com/graphql', `${instance.url} -s --max-time 20`);
  const curl = spawn('sh', ['-c', command], { env: { ...process.env, TOKEN: token, CURSOR: cursor } });
  let output = '';
  curl.stdout.on('data', (chunk) => {
    output += chunk;
  });
  await vi.waitFor(() => expect(output).toMatch(/event: next\nid: \S{22}\ndata: .*do:droplet:77/), 5000);
  curl.kill();
});

test('the documented subscription is valid, and its filter holds', async () => {
  const page = await readPage();
  const [, query = ''] = /```graphql\n([\s\S]*?)```/.exec(page) ?? [];
  const after = instance.hub.cursors.seal(await instance.hub.latest());
  await write(fleet.database.system, draft({ kind: 'volume' }), draft({ kind: 'droplet', urn: 'do:droplet:78' }));
  const gone = new AbortController();
  const response = await fetch(instance.url, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { after, kind: ['DROPLET'] } }),
    signal: gone.signal,
  });
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (text.includes('event: next')) break;
  }
  expect(text).toContain('do:droplet:78');
});
