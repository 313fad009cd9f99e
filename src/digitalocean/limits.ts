import type { Priority } from './budget.ts';
import type { RateLimit } from './rolling-window.ts';

/** What one token may do, and what single endpoints allow it: at and below `path`. */
export interface RateLimits {
  readonly minute: RateLimit;
  readonly hour: RateLimit;
  readonly endpoints: readonly (RateLimit & { readonly path: string })[];
}

/** As documented; the limits of endpoints as observed (ssh keys 10 in 60 s, CDN 5 in 10 s). */
export const digitalOceanLimits: RateLimits = {
  minute: { limit: 250, lengthSeconds: 60 },
  hour: { limit: 5000, lengthSeconds: 3600 },
  endpoints: [
    { path: '/v2/account/keys', limit: 10, lengthSeconds: 60 },
    { path: '/v2/cdn/endpoints', limit: 5, lengthSeconds: 10 },
  ],
};

/** Share of every window that schedules leave to people, rounded down: 25 a minute, 500 an hour, 1 ssh key listing. */
const reservedForPeople = 0.1;

/** How many requests of a window such a one may use. */
export function shareOf(limit: number, priority: Priority): number {
  return priority === 'person' ? limit : limit - Math.floor(limit * reservedForPeople);
}

/** Longer than the longest window nothing can be full; a greater `retry-after` is a mistake. */
export const longestSilenceSeconds = 3600;
