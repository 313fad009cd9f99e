import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { type Frame, fullAtBytes, type Sink } from './frame.ts';

// Events are written to the connection as whole WebSocket frames, past the sender of `ws`: a thousand subscribers of a busy log
// are a hundred thousand frames a second, and several for one subscriber are then one write. Both write whole frames in one
// step (nothing is compressed), so they may take turns.

/** The bytes under a socket. */
export class Wire {
  readonly socket: WebSocket;
  readonly #connection: Duplex;
  #drained: Promise<void> | null = null;

  constructor(socket: WebSocket, connection: Duplex) {
    this.socket = socket;
    this.#connection = connection;
  }

  get open(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** Bytes that may still be handed over before it is full; zero or less: it is. */
  get room(): number {
    return fullAtBytes - this.socket.bufferedAmount;
  }

  write(bytes: Buffer): void {
    this.#connection.write(bytes);
  }

  /** Resolves when all that waits has been written, or the connection has closed. One wait serves all subscriptions on it. */
  drained(): Promise<void> {
    if (!this.open || this.socket.bufferedAmount === 0) return Promise.resolve();
    this.#drained ??= new Promise<void>((resolve) => {
      const done = () => {
        this.#connection.off('drain', done);
        this.#connection.off('close', done);
        this.#drained = null;
        resolve();
      };
      this.#connection.on('drain', done);
      this.#connection.on('close', done);
    });
    return this.#drained;
  }
}

/** One subscription on a socket: its id stands in front of what all who share the frame are sent. */
export class SocketSink implements Sink {
  readonly transport = 'websocket';
  readonly #wire: Wire;
  readonly #prefix: Buffer;

  constructor(wire: Wire, id: string) {
    this.#wire = wire;
    this.#prefix = Buffer.from(`{"id":${JSON.stringify(id)}`);
  }

  send(frames: readonly Frame[]): number {
    // On a socket that is closing nothing may follow; the subscription ends with it, and is taken up again elsewhere.
    if (!this.#wire.open) return frames.length;
    const { room } = this.#wire;
    let size = 0;
    let taken = 0;
    for (const { socketTail } of frames) {
      // The one that crosses the bound still goes: a frame that is larger than the bound must go some time.
      if (size >= room) break;
      const payload = this.#prefix.length + socketTail.length;
      size += headLength(payload) + payload;
      taken += 1;
    }
    if (taken > 0) this.#wire.write(this.#gather(frames, taken, size));
    return taken;
  }

  drained(): Promise<void> {
    return this.#wire.drained();
  }

  #gather(frames: readonly Frame[], count: number, size: number): Buffer {
    const bytes = Buffer.allocUnsafe(size);
    let at = 0;
    for (let i = 0; i < count; i += 1) {
      const tail = frames[i]?.socketTail;
      if (tail === undefined) break;
      at = writeHead(bytes, at, this.#prefix.length + tail.length);
      at += this.#prefix.copy(bytes, at);
      at += tail.copy(bytes, at);
    }
    return bytes;
  }
}

/** The head of a frame of RFC 6455, section 5.2, from a server: text, in one piece, not masked. */
function writeHead(bytes: Buffer, at: number, payload: number): number {
  bytes[at] = 0x81;
  if (payload < 126) {
    bytes[at + 1] = payload;
  } else if (payload < 65_536) {
    bytes[at + 1] = 126;
    bytes.writeUInt16BE(payload, at + 2);
  } else {
    bytes[at + 1] = 127;
    bytes.writeBigUInt64BE(BigInt(payload), at + 2);
  }
  return at + headLength(payload);
}

function headLength(payload: number): number {
  if (payload < 126) return 2;
  return payload < 65_536 ? 4 : 10;
}
