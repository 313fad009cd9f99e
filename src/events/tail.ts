import { messageOf } from '../base/errors.ts';
import { everything } from '../base/scope.ts';
import type { SystemDb } from '../db/sql.ts';
import type { Log } from '../observability/log.ts';
import { type Cursors, createCursors } from './cursor.ts';
import { type Head, readHead, renewEpochAfterRestore } from './epoch.ts';
import { readEvents } from './read.ts';
import { EventRing, type RingLimits } from './ring.ts';
import type { LoggedEvent } from './types.ts';

// Reads what is new in the log, once for everybody in this process, whenever the doorbell rings, and every second in case it
// did not. Between two reads nothing is assumed: a rung bell means "look", and a look reads until there is nothing more.

/** Rings when the log may have grown. */
export interface Doorbell {
  /** False: it cannot ring at present. Then the tail looks more often. */
  readonly connected: boolean;
  stop(): Promise<void>;
}

export interface TailOptions {
  readonly db: SystemDb;
  readonly log: Log;
  /** Absent where there is none to be had: polling does alone. */
  readonly doorbell?: ((ring: () => void) => Doorbell) | undefined;
  /** How often to look all the same. */
  readonly pollMs: number;
  /** How often while the bell cannot ring. */
  readonly pollWithoutBellMs: number;
  readonly ringLimits: RingLimits;
  /** New events, in order; `from` is where the head stood before them. */
  readonly onEvents: (events: readonly LoggedEvent[], from: bigint) => void;
  /** The log began a new life: whatever was known of positions is void. */
  readonly onNewEpoch: () => void;
}

const pageSize = 500;
/** A connection that is gone without saying so would never answer. */
const readDeadlineMs = 10_000;
/** A doorbell that has been away for so long is worth a line in the log. */
const bellPatienceMs = 10_000;

export class Tail {
  readonly ring: EventRing;
  #head: bigint;
  #epoch: string;
  #cursors: Cursors;
  #healthy = true;
  #stopped = false;
  #reading: Promise<void> | null = null;
  #rungWhileReading = false;
  #bellAwaySinceMs: number | null = null;
  #bellMissed = false;
  readonly #options: TailOptions;
  readonly #bell: Doorbell | undefined;
  #poll: NodeJS.Timeout | undefined;

  static async start(options: TailOptions): Promise<Tail> {
    await renewEpochAfterRestore(options.db, options.log);
    return new Tail(options, await readHead(options.db));
  }

  private constructor(options: TailOptions, { epoch, cursorKey, position }: Head) {
    this.#options = options;
    this.#head = position;
    this.#epoch = epoch;
    this.#cursors = createCursors(epoch, cursorKey);
    this.ring = new EventRing(position, options.ringLimits);
    // The bell is hung before anybody waits for it, and it rings when it has connected: what came meanwhile is read then.
    this.#bell = options.doorbell?.(() => this.look());
    this.#schedulePoll();
  }

  /** Everything up to here has been read; what is above the ring's floor is in the ring. */
  get head(): bigint {
    return this.#head;
  }

  get epoch(): string {
    return this.#epoch;
  }

  get cursors(): Cursors {
    return this.#cursors;
  }

  get healthy(): boolean {
    return this.#healthy;
  }

  /** Whether wake-ups come by themselves; without, polling does, and later. */
  get bellConnected(): boolean {
    return this.#bell?.connected ?? false;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Reads what is new, now or as soon as the read under way has ended. */
  look(): void {
    if (this.#stopped) return;
    if (this.#reading !== null) {
      // That read may have passed the place where something has just been written.
      this.#rungWhileReading = true;
      return;
    }
    this.#reading = this.#read().finally(() => {
      this.#reading = null;
      if (!this.#rungWhileReading) return;
      this.#rungWhileReading = false;
      // While the log cannot be read the poll tries again, in its own time.
      if (this.#healthy) this.look();
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#poll);
    await this.#bell?.stop();
    await this.#reading;
  }

  async #read(): Promise<void> {
    try {
      // What broke may have been put back from a backup.
      if (!this.#healthy) await renewEpochAfterRestore(this.#options.db, this.#options.log);
      if (!this.#healthy) await this.#checkEpoch();
      await this.#readNew();
      if (!this.#healthy) this.#options.log.info('The event log can be read again.');
      this.#healthy = true;
    } catch (error) {
      if (this.#healthy && !this.#stopped) {
        this.#options.log.warn({ reason: messageOf(error) }, 'The event log cannot be read; trying again.');
      }
      this.#healthy = false;
    }
  }

  async #readNew(): Promise<void> {
    while (!this.#stopped) {
      const from = this.#head;
      const events = await within(
        readDeadlineMs,
        readEvents(this.#options.db, everything, {}, { after: from, limit: pageSize }),
      );
      const newest = events.at(-1);
      if (newest === undefined) return;
      this.ring.push(events);
      this.#head = newest.position;
      this.#options.onEvents(events, from);
    }
  }

  async #checkEpoch(): Promise<void> {
    const { epoch, cursorKey, position } = await within(readDeadlineMs, readHead(this.#options.db));
    if (epoch === this.#epoch && position >= this.#head) return;
    if (epoch === this.#epoch) {
      // The log has gone back behind what was read: it was restored in a way that Postgres does not show.
      await this.#options.db.query('update event_head set epoch = gen_random_uuid() where epoch = $1', [epoch]);
      return this.#checkEpoch();
    }
    this.#epoch = epoch;
    this.#cursors = createCursors(epoch, cursorKey);
    this.#head = position;
    this.ring.reset(position);
    this.#options.onNewEpoch();
  }

  #schedulePoll(): void {
    if (this.#stopped) return;
    const { pollMs, pollWithoutBellMs } = this.#options;
    this.#poll = setTimeout(
      async () => {
        this.#watchBell();
        // The epoch first: positions of another one must not be read as if they went on from here.
        if (this.#healthy && this.#reading === null) {
          this.#reading = this.#checkEpoch()
            .catch(() => {
              // The look below meets the same trouble, and says so.
            })
            .finally(() => {
              this.#reading = null;
            });
          await this.#reading;
        }
        this.look();
        this.#schedulePoll();
      },
      this.bellConnected ? pollMs : pollWithoutBellMs,
    );
  }

  /** Says once that the bell is away, and once that it is back. */
  #watchBell(): void {
    const { log } = this.#options;
    if (this.bellConnected) {
      if (this.#bellMissed) log.info('The database rings for new events again.');
      this.#bellMissed = false;
      this.#bellAwaySinceMs = null;
      return;
    }
    this.#bellAwaySinceMs ??= performance.now();
    if (this.#bellMissed || performance.now() - this.#bellAwaySinceMs < bellPatienceMs) return;
    this.#bellMissed = true;
    log.warn('The database does not ring for new events (a pooler without LISTEN?); polling does, a little later.');
  }
}

function within<Result>(deadlineMs: number, work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`The database did not answer within ${deadlineMs / 1000} s.`));
    const deadline = setTimeout(late, deadlineMs).unref();
    work.then(resolve, reject).finally(() => clearTimeout(deadline));
  });
}
