import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ResourceKind } from '../operations/generated/graphql.ts';
import { type Service, startService } from '../support/service.ts';

// Lists that depend on others: by parent, by region, within another kind's items.

let service: Service;

beforeAll(async () => {
  service = await startService({ simulator: { droplets: 60 } });
});

afterEach(() => service.simulator.faults.clear());
afterAll(() => service?.close());

interface Listed {
  readonly kind: string;
  readonly part: string;
  readonly verdict: string;
  readonly reason: string | null;
  readonly seen: number;
  readonly struck: number;
}

/** Syncs, and shows what the run has to say of each part. */
async function sync(...kinds: ResourceKind[]): Promise<{ status: string; reason: string | null; listed: Listed[] }> {
  const from = service.simulator.requests.length;
  const { status, reason } = await service.syncAndWait(kinds);
  paths = service.simulator.requests.slice(from).map(({ path }) => path);
  const listed = await service.system.query<Listed>(
    `select kind, part, verdict, reason, seen, struck from sync_listings
      where run_id = (select id from sync_runs order by queued_at desc limit 1) and kind <> 'project' order by kind, part`,
  );
  return { status, reason: reason ?? null, listed };
}
/** Of the last sync, in order. */
let paths: readonly string[];

const idsOf = (kind: string) => (service.simulator.estate.truth()[kind]?.ids ?? []).map(String).sort();

async function mirrored(kind: string): Promise<string[]> {
  const rows = await service.system.query<{ id: string }>(
    'select provider_id as id from cloud_resources where kind = $1 and deleted_at is null order by 1',
    [kind],
  );
  return rows.map(({ id }) => id).sort();
}

describe('a list under each parent', () => {
  test('is a part of its own, named by the parent, and the parents are read before it unasked', async () => {
    const { status, listed } = await sync('DOMAIN_RECORD');
    expect(status).toBe('SUCCEEDED');
    const records = listed.filter(({ kind }) => kind === 'domain_record');
    expect(records.map(({ part }) => part)).toEqual(idsOf('domain'));
    expect(listed.some(({ kind }) => kind === 'domain')).toBe(true);
    expect(await mirrored('domain_record')).toEqual(idsOf('domain_record'));
  });

  test('that cannot be read keeps none of the others from being complete', async () => {
    await sync('DOMAIN_RECORD');
    const [broken = '', other = ''] = idsOf('domain');
    const gone = idsOf('domain_record').filter((id) => id.startsWith(`${broken}/`) || id.startsWith(`${other}/`));
    for (const id of gone) service.simulator.faults.hideFromList(`do:domainrecord:${id}`);
    service.simulator.faults.add({ path: `/v2/domains/${broken}/records`, status: 500 });
    const { status, listed } = await sync('DOMAIN_RECORD');
    expect(status).toBe('PARTIAL');
    const by = new Map(listed.filter(({ kind }) => kind === 'domain_record').map((each) => [each.part, each]));
    expect(by.get(broken)).toMatchObject({ verdict: 'FAILED', struck: 0 });
    expect(by.get(other)).toMatchObject({ verdict: 'COMPLETE', struck: 9 });
  });

  test('strikes nobody while its parent answers 404, and the parent takes its children along', async () => {
    await sync('DOMAIN_RECORD');
    const [gone = ''] = idsOf('domain');
    service.simulator.faults.hideFromList(`do:domain:${gone}`);
    service.simulator.faults.add({ path: `/v2/domains/${gone}*`, status: 404 });
    const first = await sync('DOMAIN_RECORD');
    expect(first.listed.find(({ part }) => part === gone)).toMatchObject({ verdict: 'UNSUPPORTED', struck: 0 });
    expect((await mirrored('domain_record')).some((id) => id.startsWith(`${gone}/`))).toBe(true);
    await sync('DOMAIN');
    await sync('DOMAIN');
    expect(await mirrored('domain')).not.toContain(gone);
    expect((await mirrored('domain_record')).filter((id) => id.startsWith(`${gone}/`))).toEqual([]);
    const order = await service.system.query<{ kind: string }>(
      `select kind from cloud_resource_events where type = 'deleted' and urn like $1 order by position`,
      [`%:${gone}%`],
    );
    expect(order.map(({ kind }) => kind)).toEqual([...Array(9).fill('domain_record'), 'domain']);
    // Nobody asks about the children of what is gone.
    await sync('DOMAIN_RECORD');
    expect(paths.some((path) => path.startsWith(`/v2/domains/${gone}/records`))).toBe(false);
  });

  test('confirms with a question of its own, below the parent', async () => {
    await sync('DOMAIN_RECORD');
    const [id = ''] = idsOf('domain_record');
    service.simulator.faults.hideFromList(`do:domainrecord:${id}`);
    for (let times = 0; times < 3; times += 1) await sync('DOMAIN_RECORD');
    expect(paths).toContain(`/v2/domains/${id.replace('/', '/records/')}`);
    // It answers 200: the list had lied.
    expect(await mirrored('domain_record')).toContain(id);
  });

  test('is not asked for where the engine has no such thing', async () => {
    await sync('DATABASE_CLUSTER', 'DATABASE_POOL', 'DATABASE_TOPIC', 'DATABASE_DB', 'DATABASE_REPLICA');
    const engineOf = new Map(
      idsOf('database_cluster').map((id) => [
        id,
        (service.simulator.estate.wire(`do:dbaas:${id}`) as { engine: string }).engine,
      ]),
    );
    const asked = (what: string) =>
      paths.flatMap((path) => (path.endsWith(`/${what}`) ? (engineOf.get(path.split('/')[3] ?? '') ?? []) : []));
    expect(new Set(asked('pools'))).toEqual(new Set(['pg']));
    expect(new Set(asked('topics'))).toEqual(new Set(['kafka']));
    expect(new Set(asked('replicas'))).toEqual(new Set(['pg', 'mysql']));
    expect(asked('dbs')).not.toContain('valkey');
    expect(await mirrored('database_db')).toEqual(idsOf('database_db'));
  });

  test('that a parent refuses as not its own is UNSUPPORTED, and the run succeeds', async () => {
    service.simulator.faults.add({ path: /\/replicas(\/|$)/, status: 412 });
    const { status, listed } = await sync('DATABASE_REPLICA');
    expect(status).toBe('SUCCEEDED');
    const replicas = listed.filter(({ kind }) => kind === 'database_replica');
    expect(replicas.length).toBeGreaterThan(0);
    for (const each of replicas)
      expect(each).toMatchObject({ verdict: 'UNSUPPORTED', reason: expect.stringContaining('412') });
  });
});

