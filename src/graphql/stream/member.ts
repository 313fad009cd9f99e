import { setImmediate as turn } from 'node:timers/promises';
import type { Follower } from '../../events/follow.ts';
import { PersonAskedError } from './anybody.ts';
import type { Frame, Receiver, Sink } from './frame.ts';
import { batchSize, type Group } from './group.ts';
import type { SubscriptionArgs } from './source.ts';

//  catching up ──as far as the live ones──► live
//       ▲                                    │ it cannot take more
//       └───────── waits for room ◄──────────┘
//
// In whichever state, all that is kept for it here is its position and what waits in its connection.

/** One subscriber: how far it has come, and where its frames go. */
export class Member implements Receiver {
  /** Its own, where it cannot share. */
  readonly args: SubscriptionArgs;
  readonly sink: Sink;
  readonly #onEnd: (error: unknown) => void;
  #group: Group;
  #position: bigint;
  #live = false;
  #ended = false;
  /** Counts its moves: who waited for something before one has nothing to do after it. */
  #moves = 0;
  #follower: Follower | null = null;
  #behindSinceMs: number | null = null;
  readonly #count: (deliveries: number) => void;

  constructor(
    group: Group,
    options: {
      args: SubscriptionArgs;
      after: bigint;
      sink: Sink;
      onEnd: (error: unknown) => void;
      onDeliveries: (count: number) => void;
    },
  ) {
    this.#group = group;
    this.#position = options.after;
    this.args = options.args;
    this.sink = options.sink;
    this.#onEnd = options.onEnd;
    this.#count = options.onDeliveries;
    group.add(this);
  }

  get group(): Group {
    return this.#group;
  }

  /** Everything up to here has been handed to its connection, or was not for it. */
  get position(): bigint {
    const considered = this.#live ? this.#group.position : (this.#follower?.position ?? 0n);
    return considered > this.#position ? considered : this.#position;
  }

  /** Since when it has not been up to date; null while it is. */
  get behindSinceMs(): number | null {
    return this.#behindSinceMs;
  }

  start(): void {
    void this.#catchUp();
  }

  /** Goes on in another group, from where it is. */
  moveTo(group: Group): void {
    this.#moves += 1;
    this.#live = false;
    this.#group = group;
    group.add(this);
    this.#follower?.close();
    void this.#catchUp();
  }

  /** Frames as they come; those that it has already are left out. For live members. */
  take(frames: readonly Frame[]): void {
    if (!this.#hand(frames)) void this.#fallBehind();
  }

  /** @param error  null: it left, or the service stops; it may come back with its last cursor. */
  end(error: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#follower?.close();
    this.#onEnd(error);
  }

  /** @returns  Whether all were taken. */
  #hand(frames: readonly Frame[]): boolean {
    const [first] = frames;
    if (first === undefined || this.#ended) return true;
    const fresh = first.position > this.#position ? frames : frames.filter(({ position }) => position > this.#position);
    const taken = this.sink.send(fresh);
    this.#position = fresh[taken - 1]?.position ?? this.#position;
    this.#count(taken);
    return taken === fresh.length;
  }

  async #fallBehind(): Promise<void> {
    this.#live = false;
    this.#group.dismiss(this);
    this.#behindSinceMs ??= performance.now();
    const moves = this.#moves;
    await this.sink.drained();
    if (moves === this.#moves && !this.#ended) await this.#catchUp();
  }

  async #catchUp(): Promise<void> {
    const group = this.#group;
    const follower = group.follow(this.#position);
    this.#follower = follower;
    try {
      while (!this.#ended && this.#group === group) {
        // Looked at and admitted in one step, so nothing can be served in between.
        if (group.admit(this)) {
          this.#live = true;
          this.#behindSinceMs = null;
          return;
        }
        const delivery = await follower.next();
        if (delivery === null) {
          if (this.#group === group) this.end(null);
          return;
        }
        if (!(await this.#handAll(group, delivery.events))) {
          if (this.#group !== group) return;
          return await this.#fallBehind();
        }
        if (delivery.position > this.#position) this.#position = delivery.position;
      }
    } catch (error) {
      // Where the person was asked for, it has been moved to a group of its own.
      if (!(error instanceof PersonAskedError)) this.end(error);
    } finally {
      follower.close();
      if (this.#follower === follower) this.#follower = null;
    }
  }

  /** @returns  Whether all were taken. What was not is not kept: it is read again when there is room. */
  async #handAll(group: Group, events: Parameters<Group['frames']>[0]): Promise<boolean> {
    for (let from = 0; from < events.length; from += batchSize) {
      const frames = await group.frames(events.slice(from, from + batchSize));
      if (this.#ended || this.#group !== group) return false;
      if (!this.#hand(frames)) return false;
      await turn();
    }
    return true;
  }
}
