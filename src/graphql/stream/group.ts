import { setTimeout as delay } from 'node:timers/promises';
import { type ExecutionArgs, type ExecutionResult, execute, type GraphQLError } from 'graphql';
import type { LRUCache } from 'lru-cache';
import type { Viewer } from '../../auth/viewer.ts';
import { messageOf } from '../../base/errors.ts';
import type { Follower } from '../../events/follow.ts';
import type { EventHub } from '../../events/hub.ts';
import type { EventFilter } from '../../events/read.ts';
import type { LoggedEvent } from '../../events/types.ts';
import type { Log } from '../../observability/log.ts';
import type { Context } from '../context.ts';
import { type Anybody, anybodyLike, PersonAskedError } from './anybody.ts';
import { Frame, type Receiver } from './frame.ts';

/** What all groups of a process use. */
export interface Workshop {
  readonly events: EventHub;
  readonly contexts: (viewer: Viewer | null, signal: AbortSignal) => Context;
  readonly present: (error: unknown) => GraphQLError;
  readonly log: Log;
  /** Frames of the last moments, by group and position, for members that are a little behind. */
  readonly frames: LRUCache<string, Frame>;
  readonly countExecution: () => void;
}

export interface GroupOptions {
  readonly id: string;
  /** By which others find it. */
  readonly key: string;
  readonly args: ExecutionArgs;
  readonly filter: EventFilter;
  /** Any of its members: they have the same rights and scope. */
  readonly viewer: Viewer;
  /** False: it has one member, and may answer with what is that person's alone. */
  readonly shared: boolean;
  /** What is answered turned out to depend on who asks: its members must part. */
  readonly onPersonal: () => void;
}

/** Events that are executed at once; their fields are then loaded together. */
export const batchSize = 50;
/** Some hundred members. */
const longServingMs = 3;
const restMs = 1;
/** An event whose fields cannot be read although the database answers is sent with its errors. */
const mostExecutions = 3;
const retryMs = 200;

/** Subscribers that want the same: one follower, one execution and one serialisation for all who are up to date. */
export class Group {
  readonly #workshop: Workshop;
  readonly #options: GroupOptions;
  readonly #members = new Set<Receiver>();
  readonly #live = new Set<Receiver>();
  readonly #gone = new AbortController();
  readonly #follower: Follower | null;
  readonly #making = new Map<bigint, Promise<Frame>>();
  /** null where there is one member, who may be asked for. */
  readonly #anybody: Anybody | null;
  /** Position up to which members have been served of the delivery under way. */
  #servedTo: bigint | null = null;

