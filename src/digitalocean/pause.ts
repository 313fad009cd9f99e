import { setTimeout as delay } from 'node:timers/promises';

/** Waits that many milliseconds; rejects as soon as the signal aborts. A port, so that tests own the time. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

export const pause: Pause = (ms, signal) => delay(ms, undefined, { signal });
