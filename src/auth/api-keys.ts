import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { tenantIdPattern } from '../base/scope.ts';
import { audit } from '../db/audit.ts';
import type { Sql, SystemDb } from '../db/sql.ts';
import { unauthenticated } from './rejection.ts';
import { apiKeyViewerPrefix, createViewer, isRole, maxTenants, type Role, type Viewer } from './viewer.ts';

// A key reads `arc_<id without dashes>_<secret>`. The id finds the row, the secret is 32 random bytes in base64url. Only the
// secret's SHA-256 is kept: nobody guesses 256 random bits, however fast the hash, so a slow one would only cost us time.
const keyPattern = /^arc_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/;
const uuidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const markUsedEveryMs = 60_000;
const maxNameLength = 100;

/** Wrong input, as a value: `path` is the field of the input that is to be mended. */
export interface InputProblem {
  readonly code: 'NOT_FOUND' | 'INVALID' | 'ALREADY_EXISTS';
  readonly message: string;
  readonly path: readonly string[];
}

export interface NewApiKey {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly tenants: readonly string[];
  /** null: until it is revoked. */
  readonly expiresAt: Date | null;
}

/** The whole key is in `secret`, and nowhere else from now on. */
export interface MadeApiKey {
  readonly apiKeyId: string;
  readonly secret: string;
}

