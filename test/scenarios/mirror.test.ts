import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  EstateDocument,
  type EstateQuery,
  EventHeadDocument,
  EventsDocument,
  type EventsQuery,
  FollowDocument,
  ResourceDetailsDocument,
} from '../operations/generated/graphql.ts';
import { type Service, startService } from '../support/service.ts';
import { subscribeOverEventStream, subscribeOverSocket } from '../support/subscribe.ts';

let service: Service;

beforeAll(async () => {
  service = await startService();
  expect(await service.syncAndWait()).toMatchObject({ status: 'SUCCEEDED', reason: null });
  await service.classifyDemoProjects();
});

afterAll(() => service?.close());

type Resource = EstateQuery['resources']['edges'][number]['node'];

async function everything(token = service.admin): Promise<Resource[]> {
  const found: Resource[] = [];
  for (let after: string | null = null; ; ) {
    const { resources }: EstateQuery = await service.query(EstateDocument, { first: 100, after }, token);
    found.push(...resources.edges.map(({ node }) => node));
    if (!resources.pageInfo.hasNextPage) return found;
    after = resources.pageInfo.endCursor;
  }
}

const head = async () => (await service.query(EventHeadDocument, {}, service.admin)).eventHead;

async function eventsAfter(cursor: string, token = service.admin) {
  const { resourceEvents }: EventsQuery = await service.query(EventsDocument, { after: cursor, first: 200 }, token);
  return resourceEvents.edges.map(({ node }) => node);
}

const details = async (urn: string, token = service.admin) =>
  (await service.query(ResourceDetailsDocument, { urn }, token)).resource;

/** A droplet without a GPU that no other test uses. */
function anyDroplet(project = 'acme-production'): number {
  const { id } = service.simulator.estate.addDroplet({
    name: 'subject',
    projectId: service.simulator.estate.projectNamed(project)?.id ?? '',
  });
  return id;
}

describe('a first sync', () => {
  test('shows the whole account: droplets with and without GPUs, volumes and projects', async () => {
    const resources = await everything();
    const droplets = resources.filter((each) => each.__typename === 'Droplet');
    const volumes = resources.filter((each) => each.__typename === 'Volume');
    const truth = service.simulator.estate.truth();
    expect(droplets.map(({ urn }) => urn).sort()).toEqual(truth.droplet?.ids.map((id) => `do:droplet:${id}`).sort());
    expect(volumes.map(({ urn }) => urn).sort()).toEqual(truth.volume?.ids.map((id) => `do:volume:${id}`).sort());
    expect(droplets.length).toBeGreaterThanOrEqual(60);
    expect(volumes.length).toBeGreaterThanOrEqual(30);
    const gpus = await service.system.query(
      `select from cloud_resources where part = 'gpu' and attrs->>'gpuCount' > '0'`,
    );
    expect(gpus.length).toBeGreaterThan(0);
    const projects = await service.system.query(`select from cloud_projects where deleted_at is null`);
    expect(projects.length).toBeGreaterThanOrEqual(3);
  });

  test('puts every resource into the project that holds it, and discovers each once', async () => {
    const rows = await service.system.query<{ urn: string; project: string }>(
      `select r.urn, p.provider_id as project from cloud_resources r join cloud_projects p on p.id = r.project_id
        where r.kind in ('droplet', 'volume')`,
    );
    for (const { urn, project } of rows) expect([urn, project]).toEqual([urn, service.simulator.estate.projectOf(urn)]);
    const counts = await service.system.query(
      `select from cloud_resource_events where type = 'discovered' group by resource_id having count(*) <> 1`,
    );
    expect(counts).toEqual([]);
  });

  test('of an unchanged account adds nothing to the log', async () => {
    const before = await head();
    expect(await service.syncAndWait()).toMatchObject({ status: 'SUCCEEDED' });
    expect(await eventsAfter(before)).toEqual([]);
  });

  test('makes sure of the internal project, once', async () => {
    const internal = await service.system.query(
      `select name from cloud_projects where purpose = 'INTERNAL' and deleted_at is null`,
    );
    expect(internal).toEqual([{ name: 'skyai-internal' }]);
  });
});

