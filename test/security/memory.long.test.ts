import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { memoryInUse } from '../support/memory.ts';
import { type ServedEstate, serveEstate } from './served-estate.ts';

// What somebody who means no good can make the service keep.

let estate: ServedEstate;
const unreadMs = 500;

beforeAll(async () => {
  estate = await serveEstate({ limits: { unreadMs, aliases: 500 } });
});

afterAll(() => estate.close());

// Red (several hundred megabytes) when pipeline.ts keeps a thousand documents, however large.
test('ever new documents, right ones and wrong ones, take bounded memory', async () => {
  const before = await memoryInUse();
  const large = (n: number, field: string) =>
    `query q${n} { resources(where: { tagsAny: [${'"t" '.repeat(4900)}] }) { edges { ${field} } } }`;
  for (let n = 0; n < 300; n += 1) {
    const { errors } = await estate.ask(large(n, n % 2 === 0 ? 'cursor' : 'nonsense'));
    expect(errors).toHaveLength(1);
  }
  expect((await memoryInUse()) - before).toBeLessThan(60e6);
});

// Red without endUnread (limits/http.ts).
test('an answer that its client does not read is not kept for ever', async () => {
  const aliases = Array.from({ length: 300 }, (_, n) => `a${n}: description`).join(' ');
  const body = JSON.stringify({ query: `{ __schema { types { fields { ${aliases} } } } }` });
  const whole = (await (await estate.post(body)).text()).length;
  // More than the kernel's buffers of both ends take.
  expect(whole).toBeGreaterThan(12e6);
  const { hostname, port } = new URL(estate.url);
  const socket = connect(Number(port), hostname);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => {});
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  let read = 0;
  // The answer has begun, and nothing more of it is read.
  await once(socket, 'data');
  socket.pause();
  const begunAtMs = performance.now();
  await vi.waitUntil(() => performance.now() > begunAtMs + 4 * unreadMs, { timeout: 30_000 });
  socket.on('data', (chunk) => {
    read += chunk.length;
  });
  socket.resume();
  await closed;
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThan(whole - 1e6);
});
