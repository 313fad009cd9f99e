import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { FollowOptions } from '../../src/graphql/client/follow-events.ts';
import { followOverEventStream } from '../../src/graphql/client/follow-over-event-stream.ts';
import { followOverSocket } from '../../src/graphql/client/follow-over-socket.ts';
import { draft, write } from '../events/writing.ts';
import { type Fleet, type Instance, startFleet } from './streaming.ts';

interface Event {
  readonly cursor: string;
  readonly name: string;
}

const query = 'subscription ($after: String) { resourceEvents(after: $after) { cursor name } }';

let fleet: Fleet;
let instance: Instance;
let token: string;

beforeAll(async () => {
  fleet = await startFleet();
  instance = await fleet.serve({ beatMs: 30 });
  token = await fleet.sign({ roles: ['platform_admin'] });
});
afterAll(() => fleet.close());

const ways = {
  'a WebSocket': (options: FollowOptions<Event>) =>
    followOverSocket({ ...options, url: instance.socketUrl, webSocketImpl: WebSocket }),
  'an event stream': (options: FollowOptions<Event>) => followOverEventStream({ ...options, url: instance.url }),
};

const head = async () => instance.hub.cursors.seal(await instance.hub.latest());

/** The same address, another instance. */
async function restart(): Promise<void> {
  const port = Number(new URL(instance.url).port);
  await instance.close();
  instance = await fleet.serve({ beatMs: 30, port });
}

test.each(
  Object.entries(ways),
)('over %s: what happens while the service restarts comes once, in order, when it is back', async (_way, follow) => {
  const names: string[] = [];
  const following = follow({
    query,
    token: () => token,
    after: await head(),
    onEvent: ({ name }) => void names.push(name),
  });
  await write(fleet.database.system, draft({ name: 'before' }));
  await vi.waitFor(() => expect(names).toEqual(['before']));
  const restarted = restart();
  await write(fleet.database.system, draft({ name: 'meanwhile 1' }), draft({ name: 'meanwhile 2' }));
  await restarted;
  await write(fleet.database.system, draft({ name: 'after' }));
  await vi.waitFor(() => expect(names).toEqual(['before', 'meanwhile 1', 'meanwhile 2', 'after']), 10_000);
  following.stop();
  await following.ended;
});

test.each(
  Object.entries(ways),
)('over %s: an expired token is replaced, and nothing is missed', async (_way, follow) => {
  let asked = 0;
  const names: string[] = [];
  const following = follow({
    query,
    token: () => {
      asked += 1;
      return asked === 1 ? fleet.sign({ roles: ['platform_admin'], expiresIn: 1 }) : token;
    },
    after: await head(),
    onEvent: ({ name }) => void names.push(name),
  });
  await vi.waitFor(() => expect(asked).toBe(2), 8000);
  await write(fleet.database.system, draft({ name: 'later' }));
  await vi.waitFor(() => expect(names).toEqual(['later']), 5000);
  following.stop();
  await following.ended;
});

test.each(
  Object.entries(ways),
)('over %s: a cursor that has expired makes the client read the list anew, and go on', async (_way, follow) => {
  const names: string[] = [];
  let lists = 0;
  const following = follow({
    query,
    token: () => token,
    after: instance.hub.cursors.seal(10_000_000n),
    onEvent: ({ name }) => void names.push(name),
    onExpired: () => {
      lists += 1;
      return head();
    },
  });
  await vi.waitFor(() => expect(lists).toBe(1), 3000);
  await write(fleet.database.system, draft({ name: 'new' }));
  await vi.waitFor(() => expect(names).toEqual(['new']), 3000);
  const { open } = instance.hub.cursors;
  expect(open(following.cursor ?? '0')).toBe(open(await head()));
  following.stop();
  await following.ended;
});

test.each(
  Object.entries(ways),
)('over %s: a mistake in the query, and one in the handler, end it', async (_way, follow) => {
  const mistaken = follow({ query: 'subscription { nonsense }', token: () => token, onEvent: () => {} });
  await expect(mistaken.ended).rejects.toMatchObject({ name: 'RefusedError', code: 'BAD_USER_INPUT' });
  const failing = follow({
    query,
    token: () => token,
    after: '0',
    onEvent: () => {
      throw new Error('of my own');
    },
  });
  await expect(failing.ended).rejects.toThrow('of my own');
});
