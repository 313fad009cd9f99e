import { afterAll, beforeAll, expect, test } from 'vitest';
import { kindsByName } from '../../src/kinds/index.ts';
import { normaliseUrn } from '../../src/kinds/urn.ts';
import { type Service, startService } from '../support/service.ts';

// One sync of the whole simulated account; its truth is what the mirror must come to.

let service: Service;

interface Row {
  readonly kind: string;
  readonly urn: string;
  readonly name: string;
  readonly project: string | null;
  readonly tenant: string | null;
  readonly owner: string | null;
}

let rows: readonly Row[];
const ofKind = (kind: string) => rows.filter((row) => row.kind === kind);

beforeAll(async () => {
  service = await startService({ simulator: { droplets: 80 } });
  const run = await service.syncAndWait();
  expect(run).toMatchObject({ status: 'SUCCEEDED', reason: null });
  await service.classifyDemoProjects();
  rows = await service.system.query<Row>(
    `select r.kind, r.urn, r.name, p.provider_id as project, r.tenant_id as tenant, r.owner_urn as owner
       from cloud_resources r left join cloud_projects p on p.id = r.project_id where r.deleted_at is null`,
  );
});

afterAll(() => service?.close());

/** Kinds that the simulator plays and the mirror reads. */
function played() {
  return Object.entries(service.simulator.estate.truth()).filter(([kind]) => kindsByName.has(kind));
}

test('of every kind that the account has there are as many in the mirror', () => {
  const truth = Object.fromEntries(played().map(([kind, { count }]) => [kind, count]));
  const mirrored = Object.fromEntries(played().map(([kind]) => [kind, ofKind(kind).length]));
  expect(mirrored).toEqual(truth);
  expect(Object.values(truth).every((count) => count > 0)).toBe(true);
  expect(played().length).toBeGreaterThanOrEqual(24);
});

test('whatever a project holds is in that project and at its tenant', () => {
  const { estate } = service.simulator;
  const projects = estate.truth().project?.ids ?? [];
  const tenantOf = new Map(
    projects.flatMap((id) => {
      const tenant = ['acme', 'globex'].find((each) => projectNamedAs(`${each}-`, String(id)));
      return tenant === undefined ? [] : [[String(id), tenant] as const];
    }),
  );
  expect(tenantOf.size).toBeGreaterThanOrEqual(3);
  const held = rows.filter(({ urn }) => holderOf(urn) !== undefined);
  expect(new Set(held.map(({ kind }) => kind))).toEqual(
    new Set([
      ...['droplet', 'volume', 'load_balancer', 'domain', 'reserved_ip', 'reserved_ipv6'],
      ...['kubernetes_cluster', 'database_cluster', 'app'],
    ]),
  );
  for (const { urn, project, tenant } of held) {
    expect([urn, project, tenant]).toEqual([urn, holderOf(urn), tenantOf.get(holderOf(urn) ?? '') ?? null]);
  }
});

test('an address is known by its newer URN, however projects spell it', () => {
  const addresses = ofKind('reserved_ip');
  expect(addresses.every(({ urn, project }) => urn.startsWith('do:reservedip:') && project !== null)).toBe(true);
  expect(addresses.map(({ urn }) => urn).sort()).toEqual(
    (service.simulator.estate.truth().reserved_ip?.ids ?? []).map((id) => normaliseUrn(`do:floatingip:${id}`)).sort(),
  );
});

test('a snapshot is in the project of what it was taken of', () => {
  const projects = new Map(rows.map(({ urn, project }) => [urn, project]));
  const snapshots = ofKind('snapshot');
  expect(snapshots.length).toBeGreaterThan(0);
  for (const { urn, project, owner } of snapshots) {
    expect([urn, project]).toEqual([urn, projects.get(owner ?? '')]);
    expect(project).not.toBeNull();
  }
});

test('an autoscale pool and a NAT gateway are in the project that they name', () => {
  for (const kind of ['droplet_autoscale_pool', 'vpc_nat_gateway']) {
    expect(ofKind(kind).length).toBeGreaterThan(0);
    for (const { owner, project } of ofKind(kind)) expect(owner).toBe(`do:project:${project}`);
  }
});

test('what the whole account shares is nobody’s', () => {
  for (const kind of ['ssh_key', 'tag', 'registry']) {
    expect(ofKind(kind).length).toBeGreaterThan(0);
    for (const { project, tenant } of ofKind(kind)) expect([project, tenant]).toEqual([null, null]);
  }
});

test('no password, key or hook of the account is anywhere in the mirror', async () => {
  const { estate } = service.simulator;
  const secrets = [
    ...wires('do:dbaas', 'database_cluster', (wire) => [
      (wire as { connection: { password: string } }).connection.password,
    ]),
    ...wires('do:alertpolicy', 'alert_policy', (wire) =>
      (wire as { alerts: { slack: { url: string }[] } }).alerts.slack.map(({ url }) => url),
    ),
  ];
  secrets.push(
    ...wires('do:app', 'app', (wire) => [
      (wire as { spec: { services: { envs: { value: string }[] }[] } }).spec.services[0]?.envs[0]?.value ?? '',
    ]),
  );
  expect(secrets.every((secret) => secret.length > 10)).toBe(true);
  expect(secrets.length).toBeGreaterThan(estate.truth().database_cluster?.count ?? 0);
  for (const table of ['cloud_resources', 'cloud_resource_events', 'cloud_resource_versions', 'cloud_resource_links']) {
    const found = await service.system.query(
      `select from ${table} t, unnest($1::text[]) as secret where strpos(t::text, secret) > 0`,
      [secrets],
    );
    expect([table, found.length]).toEqual([table, 0]);
  }
});

function wires(prefix: string, kind: string, read: (wire: unknown) => string[]): string[] {
  const { estate } = service.simulator;
  return (estate.truth()[kind]?.ids ?? []).flatMap((id) => read(estate.wire(`${prefix}:${id}`)));
}

function holderOf(urn: string): string | undefined {
  const { estate } = service.simulator;
  return estate.projectOf(urn.replace('do:reservedip:', 'do:floatingip:'));
}

function projectNamedAs(prefix: string, id: string): boolean {
  const names = ['acme-production', 'acme-staging', 'globex-web'].filter((name) => name.startsWith(prefix));
  return names.some((name) => service.simulator.estate.projectNamed(name)?.id === id);
}
