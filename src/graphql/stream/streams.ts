import { createSourceEventStream, type ExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { StreamCensus } from '../../observability/metrics.ts';
import { eachExecuted } from './each-executed.ts';
import type { Frame, Sink } from './frame.ts';
import { Group, type Workshop } from './group.ts';
import { Member } from './member.ts';
import { sharingKey } from './sharing.ts';
import { EventSource, type SubscriptionArgs } from './source.ts';
import { Stream } from './stream.ts';

//  subscription ─► which events, after what ─► group of those who want the same ─► one execution, one JSON ─► their sinks
//
// Who has caught up is served by its group; who is behind reads from the log at its own pace until it has.

/** How long a frame may serve for members that are a little behind; later it is made anew, as things are then. */
const frameLifeMs = 10_000;
const framesBytes = 12 * 1024 * 1024;
/** Somebody who has been behind for so long is told of in the log. */
const defaultLagPatienceMs = 10_000;
/** A line for each time that somebody lags would bury the others. */
const lagReminderMs = 60_000;

interface Subscribed {
  readonly args: SubscriptionArgs;
  readonly sink: Sink;
}

export class Streams {
  readonly #workshop: Workshop;
  readonly #groups = new Map<string, Group>();
  readonly #members = new Set<Member>();
  /** Documents whose answers depend on the person; nobody shares them. */
  readonly #personal = new WeakSet<object>();
  readonly #lagPatienceMs: number;
  readonly #lagCheck: NodeJS.Timeout;
  #lagSaidAtMs = Number.NEGATIVE_INFINITY;
  #deliveries = 0;
  #executions = 0;
  #groupsMade = 0;

  constructor({
    lagPatienceMs = defaultLagPatienceMs,
    ...parts
  }: Omit<Workshop, 'frames' | 'countExecution'> & { readonly lagPatienceMs?: number | undefined }) {
    const frames = new LRUCache<string, Frame>({
      maxSize: framesBytes,
      sizeCalculation: (frame) => frame.bytes,
      ttl: frameLifeMs,
    });
    const countExecution = () => {
      this.#executions += 1;
    };
    this.#workshop = { ...parts, frames, countExecution };
    this.#lagPatienceMs = lagPatienceMs;
    this.#lagCheck = setInterval(() => this.#tellOfLag(), lagPatienceMs).unref();
  }

  /**
   * What graphql's `subscribe` does, except that events go to the sink and not through the iterator: that one only starts
   * the stream (`next`), tells of its end, and ends it (`return`). Other sources come through the iterator as ever.
   */
  async subscribe({ args, sink }: Subscribed): Promise<ExecutionResult | AsyncGenerator<ExecutionResult, void, void>> {
    const source = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in source)) return source;
    if (source instanceof EventSource) return this.#open(source, { args, sink });
    const { viewer, signal } = args.contextValue;
    return eachExecuted(source, args, () => this.#workshop.contexts(viewer, signal));
  }

  census(): StreamCensus {
    const { head } = this.#workshop.events;
    const census = {
      subscribers: { websocket: 0, sse: 0 },
      behind: 0,
      worstLag: 0,
      groups: this.#groups.size,
      deliveries: this.#deliveries,
      executions: this.#executions,
    };
    for (const member of this.#members) {
      census.subscribers[member.sink.transport] += 1;
      if (member.behindSinceMs !== null) census.behind += 1;
      census.worstLag = Math.max(census.worstLag, Number(head - member.position));
    }
    return census;
  }

  /** Ends every stream; clients come back elsewhere. */
  stop(): void {
    clearInterval(this.#lagCheck);
    for (const member of [...this.#members]) member.end(null);
  }

  #open(source: EventSource, { args, sink }: Subscribed): Stream {
    return new Stream((onEnd) => {
      const member = new Member(this.#groupFor(source, args), {
        args,
        after: source.after,
        sink,
        onDeliveries: (count) => {
          this.#deliveries += count;
        },
        onEnd: (error) => {
          this.#members.delete(member);
          this.#leave(member);
          onEnd(error);
        },
      });
      this.#members.add(member);
      member.start();
      return member;
    });
  }

  #groupFor(source: EventSource, args: SubscriptionArgs): Group {
    const { viewer } = args.contextValue;
    if (viewer === null) throw new Error('A stream has a viewer; its source asks for one.');
    const shared = !this.#personal.has(args.document);
    const key = shared ? sharingKey(args, viewer) : '';
    const known = shared ? this.#groups.get(key) : undefined;
    if (known !== undefined) return known;
    this.#groupsMade += 1;
    const group = new Group(this.#workshop, {
      id: String(this.#groupsMade),
      key,
      args,
      filter: source.filter,
      viewer,
      shared,
      onPersonal: () => this.#part(group, source),
    });
    if (shared) this.#groups.set(key, group);
    return group;
  }

  /** Everybody of the group goes on alone, from where they are. */
  #part(group: Group, source: EventSource): void {
    const { args, key } = group.options;
    this.#personal.add(args.document);
    if (this.#groups.get(key) === group) this.#groups.delete(key);
    group.end();
    for (const member of this.#members) {
      if (member.group !== group) continue;
      group.remove(member);
      member.moveTo(this.#groupFor(source, member.args));
    }
  }

  #leave(member: Member): void {
    const { group } = member;
    const { key } = group.options;
    if (group.remove(member) && this.#groups.get(key) === group) this.#groups.delete(key);
  }

  #tellOfLag(): void {
    const nowMs = performance.now();
    const late = [...this.#members].filter(
      ({ behindSinceMs }) => nowMs - (behindSinceMs ?? nowMs) > this.#lagPatienceMs,
    );
    if (late.length === 0 || nowMs - this.#lagSaidAtMs < lagReminderMs) return;
    this.#lagSaidAtMs = nowMs;
    this.#workshop.log.warn(
      { subscribers: late.length, worstLag: this.census().worstLag },
      'Some subscribers read more slowly than events come; they lag, and miss nothing.',
    );
  }
}
