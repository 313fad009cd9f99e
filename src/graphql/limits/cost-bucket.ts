import { LRUCache } from 'lru-cache';
import type { Clock } from '../../base/clock.ts';
import { type Limits, limitExceeded } from './limits.ts';

/** What an operation cost its viewer, and what is left to spend. */
export interface Balance {
  readonly cost: number;
  readonly remaining: number;
}

/** Takes the cost out of a viewer's bucket. @throws ArcadiaError  LIMIT_EXCEEDED, with `retryAfterSeconds`. */
export type Charge = (viewerId: string | null, cost: number) => Balance;

/** The least recently seen are forgotten, and begin with a full bucket again. */
const viewersKept = 10_000;

/** A bucket for each viewer, and one for all who are anonymous. They fill evenly, and hold what comes in a minute. */
export function createCostBuckets({ costPerMinute }: Limits, clock: Clock): Charge {
  const buckets = new LRUCache<string, { level: number; atMs: number }>({ max: viewersKept });
  const perMs = costPerMinute / 60_000;
  return (viewerId, cost) => {
    const key = viewerId === null ? 'anonymous' : `viewer ${viewerId}`;
    const nowMs = clock.now().getTime();
    const before = buckets.get(key);
    const gained = before === undefined ? 0 : Math.max(0, nowMs - before.atMs) * perMs;
    const level = before === undefined ? costPerMinute : Math.min(costPerMinute, before.level + gained);
    if (cost > level) {
      buckets.set(key, { level, atMs: nowMs });
      const retryAfterSeconds = Math.ceil((cost - level) / perMs / 1000);
      throw limitExceeded(
        'costPerMinute',
        costPerMinute,
        `You have spent what may be asked in a minute. Try again in ${retryAfterSeconds} s, or ask for less.`,
        { cost, remaining: Math.floor(level), retryAfterSeconds },
      );
    }
    buckets.set(key, { level: level - cost, atMs: nowMs });
    return { cost, remaining: Math.floor(level - cost) };
  };
}
