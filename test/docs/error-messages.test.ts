import { request } from 'node:http';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createApiKey } from '../../src/auth/api-keys.ts';
import { systemClock } from '../../src/base/clock.ts';
import { openViewers } from '../../src/db/viewer.ts';
import { encodeId } from '../../src/graphql/ids.ts';
import { createPersistedOperations } from '../../src/graphql/persisted.ts';
import { type ServedEstate, serveEstate } from '../security/served-estate.ts';
import { silentLog } from '../support/database.ts';
import { type Service, startService } from '../support/service.ts';
import { messagesInSource, messagesOnPage } from './messages.ts';
import { readPage } from './pages.ts';

// The catalogue of docs/errors.md: all sentences of the source stand in it, each is produced here, and each says what to do.

const catalogue = messagesOnPage(await readPage('docs/errors.md'), 'Messages');
const produced: string[] = [];

let service: Service;
let small: ServedEstate;
let listed: ServedEstate;
let slow: ServedEstate;

beforeAll(async () => {
  service = await startService({ simulator: { droplets: 3 } });
  small = await serveEstate({
    limits: {
      costPerMinute: 200,
      subscriptionsPerSocket: 1,
      subscriptionsPerViewer: 1,
      subscriptionBytesPerViewer: 40_000,
    },
  });
  listed = await serveEstate({ persisted: createPersistedOperations(new Map([['a', '{ eventHead }']]), true) });
  slow = await serveEstate({
    viewers: ({ url }) => openViewers(url, { max: 2, statementTimeoutMs: 100, log: silentLog }),
  });
  await produceAll();
});
afterAll(async () => {
  await service.close();
  for (const estate of [small, listed, slow]) await estate.close();
});

interface Answer {
  readonly data?: Readonly<Record<string, { readonly userErrors?: readonly { message: string }[] } | null>> | null;
  readonly errors?: readonly { readonly message: string }[];
}

async function send(url: string, token: string, body: unknown, headers: Record<string, string> = {}): Promise<void> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body: JSON.stringify(body),
  });
  note((await response.json()) as Answer); // GraphQL's form
}

function note({ data, errors = [] }: Answer): void {
  const inPayloads = Object.values(data ?? {}).flatMap((payload) => payload?.userErrors ?? []);
  produced.push(...[...errors, ...inPayloads].map(({ message }) => message));
}

const ask = (query: string, variables: object = {}) => send(service.url, service.admin, { query, variables });
const mutate = (name: string, input: object) => {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
  return ask(`mutation ($input: ${type}) { ${name}(input: $input) { userErrors { message } } }`, { input });
};

async function produceAll(): Promise<void> {
  await produceFromQuestions();

  await produceFromMutations();

  await produceFromRules();

  await produceOnSockets();

  await produceFromLimits();
}

async function produceFromQuestions(): Promise<void> {
  const nothing = 'edges { cursor }';
  const soon = '2999-01-01T00:00:00Z';
  const [early, late] = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'];
  for (const query of [
    '{ resource(urn: "\\u0000") { id } }',
    '{ ...a } fragment a on Query { ...a }',
    'query a { eventHead } query b { eventHead }',
    '{ project { id } }',
    '{ resource { id } }',
    `{ resources(first: 1, last: 1) { ${nothing} } }`,
    `{ resources(first: 201) { ${nothing} } }`,
    `{ resources(after: "x") { ${nothing} } }`,
    `{ resourceEvents(after: "x") { ${nothing} } }`,
    `{ resourceEvents(after: "AAAAAAAAAAAAAAAAAAAAAA") { ${nothing} } }`,
    `{ resources(where: { projectId: "x" }) { ${nothing} } }`,
    `{ resources(search: "x") { ${nothing} } }`,
    `{ resources(search: "xyz", asOf: "${early}") { ${nothing} } }`,
    `{ resources(where: { stale: true }, asOf: "${early}") { ${nothing} } }`,
    `{ resources(asOf: "${soon}") { ${nothing} } }`,
    `{ resources(where: { droplet: { priceMonthly: { lt: "much" } } }) { ${nothing} } }`,
    `{ estateDiff(from: "${late}", to: "${early}") { ${nothing} } }`,
  ]) {
    await ask(query);
  }
  await send(service.url, service.admin, { query: '{ eventHead }', operationName: 'b' });
  await send(service.url, service.admin, { documentId: 'x' });
  await askOfHost('a host');
  const page = await fetch(`${service.url}/graphql?query={eventHead}&variables={`, {
    headers: { accept: 'application/json', authorization: `Bearer ${service.admin}` },
  });
  note((await page.json()) as Answer); // as above
  await mutate('createTenant', { id: 'acme', name: 'Acme' });
  await send(service.url, service.admin, { query: '{ eventHead }' }, { 'x-arcadia-view-as': '*' });
  await send(service.url, service.admin, { query: '{ eventHead }' }, { 'x-arcadia-view-as': 'initech' });
  await send(service.url, service.admin, { query: '{ apiKeys { id } }' }, { 'x-arcadia-view-as': 'acme' });
  const admin = await listed.sign({ roles: ['platform_admin'] });
  await send(listed.url, admin, { documentId: 'x' });
  await send(listed.url, admin, { query: '{ viewer { id } }' });
}

