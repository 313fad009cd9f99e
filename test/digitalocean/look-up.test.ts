import { expect, test } from 'vitest';
import { lookUp } from '../../src/digitalocean/look-up.ts';
import { calmly, clientOf, playProvider, type Reply, troubleOf } from './played-provider.ts';

const ask = async (reply: Reply) =>
  lookUp(clientOf(await playProvider(() => reply)).client, '/v2/droplets/7', calmly());

test('a resource that answers is found', async () => {
  expect(await ask({ json: { droplet: { id: 7 } } })).toMatchObject({ found: true, body: { droplet: { id: 7 } } });
});

test('a 404 of the API means that the resource is gone', async () => {
  expect(await ask({ status: 404, json: { id: 'not_found', message: 'gone' } })).toMatchObject({ found: false });
});

test.each([
  ['a page', { text: '<h1>Not Found</h1>', headers: { 'content-type': 'text/html' } }],
  ['a page that claims to be JSON', { text: '<h1>Not Found</h1>' }],
  ['nothing', { text: '' }],
  ['a word', { json: 'not found' }],
])('a 404 of something else than the API proves nothing: %s', async (_, reply) => {
  expect(await troubleOf(ask({ status: 404, ...reply }))).toMatchObject({ reason: 'unreadable', status: 404 });
});

test.each([
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [410, 'rejected'],
  [502, 'server'],
])('a %d leaves the question open', async (status, reason) => {
  expect(await troubleOf(ask({ status, json: { id: 'x', message: 'y' } }))).toMatchObject({ reason, status });
});
