import { expect, test } from 'vitest';
import { ask, get, page, simulate } from './support.ts';

test('another process can change a simulator that allows it, without a token', async () => {
  const simulator = await simulate({ droplets: 0, control: true });
  const change = <T = null>(body: object) =>
    ask<{ result: T }>(simulator, 'POST', '/_control/changes', body, null).then((answer) => answer.body.result);
  const { id } = await change<{ id: number }>({ kind: 'add', droplet: { name: 'one', region: 'nyc3' } });
  await change({ kind: 'rename', id, name: 'two' });
  await change({ kind: 'resize', id, size: 'c-2' });
  await change({ kind: 'tag', id, tags: ['a'] });
  const volume = await change<{ id: string }>({ kind: 'add-volume', volume: { sizeGib: 20 } });
  await change({ kind: 'attach', volumeId: volume.id, dropletId: id });
  const project = await change<{ id: string }>({ kind: 'add-project', project: { name: 'initech' } });
  await change({ kind: 'move', urn: `do:droplet:${id}`, projectId: project.id });
  const { body } = await get<{ droplet: unknown }>(simulator, `/v2/droplets/${id}`);
  expect(body.droplet).toMatchObject({ name: 'two', size_slug: 'c-2', tags: ['a'], volume_ids: [volume.id] });
  expect(simulator.estate.projectOf(`do:droplet:${id}`)).toBe(project.id);
  await change({ kind: 'remove', id });
  expect((await get(simulator, `/v2/droplets/${id}`)).status).toBe(404);
  await change({ kind: 'restore', id });
  expect((await get(simulator, `/v2/droplets/${id}`)).status).toBe(200);
  expect(await change<{ way: string }>({ kind: 'live' })).toHaveProperty('way');
});

test('another process can add faults and take them away', async () => {
  const simulator = await simulate({ droplets: 3, control: true });
  const fault = (body: object) => ask(simulator, 'POST', '/_control/faults', body, null);
  const [id] = simulator.estate.truth().droplet?.ids ?? [];
  expect((await fault({ pathPattern: '^/v2/vol', status: 503 })).status).toBe(201);
  expect((await fault({ kind: 'hide-from-list', urn: `do:droplet:${id}` })).status).toBe(201);
  expect((await get(simulator, '/v2/volumes')).status).toBe(503);
  expect((await page(simulator, '/v2/droplets', 'droplets')).total).toBe(2);
  expect((await ask(simulator, 'DELETE', '/_control/faults', undefined, null)).status).toBe(204);
  expect((await get(simulator, '/v2/volumes')).status).toBe(200);
  expect((await page(simulator, '/v2/droplets', 'droplets')).total).toBe(3);
});

test('what makes no sense is refused and changes nothing', async () => {
  const simulator = await simulate({ droplets: 3, control: true });
  const status = async (path: string, body: unknown) => (await ask(simulator, 'POST', path, body, null)).status;
  expect(await status('/_control/changes', { kind: 'explode' })).toBe(422);
  expect(await status('/_control/changes', { kind: 'rename', id: 1, name: 'x' })).toBe(422);
  expect(await status('/_control/changes', [])).toBe(422);
  expect(await status('/_control/faults', { status: 500 })).toBe(422);
  expect(await status('/_control/faults', { kind: 'explode' })).toBe(422);
  expect(await status('/_control/elsewhere', {})).toBe(404);
});

test('control is no part of the log, and is not subject to faults', async () => {
  const simulator = await simulate({ droplets: 0, control: true });
  simulator.faults.add({ path: /./, status: 500 });
  expect((await ask(simulator, 'POST', '/_control/changes', { kind: 'add' }, null)).status).toBe(200);
  expect(simulator.requests).toEqual([]);
});

test('a simulator that does not allow it answers like to any unknown path', async () => {
  const simulator = await simulate({ droplets: 0 });
  expect((await ask(simulator, 'POST', '/_control/changes', { kind: 'add' })).status).toBe(404);
  expect((await ask(simulator, 'POST', '/_control/changes', { kind: 'add' }, null)).status).toBe(401);
  expect(simulator.estate.truth().droplet?.count).toBe(0);
});