/** Makes a key. @returns the key, shown this once; or what is wrong with the input. */
export async function createApiKey(
  db: SystemDb,
  key: NewApiKey,
  actor: string,
  now: Date,
): Promise<MadeApiKey | InputProblem> {
  const name = key.name.trim();
  const roles = [...new Set(key.roles)];
  const tenants = [...new Set(key.tenants)];
  const wrong = problemOf({ ...key, name, roles, tenants }, now);
  if (wrong !== null) return wrong;
  return db.transaction(async (sql) => {
    const known = await sql.query<{ id: string }>('select id from tenants where id = any($1)', [tenants]);
    const unknown = tenants.find((id) => !known.some((tenant) => tenant.id === id));
    if (unknown !== undefined) {
      return problem('NOT_FOUND', `There is no tenant "${unknown}"; make it with createTenant first.`, 'tenants');
    }
    const id = randomUUID();
    const secret = randomBytes(32).toString('base64url');
    await sql.query(
      `insert into api_keys (id, name, secret_hash, roles, tenants, created_by, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, name, hashOf(secret).toString('hex'), roles, tenants, actor, now, key.expiresAt],
    );
    const details = { name, roles, tenants, expiresAt: key.expiresAt };
    await audit(sql, { actor, action: 'createApiKey', target: id, details });
    return { apiKeyId: id, secret: `arc_${id.replaceAll('-', '')}_${secret}` };
  });
}

/**
 * Ends a key, for every request after this and on every instance; open sockets end when `stillValid` is next asked about them.
 * A key that was revoked before stays so, and that is no problem.
 *
 * @returns  What is wrong with the input; null when the key is revoked.
 */
export async function revokeApiKey(
  db: SystemDb,
  apiKeyId: string,
  actor: string,
  now: Date,
): Promise<InputProblem | null> {
  const unknown = problem('NOT_FOUND', 'There is no such API key. Take an id that `apiKeys` lists.', 'apiKeyId');
  if (!uuidPattern.test(apiKeyId)) return unknown;
  return db.transaction(async (sql) => {
    const [revoked] = await sql.query<{ name: string }>(
      'update api_keys set revoked_at = $2 where id = $1 and revoked_at is null returning name',
      [apiKeyId, now],
    );
    if (revoked === undefined) {
      const known = await sql.query('select 1 from api_keys where id = $1', [apiKeyId]);
      return known.length === 0 ? unknown : null;
    }
    await audit(sql, { actor, action: 'revokeApiKey', target: apiKeyId, details: { name: revoked.name } });
    return null;
  });
}

/** Whether the service has any key that would let somebody in now. */
export async function hasUsableApiKey(sql: Sql, now: Date): Promise<boolean> {
  const found = await sql.query(
    'select 1 from api_keys where revoked_at is null and (expires_at is null or expires_at > $1) limit 1',
    [now],
  );
  return found.length > 0;
}

/** Whether a key that let somebody in would do so again. */
export async function apiKeyStands(sql: Sql, apiKeyId: string, now: Date): Promise<boolean> {
  const found = await sql.query(
    'select 1 from api_keys where id = $1 and revoked_at is null and (expires_at is null or expires_at > $2)',
    [apiKeyId, now],
  );
  return found.length > 0;
}

export function looksLikeApiKey(token: string): boolean {
  return token.startsWith('arc_');
}

interface KeyRow {
  readonly name: string;
  readonly secretHash: string;
  readonly roles: readonly string[];
  readonly tenants: readonly string[];
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

/**
 * Whose key it is. Reads the row each time, by its primary key: nothing is remembered, so that revoking works at once.
 *
 * @throws ArcadiaError  UNAUTHENTICATED. Whether a key is revoked or expired is told only to who has its secret.
 */
export async function viewerOfApiKey(sql: Sql, token: string, now: Date): Promise<Viewer> {
  const [, compactId, secret] = keyPattern.exec(token) ?? [];
  if (compactId === undefined || secret === undefined) throw unauthenticated('unknown_api_key');
  const id = compactId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const [row] = await sql.query<KeyRow>(
    `select name, secret_hash as "secretHash", roles, tenants, expires_at as "expiresAt",
            last_used_at as "lastUsedAt", revoked_at as "revokedAt"
       from api_keys where id = $1`,
    [id],
  );
  if (row === undefined || !hashMatches(row.secretHash, secret)) throw unauthenticated('unknown_api_key');
  if (row.revokedAt !== null) throw unauthenticated('revoked');
  if (row.expiresAt !== null && row.expiresAt <= now) throw unauthenticated('expired_api_key');
  await markUsed(sql, id, row.lastUsedAt, now);
  return createViewer({
    id: `${apiKeyViewerPrefix}${id}`,
    roles: row.roles.filter(isRole),
    tenants: row.tenants,
    expiresAt: row.expiresAt,
    credential: { kind: 'api_key', id },
  });
}

// Once a minute is precise enough to tell a key in use from a forgotten one, and spares a write per request. The condition is
// asked again in the statement, for several instances see the same old value at once.
async function markUsed(sql: Sql, id: string, lastUsedAt: Date | null, now: Date): Promise<void> {
  const dueBefore = new Date(now.getTime() - markUsedEveryMs);
  if (lastUsedAt !== null && lastUsedAt > dueBefore) return;
  await sql.query(
    'update api_keys set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at <= $3)',
    [id, now, dueBefore],
  );
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function hashMatches(kept: string, secret: string): boolean {
  const expected = Buffer.from(kept, 'hex');
  const shown = hashOf(secret);
  return expected.length === shown.length && timingSafeEqual(expected, shown);
}

function problemOf(key: NewApiKey, now: Date): InputProblem | null {
  if (key.name === '' || key.name.length > maxNameLength || /\p{Cc}/u.test(key.name)) {
    return problem('INVALID', `A key needs a name of 1 to ${maxNameLength} printable characters.`, 'name');
  }
  if (!key.roles.every(isRole)) return problem('INVALID', 'The one role there is is platform_admin.', 'roles');
  if (key.tenants.length > maxTenants) {
    return problem('INVALID', `A key may name at most ${maxTenants} tenants.`, 'tenants');
  }
  const malformed = key.tenants.find((id) => !tenantIdPattern.test(id));
  if (malformed !== undefined) {
    return problem(
      'INVALID',
      `${JSON.stringify(malformed)} cannot be a tenant's id. Give ids that \`tenants\` lists.`,
      'tenants',
    );
  }
  if (key.roles.length === 0 && key.tenants.length === 0) {
    return problem('INVALID', 'A key without a role and without a tenant sees nothing; name one.', 'tenants');
  }
  if (key.expiresAt !== null && !(key.expiresAt > now)) {
    return problem(
      'INVALID',
      'A key must expire in the future; leave expiresAt out for one that does not.',
      'expiresAt',
    );
  }
  return null;
}

function problem(code: InputProblem['code'], message: string, field: string): InputProblem {
  return { code, message, path: ['input', field] };
}
