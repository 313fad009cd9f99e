import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ClassifyProjectDocument,
  EstateDocument,
  type EstateQuery,
  EventHeadDocument,
  EventSubjectsDocument,
  type EventSubjectsQuery,
  EventsDocument,
  FollowDocument,
  NodeDocument,
  NodesDocument,
  ProjectResourcesDocument,
  ProjectsDocument,
  ResourceDetailsDocument,
  SyncRunsDocument,
  TenantsDocument,
  TriggerSyncDocument,
  ViewerDocument,
} from '../operations/generated/graphql.ts';
import { type Service, startService } from '../support/service.ts';
import { subscribeOverEventStream, subscribeOverSocket } from '../support/subscribe.ts';

let service: Service;
let acme: string;
let globex: string;

beforeAll(async () => {
  service = await startService();
  await service.syncAndWait();
  await service.classifyDemoProjects();
  acme = await service.tenant('acme');
  globex = await service.tenant('globex');
});

afterAll(() => service?.close());

async function estateOf(token: string) {
  const found: EstateQuery['resources']['edges'][number]['node'][] = [];
  for (let after: string | null = null; ; ) {
    const { resources }: EstateQuery = await service.query(
      EstateDocument,
      { first: 200, after, where: { includeDeleted: true } },
      token,
    );
    found.push(...resources.edges.map(({ node }) => node));
    if (!resources.pageInfo.hasNextPage) return found;
    after = resources.pageInfo.endCursor;
  }
}

async function subjectsOf(token: string) {
  const found: EventSubjectsQuery['resourceEvents']['edges'][number]['node'][] = [];
  for (let after: string | null = null; ; ) {
    const { resourceEvents }: EventSubjectsQuery = await service.query(
      EventSubjectsDocument,
      { after, first: 200 },
      token,
    );
    found.push(...resourceEvents.edges.map(({ node }) => node));
    if (!resourceEvents.pageInfo.hasNextPage) return found;
    after = resourceEvents.pageInfo.endCursor;
  }
}

const details = async (urn: string, token: string) =>
  (await service.query(ResourceDetailsDocument, { urn }, token)).resource;
const head = async () => (await service.query(EventHeadDocument, {}, service.admin)).eventHead;
const eventsAfter = async (after: string, token: string) =>
  (await service.query(EventsDocument, { after, first: 200 }, token)).resourceEvents.edges.map(({ node }) => node);
const projectOf = (name: string) => service.simulator.estate.projectNamed(name)?.id ?? '';

