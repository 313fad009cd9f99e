import { buildSchema, parse } from 'graphql';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createViewer, type Viewer } from '../../src/auth/viewer.ts';
import { type EventHub, startEventHub } from '../../src/events/hub.ts';
import type { Context } from '../../src/graphql/context.ts';
import { createLoaders } from '../../src/graphql/loaders.ts';
import { anybodyLike, PersonAskedError } from '../../src/graphql/stream/anybody.ts';
import type { Frame, Sink } from '../../src/graphql/stream/frame.ts';
import { sharingKey } from '../../src/graphql/stream/sharing.ts';
import { EventSource } from '../../src/graphql/stream/source.ts';
import { Streams } from '../../src/graphql/stream/streams.ts';
import { draft, write } from '../events/writing.ts';
import { createTestDatabase, silentLog as log, type TestDatabase } from '../support/database.ts';

// Sabotage that was seen red: group.ts without the look at personAsked → "a field that depends on the person …".

const viewerOf = (id: string, parts: Partial<Pick<Viewer, 'roles' | 'tenants'>> = {}) =>
  createViewer({ id, roles: [], tenants: ['acme'], expiresAt: null, credential: { kind: 'jwt' }, ...parts });
const ann = viewerOf('ann');
const bob = viewerOf('bob');

const keyOf = (query: string, variableValues: Record<string, unknown> = {}, viewer: Viewer = ann) =>
  sharingKey({ schema: buildSchema('type Query { a: Int }'), document: parse(query), variableValues }, viewer);
const document =
  'subscription S($after: String, $kind: [String]) { resourceEvents(after: $after, where: { kind: $kind }) { name } }';

test('where a subscriber begins keeps nobody from sharing', () => {
  const other = { after: 'B', kind: ['DROPLET'] };
  expect(keyOf(document, { after: 'A', kind: ['DROPLET'] }, ann)).toBe(keyOf(document, other, bob));
  const literal = (cursor: string) => `subscription { resourceEvents(after: "${cursor}") { name } }`;
  expect(keyOf(literal('A'))).toBe(keyOf(literal('B')));
});

test('another filter, document, scope, role or view-as keeps people apart', () => {
  const variables = { after: 'A', kind: ['DROPLET'] };
  const base = keyOf(document, variables);
  expect(keyOf(document, { ...variables, kind: ['VOLUME'] })).not.toBe(base);
  expect(keyOf(document.replace('name', 'urn'), variables)).not.toBe(base);
  expect(keyOf(document, variables, viewerOf('cy', { tenants: ['globex'] }))).not.toBe(base);
  expect(keyOf(document, variables, viewerOf('cy', { tenants: ['acme', 'globex'] }))).not.toBe(base);
  expect(keyOf(document, variables, viewerOf('cy', { roles: ['platform_admin'] }))).not.toBe(base);
  expect(keyOf(document, variables, { ...ann, viewingAs: 'acme' })).not.toBe(base);
});

test('a cursor that also stands elsewhere in the document keeps people apart', () => {
  const twice =
    'subscription ($after: String) { resourceEvents(after: $after) { resource { events(after: $after) { a } } } }';
  expect(keyOf(twice, { after: 'A' })).not.toBe(keyOf(twice, { after: 'B' }));
});

test('whatever tells one person from another cannot be read in a shared execution, and the attempt is known', () => {
  for (const read of [
    (viewer: Viewer) => viewer.id,
    (viewer: Viewer) => viewer.tenants,
    (viewer: Viewer) => viewer.expiresAt,
    (viewer: Viewer) => viewer.credential,
    (viewer: Viewer) => ({ ...viewer }),
    (viewer: Viewer) => JSON.stringify(viewer),
  ]) {
    const anybody = anybodyLike(ann);
    expect(() => read(anybody.viewer)).toThrow(PersonAskedError);
    expect(anybody.personAsked).toBe(true);
  }
  const anybody = anybodyLike(ann);
  expect([anybody.viewer.scope, anybody.viewer.roles, anybody.viewer.viewingAs]).toEqual([ann.scope, [], null]);
  expect(anybody.personAsked).toBe(false);
});

// A schema with a field that the real one must never get into a shared stream.
const personal = buildSchema(`
  type Query { a: Int }
  type Event { name: String! mine: String swallowed: String }
  type Subscription { resourceEvents(after: String): Event! }
`);
Object.assign(personal.getSubscriptionType()?.getFields().resourceEvents ?? {}, {
  subscribe: (_root: unknown, _args: unknown, context: Context) => new EventSource(context, {}, context.events.head),
  resolve: (event: unknown) => event,
});
const event = personal.getType('Event');
if (!event || !('getFields' in event)) throw new Error('The schema above has it.');
Object.assign(event.getFields().mine ?? {}, {
  resolve: (_event: unknown, _args: unknown, { viewer }: Context) => viewer?.id,
});
Object.assign(event.getFields().swallowed ?? {}, {
  resolve: (_event: unknown, _args: unknown, { viewer }: Context) => {
    try {
      return viewer?.id;
    } catch {
      return 'nobody in particular';
    }
  },
});

class Gathered implements Sink {
  readonly transport = 'sse';
  readonly frames: string[] = [];
  send(frames: readonly Frame[]): number {
    for (const { eventStreamBlock } of frames) this.frames.push(/data: (.*)/.exec(String(eventStreamBlock))?.[1] ?? '');
    return frames.length;
  }
  async drained(): Promise<void> {}
}

let database: TestDatabase;
let hub: EventHub;
beforeAll(async () => {
  database = await createTestDatabase();
  hub = await startEventHub({ db: database.system, log, pollWithoutBellMs: 20 });
});
afterAll(async () => {
  await hub.stop();
  await database.drop();
});

test.each([
  'mine',
  'swallowed',
])('a field that depends on the person (%s) is answered to each for themselves', async (field) => {
  const contexts = (viewer: Viewer | null, signal: AbortSignal): Context => {
    const db = database.viewers.forScope(viewer?.scope ?? { tenants: [] });
    return {
      viewer,
      signal,
      db,
      loaders: createLoaders(db, { tenants: [] }),
      events: hub,
      resumeAfter: null,
    } as Context; // no actions, no clock
  };
  const streams = new Streams({ events: hub, contexts, present: (error) => error as never, log });
  const shared = parse(`subscription { resourceEvents { name ${field} } }`);
  const sinks = await Promise.all(
    [ann, bob].map(async (viewer) => {
      const sink = new Gathered();
      const contextValue = contexts(viewer, new AbortController().signal);
      const stream = await streams.subscribe({ args: { schema: personal, document: shared, contextValue }, sink });
      if (!('next' in stream)) throw new Error('It has begun.');
      void stream.next();
      return sink;
    }),
  );
  expect(streams.census().groups).toBe(1);
  for (const name of ['first', 'second']) await write(database.system, draft({ tenantId: 'acme', name }));
  const expected = (id: string) => ['first', 'second'].map((name) => ({ name, [field]: id }));
  await vi.waitFor(() =>
    expect(sinks.map(({ frames }) => frames.map((json) => JSON.parse(json).data.resourceEvents))).toEqual([
      expected('ann'),
      expected('bob'),
    ]),
  );
  streams.stop();
});
