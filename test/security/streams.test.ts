import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { encodeId } from '../../src/graphql/ids.ts';
import { TypedDocumentString } from '../operations/generated/graphql.ts';
import { type Subscriber, subscribeOverEventStream, subscribeOverSocket } from '../support/subscribe.ts';
import { writeEstate } from './estate-writer.ts';
import { type ServedEstate, serveEstate } from './served-estate.ts';

// What a stream denies is what never arrives. An event of the subscriber's own that comes after it tells that it will not.

interface Sent {
  readonly resourceEvents: {
    readonly urn: string;
    readonly name: string;
    readonly state: unknown;
    readonly tenantId: string;
  };
}
type Where = Record<string, unknown>;

const follow = new TypedDocumentString<Sent, { after?: string; where?: Where }>(
  `subscription ($after: String, $where: ResourceEventFilter) {
     resourceEvents(after: $after, where: $where) {
       id urn name tenantId state changes { field before after } resource { id name } project { id name }
     }
   }`,
);

let estate: ServedEstate;
let write: ReturnType<typeof writeEstate>;
const projects: Record<string, string> = {};
const open: Subscriber<Sent>[] = [];

/** On a machine that does much else at once. */
const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000 });

beforeAll(async () => {
  estate = await serveEstate();
  write = writeEstate(estate.database.system);
  for (const name of ['alpha', 'beta']) {
    await write.tenant(name);
    projects[name] = await write.project(`${name}-project`, `${name} project`);
    await write.give(projects[name], name);
    await happen(name, `${name}-first`);
  }
});

afterAll(() => estate.close());
afterEach(() => Promise.all(open.splice(0).map((stream) => stream.close())));

/** One event of a tenant: its only droplet has a new name. */
const happen = (tenant: string, name: string) =>
  write.see({
    kind: 'droplet',
    providerId: `${tenant}-1`,
    name,
    region: 'nyc1',
    tags: [],
    attachedTo: [],
    projectId: projects[tenant] ?? '',
  });

const ways = { socket: subscribeOverSocket<Sent, object>, 'event stream': subscribeOverEventStream<Sent, object> };

