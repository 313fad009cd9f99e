import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { type ServedEstate, serveEstate } from './served-estate.ts';

let estate: ServedEstate;
let token: string;
const open: WebSocket[] = [];

const limits = {
  connectionInitMs: 300,
  subscriptionsPerSocket: 3,
  subscriptionsPerViewer: 5,
  subscriptionBytesPerViewer: 400_000,
  socketsPerViewer: 4,
  socketsWithoutViewer: 6,
  messagesPerSecond: 50,
  unsentBytes: 256 * 1024,
  bodyBytes: 16 * 1024,
};

/** On a machine that does much else at once. */
const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000 });

beforeAll(async () => {
  estate = await serveEstate({ limits });
  token = await estate.sign({ tenants: ['acme'] });
});

afterAll(() => estate.close());

const follow = 'subscription { resourceEvents { id } }';

/** Sockets of a test end with it, so that their seats are free for the next. */
async function withSockets(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    const closed = open.splice(0).map(
      (socket) =>
        new Promise<unknown>((resolve) => {
          socket.once('close', resolve);
          if (socket.readyState === socket.CLOSED) resolve(null);
          else socket.terminate();
        }),
    );
    await Promise.all(closed);
  }
}

function dial(headers: Record<string, string> = {}): WebSocket {
  const socket = new WebSocket(`${estate.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  socket.on('error', () => {});
  open.push(socket);
  return socket;
}

interface Message {
  readonly id?: string;
  readonly type: string;
  readonly payload?: unknown;
}

/** A socket whose connection_init was answered, and what came since. */
async function signIn(authorization: string = token): Promise<{ socket: WebSocket; messages: Message[] }> {
  const socket = dial();
  const messages: Message[] = [];
  await once(socket, 'open');
  socket.on('message', (data) => messages.push(JSON.parse(String(data)) as Message)); // the protocol's form
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }));
  await soon(() => expect(messages[0] ?? socket.readyState).not.toBe(socket.OPEN));
  return { socket, messages };
}

function subscribe(socket: WebSocket, id: string, query: string, variables = {}): void {
  socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query, variables } }));
}

async function closeCode(socket: WebSocket): Promise<number> {
  if (socket.readyState === socket.CLOSED) throw new Error('closed before');
  const [code] = (await once(socket, 'close')) as [number];
  return code;
}

const still = async () => expect(await estate.ask('{ __typename }')).toMatchObject({ data: { __typename: 'Query' } });

describe('a socket', () => {
  test('that never sends connection_init is closed', () =>
    withSockets(async () => {
      expect(await closeCode(dial())).toBe(4408);
    }));

  test.each([
    'nonsense',
    '{',
    '{}',
    '[]',
    '7',
    '{"type":"subscribe"}',
    '{"type":"start","id":"1"}',
    '\0',
  ])('that sends garbage is closed: %j', (garbage) =>
    withSockets(async () => {
      const { socket } = await signIn();
      socket.send(garbage);
      expect(await closeCode(socket)).toBe(4400);
      await still();
    }));

  test('that asks before it says who it is, or uses an id twice, is closed', () =>
    withSockets(async () => {
      const early = dial();
      await once(early, 'open');
      subscribe(early, '1', follow);
      expect(await closeCode(early)).toBe(4401);
      const { socket } = await signIn();
      subscribe(socket, '1', follow);
      subscribe(socket, '1', follow);
      expect(await closeCode(socket)).toBe(4409);
    }));

  test('with a forged token is closed', () =>
    withSockets(async () => {
      const socket = dial();
      await once(socket, 'open');
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `${token}x` } }));
      expect(await closeCode(socket)).toBe(4403);
    }));

  test('whose token expires is closed within five seconds of that', () =>
    withSockets(async () => {
      const { socket } = await signIn(await estate.sign({ tenants: ['acme'], expiresIn: 1 }));
      const began = performance.now();
      expect(await closeCode(socket)).toBe(4403);
      expect(performance.now() - began).toBeLessThan(6000);
    }));

  test('that sends a message larger than allowed is closed', () =>
    withSockets(async () => {
      const { socket } = await signIn();
      subscribe(socket, '1', `{ __typename } # ${'x'.repeat(limits.bodyBytes)}`);
      expect(await closeCode(socket)).toBe(1009);
    }));

  test('that floods is closed, and what it sent is not worked through', () =>
    withSockets(async () => {
      const { socket } = await signIn();
      for (let n = 0; n < 5000; n += 1) socket.send('{"type":"ping"}');
      expect(await closeCode(socket)).toBe(4429);
      await still();
    }));

  test('that sends a few messages as large as they may be floods as well', () =>
    withSockets(async () => {
      const { socket } = await signIn();
      const ping = JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(limits.bodyBytes - 100) } });
      for (let n = 0; n < 100; n += 1) socket.send(ping);
      expect(await closeCode(socket)).toBe(4429);
      await still();
    }));

  test('may not give an operation an id without end, which every event would carry', () =>
    withSockets(async () => {
      const { socket, messages } = await signIn();
      subscribe(socket, 'x'.repeat(201), follow);
      await soon(() => expect(messages).toHaveLength(2));
      expect(messages[1]).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    }));

  test('may send variables that nobody declared, as deep as they are, and follows all the same', () =>
    withSockets(async () => {
      const { socket, messages } = await signIn();
      const deep = `${'['.repeat(7500)}${']'.repeat(7500)}`;
      socket.send(`{"id":"1","type":"subscribe","payload":{"query":"${follow}","variables":{"x":${deep}}}}`);
      subscribe(socket, 'q', '{ __typename }');
      await soon(() => expect(messages.filter(({ id }) => id === 'q')).toHaveLength(2));
      expect(messages.filter(({ id }) => id === '1')).toEqual([]);
      expect(socket.readyState).toBe(socket.OPEN);
    }));

  test('that stops reading is cut off before much waits for it', () =>
    withSockets(async () => {
      const reader = await estate.sign({ sub: 'reader', tenants: ['acme'] });
      const { socket, messages } = await signIn(reader);
      for (let n = 1; n < limits.socketsPerViewer; n += 1) await signIn(reader);
      socket.pause();
      // More than the kernel's buffers of both ends take, and fewer messages than are a flood.
      const large = '{ __schema { types { description fields { description args { description } } } } }';
      for (let n = 0; n < 80; n += 1) subscribe(socket, `${n}`, large);
      // Its seat is free again, although it has noticed nothing.
      await vi.waitFor(
        async () => expect((await signIn(reader)).messages).toMatchObject([{ type: 'connection_ack' }]),
        {
          timeout: 40_000,
          interval: 200,
        },
      );
      expect(socket.readyState).toBe(socket.OPEN);
      expect(messages).toHaveLength(1);
      socket.resume();
      expect(await closeCode(socket)).toBe(1006);
    }));

  test('follows so many subscriptions and no more, and has room again when one ends', () =>
    withSockets(async () => {
      const { socket, messages } = await signIn();
      const answersTo = (id: string) => messages.filter((message) => message.id === id);
      for (const id of ['a', 'b', 'c', 'd']) subscribe(socket, id, follow);
      await soon(() => expect(answersTo('d')).toHaveLength(1));
      expect(answersTo('d')).toMatchObject([
        { type: 'error', payload: [{ extensions: { code: 'LIMIT_EXCEEDED', limit: 'subscriptionsPerSocket' } }] },
      ]);
      socket.send(JSON.stringify({ id: 'a', type: 'complete' }));
      subscribe(socket, 'q', '{ __typename }');
      await soon(() => expect(answersTo('q')).toHaveLength(2));
      subscribe(socket, 'e', follow);
      subscribe(socket, 'r', '{ __typename }');
      await soon(() => expect(answersTo('r')).toHaveLength(2));
      expect(answersTo('e')).toEqual([]);
    }));

  test('is held to the same limits and told the same errors as an HTTP request', () =>
    withSockets(async () => {
      const { socket, messages } = await signIn();
      const queries = [
        `{ ${'__typename '.repeat(30)} }`,
        '{ ...a } fragment a on Query { ...a }',
        `{ projects(first: 200) { edges { node { resources(first: 200) { edges { node { id } } } } } } }`,
        '{ nonsense }',
        '{',
        '{ project { id } }',
      ];
      for (const [n, query] of queries.entries()) {
        subscribe(socket, `${n}`, query);
        const [http] = (await estate.ask(query, { token })).errors ?? [];
        await soon(() => expect(messages.find(({ id }) => id === `${n}`)).toBeDefined());
        const { payload } = messages.find(({ id }) => id === `${n}`) as { payload: unknown };
        const errors = Array.isArray(payload) ? payload : (payload as { errors: unknown[] }).errors;
        expect(errors[0], query).toMatchObject({ message: http?.message, extensions: { code: http?.extensions.code } });
        expect(errors[0]).not.toHaveProperty('extensions.http');
      }
    }));

  test('tells what an operation cost and what is left', () =>
    withSockets(async () => {
      const { socket, messages } = await signIn();
      subscribe(socket, '1', '{ __typename }');
      await soon(() => expect(messages).toHaveLength(3));
      expect(messages[1]).toMatchObject({ payload: { extensions: { cost: 1, remaining: expect.any(Number) } } });
    }));
});

