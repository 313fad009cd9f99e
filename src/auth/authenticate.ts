import type { Clock } from '../base/clock.ts';
import { ArcadiaError } from '../base/errors.ts';
import type { SystemDb } from '../db/sql.ts';
import type { Log } from '../observability/log.ts';
import { apiKeyStands, looksLikeApiKey, viewerOfApiKey } from './api-keys.ts';
import type { DevelopmentKey, IdentityConfig } from './development-key.ts';
import { createTokenReader } from './json-web-token.ts';
import { unauthenticated } from './rejection.ts';
import { createViewAs } from './view-as.ts';
import type { Viewer } from './viewer.ts';

const maxAuthorizationLength = 16_384;

/** Says who asks. HTTP requests and WebSocket connections come through the same function. */
export interface Authenticator {
  /**
   * @param authorization   The header's value, or `authorization` of connection_init's payload, whatever the client put there:
   *                        `Bearer <JWT or API key>`, or the bare token.
   * @param options.viewAs  The value of `x-arcadia-view-as`, if it was sent.
   * @returns               null for anonymous: nothing was sent, or an empty string.
   * @throws ArcadiaError   UNAUTHENTICATED, with `extensions.reason`; for `viewAs` also FORBIDDEN and BAD_USER_INPUT.
   */
  authenticate(authorization: unknown, options?: { readonly viewAs?: unknown }): Promise<Viewer | null>;

  /**
   * Whether what the viewer came with is neither expired nor revoked: to be asked every few seconds for open sockets and
   * streams. Costs nothing for a JWT, one look at a primary key for an API key; so ask once for all sockets of one key.
   * Rejects when the database cannot be asked.
   */
  stillValid(viewer: Viewer): Promise<boolean>;
}

/**
 * @param parts.developmentKey  Counts on a loopback host only, outside production, and without an identity provider.
 */
export function createAuthenticator(parts: {
  readonly config: IdentityConfig;
  readonly developmentKey: DevelopmentKey | null;
  /** The system's door: an API key is looked up before there is a viewer. */
  readonly db: SystemDb;
  readonly clock: Clock;
  readonly log: Log;
}): Authenticator {
  const { db, clock, log } = parts;
  const readToken = createTokenReader(parts);
  const viewAs = createViewAs(parts);

  const identify = async (authorization: unknown): Promise<Viewer | null> => {
    const token = tokenIn(authorization);
    if (token === null) return null;
    return looksLikeApiKey(token) ? viewerOfApiKey(db, token, clock.now()) : readToken(token);
  };

  return {
    async authenticate(authorization, options = {}) {
      try {
        const viewer = await identify(authorization);
        const asked = options.viewAs ?? null;
        return asked === null ? viewer : await viewAs(viewer, asked);
      } catch (error) {
        if (error instanceof ArcadiaError)
          log.debug({ code: error.code, ...error.extensions }, 'somebody was not let in');
        throw error;
      }
    },

    async stillValid({ expiresAt, credential }) {
      const now = clock.now();
      if (expiresAt !== null && expiresAt <= now) return false;
      return credential.kind === 'jwt' || apiKeyStands(db, credential.id, now);
    },
  };
}

// In a bare token there is no space, so that another scheme (`Basic …`) cannot pass for one.
function tokenIn(authorization: unknown): string | null {
  if (authorization === undefined || authorization === null) return null;
  if (typeof authorization !== 'string') throw unauthenticated('malformed');
  if (authorization.length > maxAuthorizationLength) throw unauthenticated('too_long');
  const text = authorization.trim();
  if (text === '') return null;
  const token = /^bearer +(\S+)$/i.exec(text)?.[1] ?? text;
  if (/\s/.test(token)) throw unauthenticated('malformed');
  return token;
}
