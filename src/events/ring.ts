import type { LoggedEvent } from './types.ts';

/** How much a ring may hold; whichever is reached first counts. */
export interface RingLimits {
  readonly events: number;
  /** As estimated by `sizeOf`. */
  readonly bytes: number;
}

/** The newest events, without a hole between the floor and the newest. Bounded in number and in bytes. */
export class EventRing {
  readonly #limits: RingLimits;
  #events: LoggedEvent[] = [];
  #sizes: number[] = [];
  /** Index of the oldest that is still held; what is before it is cut off now and then. */
  #start = 0;
  #bytes = 0;
  #floor: bigint;

  /** @param floor  Whatever is pushed comes after this position. */
  constructor(floor: bigint, limits: RingLimits) {
    this.#floor = floor;
    this.#limits = limits;
  }

  /** Every event above this position, up to the newest pushed, is held. */
  get floor(): bigint {
    return this.#floor;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** @param events  In order, and all above what was pushed before. */
  push(events: readonly LoggedEvent[]): void {
    for (const event of events) {
      const size = sizeOf(event);
      this.#events.push(event);
      this.#sizes.push(size);
      this.#bytes += size;
    }
    while (this.#events.length - this.#start > this.#limits.events || this.#bytes > this.#limits.bytes) {
      const oldest = this.#events[this.#start];
      if (oldest === undefined) break;
      this.#floor = oldest.position;
      this.#bytes -= this.#sizes[this.#start] ?? 0;
      this.#start += 1;
    }
    // Cutting a list costs its length, so it is done once for many.
    if (this.#start > 1024 || this.#start === this.#events.length) {
      this.#events = this.#events.slice(this.#start);
      this.#sizes = this.#sizes.slice(this.#start);
      this.#start = 0;
    }
  }

  /** Forgets everything, and begins after a position. */
  reset(floor: bigint): void {
    this.#events = [];
    this.#sizes = [];
    this.#start = 0;
    this.#bytes = 0;
    this.#floor = floor;
  }

  /** @param position  Not below the floor. */
  after(position: bigint): LoggedEvent[] {
    let low = this.#start;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const event = this.#events[middle];
      if (event !== undefined && event.position > position) high = middle;
      else low = middle + 1;
    }
    return this.#events.slice(low);
  }
}

/** What an event takes in memory, roughly: its columns, and its changes as twice their JSON. */
function sizeOf(event: LoggedEvent): number {
  return 800 + 2 * JSON.stringify(event.changes).length;
}
