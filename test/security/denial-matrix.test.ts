import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SystemDb } from '../../src/db/sql.ts';
import { encodeId } from '../../src/graphql/ids.ts';
import { schema } from '../../src/graphql/schema/index.ts';
import { namingArguments } from './coordinates.ts';
import { writeEstate } from './estate-writer.ts';
import { adminsOnly, everything, reads, streams, type Things, type World } from './matrix.ts';
import { type Result, type ServedEstate, serveEstate } from './served-estate.ts';

// Two tenants, alpha and beta, each with a project, a droplet and a volume. Every text of one's starts with its name, so that
// it is found wherever it leaks.

let estate: ServedEstate;
let world: World;
/** Nothing here may change anything. */
let stateAtFirst: string;
let viewers: Record<Who, string | null>;

type Who = 'admin' | 'alpha' | 'beta' | 'both' | 'none' | 'anonymous' | 'expired' | 'forged';
const strangers = ['anonymous', 'expired', 'forged'] as const;

beforeAll(async () => {
  estate = await serveEstate({ answerCacheBytes: 16e6 });
  const alpha = await estate.sign({ sub: 'alpha', tenants: ['alpha'] });
  viewers = {
    admin: await estate.sign({ sub: 'admin', roles: ['platform_admin'] }),
    alpha,
    beta: await estate.sign({ sub: 'beta', tenants: ['beta'] }),
    both: await estate.sign({ sub: 'both', tenants: ['alpha', 'beta'] }),
    none: await estate.sign({ sub: 'none' }),
    anonymous: null,
    expired: await estate.sign({ roles: ['platform_admin'], tenants: ['alpha', 'beta'], expiresIn: -60 }),
    forged: `${alpha.slice(0, -20)}${alpha.slice(-10)}${alpha.slice(-20, -10)}`,
  };
  world = await makeWorld(estate.database.system);
  stateAtFirst = await stateOfDatabase();
});

afterAll(() => estate.close());

async function makeWorld(db: SystemDb): Promise<World> {
  const write = writeEstate(db);
  for (const name of ['alpha', 'beta']) {
    await write.tenant(name);
    const projectId = await write.project(`${name}-project`, `${name} project`);
    const seen = { region: `${name}-region`, tags: [`${name}-tag`], projectId };
    // Each is attached to the other's too: such an edge must not show.
    const attachedTo = ['alpha-2', 'beta-2'];
    await write.see({ ...seen, kind: 'droplet', providerId: `${name}-1`, name: `${name}-droplet`, attachedTo });
    await write.see({
      ...seen,
      kind: 'volume',
      providerId: `${name}-2`,
      name: `${name}-volume`,
      attachedTo: ['alpha-1', 'beta-1'],
    });
    await write.give(projectId, name);
  }
  const [run] = await db.query<{ id: string }>(
    `insert into sync_runs (trigger, lane, status, finished_at) values ('manual', 'elsewhere', 'SUCCEEDED', now()) returning id`,
  );
  const [apiKey] = await db.query<{ id: string }>(
    `insert into api_keys (name, secret_hash, created_by) values ('alpha-key', 'x', 'admin') returning id`,
  );
  const [rule] = await db.query<{ id: string }>(
    `insert into classification_rules (field, pattern, purpose, gives_tenant_id, created_by)
     values ('NAME', 'alpha-rule-*', 'TENANT', 'alpha', 'admin') returning id`,
  );
  const alpha = await thingsOf('alpha');
  const unknown = (typename: string) => encodeId(typename, crypto.randomUUID());
  return {
    alpha,
    beta: await thingsOf('beta'),
    nobody: {
      tenantId: 'nobody',
      projectId: unknown('CloudProject'),
      projectProviderId: 'nobody-project',
      dropletId: unknown('Droplet'),
      urn: 'do:droplet:nobody-1',
      eventId: unknown('CloudResourceEvent'),
      cursor: alpha.cursor,
      name: 'nobody-droplet',
      region: 'nobody-region',
      status: 'nobody-status',
      tag: 'nobody-tag',
      resourcesCursor: alpha.resourcesCursor,
      projectsCursor: alpha.projectsCursor,
      diffCursor: alpha.diffCursor,
    },
    syncRunId: encodeId('SyncRun', run?.id ?? ''),
    apiKeyId: encodeId('ApiKey', apiKey?.id ?? ''),
    ruleId: encodeId('ClassificationRule', rule?.id ?? ''),
  };
}

