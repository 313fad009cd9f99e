import { tenantIdPattern } from '../base/scope.ts';
import { audit } from '../db/audit.ts';
import type { SystemDb } from '../db/sql.ts';
import type { InputProblem } from './classify.ts';

/** Makes a tenant. @returns what is wrong with the input; null when it was made. */
export async function createTenant(
  db: SystemDb,
  tenant: { readonly id: string; readonly name: string },
  actor: string,
): Promise<InputProblem | null> {
  if (!tenantIdPattern.test(tenant.id)) {
    return {
      code: 'INVALID',
      message: 'A tenant id is 1 to 63 of a-z, 0-9, - and _, and starts with a letter or digit.',
      path: ['input', 'id'],
    };
  }
  if (tenant.name.trim() === '')
    return { code: 'INVALID', message: 'A tenant needs a name; give one for people to read.', path: ['input', 'name'] };
  return db.transaction(async (sql) => {
    const made = await sql.query('insert into tenants (id, name) values ($1, $2) on conflict do nothing returning id', [
      tenant.id,
      tenant.name.trim(),
    ]);
    if (made.length === 0) {
      return {
        code: 'ALREADY_EXISTS',
        message: `There is a tenant "${tenant.id}" already. Use that, or choose another id.`,
        path: ['input', 'id'],
      };
    }
    await audit(sql, { actor, action: 'createTenant', target: tenant.id });
    return null;
  });
}
