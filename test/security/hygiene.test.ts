import { request } from 'node:http';
import { auditServer } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/base/config.ts';
import { type Result, type ServedEstate, serveEstate } from './served-estate.ts';

let development: ServedEstate;
let production: ServedEstate;
let token: string;

beforeAll(async () => {
  development = await serveEstate({ graphiql: true, introspection: true });
  production = await serveEstate({
    graphiql: false,
    introspection: false,
    corsOrigins: ['https://app.example.com', 'https://other.example.com'],
  });
  token = await production.sign({ tenants: ['acme'] });
});

afterAll(async () => {
  await development.close();
  await production.close();
});

const ask = (query: string): Promise<Result> => production.ask(query, { token });

test('every check of graphql-http’s audit passes', async () => {
  const failed = async ({ url }: ServedEstate) => {
    const results = await auditServer({ url: `${url}/graphql` });
    expect(results.length).toBeGreaterThan(60);
    return results.filter(({ status }) => status !== 'ok').map(({ name }) => name);
  };
  expect(await failed(development)).toEqual([]);
  // These ask for the schema to see whether variables arrive, and production keeps it to itself.
  const asksForSchema = /^(SHOULD|MUST|MAY) allow (map|URL-encoded JSON string) \{variables\} parameter/;
  expect((await failed(production)).filter((name) => !asksForSchema.test(name))).toEqual([]);
});

// After graphql-cop 1.15, whose words name the tests.
describe('graphql-cop finds no', () => {
  test('introspection', async () => {
    for (const query of ['{ __schema { types { name } } }', '{ __type(name: "Query") { name } }']) {
      const { data, errors } = await ask(query);
      expect(data).toBeUndefined();
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
    expect(await ask('{ __typename }')).toMatchObject({ data: { __typename: 'Query' } });
  });

  test('field suggestions, in the schema, in values and in variables', async () => {
    const answers = [
      await ask('{ projekts { edges { cursor } } }'),
      await ask('{ viewer { rols } }'),
      await ask('{ resources(where: { kind: [DROPLETS] }) { edges { cursor } } }'),
      await ask('{ resources(wher: {}) { edges { cursor } } }'),
      await ask('{ resources { edges { node { vcpus } } } }'),
      await production.ask('query ($where: ResourceFilter) { resources(where: $where) { edges { cursor } } }', {
        token,
        variables: { where: { kinds: ['DROPLET'], kind: ['DROPLETS'] } },
      }),
    ];
    for (const answer of answers) {
      expect(answer.errors?.length).toBeGreaterThan(0);
      expect(JSON.stringify(answer)).not.toMatch(/did you mean/i);
    }
    const helpful = await development.ask('{ projekts { edges { cursor } } }');
    expect(helpful.errors?.[0]?.message).toContain('Did you mean "projects"');
  });

  test('GraphiQL', async () => {
    const page = { headers: { accept: 'text/html' } };
    for (const path of ['/graphql', '/graphql/', '/graphiql', '/playground', '/console', '/altair']) {
      const answer = await fetch(`${production.url}${path}`, page);
      expect(await answer.text()).not.toMatch(/graphiql|playground/i);
    }
    expect(await (await fetch(`${development.url}/graphql`, page)).text()).toContain('<html');
  });

  test('mutation over GET', async () => {
    const query = encodeURIComponent('mutation { createTenant(input: { id: "x", name: "x" }) { tenant { id } } }');
    const answer = await fetch(`${production.url}/graphql?query=${query}`, {
      headers: { authorization: `Bearer ${await production.sign({ roles: ['platform_admin'] })}` },
    });
    expect(answer.status).toBe(405);
    expect(await production.database.system.query('select id from tenants')).toEqual([]);
  });

  test('forms, which other sites’ pages could send', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await production.post('query=%7B__typename%7D', form)).status).toBe(415);
  });

  test('alias overloading', async () => {
    const aliases = Array.from({ length: 101 }, (_, n) => `alias${n}: __typename`).join('\n');
    expect(await ask(`query cop { ${aliases} }`)).not.toHaveProperty('data');
  });

  test('batch queries', async () => {
    const answer = await production.post(Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' })));
    expect(answer.status).toBe(400);
  });

  test('directive overloading', async () => {
    const { data, errors } = await ask(`query cop { __typename ${'@aa'.repeat(10)} }`);
    expect(data).toBeUndefined();
    expect(errors?.length).not.toBe(10);
    expect(await ask(`query cop { __typename ${'@aa'.repeat(1000)} }`)).toMatchObject({
      errors: [{ extensions: { code: 'LIMIT_EXCEEDED' } }],
    });
  });

  test('circular introspection', async () => {
    const circle = `query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }`;
    expect(await ask(circle)).not.toHaveProperty('data');
    expect(await development.ask(circle)).not.toHaveProperty('data');
  });

  test('field duplication', async () => {
    expect(await ask(`query cop { ${'__typename \n'.repeat(500)} }`)).not.toHaveProperty('data');
  });

  test('tracing, and no server’s name', async () => {
    const answer = await production.post({ query: 'query cop { __typename }' }, { 'x-apollo-tracing': '1' });
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(answer.headers.get('server')).toBeNull();
    const { extensions } = (await answer.json()) as Result;
    expect(Object.keys(extensions ?? {}).sort()).toEqual(['cost', 'remaining']);
  });

  test('unhandled errors', async () => {
    const answer = await ask('qwerty cop { abc }');
    expect(answer).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(JSON.stringify(answer)).not.toMatch(/stack|node_modules|\.ts:/);
  });
});

