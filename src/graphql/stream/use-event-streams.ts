import type { GraphQLError } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { unauthenticated } from '../../auth/rejection.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Clock } from '../../base/clock.ts';
import { outsideSpans } from '../../observability/trace.ts';
import type { Context } from '../context.ts';
import type { CredentialWatch } from './credentials.ts';
import { EventStream } from './event-stream.ts';
import type { SubscriptionArgs } from './source.ts';
import { Stream } from './stream.ts';
import type { Streams } from './streams.ts';

export interface EventStreamOptions {
  readonly streams: Streams;
  readonly credentials: CredentialWatch;
  readonly present: (error: unknown) => GraphQLError;
  readonly clock: Clock;
  /** How often a quiet stream says that it is alive, and where it is. */
  readonly beatMs?: number;
}

interface Opened {
  readonly body: EventStream;
  readonly stream: Stream;
  readonly context: Context;
}

const defaultBeatMs = 10_000;
/** A client that takes nothing for so long is gone without having said so. */
const longestStuckMs = 300_000;

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  connection: 'keep-alive',
  // Proxies that gather an answer before they pass it on would pass on nothing.
  'x-accel-buffering': 'no',
};

/** Serves subscriptions as server-sent events, with ids to come back to, off the same streams as sockets. */
export function useEventStreams(options: EventStreamOptions): Plugin<Context> & { stop(): void } {
  const { streams, credentials, present, clock, beatMs = defaultBeatMs } = options;
  const opened = new WeakMap<Request, Opened>();
  const bodies = new Set<EventStream>();
  const beats = setInterval(() => {
    const nowMs = performance.now();
    for (const body of bodies) {
      if (body.stuckForMs(nowMs) > longestStuckMs) body.destroy();
      else body.beat();
    }
  }, beatMs).unref();

  const watch = (viewer: Viewer | null, body: EventStream) => {
    if (viewer === null) return () => {};
    return credentials.watch(viewer, () => {
      const expired = viewer.expiresAt !== null && viewer.expiresAt <= clock.now();
      const apiKey = viewer.credential.kind === 'api_key';
      body.refuse(present(unauthenticated(expired ? (apiKey ? 'expired_api_key' : 'expired') : 'revoked')));
    });
  };

  return {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn(async (args) => {
        const body = new EventStream();
        const subscription = { args: args as SubscriptionArgs, sink: body }; // our context, as `context` made it
        const stream = await streams.subscribe(subscription);
        // yoga has put the request beside what is in our context.
        if (stream instanceof Stream)
          opened.set(args.contextValue.request, { body, stream, context: args.contextValue });
        return stream;
      });
    },
    onResultProcess({ request, result, resultProcessor, setResultProcessor }) {
      const found = opened.get(request);
      // Without a processor the client has not said that it takes an event stream, and is told so.
      if (found === undefined || resultProcessor === undefined || !isAsyncIterable(result)) return;
      const { body, stream, context } = found;
      setResultProcessor((_result, fetchAPI) => {
        const unwatch = watch(context.viewer, body);
        const gone = () => body.destroy();
        context.signal.addEventListener('abort', gone, { once: true });
        bodies.add(body);
        body.once('close', () => {
          bodies.delete(body);
          unwatch();
          context.signal.removeEventListener('abort', gone);
        });
        const cursorNow = () => (stream.position === null ? null : context.events.cursors.sealBlind(stream.position));
        // It starts here, and is executed for whoever shares it, long after this request was answered.
        outsideSpans(() => body.begin(result[Symbol.asyncIterator](), cursorNow));
        // Node's streams are taken as a body as they are, which the web's types do not know.
        return new fetchAPI.Response(body as unknown as BodyInit, { status: 200, headers });
      }, 'text/event-stream');
    },
    stop: () => clearInterval(beats),
  };
}
