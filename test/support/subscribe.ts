import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { TypedDocumentString } from '../operations/generated/graphql.ts';

/** What a subscriber receives, in order, for as long as the test wants it. */
export interface Subscriber<Data> {
  readonly received: Data[];
  /** When each was received. */
  readonly receivedAt: number[];
  /** Why it ended, or an error that came instead of data; null until then. */
  readonly ended: unknown;
  close(): Promise<void>;
}

/** Follows a subscription over a WebSocket, as a dashboard does. */
export function subscribeOverSocket<Data, Variables>(
  url: string,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  token: string | null,
): Subscriber<Data> {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...(token === null ? {} : { connectionParams: { authorization: `Bearer ${token}` } }),
  });
  const subscriber = {
    received: [] as Data[],
    receivedAt: [] as number[],
    ended: null as unknown,
    close: async () => void (await client.dispose()),
  };
  client.subscribe<Data>(
    { query: String(document), variables: variables as Record<string, unknown> },
    {
      next: ({ data, errors }) => {
        if (errors) subscriber.ended = errors;
        if (!data) return;
        subscriber.received.push(data);
        subscriber.receivedAt.push(Date.now());
      },
      error: (error) => {
        subscriber.ended = error;
      },
      complete: () => {
        subscriber.ended ??= 'completed';
      },
    },
  );
  return subscriber;
}

/** Follows a subscription over server-sent events, as `curl -N` does. */
export function subscribeOverEventStream<Data, Variables>(
  url: string,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  token: string | null,
): Subscriber<Data> {
  const gone = new AbortController();
  const subscriber = {
    received: [] as Data[],
    receivedAt: [] as number[],
    ended: null as unknown,
    close: async () => {
      gone.abort();
      await reading;
    },
  };
  const read = async () => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query: String(document), variables }),
      signal: gone.signal,
    });
    let text = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) take(block);
    }
  };
  const take = (block: string) => {
    const lines = block.split('\n');
    const data = lines.filter((line) => line.startsWith('data:')).map((line) => line.slice(5).trim());
    if (data.length === 0 || !lines.includes('event: next')) return;
    const result = JSON.parse(data.join('\n')) as { data?: Data; errors?: unknown }; // GraphQL's form
    if (result.errors !== undefined) subscriber.ended = result.errors;
    if (!result.data) return;
    subscriber.received.push(result.data);
    subscriber.receivedAt.push(Date.now());
  };
  const reading = read().then(
    () => {
      subscriber.ended ??= 'completed';
    },
    (error: unknown) => {
      subscriber.ended ??= error;
    },
  );
  return subscriber;
}
