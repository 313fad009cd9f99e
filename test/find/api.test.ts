import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Service, startService } from '../support/service.ts';

// The questions as a client asks them, over HTTP.

let service: Service;
let acme: string;
let dropletId: number;
let beforeRename: string;
let beforeDeletion: string;
const urn = () => `do:droplet:${dropletId}`;

beforeAll(async () => {
  service = await startService({ simulator: { droplets: 30 } });
  const { estate } = service.simulator;
  dropletId = estate.addDroplet({ name: 'first-name', projectId: estate.projectNamed('acme-production')?.id ?? '' }).id;
  await service.syncAndWait(['DROPLET', 'VOLUME']);
  await service.classifyDemoProjects();
  acme = await service.tenant('acme');
  beforeRename = await lastRecorded();
  estate.renameDroplet(dropletId, 'second-name');
  await service.syncAndWait(['DROPLET', 'VOLUME']);
  beforeDeletion = await lastRecorded();
  estate.removeDroplet(dropletId);
  for (let strike = 0; strike < 3; strike += 1) await service.syncAndWait(['DROPLET', 'VOLUME']);
});

afterAll(() => service.close());

/** The moment of the newest event: everything up to it is in the past. */
async function lastRecorded(): Promise<string> {
  const [head] = await service.system.query<{ at: Date }>('select recorded_at as at from event_head');
  return head?.at.toISOString() ?? '';
}

// What an answer looks like is what its document asks for; each test says it where it reads it.
type Json = Record<string, unknown>;

async function ask(query: string, variables: Record<string, unknown> = {}, token = service.admin): Promise<Json> {
  const { data, errors } = await service.ask<Json>(query, variables, token);
  expect(errors).toEqual([]);
  return data ?? {};
}

const names = (connection: { edges: { node: { name: string } }[] }) => connection.edges.map(({ node }) => node.name);

