import type { WebSocket } from 'ws';

interface Beat {
  /** Since when a ping has been without an answer, as far as it can have arrived; null: none is. */
  unansweredSinceMs: number | null;
  /** Since when its client has not read what waits for it; null: nothing waits. */
  stuckSinceMs: number | null;
}

/** A client that has read nothing for so long will not begin again. */
const longestStuckMs = 300_000;

/** So many intervals a ping may be without an answer: what a slow client has not read also waits where nobody sees it. */
const patience = 2.5;

/**
 * Asks sockets whether anybody is there. Who does not answer has gone without a word. A ping to a client
 * that reads slowly waits behind everything that it has not read, so its silence says nothing, and it is given time.
 */
export class Pulse {
  readonly #beats = new Map<WebSocket, Beat>();
  readonly #everyMs: number;
  readonly #timer: NodeJS.Timeout;

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
    this.#timer = setInterval(() => this.#beat(), everyMs).unref();
  }

  watch(socket: WebSocket): void {
    const beat: Beat = { unansweredSinceMs: null, stuckSinceMs: null };
    this.#beats.set(socket, beat);
    socket.on('pong', () => {
      beat.unansweredSinceMs = null;
    });
    socket.once('close', () => this.#beats.delete(socket));
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    const nowMs = performance.now();
    for (const [socket, beat] of this.#beats) {
      if (socket.readyState !== socket.OPEN) continue;
      if (socket.bufferedAmount > 0) {
        beat.stuckSinceMs ??= nowMs;
        beat.unansweredSinceMs = beat.unansweredSinceMs === null ? null : nowMs;
      } else {
        beat.stuckSinceMs = null;
      }
      const stuckMs = nowMs - (beat.stuckSinceMs ?? nowMs);
      const silentMs = nowMs - (beat.unansweredSinceMs ?? nowMs);
      if (stuckMs > longestStuckMs || silentMs > this.#everyMs * patience) {
        socket.terminate();
      } else if (beat.unansweredSinceMs === null) {
        beat.unansweredSinceMs = nowMs;
        socket.ping();
      }
    }
  }
}