describe('a list by region', () => {
  test('is read in every region that the provider names', async () => {
    const { listed } = await sync('NFS_SHARE');
    const shares = listed.filter(({ kind }) => kind === 'nfs_share');
    expect(shares.map(({ part }) => part)).toEqual(expect.arrayContaining(['nyc3', 'fra1', 'syd1', 'atl1']));
    expect(await mirrored('nfs_share')).toEqual(idsOf('nfs_share'));
  });

  test('is read in the regions that are known when the provider does not name any', async () => {
    service.simulator.faults.add({ path: '/v2/regions', status: 403 });
    await sync('DROPLET', 'VPC');
    const { listed } = await sync('NFS_SHARE');
    expect(listed.filter(({ kind }) => kind === 'nfs_share').map(({ part }) => part)).toContain('nyc3');
  });

  // Seen red: with the verdict of /v2/regions not looked at in sync/parts.ts.
  test('of regions makes the run PARTIAL when it cannot be read: what is in others was not looked at', async () => {
    service.simulator.faults.add({ path: '/v2/regions', status: 400 });
    const { status, listed } = await sync('NFS_SHARE');
    expect(status).toBe('PARTIAL');
    const shares = listed.filter(({ kind }) => kind === 'nfs_share');
    expect(shares.find(({ part }) => part === '')).toMatchObject({
      verdict: 'PARTIAL',
      reason: expect.stringMatching(/^Only the regions in which something is known were asked, .*\/v2\/regions/),
    });
    expect(shares.find(({ part }) => part === 'nyc3')).toMatchObject({ verdict: 'COMPLETE' });
  });
});

describe('what is read within another kind', () => {
  test('costs no request: pools of a cluster, backups among the images', async () => {
    const { listed } = await sync('K8S_NODE_POOL', 'DROPLET_BACKUP');
    expect(paths.filter((path) => path.startsWith('/v2/kubernetes'))).toEqual(['/v2/kubernetes/clusters']);
    expect(paths.filter((path) => path.startsWith('/v2/images'))).toEqual(['/v2/images']);
    expect(listed.filter(({ kind }) => kind === 'k8s_node_pool').map(({ part }) => part)).toEqual(
      idsOf('kubernetes_cluster'),
    );
    expect(idsOf('kubernetes_cluster').length).toBeGreaterThan(0);
    expect((await mirrored('k8s_node_pool')).length).toBe(idsOf('kubernetes_cluster').length);
    expect(await mirrored('droplet_backup')).toEqual(idsOf('droplet_backup'));
    expect(await mirrored('image')).toEqual(idsOf('image'));
  });

  test('is struck by that list and no other, and asked about below its host', async () => {
    await sync('DROPLET_BACKUP', 'K8S_NODE_POOL');
    const [id = ''] = idsOf('droplet_backup');
    service.simulator.faults.hideFromList(`do:backup:${id}`);
    const { listed } = await sync('DROPLET_BACKUP');
    expect(listed.find(({ kind }) => kind === 'droplet_backup')).toMatchObject({ verdict: 'COMPLETE', struck: 1 });
    expect(listed.find(({ kind }) => kind === 'image')).toMatchObject({ struck: 0 });
  });
});

describe('projects', () => {
  // Seen red: with a list that says that it is not there believed of projects, of which an account always has one.
  test.each([404, 405, 501])('whose list answers %i make the run PARTIAL, and none is struck', async (status) => {
    await sync('VPC');
    service.simulator.faults.add({ path: '/v2/projects', status });
    const run = await sync('VPC');
    expect(run).toMatchObject({ status: 'PARTIAL', reason: expect.stringMatching(/project failed/) });
    const rows = await service.system.query(
      'select id from cloud_projects where stale_strike_count > 0 or deleted_at is not null',
    );
    expect(rows).toEqual([]);
    const [listing] = await service.system.query<{ reason: string }>(
      `select reason from sync_listings where kind = 'project' and part = '' order by started_at desc limit 1`,
    );
    expect(listing?.reason).toMatch(/Every account has a project: check /);
  });

  // Seen red: with the first of several verdicts taken for the worst.
  test('that are there, but not what is in them, make the run PARTIAL: new resources would be nobody’s', async () => {
    const [gone, silent] = await service.system.query<{ id: string }>(
      'select provider_id as id from cloud_projects where deleted_at is null order by name limit 2',
    );
    service.simulator.faults.add({ path: `/v2/projects/${gone?.id}*`, status: 404 });
    expect(await sync('VPC')).toMatchObject({ status: 'SUCCEEDED' });
    service.simulator.faults.add({ path: `/v2/projects/${silent?.id}/resources`, status: 404 });
    expect(await sync('VPC')).toMatchObject({
      status: 'PARTIAL',
      reason: expect.stringMatching(/project \(resources\) failed/),
    });
  });
});