describe('a viewer', () => {
  test('has so many sockets and no more, and room again when one closes', () =>
    withSockets(async () => {
      for (let n = 0; n < limits.socketsPerViewer; n += 1) await signIn();
      const fifth = dial();
      await once(fifth, 'open');
      fifth.send(JSON.stringify({ type: 'connection_init', payload: { authorization: token } }));
      expect(await closeCode(fifth)).toBe(4429);
      const other = await signIn(await estate.sign({ sub: 'other', tenants: ['acme'] }));
      expect(other.messages).toMatchObject([{ type: 'connection_ack' }]);
      open[0]?.terminate();
      await soon(async () => {
        const { messages } = await signIn();
        expect(messages).toMatchObject([{ type: 'connection_ack' }]);
      });
    }));

  test('keeps so much in memory with its subscriptions and no more; a document that they share counts once', () =>
    withSockets(async () => {
      const { socket, messages } = await signIn(await estate.sign({ sub: 'large', tenants: ['acme'] }));
      const named = (name: string) =>
        `subscription ${name} { resourceEvents(where: { tenantId: [${'"t" '.repeat(1000)}] }) { id } }`;
      const answersTo = (id: string) => messages.filter((message) => message.id === id);
      for (const id of ['a', 'b']) subscribe(socket, id, named('same'));
      subscribe(socket, 'c', named('other'));
      await soon(() => expect(answersTo('c')).toHaveLength(1));
      expect(answersTo('c')).toMatchObject([
        { type: 'error', payload: [{ extensions: { limit: 'subscriptionBytesPerViewer' } }] },
      ]);
      expect([...answersTo('a'), ...answersTo('b')]).toEqual([]);
      for (const id of ['a', 'b']) socket.send(JSON.stringify({ id, type: 'complete' }));
      subscribe(socket, 'q', '{ __typename }');
      await soon(() => expect(answersTo('q')).toHaveLength(2));
      subscribe(socket, 'd', named('other'));
      subscribe(socket, 'r', '{ __typename }');
      await soon(() => expect(answersTo('r')).toHaveLength(2));
      expect(answersTo('d')).toEqual([]);
    }));

  test('follows so many subscriptions over all sockets and event streams together', () =>
    withSockets(async () => {
      const sub = await estate.sign({ sub: 'follower', tenants: ['acme'] });
      const { socket } = await signIn(sub);
      for (const id of ['a', 'b', 'c']) subscribe(socket, id, follow);
      subscribe(socket, 'q', '{ __typename }');
      const stream = async () => {
        const gone = new AbortController();
        const answer = await fetch(`${estate.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${sub}` },
          body: JSON.stringify({ query: follow }),
          signal: gone.signal,
        });
        return { gone, answer };
      };
      const streams = [await stream(), await stream()];
      const sixth = await stream();
      expect(await sixth.answer.text()).toContain('"limit":"subscriptionsPerViewer"');
      for (const { gone } of streams) gone.abort();
      await soon(async () => {
        const again = await stream();
        const { value } = (await again.answer.body?.getReader().read()) ?? {};
        again.gone.abort();
        expect(new TextDecoder().decode(value)).not.toContain('LIMIT_EXCEEDED');
      });
    }));
});

// Red where the newcomer is closed instead of the one that has waited longest.
test('sockets on which nobody has signed in are bounded, and keep nobody out: the one that has waited longest goes', () =>
  withSockets(async () => {
    const strangers: WebSocket[] = [];
    for (let n = 0; n < limits.socketsWithoutViewer; n += 1) {
      const socket = dial();
      await once(socket, 'open');
      strangers.push(socket);
    }
    const [longest, ...others] = strangers as [WebSocket, ...WebSocket[]];
    const gone = closeCode(longest);
    expect((await signIn()).messages).toMatchObject([{ type: 'connection_ack' }]);
    expect(await gone).toBe(1013);
    expect(await Promise.all(others.map(closeCode))).toEqual(others.map(() => 4408));
  }));
