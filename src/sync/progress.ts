import { messageOf } from '../base/errors.ts';
import type { Sql } from '../db/sql.ts';
import type { CallOptions, Client } from '../digitalocean/client.ts';
import type { Log } from '../observability/log.ts';
import { type Attempt, noteProgress, RunLostError } from './runs.ts';

/** What a run has spent so far, written down every second; the same look tells whether the run is still ours. */
export interface Progress {
  /** Counts each request that is made through it. */
  readonly client: Client;
  /** Aborts when the run was cancelled, or another instance has taken it over. */
  readonly signal: AbortSignal;
  /** Writes down what is not yet. @throws RunLostError */
  flush(): Promise<void>;
  stop(): void;
}

const everyMs = 1000;

export function startProgress(options: {
  readonly db: Sql;
  readonly client: Client;
  readonly attempt: Attempt;
  readonly log: Log;
}): Progress {
  const { db, client, attempt, log } = options;
  const lost = new AbortController();
  let unwritten = 0;

  const counted = <Options extends CallOptions>(call: Options): Options => ({
    ...call,
    onRequest: () => {
      unwritten += 1;
      call.onRequest?.();
    },
  });

  const flush = async () => {
    const requests = unwritten;
    unwritten = 0;
    try {
      await noteProgress(db, attempt, requests);
    } catch (error) {
      unwritten += requests;
      throw error;
    }
  };

  const timer = setInterval(() => {
    flush().catch((error) => {
      if (error instanceof RunLostError) lost.abort(error);
      // While the database is away a lost run cannot be told from a kept one; its next write will say.
      else log.debug({ error: messageOf(error) }, 'The progress of a run could not be written down.');
    });
  }, everyMs);

  return {
    client: {
      clock: client.clock,
      get: (path, call) => client.get(path, counted(call)),
      send: (method, path, json, call) => client.send(method, path, json, counted(call)),
      close: () => client.close(),
    },
    signal: lost.signal,
    flush,
    stop: () => clearInterval(timer),
  };
}
