import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { draft, write } from '../events/writing.ts';
import { type Fleet, type Instance, startFleet } from './streaming.ts';

// What docs/live-dashboards.md shows, run.

let fleet: Fleet;
let instance: Instance;
let token: string;

beforeAll(async () => {
  fleet = await startFleet();
  instance = await fleet.serve();
  token = await fleet.sign({ roles: ['platform_admin'] });
});
afterAll(() => fleet.close());

test('graphql-ws comes back after its last cursor when the variables are read at that moment', async () => {
  const query = 'subscription ($after: String) { resourceEvents(after: $after) { cursor name } }';
  const names: string[] = [];
  let cursor = instance.hub.cursors.seal(await instance.hub.latest());
  let connections = 0;
  const client = createClient({
    url: instance.socketUrl,
    webSocketImpl: WebSocket,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: async () => {},
    connectionParams: () => ({ authorization: `Bearer ${token}` }),
    on: {
      connected: () => {
        connections += 1;
      },
    },
  });
  client.subscribe<{ resourceEvents: { cursor: string; name: string } }>(
    {
      query,
      variables: {
        get after() {
          return cursor;
        },
      },
    },
    {
      next: ({ data }) => {
        if (!data) return;
        names.push(data.resourceEvents.name);
        cursor = data.resourceEvents.cursor;
      },
      error: () => {},
      complete: () => {},
    },
  );
  await write(fleet.database.system, draft({ name: 'one' }));
  await vi.waitFor(() => expect(names).toEqual(['one']), 3000);
  client.terminate();
  await write(fleet.database.system, draft({ name: 'two' }));
  await vi.waitFor(() => expect(names).toEqual(['one', 'two']), 3000);
  expect(connections).toBe(2);
  await client.dispose();
});

test('the documented curl goes on after its cursor', async () => {
  const cursor = instance.hub.cursors.seal(await instance.hub.latest());
  await write(fleet.database.system, draft({ urn: 'do:droplet:77' }));
  const page = readFileSync(new URL('../../docs/live-dashboards.md', import.meta.url), 'utf8');
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
  const page = readFileSync(new URL('../../docs/live-dashboards.md', import.meta.url), 'utf8');
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
