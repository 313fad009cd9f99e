import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiKey, revokeApiKey } from '../../src/auth/api-keys.ts';
import { type Result, type ServedEstate, serveEstate } from '../security/served-estate.ts';

let estate: ServedEstate;
let admin: string;
let tenant: string;

beforeAll(async () => {
  estate = await serveEstate({
    actions: ({ system }) => ({
      createApiKey: (key, actor) => createApiKey(system, key, actor, new Date()),
      revokeApiKey: (id, actor) => revokeApiKey(system, id, actor, new Date()),
    }),
  });
  admin = await estate.sign({ sub: 'admin', roles: ['platform_admin'] });
  tenant = await estate.sign({ tenants: ['acme'] });
  await estate.database.system.query(`insert into tenants (id, name) values ('acme', 'Acme')`);
});

afterAll(() => estate.close());

async function ask<Data>(query: string, variables: Record<string, unknown>, token: string | null) {
  const { data = null, errors = [] } = await estate.ask(query, { variables, token });
  return { data: data as Data | null, errors }; // what the query asks for, or there would be errors
}

const create = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    apiKey { id name roles tenants createdBy expiresAt lastUsedAt revokedAt } secret userErrors { code path }
  }
}`;
const revoke = `mutation ($id: ID!) {
  revokeApiKey(input: { apiKeyId: $id }) { apiKey { id revokedAt } userErrors { code path } }
}`;

interface Created {
  createApiKey: {
    apiKey: Record<string, unknown> & { id: string };
    secret: string;
    userErrors: readonly { code: string; path: string[] }[];
  };
}

async function createKey(input: Record<string, unknown>): Promise<Created['createApiKey']> {
  const { data, errors } = await ask<Created>(create, { input }, admin);
  if (data === null) throw new Error(errors[0]?.message);
  return data.createApiKey;
}

test('a key is made, shows its secret once, and lets its machine in as its tenants', async () => {
  const { apiKey, secret, userErrors } = await createKey({ name: 'dashboard', tenants: ['acme'] });
  expect(userErrors).toEqual([]);
  expect(apiKey).toMatchObject({
    name: 'dashboard',
    roles: [],
    tenants: ['acme'],
    createdBy: 'admin',
    revokedAt: null,
  });

  const { data } = await ask('{ viewer { id roles tenants { id } } }', {}, secret);
  expect(data).toMatchObject({ viewer: { roles: [], tenants: [{ id: 'acme' }] } });
  const list = await ask<{ apiKeys: { id: string; lastUsedAt: string | null }[] }>(
    '{ apiKeys { id lastUsedAt } }',
    {},
    admin,
  );
  expect(list.data?.apiKeys.find(({ id }) => id === apiKey.id)?.lastUsedAt).toEqual(expect.any(String));
  expect(JSON.stringify(list)).not.toContain(secret.slice(40));
});

test('a revoked key lets nobody in any more, and revoking it again is no error', async () => {
  const { apiKey, secret } = await createKey({ name: 'lost', roles: ['PLATFORM_ADMIN'] });
  for (let time = 0; time < 2; time += 1) {
    const { data } = await ask(revoke, { id: apiKey.id }, admin);
    expect(data).toMatchObject({
      revokeApiKey: { apiKey: { id: apiKey.id, revokedAt: expect.any(String) }, userErrors: [] },
    });
  }
  const answer = await estate.post({ query: '{ tenants { id } }' }, { authorization: `Bearer ${secret}` });
  expect(answer.status).toBe(401);
  expect(((await answer.json()) as Result).errors).toMatchObject([
    { extensions: { code: 'UNAUTHENTICATED', reason: 'revoked' } },
  ]);
});

test('what is wrong with a key’s input is said as a user error, and nothing is made', async () => {
  const before = await estate.database.system.query('select id from api_keys');
  expect(await createKey({ name: '', tenants: ['acme'] })).toMatchObject({
    apiKey: null,
    secret: null,
    userErrors: [{ code: 'INVALID', path: ['input', 'name'] }],
  });
  expect((await createKey({ name: 'x', tenants: ['nowhere'] })).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  expect((await createKey({ name: 'x' })).userErrors).toMatchObject([{ code: 'INVALID' }]);
  for (const id of ['nonsense', 'QXBpS2V5OjEyMw', Buffer.from(`ApiKey:${crypto.randomUUID()}`).toString('base64url')]) {
    const { data } = await ask(revoke, { id }, admin);
    expect(data).toMatchObject({ revokeApiKey: { apiKey: null, userErrors: [{ code: 'NOT_FOUND' }] } });
  }
  expect(await estate.database.system.query('select id from api_keys')).toEqual(before);
});

test('the audit tells who made and revoked a key and who looked as a tenant, newest first and page by page', async () => {
  const { apiKey } = await createKey({ name: 'audited', tenants: ['acme'] });
  await ask(revoke, { id: apiKey.id }, admin);
  const looked = await estate.post(
    { query: '{ viewer { id roles } auditLog { edges { node { id } } } }' },
    { authorization: `Bearer ${admin}`, 'x-arcadia-view-as': 'acme' },
  );
  expect(await looked.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });

  interface Log {
    auditLog: {
      edges: { cursor: string; node: { id: string; actor: string; action: string; target: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  }
  const page = async (args: string) => {
    const query = `{ auditLog(${args}) { edges { cursor node { id at actor action target details } } pageInfo { hasNextPage endCursor } } }`;
    const { data, errors } = await ask<Log>(query, {}, admin);
    if (data === null) throw new Error(errors[0]?.message);
    return data.auditLog;
  };
  const whole = await page('first: 200');
  expect(whole.edges.slice(0, 3).map(({ node }) => [node.actor, node.action])).toEqual([
    ['admin', 'viewAs'],
    ['admin', 'revokeApiKey'],
    ['admin', 'createApiKey'],
  ]);
  const [first, second] = [await page('first: 2'), whole.edges[1]];
  expect(first.pageInfo).toEqual({ hasNextPage: true, endCursor: second?.cursor });
  const rest = await page(`first: 200, after: "${first.pageInfo.endCursor}"`);
  expect([...first.edges, ...rest.edges]).toEqual(whole.edges);
  const back = await page(`last: 1, before: "${second?.cursor}"`);
  expect(back.edges).toEqual(whole.edges.slice(0, 1));
});

test.each(['apiKeys { id }', 'auditLog { edges { node { id } } }'])('%s is for platform admins', async (field) => {
  const asTenant = await ask(`{ ${field} }`, {}, tenant);
  expect(asTenant).toMatchObject({ data: null, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  const asNobody = await ask(`{ ${field} }`, {}, null);
  expect(asNobody).toMatchObject({ data: null, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});

test('the id of a key is null to everybody but admins', async () => {
  const { apiKey } = await createKey({ name: 'named', tenants: ['acme'] });
  const query = 'query ($id: ID!) { node(id: $id) { id } }';
  expect((await ask(query, { id: apiKey.id }, admin)).data).toEqual({ node: { id: apiKey.id } });
  const unknown = Buffer.from(`ApiKey:${crypto.randomUUID()}`).toString('base64url');
  const answers = await Promise.all([apiKey.id, unknown].map((id) => ask(query, { id }, tenant)));
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]?.data).toEqual({ node: null });
});
