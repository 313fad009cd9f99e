import { LRUCache } from 'lru-cache';
import type { Clock } from '../base/clock.ts';
import { ArcadiaError } from '../base/errors.ts';
import { tenantIdPattern } from '../base/scope.ts';
import { audit } from '../db/audit.ts';
import type { SystemDb } from '../db/sql.ts';
import { require } from './permissions.ts';
import { lookingAs, type Viewer } from './viewer.ts';

// Every request of such an admin is looking, but a line for each would bury the rest of the audit.
const auditEveryMs = 900_000;

/** Turns an admin into one who sees what a tenant sees. */
export type ViewAs = (viewer: Viewer | null, tenant: unknown) => Promise<Viewer>;

/**
 * The looking stands in the audit, once in 15 minutes for each admin and tenant (and instance).
 * The result throws ArcadiaError: FORBIDDEN for who is no admin, UNAUTHENTICATED for anonymous, BAD_USER_INPUT for what is no tenant.
 */
export function createViewAs({ db, clock }: { readonly db: SystemDb; readonly clock: Clock }): ViewAs {
  const auditedAtMs = new LRUCache<string, number>({ max: 1000 });
  return async (viewer, tenant) => {
    const admin = require(viewer, 'viewAs');
    const id = typeof tenant === 'string' ? tenant.trim() : '';
    // An id fit to be one is safe to repeat; anything else is not.
    if (!tenantIdPattern.test(id)) {
      throw new ArcadiaError('BAD_USER_INPUT', 'x-arcadia-view-as wants the id of one tenant, such as "acme".');
    }
    const known = await db.query('select 1 from tenants where id = $1', [id]);
    if (known.length === 0) {
      throw new ArcadiaError(
        'BAD_USER_INPUT',
        `x-arcadia-view-as: there is no tenant "${id}". Give an id that \`tenants\` lists.`,
      );
    }
    const nowMs = clock.now().getTime();
    const key = JSON.stringify([admin.id, id]);
    if (nowMs >= (auditedAtMs.get(key) ?? Number.NEGATIVE_INFINITY) + auditEveryMs) {
      await audit(db, { actor: admin.id, action: 'viewAs', target: id });
      auditedAtMs.set(key, nowMs);
    }
    return lookingAs(admin, id);
  };
}
