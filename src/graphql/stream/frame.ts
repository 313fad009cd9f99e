/**
 * One event, executed and written down once for everybody who shares it. Transports put their own envelope around it, and
 * that too is made once.
 */
export class Frame {
  readonly position: bigint;
  readonly cursor: string;
  readonly #json: string;
  #socketTail: Buffer | null = null;
  #eventStreamBlock: Buffer | null = null;

  /** @param json  The result of the execution, as JSON. */
  constructor(position: bigint, cursor: string, json: string) {
    this.position = position;
    this.cursor = cursor;
    this.#json = json;
  }

  /** Roughly what it keeps in memory: the JSON, and once more for each transport. */
  get bytes(): number {
    return 400 + 3 * this.#json.length;
  }

  /** What follows `{"id":"…"` in a message of graphql-transport-ws. */
  get socketTail(): Buffer {
    this.#socketTail ??= Buffer.from(`,"type":"next","payload":${this.#json}}`);
    return this.#socketTail;
  }

  /** A whole block of an event stream. JSON has no line breaks of its own. */
  get eventStreamBlock(): Buffer {
    this.#eventStreamBlock ??= Buffer.from(`event: next\nid: ${this.cursor}\ndata: ${this.#json}\n\n`);
    return this.#eventStreamBlock;
  }
}

/** Where a subscriber's frames go. */
export interface Sink {
  readonly transport: 'websocket' | 'sse';
  /** Hands over frames in order, as many as fit. @returns how many were taken; fewer than given: it is full. */
  send(frames: readonly Frame[]): number;
  /** Resolves when a full sink has room again, or will never have. */
  drained(): Promise<void>;
}

/** What a group knows of those whom it serves. */
export interface Receiver {
  /** Everything up to here has been handed to its connection, or was not for it. */
  readonly position: bigint;
  /** Frames as they come; those that it has already are left out. */
  take(frames: readonly Frame[]): void;
  /** @param error  null: the service stops, and it may come back with its last cursor. */
  end(error: unknown): void;
}

/** What may wait in this process for one subscriber; who has more to read than that lags, and reads from the log later. */
export const fullAtBytes = 256 * 1024;
