import { Readable } from 'node:stream';
import type { ExecutionResult, GraphQLError } from 'graphql';
import { type Frame, fullAtBytes, type Sink } from './frame.ts';

//  event: next          an event, and the position to come back to
//  id: <cursor>
//  data: {"data":{…}}
//
//  id: <cursor>         where a stream is that has had nothing to say; clients note it and show nothing
//
//  :                    alive, where no position is known
//
//  event: complete      the end, and no reason to come back; when the service stops, the stream just ends

/** Where a stream stands, as it can be told to its client. */
type CursorNow = () => string | null;

/** The body of an answer as server-sent events. Whatever waits in it is bounded; who does not read is read to later. */
export class EventStream extends Readable implements Sink {
  readonly transport = 'sse';
  #cursorNow: CursorNow = () => null;
  #wanted: (() => void)[] = [];
  /** Since when its client has taken nothing although something waits; null: it takes. */
  #stuckSinceMs: number | null = null;
  #onClose: () => void = () => {};

  constructor() {
    super({ highWaterMark: fullAtBytes / 2 });
  }

  /** Begins to stream. @param stream  Its first `next` starts it, and is answered at its end. */
  begin(stream: AsyncIterator<ExecutionResult>, cursorNow: CursorNow): void {
    this.#cursorNow = cursorNow;
    this.#onClose = () => void stream.return?.();
    // So that the client sees the answer begin.
    this.push(':\n\n');
    stream.next().then(
      (end) => this.#finish(end.done ? null : end.value),
      () => this.#finish(null),
    );
    this.beat();
  }

  /** Tells the position whether it has moved or not: a beat that told only of moves would tell a tenant that others are busy. */
  beat(): void {
    if (this.destroyed || this.readableEnded || this.#full) return;
    const cursor = this.#cursorNow();
    this.push(cursor === null ? ':\n\n' : `id: ${cursor}\n\n`);
  }

  /** How long its client has not taken what waits for it. */
  stuckForMs(nowMs: number): number {
    return this.#stuckSinceMs === null ? 0 : nowMs - this.#stuckSinceMs;
  }

  /** The last words: what the client reads as the reason, and that it need not come back as it is. */
  refuse(error: GraphQLError): void {
    this.#finish({ errors: [error] });
  }

  send(frames: readonly Frame[]): number {
    if (this.destroyed || this.readableEnded) return frames.length;
    let taken = 0;
    for (const { eventStreamBlock } of frames) {
      if (this.#full) break;
      this.push(eventStreamBlock);
      taken += 1;
    }
    if (taken < frames.length) this.#stuckSinceMs ??= performance.now();
    return taken;
  }

  drained(): Promise<void> {
    if (this.destroyed || !this.#full) return Promise.resolve();
    return new Promise((resolve) => this.#wanted.push(resolve));
  }

  override _read(): void {
    this.#stuckSinceMs = null;
    for (const resolve of this.#wanted.splice(0)) resolve();
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this._read();
    this.#onClose();
    callback(error);
  }

  get #full(): boolean {
    return this.readableLength >= this.readableHighWaterMark;
  }

  #finish(last: ExecutionResult | null): void {
    if (this.destroyed || this.readableEnded) return;
    if (last !== null) {
      this.push(`event: next\ndata: ${JSON.stringify(last)}\n\n`);
      this.push('event: complete\ndata:\n\n');
    }
    this.push(null);
    this.#onClose();
  }
}
