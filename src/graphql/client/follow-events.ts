// For clients: how to follow events so that nothing is missed and nothing comes twice. It keeps the cursor of the last event
// that was taken, and whatever happens to the connection, goes on after it. Nothing of the server is used here, so the file
// can be taken along as it is.

/** What an event must at least be asked for. */
export interface Followed {
  readonly cursor: string;
}

export interface FollowOptions<Event extends Followed> {
  /** A subscription that takes `$after: String`, hands it to `resourceEvents(after:)`, and selects `cursor`. */
  readonly query: string;
  /** Its other variables. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The last cursor that the client has; `"0"` for the beginning; absent: from now on. */
  readonly after?: string;
  /** Asked at each connection, so that an expired token is replaced by a fresh one. */
  readonly token: () => string | Promise<string>;
  /** Takes one event. Its cursor counts as taken when this returns; while it works, no other event comes. */
  readonly onEvent: (event: Event) => void | Promise<void>;
  /**
   * The log no longer reaches back to the cursor: read `eventHead`, then the list anew, and return that head.
   * Absent: following ends with the error.
   */
  readonly onExpired?: () => string | Promise<string>;
}

export interface Following {
  /** Of the last event that was taken, or where the server has told that a quiet stream is. */
  readonly cursor: string | undefined;
  /** Resolves after `stop`; rejects when the server refuses for good, such as for a mistake in the query. */
  readonly ended: Promise<void>;
  stop(): void;
}

/** Refused in a way that trying again as before would not mend. */
export class RefusedError extends Error {
  readonly errors: readonly GraphQLProblem[];

  constructor(errors: readonly GraphQLProblem[]) {
    super(errors[0]?.message ?? 'The server ended the stream.');
    this.name = 'RefusedError';
    this.errors = errors;
  }

  get code(): string | undefined {
    return this.errors[0]?.extensions?.code;
  }
}

export interface GraphQLProblem {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly [name: string]: unknown };
}

/** The last position that was taken. */
export interface Bookmark {
  cursor: string | undefined;
}

/**
 * One connection. Resolves when it ends or breaks and should be taken up again.
 *
 * @throws RefusedError  When the server gave errors instead of events.
 */
export type ConnectOnce<Event extends Followed> = (
  bookmark: Bookmark,
  take: (event: Event) => Promise<void>,
  signal: AbortSignal,
) => Promise<void>;

const shortestPauseMs = 200;
const longestPauseMs = 10_000;
/** A fresh token or a new attempt mends these. */
const passing: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'LIMIT_EXCEEDED', 'INTERNAL_SERVER_ERROR']);

/** Connects again and again, each time after the last event that was taken. */
export function followWith<Event extends Followed>(
  connectOnce: ConnectOnce<Event>,
  { after, onEvent, onExpired }: Pick<FollowOptions<Event>, 'after' | 'onEvent' | 'onExpired'>,
): Following {
  const bookmark: Bookmark = { cursor: after };
  const stopping = new AbortController();
  const { signal } = stopping;
  let pauseMs = shortestPauseMs;

  let failure: { readonly reason: unknown } | null = null;

  const take = async (event: Event) => {
    if (failure !== null) return;
    try {
      await onEvent(event);
    } catch (reason) {
      // The caller's own trouble is not mended by connecting again.
      failure = { reason };
      stopping.abort();
      return;
    }
    bookmark.cursor = event.cursor;
    pauseMs = shortestPauseMs;
  };
  const handleRefusal = async (error: unknown) => {
    if (!(error instanceof RefusedError)) return;
    if (error.code === 'CURSOR_EXPIRED' && onExpired !== undefined) bookmark.cursor = await onExpired();
    else if (!passing.has(error.code ?? '')) throw error;
  };
  const follow = async () => {
    while (!signal.aborted) {
      await connectOnce(bookmark, take, signal).catch(handleRefusal);
      // Half of it is chance, so that many clients do not come back to a restarted server all at once.
      await pause(pauseMs * (0.5 + Math.random() / 2), signal);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
    if (failure !== null) throw failure.reason;
  };
  return {
    get cursor() {
      return bookmark.cursor;
    },
    ended: follow(),
    stop: () => stopping.abort(),
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
