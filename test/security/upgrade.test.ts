import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { type ServedEstate, serveEstate } from './served-estate.ts';

let estate: ServedEstate;

beforeAll(async () => {
  estate = await serveEstate({ corsOrigins: ['https://app.example.com'] });
});

afterAll(() => estate.close());

test('pages of the same and of listed origins may open sockets, and no others', async () => {
  const outcome = (origin: string) =>
    new Promise<string>((resolve) => {
      const url = `${estate.url.replace('http', 'ws')}/graphql`;
      const socket = new WebSocket(url, 'graphql-transport-ws', { headers: { origin } });
      socket.on('error', () => {});
      socket.once('open', () => {
        socket.terminate();
        resolve('open');
      });
      socket.once('unexpected-response', (_request, answer) => {
        socket.terminate();
        resolve(`${answer.statusCode}`);
      });
    });
  expect(await outcome(estate.url)).toBe('open');
  expect(await outcome('https://app.example.com')).toBe('open');
  for (const origin of ['https://evil.example.com', 'http://app.example.com', 'null', 'nonsense']) {
    expect(await outcome(origin), origin).toBe('403');
  }
});

test('an upgrade that is no upgrade, or to elsewhere, ends without harm', async () => {
  const { hostname, port } = new URL(estate.url);
  const send = async (text: string) => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    socket.end(text);
    let answer = '';
    for await (const chunk of socket) answer += chunk;
    return answer.split('\r\n')[0];
  };
  const upgrade = 'Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n';
  expect(await send(`GET /elsewhere HTTP/1.1\r\n${upgrade}\r\n`)).toBe('HTTP/1.1 404 Not Found');
  expect(await send(`GET /graphql HTTP/1.1\r\n${upgrade}\r\n`)).toMatch(/^HTTP\/1.1 400/);
  expect(await send(`GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n`)).toMatch(
    /^HTTP\/1.1 4/,
  );
  expect(await send('\x16\x03\x01nonsense\r\n\r\n')).toMatch(/^HTTP\/1.1 400/);
  expect(await estate.ask('{ __typename }')).toMatchObject({ data: { __typename: 'Query' } });
});

// Red (the process would end) without the listener for errors that sockets.ts gives a connection as it asks for an upgrade.
test('a client that asks for an upgrade and hangs up at once is nobody’s error', async () => {
  const { hostname, port } = new URL(estate.url);
  const upgrade = `Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${btoa('a key of 16 byte')}\r\n`;
  const requests = [
    `GET /elsewhere HTTP/1.1\r\n${upgrade}\r\n`,
    `GET /graphql HTTP/1.1\r\n${upgrade}Origin: https://evil.example.com\r\n\r\n`,
    `GET /graphql HTTP/1.1\r\n${upgrade}\r\n`,
  ];
  const hangUp = (text: string) =>
    new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write(text, () => {
          socket.resetAndDestroy();
          resolve();
        }),
      );
      socket.on('error', () => {});
    });
  for (let round = 0; round < 200; round += 1) await Promise.all(requests.map(hangUp));
  expect(await estate.ask('{ __typename }')).toMatchObject({ data: { __typename: 'Query' } });
});

test('a socket whose frames break the protocol is closed, and nothing of it is written to the console', async () => {
  const { hostname, port } = new URL(estate.url);
  const written = vi.spyOn(console, 'error');
  const socket = new WebSocket(`ws://${hostname}:${port}/graphql`, 'graphql-transport-ws');
  socket.on('error', () => {});
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  // A frame of no kind that there is, not masked either.
  socket.on('upgrade', ({ socket: connection }) => connection.write(Buffer.from([0xff, 0x01, 0x00])));
  expect(await closed).toBe(1002);
  expect(written).not.toHaveBeenCalled();
  written.mockRestore();
});

// Red (status 500, with a stack) without refuseBadHost.
test.each([
  '%%%',
  'a b',
  '[::1',
  '',
  'x:y',
])('a request to the host %j is refused without a word about us', async (host) => {
  const { hostname, port } = new URL(estate.url);
  const socket = connect(Number(port), hostname);
  const body = '{"query":"{ __typename }"}';
  socket.end(
    `POST /graphql HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  expect(answer).toMatch(/^HTTP\/1.1 400 /);
  expect(answer).not.toMatch(/node_modules|at new URL/);
});
