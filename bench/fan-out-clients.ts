// Sockets that count what they receive, in a process of their own so that their work is not the server's. They speak just as
// much WebSocket as it takes: a whole client would be slower than what is measured. Orders come from fan-out.ts.

import { connect, type Socket } from 'node:net';

export type Order =
  | {
      readonly do: 'open';
      readonly url: string;
      readonly sockets: number;
      /** Dealt out in turn: one viewer may not have ten thousand sockets. */
      readonly tokens: readonly string[];
      readonly query: string | null;
    }
  | { readonly do: 'await'; readonly messages: number }
  | { readonly do: 'latencies' }
  | { readonly do: 'close' };

export type Report =
  | { readonly done: 'open' | 'close' | 'await' }
  /** From the moment that stands in an event's name until it was received, in milliseconds; of a sample of the sockets. */
  | { readonly done: 'latencies'; readonly ms: readonly number[] };

const openAtOnce = 200;
/** Of so many sockets one notes when things arrive. */
const sampleEvery = 10;

let sockets: Socket[] = [];
let received = 0;
let wanted = Number.POSITIVE_INFINITY;
let latencies: number[] = [];

const report = (message: Report) => process.send?.(message);
const nowMs = () => performance.timeOrigin + performance.now();

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
  } else if (order.do === 'latencies') {
    report({ done: 'latencies', ms: latencies });
    latencies = [];
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

/** Open, and where there is a query, following. */
function open({ url, tokens, query }: Extract<Order, { do: 'open' }>, index: number): Promise<Socket> {
  const sampled = index % sampleEvery === 0;
  const token = tokens[index % tokens.length];
  const { port, host, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.setNoDelay(true);
    socket.on('error', reject);
    socket.write(
      `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
        'Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
    );
    let rest: Buffer | null = null;
    let following = query === null;
    const onMessage = (payload: Buffer) => {
      if (following) {
        received += 1;
        if (sampled) noteLatency(payload);
        return;
      }
      // The first message is connection_ack. Ids are as long as those that clients make.
      following = true;
      send(socket, { id: crypto.randomUUID(), type: 'subscribe', payload: { query } });
      resolve(socket);
    };
    const onData = (chunk: Buffer) => {
      rest = readFrames(rest === null ? chunk : Buffer.concat([rest, chunk]), socket, onMessage);
      if (received >= wanted) settle();
    };
    socket.once('data', (answer: Buffer) => {
      const end = answer.indexOf('\r\n\r\n');
      if (!answer.includes(' 101 ')) return reject(new Error(String(answer)));
      socket.on('data', onData);
      if (end + 4 < answer.length) onData(answer.subarray(end + 4));
      if (query === null) resolve(socket);
      else send(socket, { type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    });
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

function noteLatency(payload: Buffer): void {
  const at = payload.indexOf('"at:');
  if (at >= 0) latencies.push(nowMs() - Number(payload.toString('latin1', at + 4, payload.indexOf('"', at + 4))));
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
