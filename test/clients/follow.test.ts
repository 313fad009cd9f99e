import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gql } from '@apollo/client';
import { gql as document } from '@urql/core';
import { requestSubscription } from 'relay-runtime';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createApolloClient } from '../../docs/examples/apollo.ts';
import { followOverEventSource } from '../../docs/examples/event-source.ts';
import { connect } from '../../docs/examples/graphql-ws.ts';
import { createRelayEnvironment } from '../../docs/examples/relay.ts';
import { createUrqlClient } from '../../docs/examples/urql.ts';
import { draft, write } from '../events/writing.ts';
import { type Fleet, type Instance, startFleet } from '../stream/streaming.ts';
import relaySubscription, { type estateEventsSubscription } from './generated/estateEventsSubscription.graphql.ts';

// The examples of docs/live-dashboards.md, run as they are there, each by its own library over real connections.

const query = 'subscription ($after: String) { resourceEvents(after: $after) { cursor type urn name } }';

let fleet: Fleet;
let instance: Instance;
let folder: string;

beforeAll(async () => {
  fleet = await startFleet();
  instance = await fleet.serve();
  folder = await mkdtemp(join(tmpdir(), 'arcadia-clients-'));
});
afterAll(async () => {
  await fleet.close();
  await rm(folder, { recursive: true, force: true });
});

interface Data {
  readonly resourceEvents: { readonly name: string };
}

interface Followed {
  readonly token: () => Promise<string>;
  readonly after: string;
  /** Names of events, as they come. */
  readonly take: (data: Data | null | undefined) => void;
}

/** Each begins to follow. @returns what ends it. */
const clients: Record<string, (followed: Followed) => () => unknown> = {
  'graphql-ws'({ token, after, take }) {
    const client = connect(instance.socketUrl, token);
    const sink = { next: ({ data }: { data?: Data | null }) => take(data), error: () => {}, complete: () => {} };
    client.subscribe<Data>({ query, variables: { after } }, sink);
    return () => client.dispose();
  },
  'Apollo Client'({ token, after, take }) {
    const client = createApolloClient(instance.url, token);
    const following = client
      .subscribe<Data>({ query: gql(query), variables: { after }, fetchPolicy: 'no-cache' })
      .subscribe(({ data }) => take(data));
    return () => following.unsubscribe();
  },
  urql({ token, after, take }) {
    const client = createUrqlClient(instance.url, token);
    return client.subscription<Data>(document(query), { after }).subscribe(({ data }) => take(data)).unsubscribe;
  },
  Relay({ token, after, take }) {
    return requestSubscription<estateEventsSubscription>(createRelayEnvironment(instance.url, token), {
      subscription: relaySubscription,
      variables: { after },
      onNext: take,
    }).dispose;
  },
  'an EventSource over fetch'({ token, after, take }) {
    const onEvent = (resourceEvents: Data['resourceEvents']) => take({ resourceEvents });
    return followOverEventSource(instance.url, token, { query, after, onEvent }).close;
  },
};

const latest = async () => instance.hub.cursors.seal(await instance.hub.latest());
const named = (name: string) => write(fleet.database.system, draft({ name }));
const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 15_000 });

/** The same address, another instance. */
async function restart(meanwhile: () => Promise<unknown>): Promise<void> {
  const port = Number(new URL(instance.url).port);
  await instance.close();
  await meanwhile();
  instance = await fleet.serve({ port });
}

// Red for graphql-ws, Apollo Client, urql and Relay when the example sends the variables of the beginning.
test('each receives what happens while the service restarts, once and in order, and shows a fresh token each time', async () => {
  const after = await latest();
  const followed = Object.entries(clients).map(([client, start]) => {
    const names: string[] = [];
    const token = vi.fn(() => fleet.sign({ roles: ['platform_admin'] }));
    const stop = start({ token, after, take: (data) => names.push(data?.resourceEvents.name ?? 'nothing') });
    return { client, names, token, stop };
  });
  const allHave = (...names: string[]) =>
    soon(() =>
      expect(followed.map((each) => [each.client, each.names])).toEqual(followed.map((each) => [each.client, names])),
    );
  await named('one');
  await named('two');
  await allHave('one', 'two');
  await restart(() => named('while it was away'));
  await named('three');
  await allHave('one', 'two', 'while it was away', 'three');
  for (const { client, token, stop } of followed) {
    expect([client, token.mock.calls.length]).toEqual([client, expect.toSatisfy((times: number) => times > 1)]);
    stop();
  }
  await soon(() => expect(instance.server.census().subscribers).toEqual({ websocket: 0, sse: 0 }));
});

test('the shell script goes on after the cursor in its file, through a restart and when it is started anew', async () => {
  const kept = join(folder, 'cursor.txt');
  await writeFile(kept, await latest());
  const script = join(import.meta.dirname, '../../docs/examples/follow.sh');
  const run = async () => {
    const token = await fleet.sign({ roles: ['platform_admin'] });
    const child = spawn('sh', [script, instance.url, kept], {
      env: { PATH: process.env.PATH, TOKEN: token },
      detached: true,
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    return {
      names: () => [...output.matchAll(/"name":"([^"]*)"/g)].map(([, name]) => name),
      // With the curl that it waits for.
      stop: () => child.pid !== undefined && process.kill(-child.pid),
    };
  };
  const first = await run();
  await named('one');
  await soon(() => expect(first.names()).toEqual(['one']));
  await restart(() => named('while it was away'));
  await soon(() => expect(first.names()).toEqual(['one', 'while it was away']));
  const cursor = await latest();
  await vi.waitFor(async () => expect((await readFile(kept, 'utf8')).trim()).toBe(cursor));
  first.stop();
  await named('two');
  const second = await run();
  await soon(() => expect(second.names()).toEqual(['two']));
  second.stop();
});