async function thingsOf(tenantId: string): Promise<Things> {
  const query = `query ($tenant: [String!]) {
    projects(first: 1, where: { tenantId: $tenant }) { edges { cursor node { id } } }
    resources(first: 1, where: { tenantId: $tenant, kind: [DROPLET] }) { edges { cursor node { id } } }
    resourceEvents(first: 1, where: { tenantId: $tenant }) { edges { cursor node { id } } }
    estateDiff(${everything}, first: 1, where: { tenantId: $tenant }) { edges { cursor node { urn } } }
  }`;
  const { data } = await ask(query, { tenant: [tenantId] }, 'admin');
  const [project, resource, event, change] = Object.values(
    data as Record<string, { edges: [{ cursor: string; node: { id: string } }] }>,
  ).map(({ edges }) => edges[0]) as [Edge, Edge, Edge, Edge]; // what the query asks for
  return {
    tenantId,
    projectId: project.node.id,
    projectProviderId: `${tenantId}-project`,
    dropletId: resource.node.id,
    urn: `do:droplet:${tenantId}-1`,
    eventId: event.node.id,
    cursor: event.cursor,
    name: `${tenantId}-droplet`,
    region: `${tenantId}-region`,
    status: `${tenantId}-droplet-status`,
    tag: `${tenantId}-tag`,
    resourcesCursor: resource.cursor,
    projectsCursor: project.cursor,
    diffCursor: change.cursor,
  };
}

interface Edge {
  readonly cursor: string;
  readonly node: { readonly id: string };
}

const inSchema = new Set(namingArguments(schema));
const present = <Value>(table: Record<string, Value>) => Object.entries(table).filter(([place]) => inSchema.has(place));

test('every place where somebody can name a thing stands in the matrix', () => {
  const known = new Set([...Object.keys(reads), ...Object.keys(adminsOnly), ...streams]);
  expect([...inSchema].filter((place) => !known.has(place))).toEqual([]);
});

async function ask(query: string, variables: Record<string, unknown>, who: Who): Promise<Required<Result>> {
  const now = JSON.stringify(new Date().toISOString());
  const { data = null, errors = [] } = await estate.ask(query.replace('NOW', now), { variables, token: viewers[who] });
  return { data, errors, extensions: {} };
}

/** A fingerprint of every row of every table. */
async function stateOfDatabase(): Promise<string> {
  const { system } = estate.database;
  const tables = await system.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
  );
  const rows = tables.map(({ name }) => `(select md5(string_agg(t::text, e'\\n' order by t::text)) from "${name}" t)`);
  const [state] = await system.query<{ state: string }>(`select concat_ws(',', ${rows.join(', ')}) as state`);
  return state?.state ?? '';
}

describe.each(present(reads))('%s', (_place, { query, it, cursor }) => {
  test('finds a tenant’s own, and for it another’s is the same as nobody’s', async () => {
    for (const [own, foreign] of [
      ['alpha', 'beta'],
      ['beta', 'alpha'],
    ] as const) {
      const [mine, theirs, nobodys] = await Promise.all(
        [world[own], world[foreign], world.nobody].map((things) => ask(query, { it: it(things) }, own)),
      );
      if (!cursor) {
        expect(mine?.errors).toEqual([]);
        expect(JSON.stringify(mine)).toContain(own);
        expect(JSON.stringify(theirs)).toBe(JSON.stringify(nobodys));
      }
      for (const answer of [mine, theirs, nobodys]) {
        expect(JSON.stringify(answer)).not.toContain(`${foreign}-`);
        expect(JSON.stringify(answer)).not.toContain(`${foreign} project`);
      }
    }
    expect(await stateOfDatabase()).toBe(stateAtFirst);
  });

  test('finds both for an admin and for a viewer of both', async () => {
    const pairs = (['admin', 'both'] as const).flatMap((who) =>
      (['alpha', 'beta'] as const).map((name) => [who, name] as const),
    );
    await Promise.all(
      pairs.map(async ([who, name]) => {
        const answer = await ask(query, { it: it(world[name]) }, who);
        expect(answer.errors).toEqual([]);
        // After a cursor there may be nothing more.
        if (!cursor) expect(JSON.stringify(answer), who).toContain(name);
      }),
    );
  });

  test('finds nothing for a viewer of no tenant, and refuses who is not signed in', async () => {
    for (const things of [world.alpha, world.beta]) {
      const none = await ask(query, { it: it(things) }, 'none');
      expect(none.errors).toEqual([]);
      expect(JSON.stringify(none)).not.toMatch(/alpha|beta/);
      for (const who of strangers) {
        const { data, errors } = await ask(query, { it: it(things) }, who);
        expect(
          Object.values(data ?? {}).filter((value) => value !== null),
          who,
        ).toEqual([]);
        expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
      }
    }
    expect(await stateOfDatabase()).toBe(stateAtFirst);
  });
});

