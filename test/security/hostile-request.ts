import { createChance } from './random-query.ts';

/** A request as a client may send it that means no good. */
export interface HostileRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | null;
}

const json = { 'content-type': 'application/json' };
const post = (body: unknown, headers: Record<string, string> = {}): HostileRequest => ({
  method: 'POST',
  path: '/graphql',
  headers: { ...json, ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** Endless: the same for the same seed. Each is one of the known bombs, or something torn and mended at random. */
export function* hostileRequests(seed: number, token: string): Generator<HostileRequest, never> {
  const chance = createChance(seed);
  const bombs = createBombs(chance);
  const authorizations = [{}, { authorization: `Bearer ${token}` }, { authorization: `Bearer ${token}x` }];
  for (;;) {
    const bomb = bombs[chance(bombs.length)]?.() ?? post('');
    const headers = { ...authorizations[chance(3)], ...bomb.headers };
    yield { ...bomb, headers, body: chance(3) === 0 && bomb.body !== null ? torn(bomb.body, chance) : bomb.body };
  }
}

function createBombs(chance: (below: number) => number): (() => HostileRequest)[] {
  const many = (text: (n: number) => string, most: number) =>
    Array.from({ length: 1 + chance(most) }, (_, n) => text(n)).join(' ');
  const query = (text: string, variables?: unknown) => post({ query: text, variables });
  const nested = (depth: number) =>
    ['{ resources { edges { node { project '.repeat(depth), '{ id }', ' } } } }'.repeat(depth)].join('');
  return [
    () => query(nested(1 + chance(400))),
    () => query(`{ ${'a { '.repeat(chance(3000))}`),
    () => query(`{ ${many((n) => `a${n}: viewer { id }`, 2000)} }`),
    () => query(`{ ${many(() => '__typename', 4000)} }`),
    () => query(`{ __typename ${many(() => '@include(if: true)', 1500)} }`),
    () => query(`{ ...f0 } ${many((n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`, 300)}`),
    () => query(`{ ...a } fragment a on Query { ...b } fragment b on Query { viewer { id } ...a }`),
    () => query(`query (${many((n) => `$v${n}: String`, 1500)}) { __typename }`),
    () => query(`{ resource(urn: "${'x'.repeat(chance(300_000))}") { id } }`),
    () => query(`{ resources(where: { tagsAny: [${many((n) => `"t${n}"`, 2000)}] }) { edges { cursor } } }`),
    () => query('{ resources(first: 2147483647) { edges { cursor } } }'),
    () => query('{ resources(first: -1, last: 99999999999999999999) { edges { cursor } } }'),
    () =>
      query('query ($n: Int) { resources(first: $n) { edges { cursor } } }', {
        n: ['x', {}, null, 1e300, -0, '9'][chance(6)],
      }),
    () => query('query ($w: ResourceFilter) { resources(where: $w) { edges { cursor } } }', { w: deep(chance(500)) }),
    () =>
      query('query ($w: ResourceFilter) { resources(where: $w) { edges { cursor } } }', {
        w: {
          region: Array.from({ length: chance(20_000) }, (_, n) => `${n}`),
          nameContains: "'; drop table tenants; --",
        },
      }),
    () => query('{ resource(urn: "do:droplet:\\u0000\\ud800") { id } node(id: "\\u0000") { id } }'),
    () => query('{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }'),
    () => query(`subscription { ${many((n) => `a${n}: resourceEvents { id }`, 50)} }`),
    () => query('mutation { createTenant(input: { id: "../../x", name: "" }) { tenant { id } } }'),
    () => query(`{ ${many(() => `resourceEvents(after: "${chance(1e9)}") { edges { cursor } }`, 3)} }`),
    () => query('\u{feff}{ __typename }\u2028\u0007'),
    () => query(`# ${'x'.repeat(chance(200_000))}\n{ __typename }`),
    () => post(Array.from({ length: 1 + chance(500) }, () => ({ query: '{ __typename }' }))),
    () => post(`${'['.repeat(chance(100_000))}`),
    () => {
      const levels = chance(60_000);
      const nested = `${'['.repeat(levels)}${']'.repeat(levels)}`;
      const text = 'query ($w: ResourceFilter) { resources(where: $w) { edges { cursor } } }';
      return post(`{"query":"${text}","variables":{"w":{"kind":${nested},"region":${nested}}}}`);
    },
    () =>
      post(`{"query":"{ __typename }","variables":${'{"a":'.repeat(chance(20_000))}1${'}'.repeat(chance(20_000))}}`),
    () =>
      post({ query: '{ __typename }', __proto__: null, constructor: 1, operationName: 'x'.repeat(chance(100_000)) }),
    () =>
      post(
        '{"query":"{ __typename }","variables":{"__proto__":{"a":1}},"extensions":{"persistedQuery":{"version":1}}}',
      ),
    () => post(''),
    () => post('x'.repeat(chance(600_000))),
    () =>
      post('query={__typename}', {
        'content-type':
          ['text/plain', 'multipart/form-data', 'application/xml', 'application/json; charset=utf-7', ''][chance(5)] ??
          '',
      }),
    () =>
      post(
        { query: '{ __typename }' },
        { accept: ['text/event-stream', 'multipart/mixed', 'image/png', '*/*;q=x', ''][chance(5)] ?? '' },
      ),
    () =>
      post(
        { query: '{ viewer { id } }' },
        {
          authorization:
            ['Bearer', 'Basic eDp5', `Bearer ${'a.'.repeat(5000)}`, 'Bearer arc_x', 'Bearer eyJhbGciOiJub25lIn0.e30.'][
              chance(5)
            ] ?? '',
        },
      ),
    () =>
      post(
        { query: '{ viewer { id } }' },
        { 'x-arcadia-view-as': ['*', 'acme', "' or true", 'x'.repeat(5000)][chance(4)] ?? '' },
      ),
    () =>
      post(
        { query: '{ viewer { id } }' },
        { host: ['%%%', 'a b', '[::1', '', 'x:y', 'evil.example.com'][chance(6)] ?? '' },
      ),
    () => ({
      method: 'GET',
      path: `/graphql?query=${encodeURIComponent(nested(chance(60)))}`,
      headers: {},
      body: null,
    }),
    () => ({
      method: 'GET',
      path: `/graphql?query=%7B__typename%7D&variables=${'%7B'.repeat(chance(2000))}`,
      headers: {},
      body: null,
    }),
    () => ({ method: 'GET', path: `/graphql?%%%&query=\u0001`.replace('\u0001', '%01'), headers: {}, body: null }),
    () => ({
      method: 'GET',
      path: '/graphql?query=mutation{createTenant(input:{id:"x",name:"x"}){tenant{id}}}',
      headers: {},
      body: null,
    }),
    () => ({
      method: ['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'][chance(5)] ?? 'PUT',
      path: '/graphql',
      headers: {},
      body: null,
    }),
    () => ({
      method: 'GET',
      path: ['/../../etc/passwd', '/graphql/../x', '//graphql', '/%00', '/graphql;x', '*'][chance(6)] ?? '/',
      headers: {},
      body: null,
    }),
  ];
}

function deep(levels: number): unknown {
  let value: unknown = { kind: ['DROPLET'] };
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { kind: value };
  return value;
}

/** Some characters lost, doubled, swapped or made up. */
function torn(text: string, chance: (below: number) => number): string {
  const characters = [...text.slice(0, 20_000)];
  for (let tear = 0; tear < 1 + chance(8); tear += 1) {
    const at = chance(characters.length + 1);
    const made = ['{', '}', '"', '\\', '\0', '$', '...', '@', '\ud800', '🙂', '#', '(', ':'][chance(13)] ?? '';
    characters.splice(at, chance(3), made);
  }
  return characters.join('');
}
