import type { SystemDb } from '../../src/db/sql.ts';
import { classify } from '../../src/inventory/classify.ts';
import { observe } from '../../src/inventory/observe.ts';
import { observeProjects } from '../../src/inventory/projects.ts';
import { createTenant } from '../../src/inventory/tenants.ts';
import { kindsByName } from '../../src/kinds/index.ts';

/** What a test says of a droplet or a volume. Every text of it can be found in an answer that shows the resource. */
export interface Seen {
  readonly kind: 'droplet' | 'volume';
  readonly providerId: string;
  readonly name: string;
  readonly region: string;
  readonly tags: readonly string[];
  /** Provider ids: of a droplet's volumes, of a volume's droplets. */
  readonly attachedTo: readonly string[];
  /** Our project's id. */
  readonly projectId: string;
}

/** Writes an estate through the inventory's own door, as a sync does. Each write is a little later than the one before. */
export function writeEstate(db: SystemDb) {
  let nowMs = Date.UTC(2026, 0, 1);
  const next = () => {
    nowMs += 1000;
    return new Date(nowMs);
  };
  return {
    tenant: (id: string) => createTenant(db, { id, name: `name of ${id}` }, 'test'),

    async project(providerId: string, name: string): Promise<string> {
      const project = { providerId, name, description: `about ${name}`, providerPurpose: null, environment: null };
      const ids = await observeProjects(db, [{ ...project, isDefault: false }], next());
      return ids.get(providerId) ?? '';
    },

    async give(projectId: string, tenantId: string | null): Promise<void> {
      const purpose = tenantId === null ? 'SHARED' : 'TENANT';
      const problem = await classify(db, { projectId, purpose, tenantId }, 'test', next());
      if (problem !== null) throw new Error(problem.message);
    },

    async see(seen: Seen): Promise<void> {
      const observation = kindsByName.get(seen.kind)?.observe(wireOf(seen));
      if (observation === undefined) throw new Error(`there is no kind ${seen.kind}`);
      await observe(db, {
        kind: seen.kind,
        part: seen.kind === 'droplet' ? 'standard' : '',
        requestedAt: next(),
        observations: [observation],
        projectOf: new Map([[observation.urn, seen.projectId]]),
        cause: { runId: null, actor: null },
      });
    },
  };
}

function wireOf({ kind, providerId, name, region, tags, attachedTo }: Seen): object {
  const common = { id: providerId, name, region: { slug: region }, tags, created_at: '2026-01-01T00:00:00Z' };
  return kind === 'droplet'
    ? {
        ...common,
        memory: 1024,
        vcpus: 1,
        disk: 25,
        status: `${name}-status`,
        size_slug: `${name}-size`,
        image: { id: 1, name: `${name}-image`, slug: null },
        features: [`${name}-feature`],
        volume_ids: attachedTo,
      }
    : { ...common, size_gigabytes: 10, description: `${name}-text`, droplet_ids: attachedTo };
}