/** As nobody's browser asks. */
function askOfHost(host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(`${service.url}/graphql`, { method: 'POST', headers: { host } }, async (response) => {
      note(JSON.parse(Buffer.concat(await response.toArray()).toString()) as Answer); // as above
      resolve();
    });
    asked.once('error', reject).end();
  });
}

async function produceFromMutations(): Promise<void> {
  await service.syncAndWait(['DROPLET', 'SSH_KEY', 'TAG']);
  const rows = await service.system.query<{ id: string; kind: string; providerId: string }>(
    `select id, kind, provider_id as "providerId" from cloud_resources where kind = 'droplet' order by id`,
  );
  const [first, second, third] = rows.map(({ id, providerId }) => ({ id: encodeId('Droplet', id), providerId }));
  const nobody = crypto.randomUUID();
  const [run, droplet] = [encodeId('SyncRun', nobody), encodeId('Droplet', nobody)];
  await ask('query ($id: ID) { resource(id: $id) { impact(depth: 11) { truncated } } }', { id: first?.id });
  await mutate('cancelSync', { syncRunId: run });
  await mutate('approveDeletions', { syncRunId: run });
  await mutate('cancelSync', { syncRunId: 'x' });
  await mutate('revokeApiKey', { apiKeyId: encodeId('ApiKey', nobody) });
  await mutate('refreshResource', { resourceId: droplet });
  await mutate('declareResource', { resourceId: first?.id, declared: 7 });
  await mutate('declareResource', { resourceId: first?.id, declared: { colour: 'red' } });
  await mutate('declareResource', { resourceId: first?.id, declared: { vcpus: 'two' } });
  service.simulator.estate.removeDroplet(Number(second?.providerId));
  await mutate('refreshResource', { resourceId: second?.id });
  await service.system.query(`update cloud_resources set deleted_at = now() where provider_id = $1`, [
    third?.providerId,
  ]);
  await mutate('declareResource', { resourceId: third?.id, declared: { vcpus: 1 } });
  const [unaskable] = await service.system.query<{ id: string }>(
    `insert into cloud_resources (kind, provider_id, urn, name, fingerprint, kind_version, first_seen_at, last_seen_at)
     values ('database_index', 'x', 'do:database_index:x', 'x', '', 1, now(), now()) returning id`,
  );
  await mutate('refreshResource', { resourceId: encodeId('DatabaseIndex', unaskable?.id ?? '') });
  await mutate('createTenant', { id: 'Not An Id', name: 'x' });
  await mutate('createTenant', { id: 'fine', name: ' ' });
  await mutate('createTenant', { id: 'acme', name: 'Acme' });
  for (const key of [
    { name: '', tenants: ['acme'] },
    { name: 'x', tenants: [] },
    { name: 'x', tenants: Array.from({ length: 101 }, (_, n) => `t${n}`) },
    { name: 'x', tenants: ['Not An Id'] },
    { name: 'x', tenants: ['initech'] },
    { name: 'x', tenants: ['acme'], expiresAt: '2020-01-01T00:00:00Z' },
  ]) {
    await mutate('createApiKey', key);
  }
  // The schema lets no other role through; the command line says so for itself.
  const wish = { name: 'x', roles: ['king'] as never, tenants: [], expiresAt: null };
  const made = await createApiKey(service.system, wish, 'test', systemClock.now());
  if ('message' in made) produced.push(made.message);
}

async function produceFromRules(): Promise<void> {
  const [project] = await service.system.query<{ id: string }>('select id from cloud_projects limit 1');
  const projectId = encodeId('CloudProject', project?.id ?? '');
  await mutate('classifyProject', { projectId, purpose: 'TENANT' });
  await mutate('classifyProject', { projectId, purpose: 'SHARED', tenantId: 'acme' });
  await mutate('deleteClassificationRule', { ruleId: encodeId('ClassificationRule', crypto.randomUUID()) });
  await mutate('applyClassificationRules', { digest: 'x' });
  const rule = { field: 'NAME', pattern: 'acme-*', purpose: 'TENANT', tenantId: 'acme' };
  for (const wrong of [
    { ...rule, pattern: '' },
    { ...rule, priority: -1 },
    { ...rule, purpose: 'UNCLASSIFIED' },
    { ...rule, tenantId: null },
    { ...rule, purpose: 'SHARED' },
    rule,
    rule,
  ]) {
    await mutate('createClassificationRule', wrong);
  }
  await service.system.query(
    `insert into classification_rules (field, pattern, purpose, created_by)
     select 'NAME', 'p' || n, 'SHARED', 'test' from generate_series(1, 999) n`,
  );
  await mutate('createClassificationRule', { ...rule, pattern: 'one-more-*' });
}

