import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { messageOf } from '../base/errors.ts';
import type { Log } from '../observability/log.ts';

/** A doorbell that Postgres rings (`notify <channel>`). It says that there may be something new, never what. */
export interface Listener {
  /** False while the connection is away: then nothing rings, and a poll has to do. */
  readonly connected: boolean;
  /** Ends the connection and the attempts to get a new one. */
  stop(): Promise<void>;
}

const shortestPauseMs = 100;
const longestPauseMs = 10_000;

/**
 * Listens on a connection of its own, and gets a new one whenever it breaks.
 *
 * @param channel   Letters, digits and underscores.
 * @param onNotify  Called at each notification, and after each (re)connect, since some may have been missed. Must not throw.
 */
export function listen(url: string, channel: string, options: { onNotify: () => void; log: Log }): Listener {
  const { onNotify, log } = options;
  const stopping = new AbortController();
  let connected = false;

  async function listenOnce(): Promise<void> {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'arcadia listener',
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 10_000,
    });
    client.on('error', () => {}); // 'end' follows
    client.on('notification', onNotify);
    try {
      await client.connect();
      const ended = once(client, 'end', { signal: stopping.signal });
      ended.catch(() => {}); // it may fail while LISTEN is under way; it is awaited below
      await client.query(`listen "${channel}"`);
      connected = true;
      onNotify();
      await ended;
    } finally {
      connected = false;
      // A connection that is gone without saying so would never answer a goodbye.
      await Promise.race([client.end().catch(() => {}), delay(1000, undefined, { ref: false })]);
    }
  }

  async function listenForEver(): Promise<void> {
    let pauseMs = shortestPauseMs;
    while (!stopping.signal.aborted) {
      const before = performance.now();
      await listenOnce().catch((error: unknown) => {
        if (!stopping.signal.aborted)
          log.warn({ channel, reason: messageOf(error) }, 'the listener lost its connection');
      });
      const lastedMs = performance.now() - before;
      pauseMs = lastedMs > longestPauseMs ? shortestPauseMs : Math.min(pauseMs * 2, longestPauseMs);
      // Half of it is chance, so that a fleet does not come back to a restarted server all at once.
      await delay(pauseMs * (0.5 + Math.random() / 2), undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  const running = listenForEver();
  return {
    get connected() {
      return connected;
    },
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}
