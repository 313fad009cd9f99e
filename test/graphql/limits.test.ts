import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openViewers } from '../../src/db/viewer.ts';
import { type Result, type ServedEstate, serveEstate } from '../security/served-estate.ts';
import { silentLog } from '../support/database.ts';

let estate: ServedEstate;
let token: string;
let nowMs = Date.UTC(2026, 0, 1);

beforeAll(async () => {
  estate = await serveEstate({
    limits: { costPerMinute: 6000, bodyBytes: 32 * 1024 },
    clock: { now: () => new Date(nowMs) },
  });
  await estate.database.system.query(`insert into tenants (id, name) values ('acme', 'Acme')`);
});

beforeEach(async () => {
  nowMs += 600_000; // a full bucket
  token = await estate.sign({ tenants: ['acme'] });
});

afterAll(() => estate.close());

const ask = (query: string, variables: Record<string, unknown> = {}) => estate.ask(query, { token, variables });
const errorOf = ({ data, errors }: Result) => {
  expect(data ?? null).toBeNull();
  expect(errors).toHaveLength(1);
  return errors?.[0];
};
const nested = (levels: number) =>
  `{ projects { edges { node ${'{ resources { edges { node { project '.repeat(levels)}{ id }${' } } } }'.repeat(levels)} } } }`;

