export interface RateLimit {
  readonly limit: number;
  readonly lengthSeconds: number;
}

/** How many requests fell into the last so many seconds: ours one by one, those of others as an estimate. */
export class RollingWindow implements RateLimit {
  readonly limit: number;
  readonly lengthSeconds: number;
  /** Times of our requests, oldest first; those before `#first` have left the window. */
  #takenAtMs: number[] = [];
  #first = 0;
  #others = { count: 0, learntAtMs: 0 };

  constructor(limit: RateLimit) {
    this.limit = limit.limit;
    this.lengthSeconds = limit.lengthSeconds;
  }

  take(nowMs: number): void {
    this.#takenAtMs.push(nowMs);
  }

  hasRoom(nowMs: number, reserved: number): boolean {
    return this.used(nowMs) + 1 <= this.limit - reserved;
  }

  used(nowMs: number): number {
    return this.#ours(nowMs) + this.#othersLeft(nowMs);
  }

  /** The provider counts fewer left than we do: somebody else uses the token. Our own count is never talked down. */
  correct(remaining: number, nowMs: number): void {
    this.#others = { count: Math.max(0, this.limit - remaining - this.#ours(nowMs)), learntAtMs: nowMs };
  }

  /** When `used` falls next; infinity when nothing is in the window. */
  nextChange(nowMs: number): number {
    const ours =
      this.#ours(nowMs) > 0 ? (this.#takenAtMs[this.#first] ?? nowMs) + this.#lengthMs : Number.POSITIVE_INFINITY;
    const others = this.#othersLeft(nowMs) > 0 ? nowMs + this.#lengthMs / this.#others.count : Number.POSITIVE_INFINITY;
    return Math.min(ours, others);
  }

  get #lengthMs(): number {
    return this.lengthSeconds * 1000;
  }

  // When the others' requests were made is unknown: they are taken as spread over the window, so they leave it evenly.
  // If that is too hopeful, the next answer says so.
  #othersLeft(nowMs: number): number {
    const { count, learntAtMs } = this.#others;
    return Math.max(0, count * (1 - (nowMs - learntAtMs) / this.#lengthMs));
  }

  #ours(nowMs: number): number {
    while (this.#first < this.#takenAtMs.length && (this.#takenAtMs[this.#first] ?? 0) + this.#lengthMs <= nowMs) {
      this.#first++;
    }
    // Dropped in bulk, so that a request costs no shift of thousands.
    if (this.#first > 1000 || this.#first === this.#takenAtMs.length) {
      this.#takenAtMs.splice(0, this.#first);
      this.#first = 0;
    }
    return this.#takenAtMs.length - this.#first;
  }
}
