import { errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../base/clock.ts';
import { ArcadiaError } from '../base/errors.ts';
import { tenantIdPattern } from '../base/scope.ts';
import type { Log } from '../observability/log.ts';
import {
  type DevelopmentKey,
  developmentAlgorithm,
  developmentIssuer,
  developmentKeyCounts,
  type IdentityConfig,
} from './development-key.ts';
import { createProviderKeys, type KeyFinder } from './provider-keys.ts';
import { type Rejection, unauthenticated } from './rejection.ts';
import { apiKeyViewerPrefix, createViewer, isRole, maxTenants, type Viewer } from './viewer.ts';

// All asymmetric: with a shared-secret algorithm on the list, the public key itself would sign.
const providerAlgorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const clockToleranceSeconds = 5;
const maxSubjectLength = 255;

/**
 * To verify a signature costs more than to answer a small question, and clients send the same token with each. So long may a
 * verified one be taken at its word; keys of a provider are looked at no more often than that either.
 */
const takenAtItsWordMs = 30_000;
/** Characters of all tokens that are remembered together. */
const rememberedCharacters = 4_194_304;

export type TokenReader = (token: string) => Promise<Viewer>;

/**
 * Reads JWTs: the identity provider's where one is set up, else the development key's where that counts, else none.
 * The reader throws ArcadiaError UNAUTHENTICATED.
 */
export function createTokenReader(parts: {
  readonly config: IdentityConfig;
  readonly developmentKey: DevelopmentKey | null;
  readonly clock: Clock;
  readonly log: Log;
}): TokenReader {
  const trusted = whomToTrust(parts);
  const verified = new LRUCache<string, { viewer: Viewer; atMs: number }>({
    maxSize: rememberedCharacters,
    sizeCalculation: (_, token) => token.length,
  });
  return async (token) => {
    if (trusted === null) throw unauthenticated('no_jwt');
    const nowMs = parts.clock.now().getTime();
    const known = verified.get(token);
    if (known !== undefined && isFresh(known, nowMs)) return known.viewer;
    try {
      const { payload } = await jwtVerify(token, trusted.findKey, {
        ...trusted.expected,
        requiredClaims: ['exp', 'sub'],
        clockTolerance: clockToleranceSeconds,
        currentDate: parts.clock.now(),
      });
      const viewer = viewerOf(payload);
      verified.set(token, { viewer, atMs: nowMs });
      return viewer;
    } catch (error) {
      throw error instanceof ArcadiaError ? error : unauthenticated(reasonOf(error));
    }
  };
}

/** An expired token is verified again, so that there is one place that says no. */
function isFresh({ viewer, atMs }: { readonly viewer: Viewer; readonly atMs: number }, nowMs: number): boolean {
  const ageMs = nowMs - atMs;
  return ageMs >= 0 && ageMs < takenAtItsWordMs && viewer.expiresAt !== null && viewer.expiresAt.getTime() > nowMs;
}

function whomToTrust({
  config,
  developmentKey,
  clock,
  log,
}: Parameters<typeof createTokenReader>[0]): { findKey: KeyFinder; expected: JWTVerifyOptions } | null {
  if (config.jwt !== null) {
    const { jwksUrl, issuer, audience } = config.jwt;
    if (issuer === null) log.warn('ARCADIA_JWT_ISSUER is not set: the claim "iss" of tokens is not checked');
    if (audience === null) {
      log.warn('ARCADIA_JWT_AUDIENCE is not set: tokens that the provider made for other services are accepted too');
    }
    const expected = { ...(issuer === null ? {} : { issuer }), ...(audience === null ? {} : { audience }) };
    return {
      findKey: createProviderKeys({ url: jwksUrl, clock, log }),
      expected: { ...expected, algorithms: providerAlgorithms },
    };
  }
  // Asked here once more, so that no mistake in the wiring makes a published service accept it.
  if (developmentKey === null || !developmentKeyCounts(config)) return null;
  return {
    findKey: async () => developmentKey.publicKey,
    expected: { issuer: developmentIssuer, algorithms: [developmentAlgorithm] },
  };
}

function viewerOf({ sub, exp, roles, tenants }: JWTPayload): Viewer {
  const expiresAt = new Date((exp ?? Number.NaN) * 1000);
  const wellFormed =
    typeof sub === 'string' &&
    sub.length > 0 &&
    sub.length <= maxSubjectLength &&
    !/\p{Cc}/u.test(sub) &&
    !sub.startsWith(apiKeyViewerPrefix) &&
    !Number.isNaN(expiresAt.getTime());
  if (!wellFormed) throw unauthenticated('claims');
  return createViewer({
    id: sub,
    // The provider may know roles that mean something elsewhere.
    roles: listOf(roles).filter(isRole),
    tenants: tenantsOf(tenants),
    expiresAt,
    credential: { kind: 'jwt' },
  });
}

// One bad id refuses the whole token: to drop it would hide a mistake of whoever issued it.
function tenantsOf(claim: unknown): string[] {
  const ids = listOf(claim).map((id) => {
    if (typeof id === 'string' && tenantIdPattern.test(id)) return id;
    throw unauthenticated('claims');
  });
  if (ids.length > maxTenants) throw unauthenticated('claims');
  return ids;
}

function listOf(claim: unknown): unknown[] {
  if (claim === undefined || claim === null) return [];
  if (Array.isArray(claim)) return claim;
  throw unauthenticated('claims');
}

const reasonsByClaim: Readonly<Record<string, Rejection>> = {
  iss: 'wrong_issuer',
  aud: 'wrong_audience',
  nbf: 'not_yet_valid',
};

function reasonOf(error: unknown): Rejection {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    const malformed = error.reason === 'invalid';
    return malformed ? 'claims' : (reasonsByClaim[error.claim] ?? 'claims');
  }
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported) return 'algorithm';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature';
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return 'malformed';
  // Such as a provider's key too short for its algorithm: it holds for nobody.
  return 'signature';
}
