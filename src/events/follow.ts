import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../base/errors.ts';
import type { Scope } from '../base/scope.ts';
import type { Sql, SystemDb } from '../db/sql.ts';
import type { Log } from '../observability/log.ts';
import { cursorExpired } from './cursor.ts';
import { type EventFilter, matches, readEnds, readEvents } from './read.ts';
import type { Tail } from './tail.ts';
import type { Turns } from './turns.ts';
import type { LoggedEvent } from './types.ts';

export interface FollowOptions {
  /** Asked again before each page: a scope that was lost ends at once, one that was gained is not filled in backwards. */
  readonly scope: () => Scope;
  readonly filter: EventFilter;
  /** Last position that the follower has. */
  readonly after: bigint;
  /** The follower's own door, for pages from the table; asked for each page. */
  readonly sql: () => Sql;
}

/** Events in order, none when nothing up to the position was for this follower. */
export interface Delivery {
  readonly events: readonly LoggedEvent[];
  /** Everything up to here has been considered. */
  readonly position: bigint;
}

/** What followers share in a process. */
export interface Source {
  readonly tail: Tail;
  readonly waiters: Waiters;
  /** Those who are far behind read in turn. */
  readonly turns: Turns;
  readonly db: SystemDb;
  readonly log: Log;
}

const pageSize = 200;
const retryMs = 500;

/**
 * One reader of the log: from the ring while it is nearly live, from the table while it is further behind, and asleep in
 * between. It keeps nothing but its position, so one that is not asked for more costs nothing however long it waits.
 */
export class Follower {
  readonly #source: Source;
  readonly #options: FollowOptions;
  readonly #epoch: string;
  #position: bigint;
  /** Up to where whoever asks has taken what it was given: it asked for more. */
  #taken: bigint;
  #closed = false;
  /** Set while it sleeps: ends the sleep. */
  #wake: (() => void) | null = null;
  readonly #gone = new AbortController();

  constructor(source: Source, options: FollowOptions) {
    this.#source = source;
    this.#options = options;
    this.#epoch = source.tail.epoch;
    this.#position = options.after;
    this.#taken = options.after;
  }

  /**
   * Everything up to here has been considered, and what was delivered of it has been taken: more was asked for since. While it
   * sleeps, that is all that this process has read.
   */
  get position(): bigint {
    const { head } = this.#source.tail;
    return this.#wake !== null && head > this.#taken ? head : this.#taken;
  }

  /**
   * Waits for what comes next; one call at a time.
   *
   * @returns  null when it was closed, or the process stops.
   * @throws ArcadiaError  CURSOR_EXPIRED when the log no longer reaches back to it, or has begun a new life.
   */
  async next(): Promise<Delivery | null> {
    const { tail } = this.#source;
    this.#taken = this.#position;
    while (!this.#closed && !tail.stopped) {
      if (tail.epoch !== this.#epoch) throw cursorExpired();
      const head = tail.head;
      if (this.#position >= head) {
        // No await between the look at the head and going to sleep: the tail moves the head and wakes in one step.
        await this.#sleep();
      } else if (this.#position >= tail.ring.floor) {
        const scope = this.#options.scope();
        const events = tail.ring.after(this.#position).filter((event) => matches(event, scope, this.#options.filter));
        this.#position = head;
        return { events, position: head };
      } else {
        const delivery = await this.#readPage(head);
        if (delivery !== null) return delivery;
      }
    }
    return null;
  }

  /** Ends a `next` that waits. */
  close(): void {
    this.#closed = true;
    this.#gone.abort();
    this.#wake?.();
  }

  #sleep(): Promise<void> {
    return new Promise((resolve) => {
      const forget = this.#source.waiters.add(this.#options.filter, this.#options.scope(), (from) => {
        // Nothing before this was for it, or it would have been woken then.
        if (from !== null && from > this.#position) {
          this.#position = from;
          this.#taken = from;
        }
        this.#wake?.();
      });
      this.#wake = () => {
        forget();
        this.#wake = null;
        resolve();
      };
    });
  }

  /** null: the database does not answer now, or the follower was closed. It waits; it is not told that it ended. */
  async #readPage(upTo: bigint): Promise<Delivery | null> {
    const { turns, db, log, tail } = this.#source;
    const { scope, filter, sql } = this.#options;
    const after = this.#position;
    try {
      return await turns.take(async () => {
        if (this.#closed || tail.epoch !== this.#epoch) return null;
        const events = await readEvents(sql(), scope(), filter, { after, before: upTo + 1n, limit: pageSize });
        // What is dropped goes oldest first; if it has not reached us by now, the page had no hole.
        const { first } = await readEnds(db);
        if (after + 1n < first) throw cursorExpired(tail.cursors.seal(first - 1n));
        const last = events.length === pageSize ? events.at(-1) : undefined;
        this.#position = last?.position ?? upTo;
        return { events, position: this.#position };
      });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'CURSOR_EXPIRED') throw error;
      log.warn({ reason: messageOf(error) }, 'A page of events could not be read; trying again.');
      await delay(retryMs, undefined, { signal: this.#gone.signal, ref: false }).catch(() => {});
      return null;
    }
  }
}

type OnWake = (from: bigint | null) => void;

/** Who sleeps, by what could wake them, so that an event of one tenant does not wake the readers of ten thousand others. */
export class Waiters {
  readonly #byTenant = new Map<string, Set<OnWake>>();
  readonly #ofAll = new Set<OnWake>();

  get size(): number {
    let size = this.#ofAll.size;
    for (const waiting of this.#byTenant.values()) size += waiting.size;
    return size;
  }

  /** @returns  What takes it away again. */
  add(filter: EventFilter, scope: Scope, onWake: OnWake): () => void {
    const tenants = scope.tenants === 'all' ? filter.tenantIds : scope.tenants;
    if (tenants === undefined) {
      this.#ofAll.add(onWake);
      return () => this.#ofAll.delete(onWake);
    }
    for (const tenant of tenants) {
      const waiting = this.#byTenant.get(tenant) ?? new Set();
      waiting.add(onWake);
      this.#byTenant.set(tenant, waiting);
    }
    return () => {
      for (const tenant of tenants) {
        const waiting = this.#byTenant.get(tenant);
        waiting?.delete(onWake);
        if (waiting?.size === 0) this.#byTenant.delete(tenant);
      }
    };
  }

  /** @param from  Where the head stood before these events. */
  wakeFor(events: readonly LoggedEvent[], from: bigint): void {
    const woken = new Set(this.#ofAll);
    for (const tenant of new Set(events.map((event) => event.tenantId))) {
      for (const onWake of this.#byTenant.get(tenant ?? '') ?? []) woken.add(onWake);
    }
    for (const onWake of woken) onWake(from);
  }

  wakeAll(): void {
    const woken = new Set(this.#ofAll);
    for (const waiting of this.#byTenant.values()) for (const onWake of waiting) woken.add(onWake);
    for (const onWake of woken) onWake(null);
  }
}