/** What a subscription is refused with, on a socket of its own or on one that carries another already. */
function refusalsOn(token: string, nextId: () => string) {
  const client = createClient({
    url: `${small.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    lazy: false,
    connectionParams: { authorization: `Bearer ${token}` },
    generateID: nextId,
  });
  const subscribe = (query: string, variables: Record<string, unknown>, onError: () => void) => {
    const error = (errors: unknown) => {
      if (!Array.isArray(errors)) return;
      note({ errors });
      onError();
    };
    // What is refused as it begins comes as an answer.
    client.subscribe({ query, variables }, { next: ({ errors }) => error(errors), error, complete: () => {} });
  };
  return {
    keep: (query: string) => subscribe(query, {}, () => {}),
    refused: (query: string, variables: Record<string, unknown> = {}) =>
      new Promise<void>((resolve) => subscribe(query, variables, resolve)),
    end: () => client.dispose(),
  };
}

async function produceOnSockets(): Promise<void> {
  const token = await small.sign({ tenants: ['acme'] });
  const follow = 'subscription { resourceEvents { cursor } }';
  const long = refusalsOn(token, () => 'x'.repeat(201));
  await long.refused(follow);
  await long.end();
  const one = refusalsOn(token, () => crypto.randomUUID());
  await one.refused('subscription { resourceEvents(where: { since: "2026-01-01T00:00:00Z" }) { cursor } }');
  const large = 'subscription ($ids: [String!]) { resourceEvents(where: { tenantId: $ids }) { cursor } }';
  await one.refused(large, { ids: Array.from({ length: 1000 }, (_, n) => `t${n}`) });
  one.keep(follow);
  await one.refused(follow);
  const other = refusalsOn(token, () => crypto.randomUUID());
  await other.refused(follow);
  await other.end();
  await one.end();
}

async function produceFromLimits(): Promise<void> {
  const nested = `{ projects(first: 1) { edges { node ${'{ resources(first: 1) { edges { node { project '.repeat(4)}{ id }${' } } } }'.repeat(4)} } } }`;
  for (const query of [
    `{ ${'__typename '.repeat(5001)} }`,
    `{ ${Array.from({ length: 51 }, (_, n) => `a${n}: eventHead`).join(' ')} }`,
    `{ ${'__typename '.repeat(21)} }`,
    '{ projects(first: 200) { edges { node { resources(first: 200) { edges { cursor node { id } } } } } } }',
    nested,
  ]) {
    await ask(query);
  }
  await service.system.query(
    `insert into cloud_resources (kind, provider_id, urn, name, region, fingerprint, kind_version, first_seen_at, last_seen_at)
     select 'volume', n, 'do:volume:' || n, n, 'r' || n, '', 1, now(), now() from generate_series(1, 5001) n`,
  );
  await ask('{ resourceAggregates(groupBy: [REGION]) { key count } }');
  const poor = await small.sign({ sub: 'poor', tenants: ['acme'] });
  for (let times = 0; times < 3; times += 1) {
    await send(small.url, poor, { query: '{ resources(first: 100) { edges { node { id } } } }' });
  }
  const token = await slow.sign({ tenants: ['acme'] });
  await slow.database.system.transaction(async (sql) => {
    await sql.query('lock table cloud_resources in access exclusive mode');
    await send(slow.url, token, { query: '{ resources { edges { node { id } } } }' });
  });
}

/** Whether a message that was produced is the one of the catalogue, whatever `…` is. */
function isOf(message: string, documented: string): boolean {
  const parts = documented.split('…').map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`${parts.join('.+')}$`, 's').test(message);
}

test('has every sentence of the source, and no other', () => {
  expect(catalogue).toEqual(messagesInSource());
});

describe('is produced, and says what to do:', () => {
  test.each(catalogue)('%s', (documented) => {
    expect(produced.filter((message) => isOf(message, documented))).not.toEqual([]);
    expect(documented).toMatch(saysWhatToDo);
  });
});

/** What the reader is to do, or what there may be instead. */
const saysWhatToDo =
  /\b(?:add|ask|choose|declare|deploy|delete|end|encode|exchange|give|group|have|leave|look|make|mend|name|narrow|needs?|read|say|send|share|sync|take|trigger|try|use|write|wants?|takes|may (?:be|have|name)|is …|must|whose|in the same|confirm|lists|there are|the one|1 to|object of|a subscription starts|whole number)\b/i;
