import {
  type Bookmark,
  type Followed,
  type Following,
  type FollowOptions,
  followWith,
  type GraphQLProblem,
  RefusedError,
} from './follow-events.ts';

/** So long after the last sign of life a connection is given up; the server sends one every 10 s. */
const silenceMs = 30_000;

/**
 * Follows events over server-sent events, with fetch: the browser's own EventSource can send no `Authorization`.
 *
 * @param options.url  `https://…/graphql`.
 */
export function followOverEventStream<Event extends Followed>(
  options: FollowOptions<Event> & { readonly url: string },
): Following {
  const { url, query, variables, token } = options;
  const connectOnce = async (bookmark: Bookmark, take: (event: Event) => Promise<void>, signal: AbortSignal) => {
    const gone = new AbortController();
    const leave = () => gone.abort();
    signal.addEventListener('abort', leave, { once: true });
    let silence = setTimeout(leave, silenceMs);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          accept: 'text/event-stream',
          'content-type': 'application/json',
          authorization: `Bearer ${await token()}`,
          ...(bookmark.cursor === undefined ? {} : { 'last-event-id': bookmark.cursor }),
        },
        body: JSON.stringify({ query, variables }),
        signal: gone.signal,
      });
      if (!response.ok) throw new RefusedError(problemsIn(await response.text()));
      for await (const { id, data } of blocksOf(response.body)) {
        clearTimeout(silence);
        silence = setTimeout(leave, silenceMs);
        if (data !== null && data !== '') {
          const { data: result, errors } = JSON.parse(data) as Result<Event>;
          const event = Object.values(result ?? {})[0];
          if (event) await take(event);
          else throw new RefusedError(errors ?? []);
        } else if (id !== null) {
          // A quiet stream: nothing before this place was for us.
          bookmark.cursor = id;
        }
      }
    } catch (error) {
      // A connection that breaks is taken up again.
      if (error instanceof RefusedError) throw error;
    } finally {
      clearTimeout(silence);
      signal.removeEventListener('abort', leave);
      leave();
    }
  };
  return followWith(connectOnce, options);
}

interface Result<Event> {
  readonly data?: Readonly<Record<string, Event>> | null;
  readonly errors?: readonly GraphQLProblem[];
}

function problemsIn(text: string): readonly GraphQLProblem[] {
  try {
    return (JSON.parse(text) as Result<never>).errors ?? [];
  } catch {
    return [{ message: 'The server, or something before it, answered with what is no GraphQL.' }];
  }
}

async function* blocksOf(body: ReadableStream<Uint8Array> | null) {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) yield { id: fieldOf(block, 'id'), data: fieldOf(block, 'data') };
  }
}

function fieldOf(block: string, name: string): string | null {
  const line = block.split('\n').find((each) => each.startsWith(`${name}:`));
  return line === undefined ? null : line.slice(name.length + 1).trim();
}
