import { parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { estateBegan, fillEstate } from '../../bench/estate.ts';
import { readOperations } from '../../bench/reads.ts';
import { createCompiledExecution } from '../../src/graphql/compiled.ts';
import { schema } from '../../src/graphql/schema/index.ts';
import { type Service, startService } from '../support/service.ts';

// The first answers to a query are the reference executor's, the later ones a compiled query's. Nobody may see a difference.

/** More than it takes until a query is compiled. */
const often = 7;

let service: Service;
let tenant: string;
let urn: string;
let ids: { resource: string; project: string };

beforeAll(async () => {
  // Kept answers would be nobody's execution.
  service = await startService({ env: { ARCADIA_ANSWER_CACHE_MIB: '0' } });
  await fillEstate(service.system, { resources: 400, eventsEach: 3, projects: 20, tenants: 3 });
  tenant = await service.tenant('t1');
  const query = '{ resources(first: 3, where: { kind: [VOLUME] }) { edges { node { id urn project { id } } } } }';
  const { data } = await service.ask<{
    resources: { edges: { node: { id: string; urn: string; project: { id: string } } }[] };
  }>({ toString: () => query }, {}, tenant);
  const node = data?.resources.edges[0]?.node;
  if (!node) throw new Error('The estate has volumes of t1.');
  urn = node.urn;
  ids = { resource: node.id, project: node.project.id };
});
afterAll(() => service.close());

interface Question {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

/** Without what a request cost, which grows as it is asked again. */
async function ask({ query, variables, operationName }: Question, token: string): Promise<unknown> {
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables, operationName }),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown }; // GraphQL's form
  return { status: response.status, data, errors };
}

async function answersAlike(question: Question): Promise<unknown> {
  let first: unknown;
  for (const token of [tenant, service.admin]) {
    first = await ask(question, token);
    for (let i = 0; i < often; i += 1) await ask(question, token);
    expect(await ask(question, token)).toEqual(first);
  }
  return first;
}

test('every documented query answers as it did when it is compiled', async () => {
  const asOf = new Date(estateBegan.getTime() + 600_000).toISOString();
  for (const { query, variables } of readOperations({ urn, asOf, deepCursor: '' })) {
    const { after, ...rest } = variables;
    await answersAlike({ query, variables: after === '' ? rest : variables });
  }
});

const questions: Record<string, () => Question> = {
  'aliases and fragments on every kind of type': () => ({
    query: `query ($id: ID!) { first: node(id: $id) { __typename ...Any } nodes(ids: [$id, "nonsense"]) { ...Any } }
      fragment Any on Node { id ... on CloudResource { label: name urn ...Facts project { ... on CloudProject { name } } } }
      fragment Facts on CloudResource { ... on Volume { sizeGib } ... on Droplet { vcpus } }`,
    variables: { id: ids.resource },
  }),
  'directives that variables switch': () => ({
    query: `query ($yes: Boolean!, $no: Boolean = false) { resources(first: 2) { totalCount @skip(if: $yes)
      edges { cursor @include(if: $no) node { name @include(if: $yes) ... on Droplet @skip(if: $no) { vcpus } } } } }`,
    variables: { yes: true },
  }),
  'relations of relations': () => ({
    query: `query ($id: ID!) { node(id: $id) { ... on CloudProject { name resources(first: 3) { edges { node { name
      links { relation resource { name project { name } } } linkedFrom { urn } project { name tenantId } } } } } } }`,
    variables: { id: ids.project },
  }),
  'input objects with variables inside, and their defaults': () => ({
    query: `query ($tags: [String!], $kinds: [ResourceKind!] = [VOLUME]) { resources(first: 5, where: { kind: $kinds, tagsAny: $tags,
      includeDeleted: true }, orderBy: { field: REGION, direction: DESC }) { edges { node { urn region attrs } } } }`,
    variables: { tags: ['env:1', 'env:2'] },
  }),
  introspection: () => ({
    query: '{ __schema { queryType { name } } __type(name: "Droplet") { name interfaces { name } } }',
  }),
};

test.each(Object.entries(questions))('%s answer as they did', async (_, question) => {
  const answer = (await answersAlike(question())) as { data: unknown; errors?: unknown };
  expect(answer.errors).toBeUndefined();
  expect(answer.data).not.toBeNull();
});

test('errors are those of the reference executor, places included', async () => {
  const wrong = [
    {
      query: 'query ($first: Int!) { resources(first: $first) { edges { node { id } } } }',
      variables: { first: 'many' },
    },
    { query: '{ viewer { id } resources(first: 5000) { edges { node { id } } } }' },
    {
      query:
        '{ viewer { id } resources(first: 1, after: "nonsense") { edges { node { id } } } resource(id: "a", urn: "b") { id } }',
    },
    { query: '{ viewer { id } rateBudgets { __typename } }' },
  ];
  for (const question of wrong) await answersAlike(question);
});

// Red when the compiled queries of a document share one key.
test('each operation of a document answers for itself', async () => {
  const query =
    'query One { resources(first: 1) { edges { node { urn } } } } query Two { projects(first: 1) { edges { node { name } } } }';
  for (let i = 0; i < often; i += 1) {
    expect(await ask({ query, operationName: 'One' }, tenant)).toHaveProperty('data.resources');
    expect(await ask({ query, operationName: 'Two' }, tenant)).toHaveProperty('data.projects');
  }
});

test('what would become too much code is never compiled, and answers', async () => {
  const execute = createCompiledExecution(schema);
  let deep = 'name';
  for (let i = 0; i < 6; i += 1) deep = `name links { resource { ${deep} } }`;
  const document = parse(`{ resources(first: 1) { edges { node { ${deep} } } } }`);
  let byReference = 0;
  for (let i = 0; i < often; i += 1) {
    await execute({ schema, document, contextValue: {} }, () => {
      byReference += 1;
      return { data: null };
    });
  }
  expect(byReference).toBe(often);
});
