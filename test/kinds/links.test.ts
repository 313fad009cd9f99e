import { afterAll, beforeAll, expect, test } from 'vitest';
import { kinds, kindsByName } from '../../src/kinds/index.ts';
import { normaliseUrn } from '../../src/kinds/urn.ts';
import { noteViewersConnections, spent } from '../costs/statements.ts';
import { everyKind, type Service, startService } from '../support/service.ts';
import { at, pathsIn, spell } from './paths.ts';

// Every id that one resource holds of another is an edge, in both directions, over the whole simulated account.

interface Edge {
  readonly relation: string;
  readonly urn: string;
  readonly resource: { readonly urn: string; readonly name: string } | null;
}

interface Shown {
  readonly urn: string;
  readonly links: readonly Edge[];
  readonly linkedFrom: readonly Edge[];
}

let service: Service;
let shown: ReadonlyMap<string, Shown>;

const both = 'links { relation urn resource { urn name } } linkedFrom { relation urn resource { urn name } }';
const page = `query ($first: Int, $after: String) {
  resources(first: $first, after: $after) { pageInfo { hasNextPage endCursor } edges { node { urn ${both} } } }
}`;

interface Page {
  readonly resources: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly edges: readonly { readonly node: Shown }[];
  };
}

async function ask(first: number, after: string | null, token = service.admin): Promise<Page['resources']> {
  const { data, errors } = await service.ask<Page>({ toString: () => page }, { first, after }, token);
  expect(errors).toEqual([]);
  if (data === null) throw new Error('There is no page.');
  return data.resources;
}

beforeAll(async () => {
  noteViewersConnections();
  // What an answer costs that has to be made.
  service = await startService({ simulator: { droplets: 60 }, env: { ARCADIA_ANSWER_CACHE_MIB: '0' } });
  expect(await service.syncAndWait(everyKind)).toMatchObject({ status: 'SUCCEEDED' });
  await service.classifyDemoProjects();
  const all = new Map<string, Shown>();
  for (let after: string | null = null; ; ) {
    const { pageInfo, edges }: Page['resources'] = await ask(200, after);
    for (const { node } of edges) all.set(node.urn, node);
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  shown = all;
});

afterAll(() => service?.close());

const linksOf = (urn: string, relation?: string) =>
  (shown.get(urn)?.links ?? []).filter((edge) => relation === undefined || edge.relation === relation);
const namesOf = (edges: readonly Edge[]) => edges.map(({ urn }) => urn).sort();

// Sabotage: load the edges of each resource by itself in graphql/loaders.ts, or the other ends one by one.
test('a page of resources with all their links, both ways, costs at most five statements however long it is', async () => {
  for (const token of [service.admin, await service.tenant('acme')]) {
    const costs: number[] = [];
    for (const first of [20, 50, 200]) {
      let edges = 0;
      const { statements } = await spent(async () => {
        const { edges: nodes } = await ask(first, null, token);
        edges = nodes.reduce((sum, { node }) => sum + node.links.length + node.linkedFrom.length, 0);
      });
      expect(edges).toBeGreaterThan(first / 4);
      costs.push(statements);
    }
    // The resources, their links, what links to them; and the other ends of both, at once or, when one of them comes first, apart.
    expect(Math.max(...costs)).toBeLessThanOrEqual(5);
  }
});

test('each edge is shown at both its ends, with the resource at the other one', () => {
  let edges = 0;
  for (const { urn, links } of shown.values()) {
    for (const { relation, urn: to, resource } of links) {
      edges += 1;
      const target = shown.get(to);
      expect([to, resource?.urn]).toEqual([to, target?.urn]);
      if (target === undefined) continue;
      expect(target.linkedFrom).toContainEqual(
        expect.objectContaining({ relation, urn, resource: { urn, name: expect.any(String) } }),
      );
    }
  }
  const back = [...shown.values()].reduce((sum, { linkedFrom }) => sum + linkedFrom.length, 0);
  const outside = [...shown.values()].flatMap(({ links }) => links).filter(({ resource }) => resource === null);
  expect(back).toBe(edges - outside.length);
  expect(edges).toBeGreaterThan(500);
});

test('a target that is not mirrored is shown by its URN, and is found from there as soon as it is', async () => {
  const [bucket] = service.simulator.estate.truth().space?.ids ?? [];
  const urn = `do:space:${bucket}`;
  const other = await startService({
    simulator: { droplets: 10 },
    env: { SPACES_ACCESS_KEY_ID: '', SPACES_SECRET_ACCESS_KEY: '' },
  });
  try {
    await other.syncAndWait(['CDN_ENDPOINT']);
    const query = `{ resources(where: { kind: [CDN_ENDPOINT] }) { edges { node { urn ${both} } } } }`;
    const { data } = await other.ask<Page>({ toString: () => query }, {}, other.admin);
    const edges = data?.resources.edges.flatMap(({ node }) => node.links) ?? [];
    const buckets = edges.filter(({ relation }) => relation === 'space');
    expect(buckets.length).toBeGreaterThan(0);
    expect(buckets.every((each) => each.urn.startsWith('do:space:') && each.resource === null)).toBe(true);
  } finally {
    await other.close();
  }
  expect(shown.get(urn)?.linkedFrom.length).toBeGreaterThan(0);
});

/** Parts of an item that are another kind's own, or another resource whole: what they hold is an edge there. */
const others: Readonly<Record<string, RegExp>> = {
  kubernetes_cluster: /^node_pools/,
  database_cluster: /^rules/,
  reserved_ip: /^droplet\.(?!id$)/,
  reserved_ipv6: /^droplet\.(?!id$)/,
  monitoring_sink: /^destination\.config/,
  // An address is no id of a reserved one: that says itself where it leads.
  droplet: /^networks/,
};

// Sabotage: leave `vpc` out of the links of kinds/droplet.ts.
test('every id that an item holds of another resource is an edge, its owner or its project', async () => {
  const { estate } = service.simulator;
  const owned = await service.system.query<{ urn: string; owner: string | null; project: string | null }>(
    `select r.urn, r.owner_urn as owner, p.provider_id as project
       from cloud_resources r left join cloud_projects p on p.id = r.project_id where r.deleted_at is null`,
  );
  // Ids that mean something by themselves: not `1`, not `web`.
  const urnsOf = new Map<string, string[]>();
  for (const urn of shown.keys()) {
    const id = urn.slice(urn.indexOf(':', 3) + 1);
    if (/^[0-9a-f]{8}-[0-9a-f-]{27}$|^\d{8,}$|^[\d.]{7,}$/.test(id)) urnsOf.set(id, [...(urnsOf.get(id) ?? []), urn]);
  }
  const missing: string[] = [];
  let found = 0;
  for (const { urn, owner, project } of owned) {
    const item = estate.wire(urn) ?? estate.wire(urn.replace('do:reservedip:', 'do:floatingip:'));
    const kind = kinds.find((each) => urn.startsWith(each.urn('')));
    if (item === undefined || kind === undefined) continue;
    for (const path of pathsIn(item)) {
      if (others[kind.name]?.test(spell(path))) continue;
      const targets = (urnsOf.get(String(at(item, path))) ?? []).filter((each) => each !== urn);
      const known = [
        ...namesOf(linksOf(urn)),
        ...namesOf(shown.get(urn)?.linkedFrom ?? []),
        owner,
        `do:project:${project}`,
      ];
      if (targets.length === 0) continue;
      found += 1;
      if (!targets.some((each) => known.includes(each))) missing.push(`${kind.name}: ${spell(path)}`);
    }
  }
  expect([...new Set(missing)]).toEqual([]);
  expect(found).toBeGreaterThan(300);
});

test('an address is one resource by both its names', async () => {
  const { estate } = service.simulator;
  const [ip] = estate.truth().reserved_ip?.ids ?? [];
  const query = `query ($urn: String) { resource(urn: $urn) { urn ${both} } }`;
  const answers = [];
  for (const type of ['floatingip', 'reservedip']) {
    const { data } = await service.ask({ toString: () => query }, { urn: `do:${type}:${ip}` }, service.admin);
    answers.push(data);
  }
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]).toMatchObject({ resource: { urn: normaliseUrn(`do:floatingip:${ip}`) } });
  const edges = await service.system.query(`select 1 from cloud_resource_links where to_urn like 'do:floatingip:%'`);
  expect(edges).toEqual([]);
});