describe('finding', () => {
  test('facts of a kind narrow to that kind, and several kinds are any of them', async () => {
    const query = `query ($where: ResourceFilter) { resources(first: 200, where: $where) { totalCount edges { node { __typename name ... on Droplet { memoryMib } ... on Volume { sizeGib } } } } }`;
    const all = (await ask(query, { where: { kind: ['DROPLET'] } })).resources as {
      edges: { node: { memoryMib: number } }[];
    };
    const large = (await ask(query, { where: { droplet: { memoryMib: { gte: 4096 } } } })).resources as typeof all & {
      totalCount: number;
    };
    const expected = all.edges.filter(({ node }) => node.memoryMib >= 4096);
    expect(expected.length).toBeGreaterThan(0);
    expect(large.totalCount).toBe(expected.length);
    expect(large.edges).toEqual(expected);
    const either = (await ask(query, { where: { droplet: { memoryMib: { gte: 4096 } }, volume: {} } })).resources as {
      edges: { node: { __typename: string } }[];
    };
    expect(new Set(either.edges.map(({ node }) => node.__typename))).toEqual(new Set(['Droplet', 'Volume']));
  });

  test('pages of a search continue where they ended', async () => {
    const query = `query ($after: String) { resources(first: 3, after: $after, search: "acme", where: { includeDeleted: true }) { totalCount totalCountIsExact edges { node { urn name } } pageInfo { hasNextPage endCursor } } }`;
    interface Found {
      resources: {
        totalCount: number;
        edges: { node: { urn: string } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    }
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { resources } = (await ask(query, { after })) as unknown as Found;
      seen.push(...resources.edges.map(({ node }) => node.urn));
      after = resources.pageInfo.endCursor;
      if (!resources.pageInfo.hasNextPage) {
        expect(seen).toHaveLength(resources.totalCount);
        break;
      }
    }
    expect(seen.length).toBeGreaterThan(3);
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('a project below a resource may be asked for its own resources', async () => {
    const query = `{ resources(first: 5, where: { kind: [DROPLET] }) { edges { node { project { id name resources(first: 2) { edges { node { urn project { id } } } } } } } } }`;
    const { resources } = (await ask(query)) as unknown as {
      resources: {
        edges: { node: { project: { id: string; resources: { edges: { node: { project: { id: string } } }[] } } } }[];
      };
    };
    expect(resources.edges).toHaveLength(5);
    for (const { node } of resources.edges) {
      expect(node.project.resources.edges.length).toBeGreaterThan(0);
      for (const inner of node.project.resources.edges) expect(inner.node.project.id).toBe(node.project.id);
    }
  });

  test('the resources of projects go by pages, forwards and backwards, each project its own', async () => {
    const query = `query ($first: Int, $last: Int) { projects(first: 20) { edges { node { id resources(first: $first, last: $last) { edges { cursor node { urn project { id } } } pageInfo { hasNextPage hasPreviousPage } } } } } }`;
    interface Pages {
      projects: {
        edges: {
          node: {
            id: string;
            resources: { edges: { cursor: string; node: { urn: string; project: { id: string } } }[] };
          };
        }[];
      };
    }
    const whole = (await ask(query, { first: 90 })) as unknown as Pages;
    const start = (await ask(query, { first: 2 })) as unknown as Pages;
    const end = (await ask(query, { last: 2 })) as unknown as Pages;
    for (const [index, { node }] of whole.projects.edges.entries()) {
      const urns = node.resources.edges.map((edge) => edge.node.urn);
      const urnsOf = (pages: Pages) => pages.projects.edges[index]?.node.resources.edges.map((edge) => edge.node.urn);
      expect(urnsOf(start)).toEqual(urns.slice(0, 2));
      expect(urnsOf(end)).toEqual(urns.slice(-2));
      for (const edge of node.resources.edges) expect(edge.node.project.id).toBe(node.id);
    }
    expect(whole.projects.edges.some(({ node }) => node.resources.edges.length > 2)).toBe(true);
  });
});

describe('counting', () => {
  test('keys are those of the API: kinds as the enum has them, projects by global id', async () => {
    const query = `{ resourceAggregates(groupBy: [KIND, PROJECT]) { key count vcpus priceMonthly } projects(first: 200) { edges { node { id } } } }`;
    const { resourceAggregates, projects } = (await ask(query)) as unknown as {
      resourceAggregates: { key: { kind: string; projectId: string | null }; count: number }[];
      projects: { edges: { node: { id: string } }[] };
    };
    const known = projects.edges.map(({ node }) => node.id);
    expect(resourceAggregates.length).toBeGreaterThan(2);
    for (const { key } of resourceAggregates) {
      expect(Object.keys(key).sort()).toEqual(['kind', 'projectId']);
      expect(key.kind).toBe(key.kind.toUpperCase());
      if (key.projectId !== null) expect(known).toContain(key.projectId);
    }
  });

  test('a tenant counts what is its own', async () => {
    const query = '{ resourceAggregates(groupBy: [TENANT]) { key count } }';
    const { resourceAggregates } = (await ask(query, {}, acme)) as unknown as { resourceAggregates: { key: object }[] };
    expect(resourceAggregates).toMatchObject([{ key: { tenantId: 'acme' } }]);
  });
});

describe('time', () => {
  const list = `query ($asOf: DateTime) { resources(first: 200, asOf: $asOf, where: { nameContains: "-name" }) { edges { node { urn name deletedAt project { name } } } } }`;

  test('a list as of a moment shows the names, the projects and the living of then', async () => {
    const now = (await ask(list)).resources as never;
    expect(names(now)).not.toContain('second-name');
    expect(names((await ask(list, { asOf: beforeDeletion })).resources as never)).toContain('second-name');
    const { resources } = (await ask(list, { asOf: beforeRename }, acme)) as unknown as {
      resources: { edges: object[] };
    };
    expect(resources.edges).toMatchObject([
      { node: { urn: urn(), name: 'first-name', deletedAt: null, project: { name: 'acme-production' } } },
    ]);
  });

  test('a resource tells what it was at several moments at once', async () => {
    const query = `query ($urn: String!, $a: DateTime!, $b: DateTime!) { resource(urn: $urn) { id name deletedAt first: at(time: $a) { id name project { name } } second: at(time: $b) { name deletedAt } never: at(time: "2020-01-01T00:00:00Z") { name } } }`;
    const { resource } = (await ask(query, { urn: urn(), a: beforeRename, b: beforeDeletion })) as unknown as {
      resource: { id: string; deletedAt: string };
    };
    expect(resource).toMatchObject({
      name: 'second-name',
      first: { id: resource.id, name: 'first-name', project: { name: 'acme-production' } },
      second: { name: 'second-name', deletedAt: null },
      never: null,
    });
    expect(resource.deletedAt).not.toBeNull();
  });

  test('the difference of two moments says what changed, field by field, and counts all of it', async () => {
    const query = `query ($from: DateTime!, $to: DateTime!) { estateDiff(from: $from, to: $to, where: { kind: [DROPLET] }) { appeared changed went edges { node { change kind urn fields { field before after } before { name project { name } } after { name } } } } }`;
    const changed = (await ask(query, { from: beforeRename, to: beforeDeletion })) as unknown as { estateDiff: object };
    expect(changed.estateDiff).toMatchObject({
      appeared: 0,
      changed: 1,
      went: 0,
      edges: [
        {
          node: {
            change: 'CHANGED',
            kind: 'DROPLET',
            urn: urn(),
            fields: [{ field: 'name', before: 'first-name', after: 'second-name' }],
            before: { name: 'first-name', project: { name: 'acme-production' } },
            after: { name: 'second-name' },
          },
        },
      ],
    });
    const went = (await ask(query, { from: beforeDeletion, to: await lastRecorded() })) as unknown as {
      estateDiff: object;
    };
    expect(went.estateDiff).toMatchObject({
      appeared: 0,
      changed: 0,
      went: 1,
      edges: [{ node: { change: 'WENT', urn: urn(), after: null } }],
    });
  });

  test('a tenant finds the time before it had a project empty', async () => {
    const [first] = await service.system.query<{ at: Date }>(
      'select min(recorded_at) as at from cloud_resource_events',
    );
    const asOf = first?.at.toISOString();
    const query = 'query ($asOf: DateTime) { resourceAggregates(groupBy: [], asOf: $asOf) { count } }';
    expect(await ask(query, { asOf })).toMatchObject({ resourceAggregates: [{ count: expect.any(Number) }] });
    expect(await ask(query, { asOf }, acme)).toEqual({ resourceAggregates: [{ count: 0 }] });
  });
});

test('what hangs on a network is found through what hangs on it, and to the depth that is asked for', async () => {
  const query = `query ($urn: String!, $depth: Int!) { resource(urn: $urn) { impact(depth: $depth) { truncated nodes { urn depth relation via resource { name } } } } }`;
  const volume = service.simulator.estate.addVolume({ name: 'impact-volume' });
  const droplet = service.simulator.estate.addDroplet({ name: 'impact-droplet' });
  service.simulator.estate.attachVolume(volume.id, droplet.id);
  await service.syncAndWait(['DROPLET', 'VOLUME']);
  const dropletUrn = `do:droplet:${droplet.id}`;
  const { resource } = (await ask(query, { urn: dropletUrn, depth: 2 })) as unknown as {
    resource: { impact: { truncated: boolean; nodes: object[] } };
  };
  expect(resource.impact.truncated).toBe(false);
  expect(resource.impact.nodes).toContainEqual({
    urn: `do:volume:${volume.id}`,
    depth: 1,
    relation: 'droplet',
    via: dropletUrn,
    resource: { name: 'impact-volume' },
  });
});

test.each([
  ['a search of two characters', '{ resources(search: "ab") { totalCount } }', 'search has 2 characters'],
  [
    'a search in the past',
    '{ resources(search: "abc", asOf: "2026-01-01T00:00:00Z") { totalCount } }',
    'use where.nameContains',
  ],
  [
    'sightings of the past',
    '{ resources(asOf: "2026-01-01T00:00:00Z", where: { stale: true }) { totalCount } }',
    'where.stale is of the present only',
  ],
  ['the future', '{ resources(asOf: "2999-01-01T00:00:00Z") { totalCount } }', 'asOf lies in the future'],
  [
    'moments in the wrong order',
    '{ estateDiff(from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z") { went } }',
    'exchange them',
  ],
  [
    'a price that is none',
    '{ resources(where: { droplet: { priceMonthly: { gte: "cheap" } } }) { totalCount } }',
    'where.droplet.priceMonthly.gte is no decimal number',
  ],
  [
    'a cursor of another order',
    '{ resources(after: "WyJwcm9qZWN0czpuYW1lIiwiYSIsIjAiXQ") { totalCount } }',
    'not a cursor of this list',
  ],
])('refused with BAD_USER_INPUT and what to do: %s', async (_what, query, message) => {
  const { errors } = await service.ask(query, {}, service.admin);
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(errors[0]?.message).toContain(message);
});

test('a depth that is out of bounds is refused', async () => {
  const { errors } = await service.ask(
    'query ($urn: String!) { resource(urn: $urn) { impact(depth: 11) { truncated } } }',
    { urn: urn() },
    service.admin,
  );
  expect(errors).toMatchObject([
    { message: 'depth is 11, and may be 1 to 10.', extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

test.each(['docs/filtering.md', 'docs/time-travel.md'])('every example of %s is answered', async (path) => {
  const page = await readFile(join(import.meta.dirname, '../..', path), 'utf8');
  const examples = [...page.matchAll(/^```graphql\n([\s\S]*?)^```$/gm)].map(([, example = '']) => example);
  expect(examples.length).toBeGreaterThan(2);
  const now = await lastRecorded();
  const values: Record<string, string> = {
    urn: urn(),
    asOf: now,
    yesterday: beforeRename,
    from: beforeRename,
    to: now,
  };
  for (const example of examples) {
    const names = [...example.matchAll(/\$(\w+):/g)].map(([, name = '']) => name);
    await ask(example, Object.fromEntries(names.map((name) => [name, values[name]])));
  }
});
