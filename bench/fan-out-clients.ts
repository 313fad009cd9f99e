// Sockets that count what they receive, in a process of their own so that their work is not the server's. They speak just as
// much WebSocket as it takes: a whole client would be slower than what is measured. Orders come from fan-out.ts.

import { connect, type Socket } from 'node:net';

export type Order =
  | {
      readonly do: 'open';
      readonly url: string;
      readonly sockets: number;
      readonly tokens: readonly string[];
      readonly query: string | null;
    }
  | { readonly do: 'await'; readonly messages: number }
  | { readonly do: 'arrivals' | 'usage' | 'close' };

/** The number of an event, and when it was received, in milliseconds since 1970. */
export type Arrivals = readonly (readonly [event: number, atMs: number])[];

export type Report =
  | { readonly done: 'open' | 'close' | 'await' }
  | { readonly done: 'arrivals'; readonly arrivals: Arrivals }
  | { readonly done: 'usage'; readonly cpuMs: number };

const openAtOnce = 200;
/** Of so many sockets one notes when things arrive. No divisor of the number of tokens: all viewers are in the sample. */
const sampleEvery = 9;

let sockets: Socket[] = [];
let received = 0;
let wanted = Number.POSITIVE_INFINITY;
let arrivals: [event: number, atMs: number][] = [];

const report = (message: Report) => process.send?.(message);
const nowMs = () => performance.timeOrigin + performance.now();

process.on('disconnect', () => process.exit());
process.on('message', async (order: Order) => {
  if (order.do === 'open') {
    for (let from = 0; from < order.sockets; from += openAtOnce) {
      const count = Math.min(openAtOnce, order.sockets - from);
      const opened = Array.from({ length: count }, (_, i) => open(order, from + i));
      sockets.push(...(await Promise.all(opened)));
    }
    report({ done: 'open' });
  } else if (order.do === 'await') {
    wanted = order.messages;
    settle();
  } else if (order.do === 'arrivals') {
    report({ done: 'arrivals', arrivals });
    arrivals = [];
  } else if (order.do === 'usage') {
    const { user, system } = process.cpuUsage();
    report({ done: 'usage', cpuMs: (user + system) / 1000 });
  } else {
    for (const socket of sockets) socket.destroy();
    sockets = [];
    report({ done: 'close' });
  }
});

function settle(): void {
  if (received < wanted) return;
  received -= wanted;
  wanted = Number.POSITIVE_INFINITY;
  report({ done: 'await' });
}

/** What a socket reads into: one for all, since what was read is dealt with before the next is read. */
const inbox = Buffer.allocUnsafe(64 * 1024);

/** Open, and where there is a query, following. */
function open({ url, tokens, query }: Extract<Order, { do: 'open' }>, index: number): Promise<Socket> {
  const sampled = index % sampleEvery === 0;
  const token = tokens[index % tokens.length];
  const { port, host, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    let upgraded = false;
    let rest: Buffer | null = null;
    let following = query === null;
    const onMessage = (payload: Buffer) => {
      if (following) {
        received += 1;
        if (sampled) noteArrival(payload);
        return;
      }
      // The first message is connection_ack. Ids are as long as those that clients make.
      following = true;
      send(socket, { id: crypto.randomUUID(), type: 'subscribe', payload: { query } });
      resolve(socket);
    };
    const onFrames = (chunk: Buffer) => {
      const left = readFrames(rest === null ? chunk : Buffer.concat([rest, chunk]), socket, onMessage);
      rest = left === null ? null : Buffer.from(left); // the inbox is the next one's
      if (received >= wanted) settle();
    };
    const onBytes = (chunk: Buffer) => {
      if (upgraded) return onFrames(chunk);
      const end = chunk.indexOf('\r\n\r\n');
      if (!chunk.includes(' 101 ')) return reject(new Error(String(chunk)));
      upgraded = true;
      if (end + 4 < chunk.length) onFrames(chunk.subarray(end + 4));
      if (query === null) resolve(socket);
      else send(socket, { type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    };
    const socket = connect({
      port: Number(port),
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: inbox,
        callback(size) {
          onBytes(inbox.subarray(0, size));
          return true;
        },
      },
    });
    socket.on('error', reject);
    socket.write(
      `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
        'Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
    );
  });
}

/** @returns what is left of the last frame, when it has not come whole. */
function readFrames(bytes: Buffer, socket: Socket, onMessage: (payload: Buffer) => void): Buffer | null {
  let at = 0;
  while (bytes.length - at >= 2) {
    const opcode = (bytes[at] ?? 0) & 0x0f;
    let length = (bytes[at + 1] ?? 0) & 0x7f;
    let head = 2;
    if (length === 126) {
      if (bytes.length - at < 4) break;
      length = bytes.readUInt16BE(at + 2);
      head = 4;
    }
    if (bytes.length - at < head + length) break;
    if (opcode === 1) onMessage(bytes.subarray(at + head, at + head + length));
    else if (opcode === 9) socket.write(frame(10, Buffer.alloc(0)));
    at += head + length;
  }
  return at === bytes.length ? null : bytes.subarray(at);
}

/** @param payload  Of an event whose name is at: and its number. */
function noteArrival(payload: Buffer): void {
  const at = payload.indexOf('"at:');
  if (at >= 0) arrivals.push([Number(payload.toString('latin1', at + 4, payload.indexOf('"', at + 4))), nowMs()]);
}

function send(socket: Socket, message: object): void {
  socket.write(frame(1, Buffer.from(JSON.stringify(message))));
}

/** A client's frame: masked, with a mask that changes nothing. */
function frame(opcode: number, payload: Buffer): Buffer {
  const head =
    payload.length < 126
      ? Buffer.from([0x80 | opcode, 0x80 | payload.length, 0, 0, 0, 0])
      : Buffer.from([0x80 | opcode, 0x80 | 126, payload.length >> 8, payload.length & 0xff, 0, 0, 0, 0]);
  return Buffer.concat([head, payload]);
}
