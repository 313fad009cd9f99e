import { assertSafeIdentity } from '../../auth/development-key.ts';
import type { Config } from '../../base/config.ts';
import { messageOf, StartError } from '../../base/errors.ts';
import { type Finding, fail, ok } from '../../observability/finding.ts';

const subject = 'identity';

export async function lookAtIdentity(config: Config, hasApiKey: boolean): Promise<Finding[]> {
  const findings: Finding[] = [];
  try {
    assertSafeIdentity(config, { hasApiKey });
    findings.push(
      ok(subject, config.jwt === null ? (hasApiKey ? 'API keys' : 'the development key') : config.jwt.jwksUrl),
    );
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    findings.push(fail(subject, error.message, 'The service does not start before.'));
  }
  if (config.jwt !== null) findings.push(await lookAtKeys(config.jwt.jwksUrl));
  return findings;
}

async function lookAtKeys(url: string): Promise<Finding> {
  const mend =
    'Mend ARCADIA_JWKS_URL: it ends in /jwks, /keys or /certs at most providers, and is in their openid-configuration.';
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    const body: unknown = response.ok ? await response.json() : null;
    const keys = typeof body === 'object' && body !== null && 'keys' in body ? body.keys : null;
    if (Array.isArray(keys) && keys.length > 0) return ok('identity keys', `${keys.length} at the identity provider`);
    return fail('identity keys', `ARCADIA_JWKS_URL answers ${response.status} without keys`, mend);
  } catch (error) {
    return fail('identity keys', `ARCADIA_JWKS_URL cannot be read (${messageOf(error)})`, mend);
  }
}