describe('what changes in the account', () => {
  test('a renamed droplet is one UPDATED that reaches subscribers over both transports within a second', async () => {
    const id = anyDroplet();
    const urn = `do:droplet:${id}`;
    await service.syncAndWait(['DROPLET']);
    const after = await head();
    const acme = await service.tenant('acme');
    const subscribers = [
      subscribeOverSocket(service.url, FollowDocument, { after }, service.admin),
      subscribeOverEventStream(service.url, FollowDocument, { after }, service.admin),
      subscribeOverSocket(service.url, FollowDocument, { after }, acme),
      subscribeOverEventStream(service.url, FollowDocument, { after }, acme),
    ];
    service.simulator.estate.renameDroplet(id, 'renamed');
    await service.syncAndWait(['DROPLET']);
    const ended = Date.now();
    const renamed = {
      type: 'UPDATED',
      urn,
      name: 'renamed',
      changes: [{ field: 'name', before: 'subject', after: 'renamed' }],
    };
    for (const subscriber of subscribers) {
      await expect.poll(() => [subscriber.received.length, subscriber.ended], { timeout: 3000 }).toEqual([1, null]);
      expect(subscriber.received[0]?.resourceEvents).toMatchObject(renamed);
      expect((subscriber.receivedAt[0] ?? Number.POSITIVE_INFINITY) - ended).toBeLessThan(1000);
    }
    await service.syncAndWait(['DROPLET']);
    expect(await eventsAfter(after)).toMatchObject([renamed]);
    for (const subscriber of subscribers) {
      expect(subscriber.received).toHaveLength(1);
      expect(subscriber.ended).toBeNull();
      await subscriber.close();
    }
  });

  test('new tags alone are one TAGGED', async () => {
    const id = anyDroplet();
    await service.syncAndWait(['DROPLET']);
    const before = await head();
    service.simulator.estate.tagDroplet(id, ['zeta', 'alpha']);
    await service.syncAndWait(['DROPLET']);
    expect(await eventsAfter(before)).toMatchObject([
      { type: 'TAGGED', changes: [{ field: 'tags', before: [], after: ['alpha', 'zeta'] }] },
    ]);
  });

  test('a resized droplet is one UPDATED with the facts that changed', async () => {
    const id = anyDroplet();
    await service.syncAndWait(['DROPLET']);
    const before = await head();
    service.simulator.estate.resizeDroplet(id, 's-2vcpu-4gb');
    await service.syncAndWait(['DROPLET']);
    const [event, ...others] = await eventsAfter(before);
    expect(others).toEqual([]);
    expect(event?.type).toBe('UPDATED');
    const changes = Object.fromEntries(event?.changes.map((change) => [change.field, change]) ?? []);
    expect(changes.sizeSlug).toMatchObject({ before: 's-1vcpu-1gb', after: 's-2vcpu-4gb' });
    expect(changes.vcpus).toMatchObject({ before: 1, after: 2 });
    expect(changes.memoryMib).toMatchObject({ before: 1024, after: 4096 });
    expect(changes.priceMonthly).toMatchObject({ before: expect.any(String), after: expect.any(String) });
  });

  test('a deleted droplet is struck by complete syncs alone; the third asks, and makes one DELETED', async () => {
    const id = anyDroplet();
    const urn = `do:droplet:${id}`;
    await service.syncAndWait(['DROPLET']);
    const before = await head();
    service.simulator.estate.removeDroplet(id);
    await service.syncAndWait(['DROPLET']);
    await service.syncAndWait(['DROPLET']);
    expect(await details(urn)).toMatchObject({ deletedAt: null, staleStrikeCount: 2 });
    expect(await eventsAfter(before)).toEqual([]);
    service.simulator.requests.length = 0;
    await service.syncAndWait(['DROPLET']);
    expect(service.simulator.requests).toContainEqual(
      expect.objectContaining({ method: 'GET', path: `/v2/droplets/${id}`, status: 404 }),
    );
    expect(await eventsAfter(before)).toMatchObject([{ type: 'DELETED', urn, changes: [] }]);
    expect((await details(urn))?.deletedAt).not.toBeNull();
    expect((await everything()).map((each) => each.urn)).not.toContain(urn);

    service.simulator.estate.restoreDroplet(id);
    await service.syncAndWait(['DROPLET']);
    await service.syncAndWait(['DROPLET']);
    expect((await eventsAfter(before)).map((event) => event.type)).toEqual(['DELETED', 'RESTORED']);
    expect(await details(urn)).toMatchObject({ deletedAt: null, staleStrikeCount: 0 });
  });

  test('one that lists hide and GET still answers is kept, and the run says that the list lied', async () => {
    const id = anyDroplet();
    const urn = `do:droplet:${id}`;
    await service.syncAndWait(['DROPLET']);
    const before = await head();
    const show = service.simulator.faults.hideFromList(urn);
    await service.syncAndWait(['DROPLET']);
    await service.syncAndWait(['DROPLET']);
    const run = await service.syncAndWait(['DROPLET']);
    show();
    const listing = run.listings.find(({ part }) => part === 'standard');
    expect(listing).toMatchObject({
      verdict: 'COMPLETE',
      deleted: 0,
      reason: expect.stringContaining('list left out 1'),
    });
    expect(await eventsAfter(before)).toEqual([]);
    expect(await details(urn)).toMatchObject({ deletedAt: null, staleStrikeCount: 0 });
  });
});

test('a subscriber who comes back with the last cursor misses nothing and sees nothing twice', async () => {
  const id = anyDroplet();
  await service.syncAndWait(['DROPLET']);
  const after = await head();
  const rename = async (name: string) => {
    service.simulator.estate.renameDroplet(id, name);
    await service.syncAndWait(['DROPLET']);
  };
  const first = subscribeOverSocket(service.url, FollowDocument, { after }, service.admin);
  await rename('one');
  await expect.poll(() => first.received.length).toBe(1);
  await first.close();
  await rename('two');
  await rename('three');
  const cursor = first.received[0]?.resourceEvents.cursor ?? null;
  const second = subscribeOverEventStream(service.url, FollowDocument, { after: cursor }, service.admin);
  await rename('four');
  await expect.poll(() => second.received.length).toBe(3);
  await second.close();
  const names = [...first.received, ...second.received].map(({ resourceEvents }) => resourceEvents.name);
  expect(names).toEqual(['one', 'two', 'three', 'four']);
});
