import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kinds, kindsByName } from '../../src/kinds/index.ts';
import { normaliseUrn } from '../../src/kinds/urn.ts';
import { EstateDocument } from '../operations/generated/graphql.ts';
import { everyKind, type Service, startService } from '../support/service.ts';
import { placementOf } from './whose.ts';

// One sync of the whole simulated account; its truth is what the mirror must come to.

/** Kinds that an account of ordinary tokens has not. */
const playedBySome: readonly string[] = ['team'];

describe.each([
  ['about 100 resources', 1],
  ['100 droplets and all that goes with them', 100],
])('an account of %s', (_size, droplets) => {
  let service: Service;

  beforeAll(async () => {
    service = await startService({ simulator: { droplets } });
    const run = await service.syncAndWait(everyKind);
    expect(run).toMatchObject({ status: 'SUCCEEDED', reason: null });
    await service.classifyDemoProjects();
  });

  afterAll(() => service?.close());

  /** Provider id of each project that is a tenant's → that tenant. */
  async function tenants(): Promise<ReadonlyMap<string, string>> {
    const names = ['acme-production', 'acme-staging', 'globex-web'];
    return new Map(
      names.map((name) => [service.simulator.estate.projectNamed(name)?.id ?? name, name.split('-')[0] ?? '']),
    );
  }

  test('is mirrored with as many of every kind as it has', async () => {
    const truth = Object.entries(service.simulator.estate.truth()).filter(([kind]) => kindsByName.has(kind));
    const rows = await service.system.query<{ kind: string; count: number }>(
      'select kind, count(*)::int as count from cloud_resources where deleted_at is null group by kind',
    );
    expect(Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))).toEqual(
      Object.fromEntries(truth.flatMap(([kind, { count }]) => (count === 0 ? [] : [[kind, count]]))),
    );
    expect(truth.map(([kind]) => kind).sort()).toEqual(
      kinds.flatMap(({ name }) => (playedBySome.includes(name) ? [] : name)).sort(),
    );
    if (droplets === 100) expect(truth.filter(([, { count }]) => count === 0)).toEqual([]);
  });

  test('has every resource in the project and at the tenant where it belongs', async () => {
    const { misplaced, census } = await placementOf(service.system, service.simulator, await tenants());
    expect(misplaced).toEqual([]);
    if (droplets < 100) return;
    const because = (why: string) => kinds.map(({ name }) => name).filter((name) => `${name} ${why}` in census);
    expect(because('project')).toEqual([
      ...['droplet', 'volume', 'kubernetes_cluster', 'database_cluster', 'load_balancer', 'app'],
      ...['reserved_ip', 'reserved_ipv6', 'domain', 'space'],
    ]);
    expect(because('owner').length).toBeGreaterThanOrEqual(20);
    expect(because('served').length).toBeGreaterThanOrEqual(7);
  });

  test('shows a tenant all that is its own, of whatever kind, and nothing else', async () => {
    const shown = async (token: string) => {
      const urns: string[] = [];
      for (let after: string | null = null; ; ) {
        const { resources }: Awaited<ReturnType<typeof page>> = await page(token, after);
        urns.push(...resources.edges.map(({ node }) => node.urn));
        if (!resources.pageInfo.hasNextPage) return urns.sort();
        after = resources.pageInfo.endCursor ?? null;
      }
    };
    const page = (token: string, after: string | null) => service.query(EstateDocument, { first: 200, after }, token);
    const rows = await service.system.query<{ urn: string; tenant: string | null }>(
      'select urn, tenant_id as tenant from cloud_resources',
    );
    for (const tenant of ['acme', 'globex']) {
      const own = rows.filter((row) => row.tenant === tenant).map(({ urn }) => urn);
      expect(await shown(await service.tenant(tenant))).toEqual(own.sort());
      if (droplets === 100) expect(own.length).toBeGreaterThan(50);
    }
    const nobodys = rows.filter((row) => row.tenant === null);
    for (const kind of ['sshkey', 'tag', 'registry', 'securityscan']) {
      expect(nobodys.some(({ urn }) => urn.startsWith(`do:${kind}:`))).toBe(true);
    }
  });

  test('knows an address by its newer URN, however projects spell it', async () => {
    const rows = await service.system.query<{ urn: string; project: string | null }>(
      `select urn, project_id as project from cloud_resources where kind = 'reserved_ip'`,
    );
    expect(rows.every(({ urn, project }) => urn.startsWith('do:reservedip:') && project !== null)).toBe(true);
    expect(rows.map(({ urn }) => urn).sort()).toEqual(
      (service.simulator.estate.truth().reserved_ip?.ids ?? []).map((id) => normaliseUrn(`do:floatingip:${id}`)).sort(),
    );
    expect(rows.length).toBeGreaterThan(0);
  });
});
