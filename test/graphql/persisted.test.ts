import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { readConfig } from '../../src/base/config.ts';
import {
  EventHeadDocument,
  FollowDocument,
  ProjectsDocument,
  type TypedDocumentString,
} from '../operations/generated/graphql.ts';
import { writeEstate } from '../security/estate-writer.ts';
import { type Service, startService } from '../support/service.ts';

// The list is the one that codegen writes for a frontend team; the service gets it as an operator would give it.

const list = join(import.meta.dirname, '../operations/generated/persisted-documents.json');
let folder: string;
let strict: Service;
let open: Service;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arcadia-operations-'));
  const more = join(folder, 'more.json');
  await writeFile(more, JSON.stringify({ 'of-another-team': '{ viewer { id } }', outdated: '{ gone }' }));
  const ARCADIA_PERSISTED_OPERATIONS = `${list}, ${more}`;
  const simulator = { droplets: 1 };
  strict = await startService({ simulator, env: { ARCADIA_PERSISTED_OPERATIONS, ARCADIA_PERSISTED_ONLY: 'on' } });
  open = await startService({ simulator, env: { ARCADIA_PERSISTED_OPERATIONS } });
});
afterAll(async () => {
  await strict.close();
  await open.close();
  await rm(folder, { recursive: true });
});

/** As the generated document carries it. */
function hashOf(document: TypedDocumentString<unknown, never>): string {
  const hash: unknown = document.__meta__?.hash;
  if (typeof hash !== 'string') throw new Error('The document has no hash.');
  return hash;
}

type Sent = Readonly<Record<string, unknown>>;
interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}
type Ask = (service: Service, sent: Sent) => Promise<Answer>;

const post: Ask = async (service, sent) => {
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${service.admin}` },
    body: JSON.stringify(sent),
  });
  return (await response.json()) as Answer; // GraphQL's form
};

const get: Ask = async (service, sent) => {
  const parameters = new URLSearchParams(
    Object.entries(sent).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
  const response = await fetch(`${service.url}/graphql?${parameters}`, {
    headers: { accept: 'application/json', authorization: `Bearer ${service.admin}` },
  });
  return (await response.json()) as Answer; // as above
};

/** The first answer of an operation over a socket. */
const overSocket: Ask = (service, sent) => {
  const client = createClient({
    url: `${service.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${service.admin}` },
  });
  const answer = new Promise<Answer>((resolve, reject) => {
    client.subscribe<Record<string, unknown>>({ query: '', ...sent } as never, {
      next: (result) => resolve(result as Answer),
      error: (errors) => (Array.isArray(errors) ? resolve({ errors }) : reject(errors)),
      complete: () => reject(new Error('It ended without an answer.')),
    });
  });
  return answer.finally(() => client.dispose());
};

/** The first answer of an operation over server-sent events. */
const overEventStream: Ask = async (service, sent) => {
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${service.admin}`,
    },
    body: JSON.stringify(sent),
  });
  let text = '';
  // Whoever returns from the loop hangs up.
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    const [, data] = /^data: ?(\{.*\})$/m.exec(text) ?? [];
    if (data !== undefined) return JSON.parse(data) as Answer; // as above
  }
  throw new Error(`The stream ended without an answer: ${text}`);
};

const asDocumentId = (hash: string): Sent => ({ documentId: hash });
const asExtension = (hash: string): Sent => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: hash.replace('sha256:', '') } },
});
const ways = { documentId: asDocumentId, 'extensions.persistedQuery.sha256Hash': asExtension };

/** Makes one event that a follower from the beginning sees. */
async function happen(service: Service): Promise<void> {
  const write = writeEstate(service.system);
  const projectId = await write.project('project', 'project');
  const seen = { name: 'one', region: 'nyc3', tags: [], attachedTo: [], projectId };
  await write.see({ ...seen, kind: 'droplet', providerId: crypto.randomUUID() });
}

describe.each(Object.entries(ways))('with the list alone, an operation is run that is named by %s', (_name, sentAs) => {
  test.each<[string, Ask]>([
    ['POST', post],
    ['GET', get],
    ['a socket', overSocket],
  ])('over %s', async (_transport, ask) => {
    const { data, errors } = await ask(strict, sentAs(hashOf(EventHeadDocument)));
    expect(errors).toBeUndefined();
    expect(data).toEqual({ eventHead: expect.any(String) });
  });

  test.each<[string, Ask]>([
    ['a socket', overSocket],
    ['an event stream', overEventStream],
  ])('as a subscription over %s', async (_transport, ask) => {
    await happen(strict);
    const { data } = await ask(strict, { ...sentAs(hashOf(FollowDocument)), variables: { after: '0' } });
    expect(data).toMatchObject({ resourceEvents: { cursor: expect.any(String) } });
  });
});