test('an error of ours is masked: no stack, no SQL, no name of a table', async () => {
  const broken = await serveEstate();
  await broken.database.system.query('alter table cloud_resources rename column name to called');
  const viewer = await broken.sign({ tenants: ['acme'] });
  const { data, errors } = await broken.ask('{ resources { edges { node { name } } } }', { token: viewer });
  expect(data).toBeNull();
  expect(errors).toEqual([
    {
      message: 'Something went wrong on our side; it was logged. Try again.',
      locations: expect.anything(),
      path: ['resources'],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    },
  ]);
  await broken.close();
});

test('whoever is not let in is told so with the status of the whole answer', async () => {
  const forged = `${token.slice(0, -8)}${token.endsWith('AAAAAAAA') ? 'BBBBBBBB' : 'AAAAAAAA'}`;
  const answer = await production.post({ query: '{ viewer { id } }' }, { authorization: `Bearer ${forged}` });
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});

describe('to browsers', () => {
  test('every answer says what may be made of it', async () => {
    for (const path of ['/graphql?query={__typename}', '/nowhere']) {
      const { headers } = await fetch(`${production.url}${path}`);
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'cache-control': 'no-store',
      });
    }
  });

  // fetch of Node sends no Origin of one's choice.
  const preflight = (origin: string) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      const headers = {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      };
      request(`${production.url}/graphql`, { method: 'OPTIONS', headers }, (answer) => {
        answer.resume();
        resolve(answer.headers);
      })
        .on('error', reject)
        .end();
    });

  test('pages of listed origins may ask, and no others', async () => {
    expect(await preflight('https://app.example.com')).toMatchObject({
      'access-control-allow-origin': 'https://app.example.com',
    });
    for (const origin of ['https://evil.example.com', 'https://app.example.com.evil.com', 'null']) {
      expect((await preflight(origin))['access-control-allow-origin'] ?? 'null').not.toBe(
        origin === 'null' ? '*' : origin,
      );
      expect((await preflight(origin))['access-control-allow-origin']).not.toBe('*');
    }
  });
});

test('a production service keeps its schema and GraphiQL to itself unless told otherwise', () => {
  const env = { NODE_ENV: 'production', DO_API_TOKEN: 'x' };
  expect(readConfig(env)).toMatchObject({ introspection: false, graphiql: false, costPerMinute: 1_000_000 });
  expect(readConfig({ ...env, ARCADIA_INTROSPECTION: 'on' })).toMatchObject({ introspection: true, graphiql: false });
  expect(readConfig({})).toMatchObject({ introspection: true, graphiql: true });
  expect(() => readConfig({ ARCADIA_GRAPHIQL: 'yes' })).toThrow('ARCADIA_GRAPHIQL: got "yes", wants "on" or "off"');
});
