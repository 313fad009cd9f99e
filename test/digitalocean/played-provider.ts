import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import type { TokenPurpose } from '../../src/base/config.ts';
import { type ClientOptions, createClient } from '../../src/digitalocean/client.ts';
import { ProviderError } from '../../src/digitalocean/errors.ts';
import { tokensFrom } from '../../src/digitalocean/tokens.ts';

/** Planted as the token, to be found nowhere but in the authorization header. */
export const marker = 'planted-feedface-0123456789';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** From 1. */
  readonly number: number;
}

export interface Reply {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Record<string, string>;
  /** `reset`: no answer. `hang`: never one. `cut`: headers and half a body. `drip`: the same, and the connection stays open. */
  readonly trouble?: 'reset' | 'hang' | 'cut' | 'drip';
}

/** A real HTTP server on loopback that answers as told, and remembers what it was asked. */
export async function playProvider(answer: (asked: Asked) => Reply | Promise<Reply>) {
  const asked: Asked[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', async () => {
      const url = new URL(request.url ?? '/', 'http://provider');
      const { method = '', headers } = request;
      asked.push({ method, path: url.pathname, query: url.searchParams, headers, body, number: asked.length + 1 });
      const reply = await answer(asked.at(-1) as Asked);
      const text = reply.text ?? JSON.stringify(reply.json ?? {});
      if (reply.trouble === 'hang') return;
      if (reply.trouble === 'reset') return void request.socket.destroy();
      response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
      if (reply.trouble === undefined) return void response.end(text);
      response.write(text.slice(0, text.length / 2), () => {
        if (reply.trouble === 'cut') request.socket.destroy();
      });
    });
  });
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked, connections: () => connections };
}

/** A client of a played provider: its waits are remembered, not waited; its log is kept. */
export function clientOf(provider: { readonly url: string }, options: Partial<ClientOptions> = {}) {
  const waits: number[] = [];
  const logged: string[] = [];
  const tokens = new Map<TokenPurpose | 'default', string>([['default', marker]]);
  const client = createClient({
    baseUrl: provider.url,
    tokens: tokensFrom(tokens),
    clock: systemClock,
    log: pino({ level: 'trace' }, { write: (line) => void logged.push(line) }),
    pause: async (ms) => void waits.push(ms),
    ...options,
  });
  onTestFinished(() => client.close());
  return { client, waits, logged };
}

export const calmly = () => ({ purpose: 'sync_full' as const, signal: new AbortController().signal });

/** The provider error that a promise ends in. */
export async function troubleOf(promise: Promise<unknown>): Promise<ProviderError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ProviderError) return error;
  throw new Error(`expected a ProviderError, got ${error}`, { cause: error });
}
