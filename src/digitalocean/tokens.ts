import { createHmac } from 'node:crypto';
import type { TokenPurpose } from '../base/config.ts';
import { StartError } from '../base/errors.ts';

/** Where the provider's tokens come from; a vault can take the environment's place. */
export interface TokenSource {
  /**
   * The token for a purpose. Asked for each request, so that a renewed token is used at once.
   *
   * @throws StartError  when neither the purpose nor `default` has one.
   */
  tokenFor(purpose: TokenPurpose): string;
}

/** Tokens as the environment gives them (`config.providerTokens`): a purpose without one of its own uses `default`. */
export function tokensFrom(tokens: ReadonlyMap<TokenPurpose | 'default', string>): TokenSource {
  return {
    tokenFor(purpose) {
      const token = tokens.get(purpose) ?? tokens.get('default');
      if (token !== undefined) return token;
      const name = `DO_API_TOKEN_${purpose.toUpperCase()}`;
      throw new StartError(`${name}: got nothing, wants a token (or set DO_API_TOKEN for all purposes)`);
    },
  };
}

/**
 * Names a token without revealing it. What is budgeted is the token, so purposes that share one share the lane.
 *
 * @param key  A secret of the installation: without it nobody can try whether a stolen token belongs to a lane.
 * @returns    16 hexadecimal digits, the same on every instance with the same key.
 */
export function laneOf(token: string, key: string | Uint8Array): string {
  return createHmac('sha256', key).update(token).digest('hex').slice(0, 16);
}