test.each(present(adminsOnly))('%s is for admins, and denied it changes nothing', async (_place, {
  query,
  variables,
}) => {
  for (const who of ['alpha', 'beta', 'both', 'none'] as const) {
    const { data, errors } = await ask(query, variables(world), who);
    expect(data, who).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(JSON.stringify(errors)).not.toMatch(/alpha-|beta-/);
    expect(await stateOfDatabase()).toBe(stateAtFirst);
  }
  for (const who of strangers) {
    const { data, errors } = await ask(query, variables(world), who);
    expect(data, who).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(await stateOfDatabase()).toBe(stateAtFirst);
  }
});

test('an id of one type does not pass for another, and a malformed one is null or a mistake that is told', async () => {
  const raw = Buffer.from(world.alpha.dropletId, 'base64url').toString().split(':')[1] ?? '';
  const passedOff = [
    'Volume',
    'CloudProject',
    'SyncRun',
    'ApiKey',
    'CloudResourceEvent',
    'CloudResource',
    'Tenant',
    'Query',
  ];
  const malformed = [
    '',
    'x',
    '%',
    'RHJvcGxldA',
    `${world.alpha.dropletId}x`,
    raw,
    encodeId('Droplet', "' or true --"),
    '🙂',
  ];
  for (const id of [...passedOff.map((type) => encodeId(type, raw)), ...malformed]) {
    const { data, errors } = await ask(
      'query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }',
      { id },
      'alpha',
    );
    expect(errors).toEqual([]);
    expect(data, id).toEqual({ node: null, nodes: [null] });
    const query = 'query ($id: ID) { resource(id: $id) { id } }';
    expect((await ask(query, { id }, 'alpha')).data, id).toEqual({ resource: null });
    const filter = 'query ($id: ID) { resources(where: { projectId: $id }) { edges { cursor } } }';
    const filtered = await ask(filter, { id }, 'alpha');
    const told = filtered.errors[0]?.extensions.code ?? JSON.stringify(filtered.data);
    expect(['BAD_USER_INPUT', '{"resources":{"edges":[]}}']).toContain(told);
  }
});

test('a cursor that was made up is a mistake that is told, and finds nothing', async () => {
  const made = (place: unknown[]) => Buffer.from(JSON.stringify(place)).toString('base64url');
  const id = crypto.randomUUID();
  const cursors = [
    'x',
    made(['resources:id', null, id]),
    made(['resources:id', 7, id]),
    made(['resources:id', id, "' or true --"]),
    made(['projects:name', 'a', id]),
    made(['projects:name', '\0', id]),
    made(['syncRuns', 'no time', id]),
    'A'.repeat(22),
  ];
  for (const cursor of cursors) {
    for (const field of ['resources', 'projects', 'resourceEvents']) {
      const { data, errors } = await ask(
        `query ($it: String) { ${field}(after: $it) { edges { cursor } } }`,
        { it: cursor },
        'alpha',
      );
      if (data !== null) continue;
      expect(['BAD_USER_INPUT', 'CURSOR_EXPIRED']).toContain(errors[0]?.extensions.code);
    }
  }
  const runs = await ask(
    'query ($it: String) { syncRuns(after: $it) { edges { cursor } } }',
    { it: cursors[6] },
    'admin',
  );
  expect(runs.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});
