import type { Clock } from './base/clock.ts';
import type { SystemDb } from './db/sql.ts';
import { classify } from './inventory/classify.ts';
import { createTenant } from './inventory/tenants.ts';

const demoTenants = [
  { id: 'acme', name: 'Acme' },
  { id: 'globex', name: 'Globex' },
];

/**
 * Gives the simulated account's projects their tenants on its first start, so that scopes can be seen at once: what is
 * named after a tenant becomes that tenant's, and the rest is left to be classified.
 */
export async function classifyDemoProjects(db: SystemDb, clock: Clock): Promise<void> {
  const existing = await db.query('select 1 from tenants limit 1');
  if (existing.length > 0) return;
  for (const tenant of demoTenants) {
    await createTenant(db, tenant, 'demo');
    const projects = await db.query<{ id: string }>(
      `select id from cloud_projects where name like $1 and purpose = 'UNCLASSIFIED' order by name`,
      [`${tenant.id}-%`],
    );
    for (const { id } of projects) {
      await classify(db, { projectId: id, purpose: 'TENANT', tenantId: tenant.id }, 'demo', clock.now());
    }
  }
}
