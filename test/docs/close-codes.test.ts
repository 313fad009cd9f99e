import { once } from 'node:events';
import type { Socket } from 'node:net';
import { CloseCode } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Authenticator } from '../../src/auth/authenticate.ts';
import { type ServedEstate, serveEstate } from '../security/served-estate.ts';
import { saysHowToComeIn, speakingSources } from './messages.ts';
import { readPage, tableBelow } from './pages.ts';

// Every code that closes a socket, on a real one: each is on docs/errors.md, is produced here, and the page says what to do.

const documented = tableBelow(await readPage('docs/errors.md'), 'What closes a socket');

let estate: ServedEstate;
/** What becomes of the question who asks; null: it is answered. */
let trouble: Error | null = null;
const open: WebSocket[] = [];

beforeAll(async () => {
  const authenticator = (real: Authenticator): Authenticator => ({
    authenticate: (...asked) => (trouble === null ? real.authenticate(...asked) : Promise.reject(trouble)),
    stillValid: (viewer) => real.stillValid(viewer),
  });
  estate = await serveEstate({
    limits: { connectionInitMs: 500, messagesPerSecond: 20, socketsWithoutViewer: 2, bodyBytes: 16_384 },
    authenticator,
  });
});
afterAll(async () => {
  for (const socket of open) socket.terminate();
  await estate.close();
});

const dial = (protocol: string | undefined = 'graphql-transport-ws', url = estate.url) => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocol === '' ? [] : [protocol]);
  socket.on('error', () => {});
  open.push(socket);
  return socket;
};
const opened = async (socket = dial()) => {
  await once(socket, 'open');
  return socket;
};
const closing = async (socket: WebSocket) => {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer]; // as ws documents it
  return { code, reason: String(reason) };
};
const send = (socket: WebSocket, message: unknown) => socket.send(JSON.stringify(message));
const signedIn = async (url = estate.url) => {
  const socket = await opened(dial(undefined, url));
  send(socket, { type: 'connection_init', payload: { authorization: await estate.sign({ tenants: ['acme'] }) } });
  await once(socket, 'message');
  return socket;
};
const follow = (id: string) => ({
  id,
  type: 'subscribe',
  payload: { query: 'subscription { resourceEvents { id } }' },
});

const producers: Readonly<Record<string, () => Promise<{ code: number; reason: string }>>> = {
  1002: async () => {
    const socket = await opened();
    // A frame that is not masked, as no client may send one; only the connection below can.
    (socket as unknown as { _socket: Socket })._socket.write(Buffer.from([0x81, 0x01, 0x41]));
    return closing(socket);
  },
  1007: async () => {
    const socket = await opened();
    socket.send(Buffer.from([0xff]), { binary: false });
    return closing(socket);
  },
  1009: async () => {
    const socket = await signedIn();
    socket.send('x'.repeat(20_000));
    return closing(socket);
  },
  1012: async () => {
    const other = await serveEstate({ sharesTokensOf: estate });
    const socket = await signedIn(other.url);
    const closed = closing(socket);
    await other.close();
    return closed;
  },
  1013: async () => {
    const first = await opened();
    const closed = closing(first);
    await Promise.all([opened(), opened()]);
    return closed;
  },
  4400: async () => {
    const socket = await opened();
    socket.send('nonsense');
    return closing(socket);
  },
  4401: async () => {
    const socket = await opened();
    send(socket, follow('1'));
    return closing(socket);
  },
  4403: async () => {
    const socket = await opened();
    send(socket, { type: 'connection_init', payload: { authorization: 'word' } });
    return closing(socket);
  },
  4406: () => closing(dial('')),
  4408: () => closing(dial()),
  4409: async () => {
    const socket = await signedIn();
    send(socket, follow('1'));
    send(socket, follow('1'));
    return closing(socket);
  },
  4429: async () => {
    const socket = await signedIn();
    for (let n = 0; n < 1000; n += 1) send(socket, { type: 'ping' });
    return closing(socket);
  },
  4500: async () => {
    trouble = new Error('marker-of-the-inside');
    const socket = await opened();
    send(socket, { type: 'connection_init', payload: { authorization: 'word' } });
    const closed = await closing(socket);
    trouble = null;
    return closed;
  },
};
test('a socket is closed with no code that is not on the page, and each of them is produced', async () => {
  const ours = speakingSources().flatMap((text) =>
    [...text.matchAll(/\bcode: ([14]\d{3})\b|\.close\(([14]\d{3})\b/g)].map(([, a, b]) => a ?? b ?? ''),
  );
  expect(ours.length).toBeGreaterThan(3);
  // Those of the library, without what a client alone sends: 4004, 4005, 4504.
  const library = Object.values(CloseCode).filter((code) => typeof code === 'number' && code >= 4400 && code <= 4500);
  // Those of the protocol itself: not masked and such, not UTF-8, too long.
  const protocol = ['1002', '1007', '1009'];
  const all = [...new Set([...ours, ...library.map(String), ...protocol])].sort();
  expect([...documented.keys()].sort()).toEqual(all);
  expect(Object.keys(producers).sort()).toEqual(all);
});

test.each(
  Object.entries(producers),
)('a socket is closed with %s, and the page says what to do', async (code, produce) => {
  const closed = await produce();
  expect(closed.code).toBe(Number(code));
  expect(closed.reason).not.toContain('marker-of-the-inside');
  expect(documented.get(code)?.[1]).toMatch(saysHowToComeIn);
});