describe('a tenant sees its own and nothing else', () => {
  test('in lists, by URN and by id', async () => {
    const all = await estateOf(service.admin);
    const own = await estateOf(acme);
    expect(own.length).toBeGreaterThan(20);
    expect(own.map(({ urn }) => urn).sort()).toEqual(
      all
        .filter(({ tenantId }) => tenantId === 'acme')
        .map(({ urn }) => urn)
        .sort(),
    );
    const foreign = all.filter(({ tenantId }) => tenantId !== 'acme');
    expect(new Set(foreign.map(({ tenantId }) => tenantId))).toEqual(new Set(['globex', null]));
    for (const { urn } of foreign.slice(0, 20)) expect(await details(urn, acme)).toBeNull();
    const ids = [...own.slice(0, 3), ...foreign.slice(0, 3)].map(({ id }) => id);
    const { nodes } = await service.query(NodesDocument, { ids }, acme);
    expect(nodes.map((node) => node?.id ?? null)).toEqual([...ids.slice(0, 3), null, null, null]);
  });

  test('whatever it asks a list for', async () => {
    for (const where of [{ tenantId: ['globex'] }, { tenantId: ['globex', 'acme'] }, { includeDeleted: true }, {}]) {
      const { resources } = await service.query(EstateDocument, { first: 200, where }, acme);
      for (const { node } of resources.edges) expect(node.tenantId).toBe('acme');
    }
    const { resources } = await service.query(EstateDocument, { where: { tenantId: ['globex'] } }, acme);
    expect(resources.edges).toEqual([]);
  });

  test('among projects', async () => {
    const { projects: all } = await service.query(ProjectsDocument, {}, service.admin);
    const { projects: own } = await service.query(ProjectsDocument, {}, acme);
    expect(own.edges.map(({ node }) => node.name)).toEqual(['acme-production', 'acme-staging']);
    for (const { node } of all.edges) {
      const { project } = await service.query(ProjectResourcesDocument, { id: node.id, first: 200 }, acme);
      expect(project?.name ?? null).toBe(node.tenantId === 'acme' ? node.name : null);
      for (const edge of project?.resources.edges ?? []) expect(edge.node.tenantId).toBe('acme');
      const seen = await service.query(NodeDocument, { id: node.id }, acme);
      expect(seen.node?.id ?? null).toBe(node.tenantId === 'acme' ? node.id : null);
    }
  });

  test('in the log, and what its events lead to', async () => {
    const all = await subjectsOf(service.admin);
    const own = await subjectsOf(acme);
    expect(own.length).toBeGreaterThan(20);
    expect(own.map(({ id }) => id)).toEqual(all.filter(({ tenantId }) => tenantId === 'acme').map(({ id }) => id));
    for (const event of own) {
      expect(event.resource?.tenantId ?? 'acme').toBe('acme');
      expect(event.project?.tenantId ?? 'acme').toBe('acme');
    }
    const foreign = all.find(({ tenantId }) => tenantId === 'globex')?.id ?? '';
    expect((await service.query(NodeDocument, { id: foreign }, acme)).node).toBeNull();
    expect((await service.query(NodeDocument, { id: foreign }, globex)).node?.id).toBe(foreign);
  });

  test('at the ends of links: one shows only when both its ends do', async () => {
    const { estate } = service.simulator;
    const volume = estate.addVolume({ name: 'shared-disk', projectId: projectOf('globex-web') });
    const { id } = estate.addDroplet({ name: 'linked', region: 'nyc3', projectId: projectOf('acme-production') });
    estate.attachVolume(volume.id, id);
    await service.syncAndWait();
    const [droplet, disk] = [`do:droplet:${id}`, `do:volume:${volume.id}`];
    const seen = await details(droplet, service.admin);
    expect(seen?.links).toContainEqual({ relation: 'volume', urn: disk, resource: { urn: disk } });
    expect((await details(droplet, acme))?.links.map(({ urn }) => urn)).not.toContain(disk);
    expect((await details(droplet, acme))?.linkedFrom).toEqual([]);
    expect((await details(disk, globex))?.links).toEqual([]);
    expect((await details(disk, globex))?.linkedFrom).toEqual([]);
  });

  test('as viewer and among tenants', async () => {
    const { viewer } = await service.query(ViewerDocument, {}, acme);
    expect(viewer).toMatchObject({ roles: [], tenants: [{ id: 'acme' }] });
    expect((await service.query(TenantsDocument, {}, acme)).tenants).toEqual([{ id: 'acme' }]);
    expect((await service.query(TenantsDocument, {}, service.admin)).tenants).toEqual([
      { id: 'acme' },
      { id: 'globex' },
    ]);
  });

  test('over subscriptions, history and what is new alike', async () => {
    const subscribers = [
      subscribeOverSocket(service.url, FollowDocument, { after: '0' }, acme),
      subscribeOverEventStream(service.url, FollowDocument, { after: '0' }, acme),
    ];
    const { estate } = service.simulator;
    estate.addDroplet({ name: 'for globex', projectId: projectOf('globex-web') });
    estate.addDroplet({ name: 'for acme', projectId: projectOf('acme-staging') });
    await service.syncAndWait(['DROPLET']);
    const own = await subjectsOf(acme);
    for (const { received, close } of subscribers) {
      await expect.poll(() => received.at(-1)?.resourceEvents.name).toBe('for acme');
      expect(received.map(({ resourceEvents }) => resourceEvents.urn)).toEqual(own.map(({ urn }) => urn));
      await close();
    }
  });

  test('and is refused what is for admins', async () => {
    for (const document of [SyncRunsDocument, TriggerSyncDocument]) {
      const answer = await service.ask(document, {}, acme);
      expect(answer.errors[0]?.extensions.code).toBe('FORBIDDEN');
    }
    const { projects } = await service.query(ProjectsDocument, {}, acme);
    const projectId = projects.edges[0]?.node.id;
    const answer = await service.ask(ClassifyProjectDocument, { projectId, purpose: 'INTERNAL' }, acme);
    expect(answer.errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await service.query(ProjectsDocument, {}, acme)).projects.edges[0]?.node.purpose).toBe('TENANT');
  });
});

test('without a token nothing is seen', async () => {
  const [resource] = await estateOf(service.admin);
  const questions: [Parameters<Service['ask']>[0], Record<string, unknown>][] = [
    [EstateDocument, {}],
    [ProjectsDocument, {}],
    [EventsDocument, {}],
    [EventHeadDocument, {}],
    [TenantsDocument, {}],
    [SyncRunsDocument, {}],
    [ResourceDetailsDocument, { urn: resource?.urn }],
    [NodeDocument, { id: resource?.id }],
    [NodesDocument, { ids: [resource?.id] }],
    [TriggerSyncDocument, {}],
  ];
  for (const [document, variables] of questions) {
    const { data, errors } = await service.ask(document, variables, null);
    expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
  }
  expect((await service.query(ViewerDocument, {}, null)).viewer).toBeNull();
  for (const subscribe of [subscribeOverSocket, subscribeOverEventStream]) {
    const subscriber = subscribe(service.url, FollowDocument, { after: '0' }, null);
    await expect.poll(() => JSON.stringify(subscriber.ended)).toContain('UNAUTHENTICATED');
    expect(subscriber.received).toEqual([]);
    await subscriber.close();
  }
});