describe.each(Object.entries(ways))('over a %s', (_way, subscribe) => {
  const start = (variables: { after?: string; where?: Where }, token: string | null) => {
    const stream = subscribe(estate.url, follow, variables, token);
    open.push(stream);
    return stream;
  };
  const sent = (stream: Subscriber<Sent>) => stream.received.map(({ resourceEvents }) => resourceEvents);

  const idOf = async (tenant: string) => {
    const [row] = await estate.database.system.query<{ id: string }>(`select id from cloud_resources where urn = $1`, [
      `do:droplet:${tenant}-1`,
    ]);
    return encodeId('Droplet', row?.id ?? '');
  };

  test.each([
    'where.projectId',
    'where.resourceId',
    'where.tenantId',
    'after',
  ])('another’s %s is as good as nobody’s: nothing of it ever arrives', async (argument) => {
    const token = await estate.sign({ sub: 'alpha', tenants: ['alpha'] });
    const named = async (tenant: string): Promise<{ after?: string; where?: Where }> => {
      if (argument === 'where.projectId')
        return { where: { projectId: encodeId('CloudProject', projects[tenant] ?? '') } };
      if (argument === 'where.resourceId') return { where: { resourceId: await idOf(tenant) } };
      if (argument === 'where.tenantId') return { where: { tenantId: [tenant] } };
      const { data } = await estate.ask(
        'query ($t: [String!]) { resourceEvents(last: 1, where: { tenantId: $t }) { edges { cursor } } }',
        { token: await estate.sign({ roles: ['platform_admin'] }), variables: { t: [tenant] } },
      );
      const { edges } = (data as { resourceEvents: { edges: { cursor: string }[] } }).resourceEvents;
      return { after: edges[0]?.cursor ?? '' };
    };
    const foreign = start({ after: '0', ...(await named('beta')) }, token);
    const own = start({ after: '0', ...(await named('alpha')) }, token);
    const all = start({ after: '0' }, token);
    await happen('beta', `beta-${argument}`);
    await happen('alpha', `alpha-${argument}`);
    const last = { name: `alpha-${argument}` };
    await soon(() => expect(sent(own).at(-1)).toMatchObject(last));
    await soon(() => expect(sent(all).at(-1)).toMatchObject(last));
    if (argument === 'after') await soon(() => expect(sent(foreign).at(-1)).toMatchObject(last));
    else expect(sent(foreign)).toEqual([]);
    for (const stream of open) expect(JSON.stringify(stream.received)).not.toContain('beta');
  });

  test('who is not signed in, and whose token does not hold, gets an error and nothing else', async () => {
    const expired = await estate.sign({ tenants: ['alpha'], expiresIn: -60 });
    for (const token of [null, expired, `${expired}x`]) {
      const stream = start({ after: '0' }, token);
      await soon(() => expect(stream.ended).not.toBeNull());
      expect(saying(stream.ended)).toMatch(/UNAUTHENTICATED|^4403|^HTTP/);
      expect(stream.received).toEqual([]);
    }
  });

  test('who sees no tenant gets nothing, whatever happens', async () => {
    const nobody = start({ after: '0' }, await estate.sign({ sub: 'nobody' }));
    const admin = start({}, await estate.sign({ sub: 'admin', roles: ['platform_admin'] }));
    // An admin's stream begins with what happens after it has begun; until then the same event is made again.
    await soon(async () => {
      await happen('alpha', `alpha-${Math.random()}`);
      expect(admin.received).not.toEqual([]);
    });
    expect(nobody.received).toEqual([]);
    expect(nobody.ended).toBeNull();
  });

  test('what is no id and no cursor is a mistake that is told', async () => {
    const token = await estate.sign({ tenants: ['alpha'] });
    for (const variables of [
      { after: 'x' },
      { where: { projectId: 'x' } },
      { where: { resourceId: '' } },
      { where: { resourceId: encodeId('CloudProject', crypto.randomUUID()) } },
    ]) {
      const stream = start(variables, token);
      await soon(() => expect(stream.ended).not.toBeNull());
      expect(JSON.stringify(stream.ended)).toContain('BAD_USER_INPUT');
    }
  });

  test('a resource that goes to another tenant leaves for the one and arrives for the other, and no word goes along', async () => {
    const streams = {
      alpha: start({ after: '0' }, await estate.sign({ sub: 'alpha', tenants: ['alpha'] })),
      beta: start({ after: '0' }, await estate.sign({ sub: 'beta', tenants: ['beta'] })),
    };
    const name = `moving-${_way.length}`;
    const seen = { kind: 'volume', region: 'nyc1', tags: [], attachedTo: ['alpha-1'] } as const;
    const moving = { ...seen, providerId: name, projectId: projects.alpha ?? '' };
    await write.see({ ...moving, name: `${name} as alpha knew it` });
    await write.see({ ...moving, name: `${name} at last` });
    await write.see({ ...moving, name: `${name} at last`, projectId: projects.beta ?? '' });
    await write.see({ ...moving, name: `${name} as beta knows it`, projectId: projects.beta ?? '' });
    const about = (who: 'alpha' | 'beta') => sent(streams[who]).filter(({ urn }) => urn === `do:volume:${name}`);
    await soon(() => expect(about('beta').at(-1)?.name).toContain('as beta knows it'));
    await soon(() => expect(about('alpha')).toHaveLength(3));
    expect(about('alpha').at(-1)).toMatchObject({
      tenantId: 'alpha',
      state: null,
      resource: null,
      changes: [{ field: 'project', before: 'do:project:alpha-project', after: null }],
    });
    expect(about('beta')[0]).toMatchObject({
      tenantId: 'beta',
      state: { name: `${name} at last` },
      changes: [{ field: 'project', before: null, after: 'do:project:beta-project' }],
    });
    expect(JSON.stringify(about('alpha'))).not.toContain('beta');
    expect(JSON.stringify(about('beta'))).not.toContain('alpha');
  });
});

test('the head of the log does not tell a tenant whether others are busy, and a stream begins there all the same', async () => {
  const token = await estate.sign({ sub: 'alpha', tenants: ['alpha'] });
  const head = async () => {
    const { data } = await estate.ask('{ eventHead }', { token });
    return (data as { eventHead: string }).eventHead;
  };
  const [first, second] = [await head(), await head()];
  await happen('beta', 'beta-is-busy');
  const third = await head();
  expect(new Set([first, second, third]).size).toBe(3);
  for (const after of [first, second, third]) {
    const stream = subscribeOverSocket(estate.url, follow, { after }, token);
    open.push(stream);
  }
  await happen('alpha', 'alpha-after-the-head');
  for (const stream of open) {
    await soon(() => expect(stream.received).toHaveLength(1));
    expect(stream.received[0]?.resourceEvents.name).toBe('alpha-after-the-head');
  }
});

/** Errors of GraphQL, a socket's close, or a stream that never began: `completed` without an event. */
function saying(ended: unknown): string {
  if (typeof ended === 'object' && ended !== null && 'code' in ended) return String(ended.code);
  return ended === 'completed' ? 'HTTP' : JSON.stringify(ended);
}
