import type { Clock } from '../../src/base/clock.ts';
import type { Pause } from '../../src/digitalocean/pause.ts';

/** A clock and its pauses that move only when told. */
export function testTime() {
  let nowMs = Date.UTC(2026, 0, 1);
  const pauses = new Set<{ dueMs: number; resolve: () => void }>();
  const clock: Clock = { now: () => new Date(nowMs) };
  const pause: Pause = (ms, signal) =>
    new Promise((resolve, reject) => {
      const entry = { dueMs: nowMs + ms, resolve };
      pauses.add(entry);
      signal.addEventListener('abort', () => {
        pauses.delete(entry);
        reject(signal.reason);
      });
    });
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    clock,
    pause,
    settled,
    waiting: () => pauses.size,
    async advance(ms: number) {
      await settled();
      const endMs = nowMs + ms;
      for (;;) {
        const next = [...pauses].sort((a, b) => a.dueMs - b.dueMs)[0];
        if (next === undefined || next.dueMs > endMs) break;
        nowMs = Math.max(nowMs, next.dueMs);
        pauses.delete(next);
        next.resolve();
        await settled();
      }
      nowMs = endMs;
      await settled();
    },
  };
}
