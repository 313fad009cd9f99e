import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCursors } from '../../src/events/cursor.ts';
import {
  ClassifyProjectDocument,
  CreateTenantDocument,
  EstateDocument,
  EventsDocument,
  FollowDocument,
  NodeDocument,
  NodesDocument,
  ProjectsDocument,
  ResourceDetailsDocument,
  TriggerSyncDocument,
  ViewerDocument,
} from '../operations/generated/graphql.ts';
import { type Service, startService } from '../support/service.ts';
import { subscribeOverEventStream, subscribeOverSocket } from '../support/subscribe.ts';

let service: Service;

beforeAll(async () => {
  service = await startService({ simulator: { droplets: 5 } });
  await service.syncAndWait();
  await service.classifyDemoProjects();
});

afterAll(() => service?.close());

/** All that a person can change, and the log. */
async function whatThereIs(): Promise<unknown> {
  const tables = ['tenants', 'cloud_projects', 'cloud_resources', 'cloud_resource_events', 'sync_runs', 'audit_log'];
  const counts = tables.map((table) => service.system.query(`select to_jsonb(t) as row from ${table} t order by 1`));
  return Promise.all(counts);
}

const elsewhere = createCursors(randomUUID(), Buffer.alloc(32, 7)).seal(1n);

const questions: readonly [
  what: string,
  document: { toString(): string },
  variables: Record<string, unknown>,
  code: string,
  sentence: RegExp,
][] = [
  ['a cursor that is none', EventsDocument, { after: 'yesterday' }, 'BAD_USER_INPUT', /not a cursor/],
  ['a cursor of another log', EventsDocument, { after: elsewhere }, 'CURSOR_EXPIRED', /no longer reaches back/],
  ['a cursor of another list', EstateDocument, { after: elsewhere }, 'BAD_USER_INPUT', /not a cursor of this list/],
  ['a page of -1', EstateDocument, { first: -1 }, 'BAD_USER_INPUT', /first is -1, and may be 0 to 200/],
  ['a page of 1,000', EstateDocument, { first: 1000 }, 'BAD_USER_INPUT', /first is 1000, and may be 0 to 200/],
  ['a page of 1,000 events', EventsDocument, { first: 1000 }, 'BAD_USER_INPUT', /may be 0 to 200/],
  ['a number as text', EstateDocument, { first: 'ten' }, 'BAD_USER_INPUT', /\$first/],
  ['a kind that is none', TriggerSyncDocument, { kinds: ['TOASTER'] }, 'BAD_USER_INPUT', /TOASTER/],
  ['a variable that is missing', ResourceDetailsDocument, {}, 'BAD_USER_INPUT', /\$urn/],
  [
    'a filter by what is no id',
    EstateDocument,
    { where: { projectId: 'x' } },
    'BAD_USER_INPUT',
    /not the id of a project/,
  ],
  ['a field that is none', 'query { resources { colour } }', {}, 'BAD_USER_INPUT', /colour/],
];

describe('gets a clear error and changes nothing:', () => {
  test.each(questions)('%s', async (_what, document, variables, code, sentence) => {
    const before = await whatThereIs();
    const answer = await service.ask(document, variables, service.admin);
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors[0]).toMatchObject({ message: expect.stringMatching(sentence), extensions: { code } });
    expect(Object.values(answer.data ?? {}).filter((value) => value !== null)).toEqual([]);
    expect(await whatThereIs()).toEqual(before);
  });

  test.each([
    ['half a token', 'Bearer eyJhbGciOiJFZERTQSJ9.e30'],
    [
      'a token that nobody signed',
      `Bearer ${['{"alg":"none"}', '{"sub":"x","roles":["platform_admin"]}', ''].map((part) => Buffer.from(part).toString('base64url')).join('.')}`,
    ],
    ['an API key that is none', 'Bearer arc_0123'],
    ['another scheme', 'Basic YWRtaW46YWRtaW4='],
  ])('%s', async (_what, authorization) => {
    const response = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: String(ViewerDocument) }),
    });
    const body = (await response.json()) as { data?: unknown; errors?: { extensions: unknown }[] }; // GraphQL's form
    expect(body.data ?? null).toBeNull();
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('a subscription', () => {
  test.each([
    ['after what is no cursor', { after: 'yesterday' }, 'BAD_USER_INPUT'],
    ['after a cursor of another log', { after: elsewhere }, 'CURSOR_EXPIRED'],
    ['by a resource that is none', { where: { resourceId: 'x' } }, 'BAD_USER_INPUT'],
    ['with a variable of the wrong type', { after: 41 as never }, 'BAD_USER_INPUT'],
  ])('%s is told so over both transports', async (_what, variables, code) => {
    for (const subscribe of [subscribeOverSocket, subscribeOverEventStream]) {
      const subscriber = subscribe(service.url, FollowDocument, variables, service.admin);
      await expect.poll(() => JSON.stringify(subscriber.ended)).toContain(code);
      expect(subscriber.received).toEqual([]);
      await subscriber.close();
    }
  });

  test('with a malformed token is not opened', async () => {
    const socket = subscribeOverSocket(service.url, FollowDocument, { after: '0' }, 'eyJ.x');
    await expect.poll(() => socket.ended).toMatchObject({ code: 4403 });
    await socket.close();
    const stream = subscribeOverEventStream(service.url, FollowDocument, { after: '0' }, 'eyJ.x');
    await expect.poll(() => stream.ended).not.toBeNull();
    expect([...socket.received, ...stream.received]).toEqual([]);
    await stream.close();
  });
});

