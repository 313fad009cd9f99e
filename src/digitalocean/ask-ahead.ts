/**
 * Answers by number, from 1, taken in order; some are asked for ahead of being taken. At most `concurrency` are under way
 * or waiting here, so memory stays bounded however slowly they are taken.
 */
interface AskedAhead<Answer> {
  /** So many are likely to be taken. What is asked for ahead but never taken is of no consequence. */
  foresee(count: number): void;
  take(number: number): Promise<Answer>;
  /** Cancels what is under way and waits for its end: nothing runs on after it. */
  stop(): Promise<void>;
}

export function askAhead<Answer>(
  ask: (number: number, signal: AbortSignal) => Promise<Answer>,
  concurrency: number,
  signal: AbortSignal,
): AskedAhead<Answer> {
  const stopped = new AbortController();
  const either = AbortSignal.any([signal, stopped.signal]);
  const underWay = new Map<number, Promise<Answer>>();
  let foreseen = 1;

  const begin = (number: number) => {
    const answer = ask(number, either);
    // It may never be taken; then nobody asks how it went.
    answer.catch(() => {});
    underWay.set(number, answer);
    return answer;
  };

  return {
    foresee(count) {
      foreseen = count;
    },
    async take(number) {
      for (let next = number; next <= foreseen && underWay.size < concurrency; next++) {
        if (!underWay.has(next)) begin(next);
      }
      const answer = underWay.get(number) ?? begin(number);
      try {
        return await answer;
      } finally {
        underWay.delete(number);
      }
    },
    async stop() {
      stopped.abort();
      await Promise.allSettled(underWay.values());
    },
  };
}
