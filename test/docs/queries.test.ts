import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { documentedQueries } from '../../bench/documents.ts';
import { readPage } from './pages.ts';

// The queries that `npm run bench` takes from the pages.

const moments = { HOUR_AGO: '2026-01-01T00:00:00.000Z', NOW: '2026-01-01T01:00:00.000Z' };

test('every query of the pages fits the schema, and is one that the benchmark has values for', async () => {
  const schema = buildSchema(await readPage('schema.graphql'));
  const queries = await documentedQueries(moments);
  for (const { place, query } of queries) expect([place, validate(schema, parse(query))]).toEqual([place, []]);
  const variables = new Set(queries.flatMap((query) => query.variables));
  expect([...variables].sort()).toEqual(['asOf', 'from', 'to', 'urn', 'yesterday']);
  for (const page of [
    'README.md',
    'first-ten-minutes.md',
    'filtering.md',
    'time-travel.md',
    'classifying.md',
    'runbook.md',
  ]) {
    expect([page, queries.some(({ place }) => place.startsWith(page))]).toEqual([page, true]);
  }
});

test('no block of GraphQL and no question of a shell is passed over', async () => {
  const pages = [
    'README.md',
    'docs/first-ten-minutes.md',
    'docs/filtering.md',
    'docs/time-travel.md',
    'docs/runbook.md',
  ];
  const texts = await Promise.all(pages.map(readPage));
  const asked = texts.flatMap((text) => [
    ...text.matchAll(/^```graphql$|^ask ['"](?!mutation)|-d '\{"query": "(?!subscr)|`\{ \w+[^`]*\}`/gm),
  ]);
  const names = pages.map((page) => page.replace('docs/', ''));
  const found = (await documentedQueries(moments)).filter(({ place }) => names.some((name) => place.startsWith(name)));
  expect(found).toHaveLength(asked.length);
});

test('a search may take 100 ms, the past 300, and everything else 50', async () => {
  const queries = await documentedQueries(moments);
  for (const { query, targetMs } of queries) {
    const past = /\b(asOf|from|time):/.test(query);
    expect([query, targetMs]).toEqual([query, past ? 300 : /\bsearch:/.test(query) ? 100 : 50]);
  }
});
