import type { GraphQLResolveInfo } from 'graphql';
import { require } from '../../auth/permissions.ts';
import { ArcadiaError } from '../../base/errors.ts';
import { type EventFilter, type EventRange, readEvents } from '../../events/read.ts';
import type { LoggedEvent } from '../../events/types.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { idOf, resourceIdOf, wantId } from '../ids.ts';
import { type Connection, type PageArguments, readPageWish, toConnection } from '../paging.ts';
import { loadEvents, loadProject, loadResource } from '../row-loaders.ts';
import { scopeOf } from '../scope.ts';
import { fieldsBelow } from '../selection.ts';
import { EventSource } from '../stream/source.ts';
import { ResourceEventType, ResourceKind } from './enums.ts';
import { FieldChange, toFieldChanges } from './field-change.ts';
import { CloudProject } from './project.ts';
import { CloudResource } from './resource.ts';

export const CloudResourceEvent = builder.node(builder.objectRef<LoggedEvent>('CloudResourceEvent'), {
  description: 'Something that happened to a resource. The log is append-only.',
  // Positions would tell a tenant how much others do, so ids and cursors are sealed.
  id: { resolve: (event, _args, context) => context.events.cursors.seal(event.position) },
  loadOne: (id, context) => readByCursor(String(id), context),
  fields: (t) => ({
    cursor: t.string({
      description: 'Serves resourceEvents(after:) in the query and in the subscription alike.',
      resolve: (event, _args, context) => context.events.cursors.seal(event.position),
    }),
    type: t.expose('type', { type: ResourceEventType, description: 'What happened.' }),
    recordedAt: t.expose('recordedAt', {
      type: 'DateTime',
      description: 'When the log took it. It never falls as the log goes on.',
    }),
    detectedAt: t.expose('detectedAt', { type: 'DateTime', description: 'When we looked and saw it.' }),
    occurredAt: t.expose('occurredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it happened; null where the provider does not tell.',
    }),
    kind: t.expose('kind', { type: ResourceKind, description: "The resource's kind." }),
    urn: t.exposeString('urn', { description: "The resource's URN." }),
    name: t.exposeString('name', { description: "The resource's name at that time." }),
    resource: t.field({
      type: CloudResource,
      nullable: true,
      description: 'The resource as it is now; null when the viewer may not see it any more.',
      resolve: (event, _args, context, info) => loadResource(context, info, 'ids', event.resourceId),
    }),
    project: t.field({
      type: CloudProject,
      nullable: true,
      description:
        'The project it was in at that time; null when there was none, or the viewer may not see it any more.',
      resolve: ({ projectId }, _args, context) => (projectId === null ? null : loadProject(context, projectId)),
    }),
    tenantId: t.exposeString('tenantId', { nullable: true, description: 'Its tenant at that time.' }),
    changes: t.field({
      type: [FieldChange],
      description: 'What differed, field by field. Empty for a discovery and a deletion.',
      resolve: (event) => toFieldChanges(event.changes),
    }),
    state: t.field({
      type: 'JSON',
      nullable: true,
      description: 'The resource after the event; null when it left for another tenant.',
      resolve: (event, _args, context) => (event.departure ? null : context.loaders.states.load(event)),
    }),
  }),
});

async function readByCursor(cursor: string, context: Context): Promise<LoggedEvent | null> {
  let position: bigint;
  try {
    position = context.events.cursors.open(cursor);
  } catch (error) {
    // An id of another epoch, or of none, is unknown, just like one of an event that is not there.
    if (error instanceof ArcadiaError) return null;
    throw error;
  }
  const [event] = await readEvents(
    context.db,
    scopeOf(context),
    {},
    { after: position - 1n, before: position + 1n, limit: 1 },
  );
  return event ?? null;
}

const ResourceEventFilter = builder.inputType('ResourceEventFilter', {
  description: 'Which events. Whatever is absent does not narrow; an empty list finds nothing.',
  fields: (t) => ({
    type: t.field({ type: [ResourceEventType], description: 'Of these types.' }),
    kind: t.field({ type: [ResourceKind], description: 'Of resources of these kinds.' }),
    projectId: t.id({ description: 'Of resources that were in this project.' }),
    resourceId: t.id({ description: 'Of this resource.' }),
    tenantId: t.stringList({ description: 'Of these tenants.' }),
    since: t.field({ type: 'DateTime', description: 'Recorded at or after this moment. Queries only.' }),
    until: t.field({ type: 'DateTime', description: 'Recorded before this moment. Queries only.' }),
  }),
});

function toFilter(where: typeof ResourceEventFilter.$inferInput | null | undefined): EventFilter {
  return {
    ...(where?.type ? { types: where.type } : {}),
    ...(where?.kind ? { kinds: where.kind } : {}),
    ...(typeof where?.projectId === 'string'
      ? { projectId: wantId(idOf('CloudProject', where.projectId), 'where.projectId', 'a project') }
      : {}),
    ...(typeof where?.resourceId === 'string'
      ? { resourceId: wantId(resourceIdOf(where.resourceId), 'where.resourceId', 'a resource') }
      : {}),
    ...(where?.tenantId ? { tenantIds: where.tenantId } : {}),
    ...(where?.since ? { since: where.since } : {}),
    ...(where?.until ? { until: where.until } : {}),
  };
}