test('nodes of a cluster and members of an autoscale pool lead to the droplets that they are', () => {
  const { estate } = service.simulator;
  for (const [kind, most] of [
    ['k8s_node_pool', Number.POSITIVE_INFINITY],
    ['droplet_autoscale_member', 1],
  ] as const) {
    const members = [...shown.keys()].filter((urn) => urn.startsWith(kindsByName.get(kind)?.urn('') ?? 'none'));
    expect(members.length).toBeGreaterThan(0);
    for (const urn of members) {
      const droplets = linksOf(urn, 'droplet');
      expect(droplets.length).toBeGreaterThan(0);
      expect(droplets.length).toBeLessThanOrEqual(most);
      for (const { urn: droplet, resource } of droplets) {
        expect(resource?.urn).toBe(droplet);
        expect(estate.wire(droplet)).toBeDefined();
        expect(shown.get(droplet)?.linkedFrom.map((each) => each.urn)).toContain(urn);
      }
    }
  }
});

test('a network is linked from all that is in it', () => {
  const { estate } = service.simulator;
  const members = new Map<string, string[]>();
  for (const kind of ['droplet', 'load_balancer', 'database_cluster', 'kubernetes_cluster']) {
    for (const id of estate.truth()[kind]?.ids ?? []) {
      const urn = kindsByName.get(kind)?.urn(String(id)) ?? '';
      const wire = estate.wire(urn) as Readonly<Record<string, string | undefined>>; // an item as it is sent
      const vpc = `do:vpc:${wire.vpc_uuid ?? wire.private_network_uuid}`;
      members.set(vpc, [...(members.get(vpc) ?? []), urn]);
    }
  }
  let seen = 0;
  for (const [vpc, urns] of members) {
    const from = shown.get(vpc)?.linkedFrom.map(({ urn }) => urn);
    if (from === undefined) continue;
    expect(urns.filter((urn) => !from.includes(urn))).toEqual([]);
    seen += urns.length;
  }
  expect(seen).toBeGreaterThan(50);
});

test('what a project holds by URN is what it has here', async () => {
  const { estate } = service.simulator;
  const rows = await service.system.query<{ urn: string; project: string }>(
    `select r.urn, p.provider_id as project from cloud_resources r join cloud_projects p on p.id = r.project_id`,
  );
  const here = new Map(rows.map(({ urn, project }) => [urn, project]));
  const held = ['droplet', 'volume', 'space', 'domain', 'reserved_ip', 'load_balancer', 'kubernetes_cluster', 'app'];
  for (const kind of held) {
    const ids = estate.truth()[kind]?.ids ?? [];
    expect([kind, ids.length > 0]).toEqual([kind, true]);
    for (const id of ids) {
      const urn = kindsByName.get(kind)?.urn(String(id)) ?? '';
      expect([urn, here.get(urn)]).toEqual([urn, estate.projectOf(urn) ?? estate.projectOf(`do:floatingip:${id}`)]);
    }
  }
});