test('a droplet that moves to another tenant departs from the one and arrives at the other', async () => {
  const { estate } = service.simulator;
  const { id } = estate.addDroplet({ name: 'mover', projectId: projectOf('acme-production') });
  const urn = `do:droplet:${id}`;
  await service.syncAndWait(['DROPLET']);
  const before = await head();
  const [fromAcme, toGlobex] = ['acme-production', 'globex-web'].map((name) => `do:project:${projectOf(name)}`);
  const own = await details(urn, acme);
  expect(own).toMatchObject({ tenantId: 'acme', project: { name: 'acme-production' } });
  expect(await details(urn, globex)).toBeNull();
  const followers = [acme, globex].map((token) =>
    subscribeOverSocket(service.url, FollowDocument, { after: before }, token),
  );

  estate.moveToProject(urn, projectOf('globex-web'));
  // Whatever else changed on the way is nobody's news: acme sees where it left, globex never saw what was.
  estate.renameDroplet(id, 'moved');
  await service.syncAndWait(['DROPLET']);

  const departure = {
    type: 'UPDATED',
    urn,
    name: 'mover',
    tenantId: 'acme',
    state: null,
    changes: [{ field: 'project', before: fromAcme, after: null }],
  };
  const arrival = {
    type: 'UPDATED',
    urn,
    name: 'moved',
    tenantId: 'globex',
    state: { name: 'moved', tenantId: 'globex' },
    changes: [{ field: 'project', before: null, after: toGlobex }],
  };
  expect(await eventsAfter(before, acme)).toMatchObject([departure]);
  expect(await eventsAfter(before, globex)).toMatchObject([arrival]);
  expect(await eventsAfter(before, service.admin)).toMatchObject([departure, arrival]);
  for (const [index, follower] of followers.entries()) {
    await expect.poll(() => follower.received.length).toBe(1);
    expect(follower.received[0]?.resourceEvents.name).toBe(index === 0 ? 'mover' : 'moved');
    await follower.close();
  }

  expect(await details(urn, acme)).toBeNull();
  const arrived = await details(urn, globex);
  expect(arrived).toMatchObject({ tenantId: 'globex', name: 'moved', project: { name: 'globex-web' } });
  expect(arrived?.events.edges).toHaveLength(1);
  expect(JSON.stringify(arrived)).not.toContain('acme');
  expect(arrived?.events.edges[0]?.node.changes).toEqual(arrival.changes);

  const moves = await service.system.query<{ moveId: string | null; departure: boolean }>(
    `select move_id as "moveId", departure from cloud_resource_events where urn = $1 order by position desc limit 2`,
    [urn],
  );
  expect(moves.map(({ departure }) => departure)).toEqual([false, true]);
  expect(moves[0]?.moveId).not.toBeNull();
  expect(moves[0]?.moveId).toBe(moves[1]?.moveId);
  // "As of" ends for the one where it begins for the other.
  const versions = await service.system.query<{ tenantId: string; from: bigint; to: bigint | null }>(
    `select tenant_id as "tenantId", from_position as "from", to_position as "to" from cloud_resource_versions
      where urn = $1 order by from_position`,
    [urn],
  );
  expect(versions.map(({ tenantId }) => tenantId)).toEqual(['acme', 'globex']);
  expect(versions[0]?.to).toBe((versions[1]?.from ?? 0n) - 1n);
  expect(versions[1]?.to).toBeNull();
});

test('what was deleted before its project changed hands stays with whoever had it', async () => {
  const { estate } = service.simulator;
  const project = estate.addProject({ name: 'handed-over' });
  const gone = estate.addDroplet({ name: 'gone', projectId: project.id });
  const alive = estate.addDroplet({ name: 'alive', projectId: project.id });
  await service.syncAndWait(['DROPLET']);
  const { projects } = await service.query(ProjectsDocument, {}, service.admin);
  const projectId = projects.edges.find(({ node }) => node.name === 'handed-over')?.node.id ?? '';
  const classify = (tenantId: string) =>
    service.query(ClassifyProjectDocument, { projectId, purpose: 'TENANT', tenantId }, service.admin);
  await classify('acme');
  estate.removeDroplet(gone.id);
  for (let sync = 0; sync < 3; sync += 1) await service.syncAndWait(['DROPLET']);
  expect((await details(`do:droplet:${gone.id}`, acme))?.deletedAt).not.toBeNull();

  await classify('globex');
  expect(await details(`do:droplet:${alive.id}`, globex)).toMatchObject({ name: 'alive' });
  expect(await details(`do:droplet:${alive.id}`, acme)).toBeNull();
  expect(await details(`do:droplet:${gone.id}`, globex)).toBeNull();
  expect(await details(`do:droplet:${gone.id}`, acme)).toMatchObject({ name: 'gone', project: null });

  // It comes back where it was, and that is somebody else's by now.
  const before = await head();
  estate.restoreDroplet(gone.id);
  await service.syncAndWait(['DROPLET']);
  expect(await eventsAfter(before, acme)).toMatchObject([{ type: 'UPDATED', state: null }]);
  expect(await eventsAfter(before, globex)).toMatchObject([{ type: 'RESTORED', state: { name: 'gone' } }]);
  expect(await details(`do:droplet:${gone.id}`, acme)).toBeNull();
});