  constructor(workshop: Workshop, options: GroupOptions) {
    this.#workshop = workshop;
    this.#options = options;
    this.#anybody = options.shared ? anybodyLike(options.viewer) : null;
    this.#follower = options.shared ? this.follow(workshop.events.head) : null;
    if (this.#follower !== null) void this.#serve(this.#follower);
  }

  get shared(): boolean {
    return this.#options.shared;
  }

  /** Everything up to here has been served to the live members. */
  get position(): bigint {
    return this.#servedTo ?? this.#follower?.position ?? 0n;
  }

  get options(): GroupOptions {
    return this.#options;
  }

  add(member: Receiver): void {
    this.#members.add(member);
  }

  /** @returns  Whether nobody is left; then the group has ended. */
  remove(member: Receiver): boolean {
    this.#members.delete(member);
    this.#live.delete(member);
    if (this.#members.size > 0) return false;
    this.end();
    return true;
  }

  /** Serves the member from now on, if it has come as far as the live ones. */
  admit(member: Receiver): boolean {
    if (this.#follower === null || this.#gone.signal.aborted || member.position < this.position) return false;
    this.#live.add(member);
    return true;
  }

  /** Stops serving a member that cannot take more now. */
  dismiss(member: Receiver): void {
    this.#live.delete(member);
  }

  follow(after: bigint): Follower {
    const { scope } = this.#options.viewer;
    const { contexts, events } = this.#workshop;
    const sql = () => contexts(this.#options.viewer, this.#gone.signal).db;
    return events.follow({ after, scope: () => scope, filter: this.#options.filter, sql });
  }

  end(): void {
    this.#gone.abort();
    this.#follower?.close();
    this.#live.clear();
  }

  /**
   * Executes and writes down events, or finds what was made of them a moment ago.
   *
   * @param events  At most batchSize, in order.
   * @throws PersonAskedError  What they are answered with depends on the person; the group's members have parted.
   */
  frames(events: readonly LoggedEvent[]): Promise<Frame[]> {
    const { contexts } = this.#workshop;
    // A fresh context each time: what a loader has answered once is not true for ever.
    const contextValue = contexts(this.#anybody?.viewer ?? this.#options.viewer, this.#gone.signal);
    return Promise.all(events.map((event) => this.#frame(event, contextValue)));
  }

  #frame(event: LoggedEvent, contextValue: Context): Promise<Frame> | Frame {
    const { position } = event;
    const ready = this.#workshop.frames.get(this.#keyOf(position)) ?? this.#making.get(position);
    if (ready !== undefined) return ready;
    const making = this.#make(event, contextValue).finally(() => this.#making.delete(position));
    this.#making.set(position, making);
    return making;
  }

  async #make(event: LoggedEvent, contextValue: Context): Promise<Frame> {
    const { events, frames, countExecution } = this.#workshop;
    const json = await this.#executeOne({ ...this.#options.args, rootValue: event, contextValue });
    countExecution();
    if (this.#anybody?.personAsked) {
      this.#options.onPersonal();
      throw new PersonAskedError();
    }
    const frame = new Frame(event.position, events.cursors.seal(event.position), json);
    if (this.shared) frames.set(this.#keyOf(event.position), frame);
    return frame;
  }

  #keyOf(position: bigint): string {
    return `${this.#options.id} ${position}`;
  }

  async #executeOne(args: ExecutionArgs): Promise<string> {
    for (let executions = 1; ; executions += 1) {
      const result = await execute(args);
      if (result.errors === undefined) return JSON.stringify(result);
      const errors = result.errors.map(this.#workshop.present);
      const failed = errors.some(({ extensions }) => extensions.code === 'INTERNAL_SERVER_ERROR');
      // An event with a hole in it would be taken for the truth; while the database is away it waits.
      if (!failed || executions === mostExecutions || this.#gone.signal.aborted) return written(result, errors);
      await this.#databaseAnswers();
    }
  }

  async #databaseAnswers(): Promise<void> {
    do await delay(retryMs, undefined, { signal: this.#gone.signal, ref: false }).catch(() => {});
    while (
      !this.#gone.signal.aborted &&
      !(await this.#workshop.events.latest().then(
        () => true,
        () => false,
      ))
    );
  }

  async #serve(follower: Follower): Promise<void> {
    try {
      for (let delivery = await follower.next(); delivery !== null; delivery = await follower.next()) {
        for (let from = 0; from < delivery.events.length; from += batchSize) {
          const frames = await this.frames(delivery.events.slice(from, from + batchSize));
          if (this.#gone.signal.aborted) return;
          const begunAtMs = performance.now();
          for (const member of this.#live) member.take(frames);
          this.#servedTo = frames.at(-1)?.position ?? this.#servedTo;
          // So that whoever shares this process has a turn between two batches. Where a batch takes long, the next events come
          // meanwhile, and are written together: under load that is sooner for everybody than one by one without a pause.
          if (performance.now() - begunAtMs > longServingMs) await delay(restMs);
          else if (from + batchSize < delivery.events.length) await new Promise(setImmediate);
        }
        this.#servedTo = null;
      }
      for (const member of [...this.#members]) member.end(null);
    } catch (error) {
      if (error instanceof PersonAskedError) return; // its members have parted
      if (!(error instanceof Error && 'code' in error)) {
        this.#workshop.log.error({ reason: messageOf(error) }, 'A shared stream broke off; its clients come back.');
      }
      for (const member of [...this.#members]) member.end(error);
    }
  }
}

/** Headers of an HTTP answer have no place in a stream. */
function written(result: ExecutionResult, errors: readonly GraphQLError[]): string {
  const shown = errors.map((error) => {
    const { http: _, ...extensions } = error.extensions;
    return { ...error.toJSON(), extensions };
  });
  return JSON.stringify({ ...result, errors: shown });
}
