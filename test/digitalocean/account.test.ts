import { expect, test } from 'vitest';
import { readAccount } from '../../src/digitalocean/account.ts';
import { calmly, clientOf, playProvider, troubleOf } from './played-provider.ts';

const read = async (json: unknown) => readAccount(clientOf(await playProvider(() => ({ json }))).client, calmly());

test('the account is its team where there is one', async () => {
  const account = { uuid: 'person', status: 'active', email: 'x@example.com', team: { uuid: 'team', name: 'Sky' } };
  expect(await read({ account })).toEqual({ accountId: 'team', teamName: 'Sky', status: 'active' });
});

test('the account is its owner where there is no team', async () => {
  const alone = { accountId: 'person', teamName: null, status: 'locked' };
  expect(await read({ account: { uuid: 'person', status: 'locked' } })).toEqual(alone);
  expect(await read({ account: { uuid: 'person', status: 'locked', team: null } })).toEqual(alone);
});

test.each([
  {},
  { account: null },
  { account: { status: 'active' } },
  { account: { uuid: 'u' } },
  [],
])('an answer that names nobody is no account: %j', async (json) => {
  expect(await troubleOf(read(json))).toMatchObject({ reason: 'unreadable', path: '/v2/account', status: 200 });
});
