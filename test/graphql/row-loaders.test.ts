import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillEstate } from '../../bench/estate.ts';
import { noteViewersConnections, spent } from '../costs/statements.ts';
import { type Service, startService } from '../support/service.ts';

// A field that leads from each object of a list to rows of its own costs one statement for all of them, whoever asks.

let service: Service;
let tenant: string;

beforeAll(async () => {
  noteViewersConnections();
  service = await startService({ env: { ARCADIA_ANSWER_CACHE_MIB: '0' } });
  await fillEstate(service.system, { resources: 400, eventsEach: 4, projects: 20, tenants: 3 });
  await service.system.query(
    `insert into cloud_resource_links (from_id, relation, to_urn, tenant_id)
     select a.id, 'beside', b.urn, a.tenant_id from cloud_resources a
       join lateral (select urn from cloud_resources b where b.tenant_id = a.tenant_id and b.id > a.id order by b.id limit 3) b on true`,
  );
  tenant = await service.tenant('t1');
});
afterAll(() => service.close());

async function statementsOf(
  query: string,
  token: string,
): Promise<{ statements: number; data: Record<string, never> }> {
  let data: Record<string, never> = {};
  const { statements } = await spent(async () => {
    const answer = await service.ask<Record<string, never>>(query, {}, token);
    expect(answer.errors).toEqual([]);
    data = answer.data ?? {};
  });
  return { statements, data };
}

describe.each(['an admin', 'a tenant'] as const)('asked by %s', (who) => {
  test.each([
    [
      'resources of events',
      2,
      '{ resourceEvents(first: 50, after: "0") { edges { node { cursor resource { urn name } } } } }',
    ],
    [
      'resources with their projects, projects and states of events',
      4,
      '{ resourceEvents(first: 50, after: "0") { edges { node { state project { name } resource { name project { name } } } } } }',
    ],
    [
      'events of resources',
      2,
      '{ resources(first: 30) { edges { node { urn events(last: 3) { edges { node { type } } } } } } }',
    ],
    ['resources of links', 3, '{ resources(first: 30) { edges { node { urn links { urn resource { name } } } } } }'],
  ])('%s come in %i statements', async (_what, most, query) => {
    // In the end it is answered by a compiled query.
    for (let times = 0; times < 8; times += 1) {
      const { statements } = await statementsOf(query, who === 'an admin' ? service.admin : tenant);
      expect(statements).toBe(most);
    }
  });
});

test('each event has its own resource, and each resource its own events, as they are asked for one by one', async () => {
  for (const token of [service.admin, tenant]) {
    const { data } = await statementsOf(
      '{ resources(first: 20) { edges { node { id urn first: events(first: 2) { edges { node { cursor urn } } } last: events(last: 2) { edges { node { cursor urn resource { id } } } } } } } }',
      token,
    );
    const nodes = (data as never as Listed).resources.edges.map(({ node }) => node); // as asked for
    expect(nodes).toHaveLength(20);
    for (const { id, urn, first, last } of nodes) {
      const one = await service.ask<{ resource: unknown }>(
        'query ($id: ID!) { resource(id: $id) { id urn first: events(first: 2) { edges { node { cursor urn } } } last: events(last: 2) { edges { node { cursor urn resource { id } } } } } }',
        { id },
        token,
      );
      expect(one.data?.resource).toEqual({ id, urn, first, last });
      for (const { node } of [...first.edges, ...last.edges]) expect(node.urn).toBe(urn);
      for (const { node } of last.edges) expect(node.resource?.id).toBe(id);
    }
  }
});

interface Listed {
  readonly resources: {
    readonly edges: readonly { readonly node: { id: string; urn: string; first: Timeline; last: Timeline } }[];
  };
}
interface Timeline {
  readonly edges: readonly { readonly node: { cursor: string; urn: string; resource?: { id: string } } }[];
}

test('a page of a resource’s events begins after a cursor and ends before one', async () => {
  const [resource] = await service.system.query<{ urn: string }>(
    `select urn from cloud_resource_events where tenant_id = 't1' group by urn having count(*) >= 4 limit 1`,
  );
  const read = async (window: string) => {
    const { data } = await service.ask<{ resource: { events: { edges: { cursor: string }[] } } }>(
      `query ($urn: String!) { resource(urn: $urn) { events(${window}) { edges { cursor } } } }`,
      { urn: resource?.urn },
      tenant,
    );
    return data?.resource.events.edges.map(({ cursor }) => cursor) ?? [];
  };
  const all = await read('first: 50');
  expect(all.length).toBeGreaterThanOrEqual(4);
  expect(await read(`first: 2, after: "${all[0]}"`)).toEqual(all.slice(1, 3));
  expect(await read(`last: 2, before: "${all[3]}"`)).toEqual(all.slice(1, 3));
});

test('times in a state are written as DateTime is', async () => {
  const { data } = await service.ask<{
    resourceEvents: {
      edges: { node: { state: { providerCreatedAt: string }; resource: { providerCreatedAt: string } } }[];
    };
  }>(
    '{ resourceEvents(first: 5, after: "0") { edges { node { state resource { providerCreatedAt } } } } }',
    {},
    tenant,
  );
  const nodes = data?.resourceEvents.edges.map(({ node }) => node) ?? [];
  expect(nodes).toHaveLength(5);
  for (const { state, resource } of nodes) {
    expect(state.providerCreatedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(state.providerCreatedAt).toBe(resource.providerCreatedAt);
  }
});