describe('a document’s form', () => {
  test.each([
    ['tokens', `{ ${'viewer { id } '.repeat(1300)} }`],
    ['fields', `{ viewer { ${'id '.repeat(1001)} } }`],
    ['rootFields', `{ ${'__typename '.repeat(500)} }`],
    ['rootFields', `{ ...a ...a } fragment a on Query { ${'__typename '.repeat(11)} }`],
    ['aliases', `{ viewer { ${Array.from({ length: 51 }, (_, n) => `a${n}: id`).join(' ')} } }`],
    ['directives', `{ __typename ${'@skip(if: false) '.repeat(21)} }`],
    ['directives', `{ __typename ${'@aa'.repeat(21)} }`],
    ['depth', nested(4)],
    ['depth', `${nested(2).replace('{ id }', '{ ...p }')} fragment p on CloudProject ${nested(2).slice(26, -6)}`],
  ])('is held to its %s', async (limit, query) => {
    expect(errorOf(await ask(query))).toMatchObject({ extensions: { code: 'LIMIT_EXCEEDED', limit } });
  });

  test('may be as large as the limits say', async () => {
    const aliases = Array.from({ length: 50 }, (_, n) => `a${n}: id`).join(' ');
    expect(await ask(`{ viewer { ${aliases} } ${'__typename '.repeat(19)} }`)).not.toHaveProperty('errors');
    expect(await ask(nested(3).replaceAll('resources {', 'resources(first: 3) {'))).not.toHaveProperty('errors');
  });

  test('with fragments in a circle is refused, in bounded time', async () => {
    const circles = [
      '{ ...a } fragment a on Query { ...a }',
      '{ ...a } fragment a on Query { ...b } fragment b on Query { viewer { id } ...a }',
      '{ viewer { id } } fragment a on Viewer { tenants { id } ...a }',
    ];
    for (const query of circles) {
      const error = errorOf(await ask(query));
      expect(error).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
      expect(error?.message).toContain('spreads itself');
    }
  });

  test('with fragments that multiply is measured without multiplying', async () => {
    // 2^40 fields, if each spread were followed.
    const fragments = Array.from({ length: 40 }, (_, n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`);
    const began = performance.now();
    const error = errorOf(await ask(`{ ...f0 } ${fragments.join(' ')} fragment f40 on Query { viewer { id } }`));
    expect(error).toMatchObject({ extensions: { code: 'LIMIT_EXCEEDED', limit: 'rootFields' } });
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test('with errors in a thousand places shows five of them', async () => {
    const { errors } = await ask(`{ viewer { ${Array.from({ length: 900 }, (_, n) => `x${n}`).join(' ')} } }`);
    expect(errors?.length).toBe(6);
  });

  test('cannot carry a text that Postgres does not take', async () => {
    expect(errorOf(await ask('{ resource(urn: "do:droplet:\\u0000") { id } }'))).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
    const query = 'query ($where: ResourceFilter) { resources(where: $where) { edges { cursor } } }';
    expect(errorOf(await ask(query, { where: { tagsAny: ['a', 'b\0'] } }))).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('what an operation costs', () => {
  const costOf = async (query: string, variables = {}) => {
    const { extensions, errors } = await ask(query, variables);
    return extensions?.cost ?? errors?.[0]?.extensions.cost;
  };

  test('counts the page size, as a literal, a variable, a default and nothing at all', async () => {
    const page = (args: string) => `resources${args} { edges { node { project { id } } } }`;
    expect(await costOf(`{ ${page('(first: 10)')} }`)).toBe(21);
    expect(await costOf(`query ($n: Int) { ${page('(first: $n)')} }`, { n: 10 })).toBe(21);
    expect(await costOf(`query ($n: Int = 10) { ${page('(first: $n)')} }`)).toBe(21);
    expect(await costOf(`query ($n: Int = 10) { ${page('(last: $n)')} }`)).toBe(21);
    expect(await costOf(`{ ${page('')} }`)).toBe(101);
  });

  test('multiplies pages inside pages, through fragments and aliases too', async () => {
    const query = `{ a: projects(first: 10) { ...p } } fragment p on QueryProjectsConnection { edges { node { ... on CloudProject {
      resources(first: 20) { edges { node { events(first: 5) { edges { node { id } } } } } } } } } }`;
    // 1 + 10 × (1 + 1 + 20 × (1 + 1 + 5))
    expect(await costOf(query)).toBe(1 + 10 * (2 + 20 * 7));
  });

  test('counts ids, and what lists without pages lead to as a few', async () => {
    expect(await costOf('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array(30).fill('x') })).toBe(30);
    expect(await costOf('{ tenants { id } }')).toBe(1);
    const links = 'resources(first: 10) { edges { node { links { urn resource { name } } } } }';
    expect(await costOf(`{ ${links} }`)).toBe(1 + 10 * (1 + 1 + 10));
  });

  test('is at least one, and for introspection what the whole schema is worth', async () => {
    expect(await costOf('{ __typename }')).toBe(1);
    expect(await costOf('{ __schema { queryType { name } } }')).toBe(100);
  });

  test('is refused above the limit, whatever is asked for in variables', async () => {
    const query = `query ($n: Int!) { projects(first: $n) { edges { node { resources(first: $n) { edges { node { id } } } } } } }`;
    const error = errorOf(await ask(query, { n: 200 }));
    expect(error).toMatchObject({ extensions: { code: 'LIMIT_EXCEEDED', limit: 'cost', max: 10_000, cost: 40_401 } });
  });
});

describe('a viewer’s bucket', () => {
  const page = '{ resources(first: 200) { edges { node { project { id } } } } }'; // 401

  test('is told in every answer, and fills again as time goes by', async () => {
    expect((await ask(page)).extensions).toEqual({ cost: 401, remaining: 5599 });
    expect((await ask(page)).extensions).toEqual({ cost: 401, remaining: 5198 });
    nowMs += 1000;
    expect((await ask('{ __typename }')).extensions).toEqual({ cost: 1, remaining: 5297 });
  });

  test('when empty refuses with 429 and says when to come back, and others go on', async () => {
    for (let time = 0; time < 14; time += 1) expect(await ask(page)).not.toHaveProperty('errors');
    const answer = await estate.post({ query: page }, { authorization: `Bearer ${token}` });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(await answer.json()).toMatchObject({
      errors: [
        { extensions: { code: 'LIMIT_EXCEEDED', limit: 'costPerMinute', remaining: 386, retryAfterSeconds: 1 } },
      ],
    });
    const other = await estate.sign({ sub: 'other', tenants: ['acme'] });
    expect(await estate.ask(page, { token: other })).not.toHaveProperty('errors');
    nowMs += 1000;
    expect(await ask(page)).not.toHaveProperty('errors');
  });
});

describe('a request’s body', () => {
  test('is held to its size, whether it says its length or not', async () => {
    const body = JSON.stringify({ query: '{ __typename }', variables: { x: 'x'.repeat(40_000) } });
    const told = await estate.post(body);
    const streamed = await fetch(`${estate.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Blob([body]).stream(),
      duplex: 'half',
    } as RequestInit);
    for (const answer of [told, streamed]) {
      expect(answer.status).toBe(413);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'LIMIT_EXCEEDED' } }] });
    }
  });

  test('may not hold several operations at once', async () => {
    const answer = await estate.post([{ query: '{ __typename }' }, { query: '{ __typename }' }]);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  test.each([
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    '',
  ])('is not taken as %j, which a form on any page could send', async (type) => {
    const answer = await estate.post('query={__typename}', { 'content-type': type });
    expect(answer.status).toBe(415);
  });

  test('that is no GraphQL request is told so', async () => {
    const bodies = ['{', '[]', 'null', '7', '{"query": 7}', '{}', '{"query": "{ __typename }", "variables": []}'];
    for (const body of [...bodies, `{"variables": ${'['.repeat(10_000)}`]) {
      const answer = await estate.post(body, { accept: 'application/graphql-response+json' });
      expect(answer.status, body.slice(0, 50)).toBe(400);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    }
  });
});

test('a statement that takes too long is broken off by Postgres, and the client is told what to do', async () => {
  const slow = await serveEstate({
    viewers: ({ url }) => openViewers(url, { max: 2, statementTimeoutMs: 100, log: silentLog }),
  });
  const { system } = slow.database;
  const viewer = await slow.sign({ tenants: ['acme'] });
  const answer = system.transaction(async (sql) => {
    await sql.query('lock table cloud_resources, cloud_resource_events in access exclusive mode');
    return slow.ask('{ resources { edges { node { id } } } }', { token: viewer });
  });
  expect(errorOf(await answer)).toMatchObject({
    message: expect.stringContaining('Ask for smaller pages'),
    extensions: { code: 'LIMIT_EXCEEDED', limit: 'statementTimeout' },
  });
  await slow.close();
});
