import type { Log } from '../observability/log.ts';
import { ProviderError } from './errors.ts';
import type { Pause } from './pause.ts';

export interface Retries {
  /** Attempts after the first. */
  readonly limit: number;
  /** The first backoff is at most this long; each further one at most twice the one before. */
  readonly firstBackoffMs: number;
  readonly longestBackoffMs: number;
  /** A provider that asks for more silence gets it by the read failing. */
  readonly longestRetryAfterMs: number;
}

export const defaultRetries: Retries = {
  limit: 3,
  firstBackoffMs: 500,
  longestBackoffMs: 10_000,
  longestRetryAfterMs: 90_000,
};

/**
 * Reads, again where that may help: after network errors, time limits, 5xx and 429.
 *
 * @param about  Who reads what, for the log.
 * @throws  What the last attempt threw; `cancelled` when the signal aborts between two of them.
 */
export async function retrying<Result>(
  attempt: () => Promise<Result>,
  options: {
    readonly retries: Retries;
    readonly pause: Pause;
    readonly signal: AbortSignal;
    readonly log: Log;
    readonly about: Readonly<Record<string, string>>;
    readonly cancelled: () => ProviderError;
  },
): Promise<Result> {
  const { retries, pause, signal, log, about, cancelled } = options;
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      const waitMs = error instanceof ProviderError ? waitBeforeRetry(error, tried, retries) : null;
      if (waitMs === null) throw error;
      log.warn({ ...about, tried, waitMs, err: error }, 'DigitalOcean gave no answer; trying again');
      await pause(waitMs, signal).catch(() => {
        throw cancelled();
      });
    }
  }
}

/** null: not again. */
function waitBeforeRetry(error: ProviderError, tried: number, retries: Retries): number | null {
  if (tried > retries.limit || !mayPass(error)) return null;
  const backoffMs = Math.min(retries.firstBackoffMs * 2 ** (tried - 1), retries.longestBackoffMs);
  const jitteredMs = Math.ceil(backoffMs * (0.5 + Math.random() / 2));
  if (error.retryAfterSeconds === null) return jitteredMs;
  const askedMs = Math.ceil(error.retryAfterSeconds * 1000);
  // Not all at the same moment: everybody who was refused was told the same.
  return askedMs <= retries.longestRetryAfterMs ? askedMs + jitteredMs : null;
}

function mayPass({ reason, status }: ProviderError): boolean {
  if (reason === 'server') return status !== 501 && status !== 505;
  return reason === 'network' || reason === 'timeout' || reason === 'rate_limited';
}
