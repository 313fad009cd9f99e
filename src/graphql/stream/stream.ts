import type { ExecutionResult } from 'graphql';
import type { Member } from './member.ts';

/** The life of one stream, as an iterator that never gives anything. */
export class Stream implements AsyncGenerator<ExecutionResult, void, void> {
  readonly #start: (onEnd: (error: unknown) => void) => Member;
  readonly #ended: Promise<void>;
  #settle: { end: () => void; fail: (error: unknown) => void } = { end: () => {}, fail: () => {} };
  #member: Member | null = null;
  #closed = false;

  constructor(start: (onEnd: (error: unknown) => void) => Member) {
    this.#start = start;
    this.#ended = new Promise((end, fail) => {
      this.#settle = { end, fail };
    });
    this.#ended.catch(() => {}); // nobody may be waiting
  }

  /** Up to where its client has been served. */
  get position(): bigint | null {
    return this.#member?.position ?? null;
  }

  async next(): Promise<IteratorResult<ExecutionResult, void>> {
    if (this.#member === null && !this.#closed) {
      this.#member = this.#start((error) => (error === null ? this.#settle.end() : this.#settle.fail(error)));
    }
    await this.#ended;
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<ExecutionResult, void>> {
    this.#closed = true;
    this.#member?.end(null);
    this.#settle.end();
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<IteratorResult<ExecutionResult, void>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
