import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServedEstate, serveEstate } from '../security/served-estate.ts';
import { readPage } from './pages.ts';

// What is no request of GraphQL at all: the library's sentences, which say what is wrong. What to do about each is on the page.

const page = await readPage('docs/errors.md');
const [, section = ''] = /^## Requests that are none$([\s\S]*?)^## /m.exec(page) ?? [];
/** Status and what is said, `…` for what is filled in, by row; where nothing is said the page has a dash. */
const documented = [...section.matchAll(/^\| (\d{3}) \| (.+?) \| (.+?) \| (.+?) \|$/gm)].map(
  ([, status = '', said = '', , todo = '']) => ({ status: Number(status), said, todo }),
);

let estate: ServedEstate;
let token: string;
beforeAll(async () => {
  estate = await serveEstate({});
  token = await estate.sign({ roles: ['platform_admin'] });
});
afterAll(() => estate.close());

const json = { 'content-type': 'application/json' };
const mutation = 'mutation { triggerSync(input: {}) { alreadyRunning } }';
const requests: Readonly<Record<string, { path?: string } & RequestInit>> = {
  'no JSON': { method: 'POST', headers: json, body: '{ eventHead }' },
  'JSON, and no object': { method: 'POST', headers: json, body: '"{ eventHead }"' },
  'a list of requests': { method: 'POST', headers: json, body: '[{ "query": "{ eventHead }" }]' },
  'no text': { method: 'POST', headers: json, body: '{}' },
  'a text that is none': { method: 'POST', headers: json, body: '{ "query": 1 }' },
  'variables that are none': { method: 'POST', headers: json, body: '{ "query": "{ eventHead }", "variables": "a" }' },
  'extensions that are none': {
    method: 'POST',
    headers: json,
    body: '{ "query": "{ eventHead }", "extensions": "a" }',
  },
  'a field that is not known': { method: 'POST', headers: json, body: '{ "query": "{ eventHead }", "id": 1 }' },
  'no name of an operation': {
    method: 'POST',
    headers: json,
    body: '{ "query": "{ eventHead }", "operationName": 1 }',
  },
  'a mutation in an address': { path: `?query=${encodeURIComponent(mutation)}`, method: 'GET' },
  'another method': { method: 'PUT', headers: json, body: '{ "query": "{ eventHead }" }' },
  'another media type': { method: 'POST', headers: { 'content-type': 'application/graphql' }, body: '{ eventHead }' },
  'a subscription over JSON': {
    method: 'POST',
    headers: { ...json, accept: 'application/json' },
    body: '{ "query": "subscription { resourceEvents { id } }" }',
  },
};

async function refusal({ path = '', headers, ...init }: { path?: string } & RequestInit) {
  const response = await fetch(`${estate.url}/graphql${path}`, {
    ...init,
    headers: { accept: 'application/graphql-response+json', authorization: `Bearer ${token}`, ...headers },
  });
  const text = await response.text();
  const { errors } = text === '' ? {} : JSON.parse(text);
  return { status: response.status, said: errors?.[0]?.message ?? '—', code: errors?.[0]?.extensions?.code ?? null };
}

function asPattern(said: string): RegExp {
  const parts = said.split('…').map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`);
}

test.each(Object.entries(requests))('%s is refused as the page says', async (_name, request) => {
  const { status, said, code } = await refusal(request);
  const rows = documented.filter((row) => row.status === status && asPattern(row.said).test(said));
  expect([said, status, rows.length]).toEqual([said, status, 1]);
  expect(rows[0]?.todo).toMatch(/\b(?:ask|give|leave out|send|use|write)\b/);
  if (said !== '—') expect(code).toBe('BAD_USER_INPUT');
});

test('the page has no refusal that no request meets', async () => {
  const met = await Promise.all(Object.values(requests).map(refusal));
  const unmet = documented.filter(
    (row) => !met.some(({ status, said }) => status === row.status && asPattern(row.said).test(said)),
  );
  expect(documented.length).toBeGreaterThan(10);
  expect(unmet).toEqual([]);
});
