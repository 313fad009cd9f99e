import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
