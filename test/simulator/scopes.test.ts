import { expect, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import { ask, page, simulate } from './support.ts';

const all = [...new Set(kinds.map(({ scope }) => scope)), 'project:read', 'sizes:read', 'regions:read', 'actions:read'];
const without = (...scopes: string[]) => all.filter((each) => !scopes.includes(each));

test('a list answers 403 to a token without its scope, and every other one is as it was', async () => {
  const simulator = await simulate({ scopes: without('firewall:read') });
  expect(await ask(simulator, 'GET', '/v2/firewalls')).toMatchObject({ status: 403, body: { id: 'forbidden' } });
  expect((await ask(simulator, 'GET', '/v2/droplets')).status).toBe(200);
  expect((await ask(simulator, 'GET', '/v2/account')).status).toBe(200);
});

test('what is embedded is left out in silence', async () => {
  const simulator = await simulate({ scopes: without('image:read', 'vpc:read', 'tag:read') });
  const { items, total } = await page<Record<string, unknown>>(simulator, '/v2/droplets?per_page=200', 'droplets');
  expect(items.length).toBe(total);
  for (const droplet of items) {
    expect(Object.keys(droplet)).toEqual(expect.arrayContaining(['id', 'name', 'size', 'volume_ids']));
    for (const name of ['image', 'vpc_uuid', 'tags']) expect(droplet).not.toHaveProperty(name);
  }
});

test("a project's list is shortened in silence, its count included", async () => {
  const [whole, narrow] = [await simulate({ scopes: all }), await simulate({ scopes: without('block_storage:read') })];
  const id = whole.estate.projectNamed('acme-production')?.id;
  const urnsOf = async (simulator: typeof whole) => {
    const read = await page<{ urn: string }>(simulator, `/v2/projects/${id}/resources?per_page=200`, 'resources');
    expect(read.total).toBe(read.items.length);
    return read.items.map(({ urn }) => urn);
  };
  const urns = await urnsOf(whole);
  expect(urns.some((urn) => urn.startsWith('do:volume:'))).toBe(true);
  expect(await urnsOf(narrow)).toEqual(urns.filter((urn) => !urn.startsWith('do:volume:')));
});

test('a token with the scope of every kind sees all that it sees without any limit', async () => {
  const [free, granted] = [await simulate(), await simulate({ scopes: all })];
  for (const { name, listing } of kinds) {
    for (const { path, query } of listing.parts) {
      const url = `${path}?${new URLSearchParams({ per_page: '200', ...query })}`;
      const [expected, actual] = [await ask(free, 'GET', url), await ask(granted, 'GET', url)];
      expect([name, actual.status]).toEqual([name, expected.status]);
    }
  }
});