test('what is unknown and what is no id at all are equally nothing', async () => {
  const unknown = ['Droplet', 'Volume', 'CloudProject', 'SyncRun', 'CloudResourceEvent', 'Toaster'].map((type) =>
    Buffer.from(`${type}:${randomUUID()}`).toString('base64url'),
  );
  for (const id of [...unknown, 'nonsense', '', '%%%']) {
    expect((await service.query(NodeDocument, { id }, service.admin)).node).toBeNull();
  }
  const { resources: own } = await service.query(EstateDocument, { first: 1 }, service.admin);
  const known = own.edges[0]?.node.id ?? '';
  const { nodes } = await service.query(NodesDocument, { ids: ['nonsense', ...unknown, known] }, service.admin);
  expect(nodes.map((node) => node?.id ?? null)).toEqual([null, ...unknown.map(() => null), known]);
  expect((await service.query(ResourceDetailsDocument, { urn: 'do:droplet:1' }, service.admin)).resource).toBeNull();
  // The id of a droplet is no id of a volume.
  const { resources } = await service.query(EstateDocument, { where: { kind: ['DROPLET'] } }, service.admin);
  const uuid = Buffer.from(resources.edges[0]?.node.id ?? '', 'base64url')
    .toString()
    .split(':')[1];
  const id = Buffer.from(`Volume:${uuid}`).toString('base64url');
  expect((await service.query(NodeDocument, { id }, service.admin)).node).toBeNull();
});

test('wrong input of a mutation is a user error with its place, and changes nothing', async () => {
  const { projects } = await service.query(ProjectsDocument, {}, service.admin);
  const projectId = projects.edges[0]?.node.id ?? '';
  const before = await whatThereIs();
  const wrong = [
    [{ projectId: 'nonsense', purpose: 'INTERNAL' }, 'NOT_FOUND', 'projectId'],
    [{ projectId, purpose: 'TENANT' }, 'INVALID', 'tenantId'],
    [{ projectId, purpose: 'TENANT', tenantId: 'initech' }, 'NOT_FOUND', 'tenantId'],
    [{ projectId, purpose: 'SHARED', tenantId: 'acme' }, 'INVALID', 'tenantId'],
  ] as const;
  for (const [input, code, field] of wrong) {
    const { classifyProject } = await service.query(ClassifyProjectDocument, input, service.admin);
    expect(classifyProject).toEqual({
      project: null,
      userErrors: [{ code, path: ['input', field], message: expect.any(String) }],
    });
  }
  const tenants = [
    [{ id: 'Acme Inc', name: 'Acme' }, 'INVALID', 'id'],
    [{ id: '*', name: 'Everything' }, 'INVALID', 'id'],
    [{ id: 'acme', name: 'Acme again' }, 'ALREADY_EXISTS', 'id'],
    [{ id: 'initech', name: ' ' }, 'INVALID', 'name'],
  ] as const;
  for (const [input, code, field] of tenants) {
    const { createTenant } = await service.query(CreateTenantDocument, input, service.admin);
    expect(createTenant).toEqual({
      tenant: null,
      userErrors: [{ code, path: ['input', field], message: expect.any(String) }],
    });
  }
  expect(await whatThereIs()).toEqual(before);
});