describe.each<[string, Ask, string]>([
  ['POST', post, '{ eventHead }'],
  ['GET', get, '{ eventHead }'],
  ['a socket', overSocket, '{ eventHead }'],
  ['an event stream', overEventStream, 'subscription { resourceEvents(after: "0") { cursor } }'],
  ['a socket, subscribing', overSocket, 'subscription { resourceEvents(after: "0") { cursor } }'],
])('over %s, with the list alone', (_transport, ask, query) => {
  test('a text that is not on it is refused, and it says what to do', async () => {
    const { data, errors } = await ask(strict, { query });
    expect(data ?? null).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', reason: 'operation_not_listed' } }]);
    expect(errors?.[0]?.message).toContain('send the id of one as `documentId`');
  });

  test('an id that is not on it is refused, with a text or without', async () => {
    const documentId = `sha256:${'0'.repeat(64)}`;
    const unknown = await ask(strict, { documentId });
    expect(unknown.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', reason: 'unknown_operation' } }]);
    const withText = await ask(strict, { documentId, query });
    expect(withText.errors).toMatchObject([{ extensions: { reason: 'operation_not_listed' } }]);
  });

  test('another text than the one of its id is not run', async () => {
    const { data, errors } = await ask(strict, { documentId: hashOf(EventHeadDocument), query: '{ viewer { id } }' });
    // The id counts, for a query as for a subscription.
    expect(JSON.stringify(data ?? errors)).not.toContain('viewer');
  });
});

test('several lists are one, with whatever ids they have; what does not fit the schema is told to who asks for it', async () => {
  expect((await post(strict, { documentId: 'of-another-team' })).data).toEqual({ viewer: { id: 'admin' } });
  const { errors } = await post(strict, { documentId: 'outdated' });
  expect(errors?.[0]?.message).toContain('Cannot query field "gone"');
});

test('a text that is on the list may be sent as it is', async () => {
  expect((await post(strict, { query: '{ viewer { id } }' })).data).toEqual({ viewer: { id: 'admin' } });
});

test('without that setting texts are run too, and a client that sends both is served', async () => {
  expect((await post(open, { query: '{ viewer { id } }' })).data).toEqual({ viewer: { id: 'admin' } });
  expect((await post(open, asDocumentId(hashOf(EventHeadDocument)))).data).toHaveProperty('eventHead');
  const both = { ...asExtension('0'.repeat(64)), query: '{ viewer { id } }' };
  expect((await post(open, both)).data).toEqual({ viewer: { id: 'admin' } });
});

test('a query that comes by its id is kept and given again as one that comes by its text', async () => {
  const parameters = new URLSearchParams({ documentId: hashOf(ProjectsDocument) });
  const headers = { accept: 'application/json', authorization: `Bearer ${strict.admin}` };
  const asked = () => fetch(`${strict.url}/graphql?${parameters}`, { headers });
  await expect.poll(async () => (await asked()).headers.get('etag')).toMatch(/^W\//);
  expect(((await (await asked()).json()) as Answer).data).toHaveProperty('projects');
});

test('a service without a list says so to who sends an id', async () => {
  const service = await startService({ simulator: { droplets: 1 } });
  const { errors } = await post(service, { documentId: 'x' });
  await service.close();
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', reason: 'unknown_operation' } }]);
  expect(errors?.[0]?.message).toContain('send the text of the operation as `query`');
});

test.each([
  [{ ARCADIA_PERSISTED_ONLY: 'on' }, /^ARCADIA_PERSISTED_ONLY: got "on", wants "off", or a list/],
  [{ ARCADIA_PERSISTED_OPERATIONS: '/nowhere.json' }, /"\/nowhere\.json" is none that can be read/],
  [{ ARCADIA_PERSISTED_OPERATIONS: join(import.meta.dirname, 'persisted.test.ts') }, /is none that can be read/],
])('the start is refused with %j', (env, line) => {
  expect(() => readConfig(env)).toThrow(line);
});
