import { once } from 'node:events';
import { WebSocket } from 'ws';

// Clients that show what is on the wire, and can be told not to read.

export const follow = 'subscription ($after: String) { resourceEvents(after: $after) { cursor type urn name } }';

export interface SocketMessage {
  readonly id?: string;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever a test looks into
  readonly payload?: any;
}

/** A socket of graphql-transport-ws, message by message. */
export interface RawSocket {
  readonly socket: WebSocket;
  readonly messages: SocketMessage[];
  readonly closed: Promise<{ code: number; reason: string }>;
  subscribe(id: string, query: string, variables?: Record<string, unknown>): void;
  send(message: unknown): void;
  /** Names of the events that a subscription was sent. */
  namesOf(id: string): string[];
  of(id: string): SocketMessage[];
}

export async function openSocket(url: string, token: string | null): Promise<RawSocket> {
  const socket = new WebSocket(url, 'graphql-transport-ws');
  const messages: SocketMessage[] = [];
  const closed = once(socket, 'close').then(([code, reason]) => ({ code: Number(code), reason: String(reason) }));
  socket.on('message', (data) => messages.push(JSON.parse(String(data))));
  socket.on('error', () => {});
  await once(socket, 'open');
  const send = (message: unknown) => socket.send(JSON.stringify(message));
  send({ type: 'connection_init', payload: token === null ? {} : { authorization: `Bearer ${token}` } });
  await once(socket, 'message'); // connection_ack
  const raw: RawSocket = {
    socket,
    messages,
    closed,
    send,
    subscribe: (id, query, variables = {}) => send({ id, type: 'subscribe', payload: { query, variables } }),
    of: (id) => messages.filter((message) => message.id === id),
    namesOf: (id) =>
      raw
        .of(id)
        .filter(({ type }) => type === 'next')
        .map(({ payload }) => payload.data?.resourceEvents.name),
  };
  return raw;
}

/** One block of an event stream. */
export interface Block {
  readonly event: string | null;
  readonly id: string | null;
  readonly data: string | null;
  readonly comment: boolean;
}

export interface RawEventStream {
  readonly status: number;
  readonly headers: Headers;
  readonly blocks: Block[];
  readonly names: () => string[];
  readonly ended: Promise<'ended' | 'broken'>;
  /** The last id that was sent, as a client that follows the rules keeps it. */
  readonly lastId: () => string | null;
  close(): void;
}

export async function openEventStream(
  url: string,
  token: string | null,
  options: { query?: string; variables?: Record<string, unknown>; lastEventId?: string; method?: 'GET' | 'POST' } = {},
): Promise<RawEventStream> {
  const gone = new AbortController();
  const { query = follow, variables = {}, lastEventId, method = 'POST' } = options;
  const headers = {
    accept: 'text/event-stream',
    ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
  };
  const response =
    method === 'POST'
      ? await fetch(url, { method, headers, body: JSON.stringify({ query, variables }), signal: gone.signal })
      : await fetch(`${url}?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`, {
          headers,
          signal: gone.signal,
        });
  const blocks: Block[] = [];
  const read = async () => {
    let text = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      const whole = text.split('\n\n');
      text = whole.pop() ?? '';
      blocks.push(...whole.map(toBlock));
    }
  };
  return {
    status: response.status,
    headers: response.headers,
    blocks,
    names: () =>
      blocks.flatMap(({ event, data }) =>
        event === 'next' && data !== null ? (JSON.parse(data).data?.resourceEvents.name ?? []) : [],
      ),
    ended: read().then(
      () => 'ended',
      () => 'broken',
    ),
    lastId: () => blocks.findLast(({ id }) => id !== null)?.id ?? null,
    close: () => gone.abort(),
  };
}

function toBlock(text: string): Block {
  const lines = text.split('\n');
  const field = (name: string) => {
    const found = lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trim());
    return found.length === 0 ? null : found.join('\n');
  };
  return { event: field('event'), id: field('id'), data: field('data'), comment: text.startsWith(':') };
}
