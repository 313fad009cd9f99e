import {
  type CryptoKey,
  createRemoteJWKSet,
  customFetch,
  errors,
  type FlattenedJWSInput,
  type JWSHeaderParameters,
} from 'jose';
import type { Clock } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { Log } from '../observability/log.ts';
import { unauthenticated } from './rejection.ts';

// Anybody can send a token that names an unknown key, and each one is a reason to ask the provider again. So we ask at most
// once in so many milliseconds, whoever comes: the provider never feels our callers, and a new key is known this soon.
const pauseAfterAnswerMs = 30_000;
const pauseAfterFailureMs = 1_000;
const timeoutMs = 5_000;
// A key that the provider withdrew is refused this soon.
const keepKeysMs = 600_000;

export type KeyFinder = (header: JWSHeaderParameters, token: FlattenedJWSInput) => Promise<CryptoKey>;

/**
 * The identity provider's public keys (JWKS): fetched when first needed, kept for 10 minutes, fetched again when a token names
 * a key that is not among them. While the provider is away, keys that are still fresh keep working.
 *
 * @throws ArcadiaError  UNAUTHENTICATED: the key is not the provider's, or the provider cannot be asked (which is logged).
 */
export function createProviderKeys({ url, clock, log }: { url: string; clock: Clock; log: Log }): KeyFinder {
  let answeredAtMs: number | null = null;
  let failedAtMs: number | null = null;

  const keys = createRemoteJWKSet(new URL(url), {
    timeoutDuration: timeoutMs,
    cacheMaxAge: keepKeysMs,
    cooldownDuration: 0,
    [customFetch]: async (href, options) => {
      const nowMs = clock.now().getTime();
      if (failedAtMs !== null && nowMs < failedAtMs + pauseAfterFailureMs) throw new AskedLatelyError('failed');
      if (failedAtMs === null && answeredAtMs !== null && nowMs < answeredAtMs + pauseAfterAnswerMs) {
        throw new AskedLatelyError('answered');
      }
      const response = await fetch(href, options);
      if (response.status === 200) {
        answeredAtMs = nowMs;
        failedAtMs = null;
      }
      return response;
    },
  });

  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) throw unauthenticated('unknown_key');
      if (error instanceof errors.JWKSMultipleMatchingKeys) throw unauthenticated('ambiguous_key');
      if (error instanceof AskedLatelyError) {
        throw unauthenticated(error.outcome === 'answered' ? 'unknown_key' : 'provider_unreachable');
      }
      failedAtMs = clock.now().getTime();
      log.error(
        { host: new URL(url).host, reason: reasonOf(error, url) },
        'the identity provider gave no usable keys (ARCADIA_JWKS_URL); nobody new can sign in with a JWT until it does',
      );
      throw unauthenticated('provider_unreachable');
    }
  };
}

// What fetch throws says why only in its cause, and may repeat the URL, which may hold a password.
function reasonOf(error: unknown, url: string): string {
  const cause = error instanceof Error && error.cause !== undefined ? `: ${messageOf(error.cause)}` : '';
  return `${messageOf(error)}${cause}`.replaceAll(new URL(url).href, '[ARCADIA_JWKS_URL]');
}

/** Thrown where a request to the provider would have been made, had one not been made a moment ago. */
class AskedLatelyError extends Error {
  readonly outcome: 'answered' | 'failed';

  constructor(outcome: 'answered' | 'failed') {
    super('the identity provider was asked a moment ago');
    this.name = 'AskedLatelyError';
    this.outcome = outcome;
  }
}