/** Where somebody begins: after a cursor, with the first event that is kept, or with what comes from now on. */
async function positionOf(cursor: string | null | undefined, events: Context['events']): Promise<bigint> {
  if (typeof cursor !== 'string') return events.latest();
  if (cursor === '0') return events.beginning();
  const position = events.cursors.open(cursor);
  await events.assertReachable(position);
  return position;
}

async function eventConnection(
  args: PageArguments,
  context: Context,
  info: GraphQLResolveInfo,
  read: (range: EventRange) => Promise<readonly LoggedEvent[]>,
): Promise<Connection<LoggedEvent>> {
  const wish = readPageWish(args);
  const { cursors } = context.events;
  const events = await read({
    ...(args.after ? { after: await positionOf(args.after, context.events) } : {}),
    ...(args.before ? { before: cursors.open(args.before) } : {}),
    limit: wish.size + 1,
    fromEnd: wish.fromEnd,
    wanted: wantedOf(info),
  });
  return toConnection(events, wish, args, (event) => cursors.seal(event.position));
}

/** Fields of an event that are answered from other properties than the one of their name. */
const answeredFrom: Readonly<Record<string, readonly (keyof LoggedEvent)[]>> = {
  id: ['position'],
  cursor: ['position'],
  resource: ['resourceId'],
  project: ['projectId'],
  state: ['departure', 'resourceId', 'position'],
};
const wantedBy = new WeakMap<GraphQLResolveInfo['fieldNodes'], ReadonlySet<keyof LoggedEvent>>();

/** What the operation shows of the events below this field. */
function wantedOf(info: GraphQLResolveInfo): ReadonlySet<keyof LoggedEvent> {
  let wanted = wantedBy.get(info.fieldNodes);
  if (wanted === undefined) {
    const names = fieldsBelow(info, ['edges', 'node']).map(({ name }) => name.value);
    // All other fields are properties of their own name.
    wanted = new Set(names.flatMap((name) => answeredFrom[name] ?? [name as keyof LoggedEvent]));
    wantedBy.set(info.fieldNodes, wanted);
  }
  return wanted;
}

builder.queryField('resourceEvents', (t) =>
  t.connection(
    {
      type: CloudResourceEvent,
      authScopes: { may: 'readEstate' },
      description: 'The log, oldest first.',
      args: { where: t.arg({ type: ResourceEventFilter, required: false, description: 'Which events.' }) },
      resolve: (_root, args, context, info) => {
        const filter = toFilter(args.where);
        return eventConnection(args, context, info, (range) => readEvents(context.db, scopeOf(context), filter, range));
      },
    },
    { name: 'QueryResourceEventsConnection' },
    { name: 'QueryResourceEventsConnectionEdge' },
  ),
);

builder.interfaceField(CloudResource, 'events', (t) =>
  t.connection(
    {
      type: CloudResourceEvent,
      description: 'What happened to it, oldest first, as far as the viewer may see.',
      resolve: (resource, args, context, info) =>
        eventConnection(args, context, info, (range) => loadEvents(context, info, resource.id, range)),
    },
    { name: 'ResourceEventsConnection' },
    { name: 'ResourceEventsConnectionEdge' },
  ),
);

builder.queryField('eventHead', (t) =>
  t.string({
    authScopes: { may: 'readEstate' },
    description:
      'The newest cursor. Read it, then a list, then subscribe after it: list and stream join without a gap.',
    resolve: async (_root, _args, context) => context.events.cursors.sealBlind(await context.events.latest()),
  }),
);

builder.subscriptionField('resourceEvents', (t) =>
  t.field({
    type: CloudResourceEvent,
    authScopes: { may: 'readEstate' },
    description:
      'The log from a cursor on, for ever: whoever comes back with the last cursor misses nothing and sees nothing twice.',
    args: {
      after: t.arg.string({ required: false, description: 'A cursor; "0" from the beginning; absent: from now on.' }),
      where: t.arg({ type: ResourceEventFilter, required: false, description: 'Which events.' }),
    },
    subscribe: async (_root, { after, where }, context) => {
      // The scopes of a field are asked as it is resolved, and that is once an event.
      require(context.viewer, 'readEstate');
      if (where?.since || where?.until) {
        throw new ArcadiaError(
          'BAD_USER_INPUT',
          'since and until are for queries; a subscription starts after a cursor.',
        );
      }
      const filter = toFilter(where);
      const { events, resumeAfter } = context;
      // A stream that comes back repeats what it asked for at first; where it was then stands aside.
      const cursor = resumeAfter ?? after;
      return new EventSource(context, filter, await positionOf(cursor, events));
    },
    resolve: (event: LoggedEvent) => event,
  }),
);
