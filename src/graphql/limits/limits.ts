import { ArcadiaError } from '../../base/errors.ts';

/** How much one request, one socket and one viewer may ask for. */
export interface Limits {
  /** Bytes of an HTTP request's body, and of one message on a socket. */
  readonly bodyBytes: number;
  /** Lexical tokens of a document. */
  readonly tokens: number;
  /** Fields written in a document, fragments counted once. */
  readonly fields: number;
  /** Fields at the root of an operation, fragments expanded. */
  readonly rootFields: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields inside fields, fragments expanded. `edges` and `node` are two. */
  readonly depth: number;
  /** Objects that one operation may ask for, as operationCost counts them. */
  readonly cost: number;
  /** What one viewer may spend: a bucket of this size, filled evenly within a minute. */
  readonly costPerMinute: number;
  readonly subscriptionsPerSocket: number;
  /** Over sockets and event streams together, on one instance. */
  readonly subscriptionsPerViewer: number;
  /** What they keep in memory all together, roughly: their variables, and each document once. On one instance. */
  readonly subscriptionBytesPerViewer: number;
  /** On one instance. */
  readonly socketsPerViewer: number;
  /** How long a socket may take over its connection_init. */
  readonly connectionInitMs: number;
  /** Sockets on one instance whose connection_init has not come yet. */
  readonly socketsWithoutViewer: number;
  /** Of one socket, on average over some seconds. */
  readonly messagesPerSecond: number;
  /** Bytes that wait for a client that does not read them. */
  readonly unsentBytes: number;
  /** How long a client may take nothing of an HTTP answer that waits for it. Event streams lag, and have more time. */
  readonly unreadMs: number;
}

export const defaultLimits: Limits = {
  bodyBytes: 256 * 1024,
  tokens: 5000,
  fields: 1000,
  rootFields: 20,
  aliases: 50,
  directives: 20,
  depth: 16,
  cost: 10_000,
  costPerMinute: 1_000_000,
  subscriptionsPerSocket: 100,
  subscriptionsPerViewer: 5000,
  subscriptionBytesPerViewer: 16 * 1024 * 1024,
  socketsPerViewer: 2000,
  connectionInitMs: 5000,
  socketsWithoutViewer: 1000,
  messagesPerSecond: 1000,
  unsentBytes: 16 * 1024 * 1024,
  unreadMs: 60_000,
};

/** What the request asked too much of; programs find the limit's name and size in `extensions`. */
export function limitExceeded(
  limit: keyof Limits,
  max: number,
  message: string,
  extensions: Record<string, unknown> = {},
): ArcadiaError {
  return new ArcadiaError('LIMIT_EXCEEDED', message, { extensions: { limit, max, ...extensions } });
}
