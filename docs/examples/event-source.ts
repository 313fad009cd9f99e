import { createEventSource, type EventSourceClient } from 'eventsource-client';

/**
 * Follows over server-sent events. It comes back by itself with `Last-Event-ID`, which counts more than what the variables say.
 *
 * @param after  A cursor, such as `eventHead`.
 */
export function followOverEventSource<Event>(
  url: string,
  token: () => string | Promise<string>,
  { query, after, onEvent }: { query: string; after: string; onEvent: (event: Event) => void },
): EventSourceClient {
  const source = createEventSource({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    initialLastEventId: after,
    fetch: async (to, init) =>
      fetch(to, { ...init, headers: { ...init?.headers, authorization: `Bearer ${await token()}` } }),
    onMessage({ event, data }) {
      if (event !== 'next') return source.close(); // the server has said all that it will
      const { data: result, errors } = JSON.parse(data);
      if (result) onEvent(result.resourceEvents);
      else console.error(errors);
    },
  });
  return source;
}
