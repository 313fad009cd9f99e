import { connect, type Socket } from 'node:net';

// A client that costs little, so that what is measured is the server: it keeps its connections, writes one prepared request
// again and again, and reads no more of an answer than where it ends.

export interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON by POST; absent: a GET. */
  readonly body?: unknown;
}

export interface Load {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Of one answer, its head included. */
  readonly bytes: number;
}

/**
 * Asks the same again and again, over so many connections at once.
 *
 * @param isRight  Of each eighth answer, what it says about its body.
 * @throws Error   when an answer has another status than `status`, or is not right.
 */
export async function loadWith(
  target: Target,
  {
    connections,
    seconds,
    status = 200,
    isRight = () => true,
  }: { connections: number; seconds: number; status?: number; isRight?: (body: Buffer) => boolean },
): Promise<Load> {
  const request = requestOf(target);
  const { hostname, port } = new URL(target.url);
  const times: number[] = [];
  let bytes = 0;
  let answers = 0;
  const beganAtMs = performance.now();
  const endsAtMs = beganAtMs + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const connection = await open(hostname, Number(port));
      while (performance.now() < endsAtMs) {
        const sentAtMs = performance.now();
        const answer = await connection.ask(request);
        times.push(performance.now() - sentAtMs);
        bytes = answer.bytes;
        answers += 1;
        if (answers % checkEvery === 0 && !isRight(bodyOf(answer))) {
          throw new Error(
            `${target.url} answered something else than before: ${bodyOf(answer).toString('utf8', 0, 300)}`,
          );
        }
        if (answer.status !== status) throw new Error(`${target.url} answered ${answer.status}: ${answer.head}`);
      }
      connection.close();
    }),
  );
  const tookMs = performance.now() - beganAtMs;
  times.sort((a, b) => a - b);
  const quantile = (part: number) => times[Math.floor(part * (times.length - 1))] ?? Number.NaN;
  return {
    requests: times.length,
    perSecond: (times.length * 1000) / tookMs,
    p50Ms: quantile(0.5),
    p95Ms: quantile(0.95),
    p99Ms: quantile(0.99),
    bytes,
  };
}

/** Looking at each answer would take as much of the processor as some servers take to make one. */
const checkEvery = 8;

interface Answer {
  readonly status: number;
  readonly head: string;
  readonly bytes: number;
  readonly chunks: readonly Buffer[];
}

function requestOf({ url, headers, body }: Target): Buffer {
  const { host, pathname, search } = new URL(url);
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = [
    `${body === undefined ? 'GET' : 'POST'} ${pathname}${search} HTTP/1.1`,
    `host: ${host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ['content-type: application/json', `content-length: ${Buffer.byteLength(text)}`]),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`);
}

async function open(host: string, port: number) {
  const socket: Socket = connect(port, host);
  socket.setNoDelay(true);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | null = null;
  let chunks: Buffer[] = [];
  const fail = (error: Error) => waiting?.reject(error);
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('The server closed a connection.')));
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    const answer = wholeAnswer(chunks);
    if (answer === null) return;
    chunks = [];
    waiting?.resolve(answer);
  });
  return {
    ask(request: Buffer): Promise<Answer> {
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      });
    },
    close() {
      waiting = null;
      socket.destroy();
    },
  };
}

const lastChunk = Buffer.from('\r\n0\r\n\r\n');

/** One answer at a time is under way, so what has come is its beginning. @returns null until it is whole. */
function wholeAnswer(chunks: readonly Buffer[]): Answer | null {
  const first = chunks[0] ?? Buffer.alloc(0);
  const end = first.indexOf('\r\n\r\n');
  if (end < 0) {
    if (chunks.length === 1) return null;
    return wholeAnswer([Buffer.concat(chunks)]);
  }
  const head = first.toString('latin1', 0, end);
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const status = Number(head.slice(9, 12));
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return bytes >= end + 4 + Number(length) ? { status, head, bytes, chunks } : null;
  if (status === 304 || status === 204) return { status, head, bytes, chunks };
  const tail = Buffer.concat(chunks.slice(-2));
  return tail.subarray(-lastChunk.length).equals(lastChunk) ? { status, head, bytes, chunks } : null;
}

function bodyOf({ head, chunks }: Answer): Buffer {
  const body = Buffer.concat(chunks).subarray(head.length + 4);
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return body;
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, line), 16);
    if (!(size > 0)) return Buffer.concat(parts);
    parts.push(body.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}
