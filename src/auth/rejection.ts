import { ArcadiaError } from '../base/errors.ts';

const howToSend =
  'send "Authorization: Bearer <JWT or API key>" (on a WebSocket, the same as "authorization" in the payload of connection_init)';

// What somebody reads who is not let in: what is wrong and what to do. Never the token, nor a claim's value, nor the
// verifier's own words. `revoked` and the two `expired` are told only to whoever proved to hold the credential.
const sentences = {
  anonymous: `This needs somebody signed in: ${howToSend}.`,
  malformed: `What was sent is neither a JWT nor an API key: ${howToSend}.`,
  too_long: 'The token is too long; 16,384 characters are the most that is read. Ask for one with fewer claims.',
  expired: 'The token has expired. Get a new one and try again.',
  not_yet_valid: 'The token is not valid yet (claim "nbf"). Check the clock of whoever issued it.',
  wrong_issuer:
    'The token was not issued by the identity provider that this service trusts (claim "iss"). Get one from that.',
  wrong_audience: 'The token was issued for another service (claim "aud"). Ask for one with the audience of this one.',
  algorithm: 'The token is signed in a way that is not accepted. Use one of RS256, PS256, ES256 and EdDSA.',
  signature: "The token's signature does not hold. Get a new token from the identity provider.",
  unknown_key: 'The token is signed with a key that the identity provider does not publish. Get a new token.',
  ambiguous_key: 'The token names no key (header "kid"), and several fit. Have the identity provider name it.',
  claims:
    'A claim of the token is missing or cannot be read. Have the identity provider give "sub", "exp", "roles" and "tenants".',
  provider_unreachable: 'The identity provider cannot be reached, so the token cannot be checked. Try again soon.',
  no_jwt: 'This service accepts API keys only; ask a platform admin for one.',
  unknown_api_key: 'There is no such API key. Check that it was copied whole, or ask a platform admin for a new one.',
  revoked: 'The API key was revoked. Ask a platform admin for a new one.',
  expired_api_key: 'The API key has expired. Ask a platform admin for a new one.',
} as const;

/** Why somebody was not let in; programs find it in `extensions.reason`. */
export type Rejection = keyof typeof sentences;

// No cause: the verifier's errors hold the whole payload of the token.
export function unauthenticated(reason: Rejection): ArcadiaError {
  return new ArcadiaError('UNAUTHENTICATED', sentences[reason], { extensions: { reason } });
}
