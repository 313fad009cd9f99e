import { describe, expect, test } from 'vitest';
import { ask, clockAt, get, ids, type ProjectResource, type Refusal, simulate, type Wire, walk } from './support.ts';

type Created = {
  droplet: Wire & { networks: unknown };
  links: { actions: { id: number; rel: string; href: string }[] };
};
type Project = { project: Wire & { purpose: string; environment: string; is_default: boolean } };
type Action = {
  action: { id: number; status: string; type: string; resource_id: number | null; completed_at: string | null };
};

const order = { name: 'web-9', size: 's-1vcpu-1gb', image: 'ubuntu-24-04-x64', region: 'nyc3', tags: ['made'] };

describe('who asks', () => {
  test('without a bearer token the gateway answers 401, without rate headers or a request id', async () => {
    const simulator = await simulate({ droplets: 0 });
    const { status, headers, body } = await ask(simulator, 'GET', '/v2/droplets', undefined, null);
    expect(status).toBe(401);
    expect(body).toEqual({ id: 'Unauthorized', message: 'Unable to authenticate you' });
    expect([...headers.keys()].filter((name) => name.startsWith('ratelimit'))).toEqual([]);
  });

  test('any token names the same account and team', async () => {
    const simulator = await simulate({ droplets: 0 });
    const account = async (token: string) =>
      (await ask<{ account: { team: { uuid: string } } }>(simulator, 'GET', '/v2/account', undefined, token)).body
        .account;
    expect(await account('one')).toEqual(await account('two'));
    expect((await account('one')).team.uuid).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('the log of requests says what came, from whom, and how it ended', async () => {
    const simulator = await simulate({ droplets: 0 });
    await ask(simulator, 'GET', '/v2/droplets?page=2', undefined, 'alice');
    await ask(simulator, 'POST', '/v2/nothing', {}, null);
    expect(simulator.requests).toEqual([
      { method: 'GET', path: '/v2/droplets', query: { page: '2' }, token: 'alice', status: 200 },
      { method: 'POST', path: '/v2/nothing', query: {}, token: null, status: 401 },
    ]);
  });
});

describe('errors', () => {
  test('an unknown path, id or method is 404 with the id of the request', async () => {
    const simulator = await simulate({ droplets: 1 });
    for (const [method, path] of [
      ['GET', '/v2/nothing'],
      ['GET', '/v2/droplets/12'],
      ['GET', '/v2/droplets/twelve'],
      ['GET', '/v2/volumes/12'],
      ['PUT', '/v2/droplets'],
      ['GET', '/_control/faults'],
      ['GET', '/v2/tags/%E0%A4%A'],
    ] as const) {
      const { status, headers, body } = await ask(simulator, method, path);
      expect([path, status, body.id]).toEqual([path, 404, 'not_found']);
      expect(body.request_id).toBe(headers.get('x-request-id'));
    }
  });

  test('a body that is not a JSON object is 400', async () => {
    const simulator = await simulate({ droplets: 0 });
    const response = await fetch(`${simulator.url}/v2/projects`, {
      method: 'POST',
      headers: { authorization: 'Bearer test' },
      body: '{"name":',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ id: 'bad_request' });
  });
});

describe('droplets', () => {
  test('creating one answers 202 with a new droplet without addresses and its action, and it is there', async () => {
    const simulator = await simulate({ droplets: 0 });
    const volume = simulator.estate.addVolume({ region: 'nyc3' });
    const { status, body } = await ask<Created>(simulator, 'POST', '/v2/droplets', { ...order, volumes: [volume.id] });
    expect(status).toBe(202);
    expect(body.droplet).toMatchObject({ status: 'new', networks: { v4: [], v6: [] }, volume_ids: [volume.id] });
    const made = await get<{ droplet: Wire }>(simulator, `/v2/droplets/${body.droplet.id}`);
    expect(made.body.droplet).toMatchObject({ name: 'web-9', status: 'active', tags: ['made'] });
    expect(ids(await walk(simulator, '/v2/droplets', 'droplets'))).toEqual([body.droplet.id]);
    const action = await get<Action>(simulator, `/v2/actions/${body.links.actions[0]?.id}`);
    expect(action.body.action).toMatchObject({ type: 'create', status: 'completed', resource_id: body.droplet.id });
    const held = await walk<ProjectResource>(simulator, '/v2/projects/default/resources', 'resources');
    expect(held.map(({ urn }) => urn)).toContain(`do:droplet:${body.droplet.id}`);
  });

  test('several are created by names', async () => {
    const simulator = await simulate({ droplets: 0 });
    const { name: _, ...rest } = order;
    const { body } = await ask<{ droplets: Wire[] }>(simulator, 'POST', '/v2/droplets', { ...rest, names: ['a', 'b'] });
    expect(body.droplets.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  test('what cannot be created is 422, the droplet limit included', async () => {
    const simulator = await simulate({ droplets: 0 });
    const refused = async (changes: object) =>
      (await ask(simulator, 'POST', '/v2/droplets', { ...order, ...changes })).status;
    expect(await refused({ name: 'under_score' })).toBe(422);
    expect(await refused({ size: 'huge' })).toBe(422);
    expect(await refused({ image: 1 })).toBe(422);
    expect(await refused({ region: 'moon1' })).toBe(422);
    expect(await refused({ size: 'gpu-h100x1-80gb', region: 'nyc3' })).toBe(422);
    expect(await refused({ volumes: ['none'] })).toBe(422);
    for (let made = 0; made < 500; made += 1) simulator.estate.addDroplet();
    const { body } = await ask(simulator, 'POST', '/v2/droplets', order);
    expect(body).toMatchObject({ id: 'unprocessable_entity', message: expect.stringContaining('droplet limit') });
  });

  test('deleting one answers 204 without a body, and then 404', async () => {
    const simulator = await simulate({ droplets: 5 });
    const [id] = simulator.estate.truth().droplet?.ids ?? [];
    expect(await ask(simulator, 'DELETE', `/v2/droplets/${id}`)).toMatchObject({ status: 204, body: null });
    expect((await ask(simulator, 'DELETE', `/v2/droplets/${id}`)).status).toBe(404);
    expect(simulator.estate.truth().droplet?.count).toBe(4);
  });

  test('actions rename, resize and switch off, answer 201, and are listed with the droplet', async () => {
    const simulator = await simulate({ droplets: 0 });
    const { id } = simulator.estate.addDroplet({ size: 's-1vcpu-1gb', region: 'nyc3' });
    const act = (body: object) => ask<Action>(simulator, 'POST', `/v2/droplets/${id}/actions`, body);
    expect(await act({ type: 'rename', name: 'renamed' })).toMatchObject({
      status: 201,
      body: { action: { type: 'rename', status: 'in-progress', resource_id: id, completed_at: null } },
    });
    expect((await act({ type: 'resize', size: 's-2vcpu-4gb', disk: true })).status).toBe(201);
    expect((await act({ type: 'power_off' })).status).toBe(201);
    expect((await act({ type: 'power_off' })).status).toBe(422);
    expect((await act({ type: 'resize', size: 's-1vcpu-1gb' })).status).toBe(422);
    expect((await act({ type: 'dance' })).status).toBe(422);
    const { body } = await get<{ droplet: Wire }>(simulator, `/v2/droplets/${id}`);
    expect(body.droplet).toMatchObject({ name: 'renamed', size_slug: 's-2vcpu-4gb', disk: 80, status: 'off' });
    const actions = await walk<Action['action']>(simulator, `/v2/droplets/${id}/actions`, 'actions');
    expect(actions.map(({ type }) => type)).toEqual(['power_off', 'resize', 'rename', 'create']);
  });

  test('with a time to settle a droplet stays new and refuses actions until then', async () => {
    const clock = clockAt('2026-05-04T10:00:00Z');
    const simulator = await simulate({ droplets: 0, settleMs: 30_000, now: clock.now });
    const { body } = await ask<Created>(simulator, 'POST', '/v2/droplets', order);
    const path = `/v2/droplets/${body.droplet.id}`;
    const status = async () => (await get<{ droplet: Wire }>(simulator, path)).body.droplet.status;
    const action = async () =>
      (await get<Action>(simulator, `/v2/actions/${body.links.actions[0]?.id}`)).body.action.status;
    expect([await status(), await action()]).toEqual(['new', 'in-progress']);
    const early = await ask(simulator, 'POST', `${path}/actions`, { type: 'power_off' });
    expect(early.body.message).toBe('Droplet already has a pending event.');
    clock.forward(30_000);
    expect([await status(), await action()]).toEqual(['active', 'completed']);
    expect((await ask(simulator, 'POST', `${path}/actions`, { type: 'power_off' })).status).toBe(201);
  });
});

describe('volumes', () => {
  test('one is created, attached, kept from deletion, detached and deleted', async () => {
    const simulator = await simulate({ droplets: 0 });
    const { id } = simulator.estate.addDroplet({ region: 'fra1' });
    const wish = { name: 'data', region: 'fra1', size_gigabytes: 50 };
    const made = await ask<{ volume: Wire }>(simulator, 'POST', '/v2/volumes', wish);
    expect(made.status).toBe(201);
    const path = `/v2/volumes/${made.body.volume.id}`;
    expect((await ask(simulator, 'POST', '/v2/volumes', wish)).status).toBe(409);
    const attached = await ask<Action>(simulator, 'POST', `${path}/actions`, { type: 'attach', droplet_id: id });
    expect(attached).toMatchObject({ status: 202, body: { action: { type: 'attach_volume', resource_id: null } } });
    expect((await ask(simulator, 'DELETE', path)).status).toBe(409);
    expect((await get<{ droplet: Wire }>(simulator, `/v2/droplets/${id}`)).body.droplet.volume_ids).toEqual([
      made.body.volume.id,
    ]);
    expect((await ask(simulator, 'POST', `${path}/actions`, { type: 'detach', droplet_id: id })).status).toBe(202);
    expect((await ask(simulator, 'POST', `${path}/actions`, { type: 'detach', droplet_id: id })).status).toBe(422);
    expect((await ask(simulator, 'DELETE', path)).status).toBe(204);
    expect((await get(simulator, path)).status).toBe(404);
  });

  test('one can be deleted by name and region', async () => {
    const simulator = await simulate({ droplets: 0 });
    simulator.estate.addVolume({ name: 'scratch', region: 'lon1' });
    expect((await ask(simulator, 'DELETE', '/v2/volumes?name=scratch&region=fra1')).status).toBe(404);
    expect((await ask(simulator, 'DELETE', '/v2/volumes?name=scratch&region=lon1')).status).toBe(204);
    expect(simulator.estate.truth().volume?.count).toBe(0);
  });
});

describe('projects', () => {
  test('one is created with a purpose of its own, read, changed and deleted', async () => {
    const simulator = await simulate({ droplets: 0 });
    const wish = { name: 'initech', purpose: 'TPS reports', environment: 'production' };
    const made = await ask<Project>(simulator, 'POST', '/v2/projects', wish);
    expect(made.status).toBe(201);
    expect(made.body.project).toMatchObject({
      purpose: 'Other: TPS reports',
      environment: 'Production',
      is_default: false,
    });
    expect((await ask(simulator, 'POST', '/v2/projects', wish)).status).toBe(409);
    const path = `/v2/projects/${made.body.project.id}`;
    expect((await get<Project>(simulator, path)).body).toEqual(made.body);
    const renamed = await ask<Project>(simulator, 'PATCH', path, { name: 'initrode' });
    expect(renamed).toMatchObject({
      status: 200,
      body: { project: { name: 'initrode', purpose: 'Other: TPS reports' } },
    });
    expect((await ask(simulator, 'PUT', path, { name: 'initech' })).status).toBe(422);
    expect((await ask(simulator, 'DELETE', path)).status).toBe(204);
    expect((await get(simulator, path)).status).toBe(404);
  });

  test('what holds resources, and the default, cannot be deleted: 412', async () => {
    const simulator = await simulate();
    const { body } = await ask(simulator, 'DELETE', `/v2/projects/${simulator.estate.projectNamed('globex-web')?.id}`);
    expect(body.id).toBe('precondition_failed');
    expect((await ask(simulator, 'DELETE', '/v2/projects/default')).status).toBe(412);
  });

  test('there is one default: making another gives it up', async () => {
    const simulator = await simulate();
    const playground = simulator.estate.projectNamed('playground');
    await ask(simulator, 'PATCH', `/v2/projects/${playground?.id}`, { is_default: true });
    const projects = await walk<Project['project']>(simulator, '/v2/projects', 'projects');
    expect(projects.filter(({ is_default }) => is_default).map(({ name }) => name)).toEqual(['playground']);
    expect((await get<Project>(simulator, '/v2/projects/default')).body.project.id).toBe(playground?.id);
  });

  test('assigning answers 200 with a status for each resource', async () => {
    const simulator = await simulate();
    const [first, second] = [simulator.estate.addDroplet(), simulator.estate.addVolume()];
    const project = simulator.estate.projectNamed('acme-staging');
    const urns = [`do:droplet:${first.id}`, `do:volume:${second.id}`, 'do:droplet:1', 'do:moon:1'];
    const assign = () =>
      ask<{ resources: ProjectResource[] }>(simulator, 'POST', `/v2/projects/${project?.id}/resources`, {
        resources: urns,
      });
    const once = await assign();
    expect(once.status).toBe(200);
    expect(once.body.resources.map(({ urn, status }) => [urn, status])).toEqual([
      [urns[0], 'assigned'],
      [urns[1], 'assigned'],
      [urns[2], 'not_found'],
      [urns[3], 'not_found'],
    ]);
    expect(once.body.resources[0]?.links?.self).toBe(`${simulator.url}/v2/droplets/${first.id}`);
    const twice = await assign();
    expect(twice.body.resources[0]?.status).toBe('already_assigned');
    expect(simulator.estate.projectOf(`do:volume:${second.id}`)).toBe(project?.id);
  });
});

describe('tags', () => {
  type Tag = {
    tag: { name: string; resources: { count: number; droplets: { count: number; last_tagged_uri?: string } } };
  };

  test('one is created, given to droplets and volumes, taken back and deleted', async () => {
    const simulator = await simulate({ droplets: 0 });
    const droplet = simulator.estate.addDroplet({ tags: ['kept'] });
    const volume = simulator.estate.addVolume();
    expect((await ask(simulator, 'POST', '/v2/tags', { name: 'no spaces' })).status).toBe(422);
    const made = await ask<Tag>(simulator, 'POST', '/v2/tags', { name: 'env:prod' });
    expect(made).toMatchObject({ status: 201, body: { tag: { resources: { count: 0, droplets: { count: 0 } } } } });
    const resources = [
      { resource_id: String(droplet.id), resource_type: 'droplet' },
      { resource_id: volume.id, resource_type: 'volume' },
    ];
    expect((await ask(simulator, 'POST', '/v2/tags/env:prod/resources', { resources })).status).toBe(204);
    const worn = await get<Tag>(simulator, '/v2/tags/env:prod');
    expect(worn.body.tag.resources).toMatchObject({
      count: 2,
      droplets: { count: 1, last_tagged_uri: expect.stringContaining(`/v2/droplets/${droplet.id}`) },
    });
    expect(simulator.estate.wire(`do:droplet:${droplet.id}`)).toMatchObject({ tags: ['kept', 'env:prod'] });
    await ask(simulator, 'DELETE', '/v2/tags/env:prod/resources', { resources: resources.slice(0, 1) });
    expect(simulator.estate.wire(`do:droplet:${droplet.id}`)).toMatchObject({ tags: ['kept'] });
    expect((await ask(simulator, 'DELETE', '/v2/tags/env:prod')).status).toBe(204);
    expect(simulator.estate.wire(`do:volume:${volume.id}`)).toMatchObject({ tags: null });
    expect((await get<Refusal>(simulator, '/v2/tags/env:prod')).status).toBe(404);
  });

  test('the counts of every tag are those of the resources that wear it', async () => {
    const simulator = await simulate();
    for (let ticks = 0; ticks < 40; ticks += 1) simulator.estate.live();
    const wearers = [
      ...(await walk(simulator, '/v2/droplets?per_page=200', 'droplets')),
      ...(await walk(simulator, '/v2/droplets?type=gpus', 'droplets')),
      ...(await walk(simulator, '/v2/volumes?per_page=200', 'volumes')),
      ...(await walk(simulator, '/v2/images?private=true&per_page=200', 'images')),
      ...(await walk(simulator, '/v2/snapshots?per_page=200', 'snapshots')),
      // One answer without pages.
      ...(await get<{ databases: Wire[] }>(simulator, '/v2/databases')).body.databases,
    ];
    const counted = (name: string) => wearers.filter(({ tags }) => tags?.includes(name)).length;
    const tags = await walk<Tag['tag']>(simulator, '/v2/tags', 'tags');
    expect(tags.map(({ name, resources }) => [name, resources.count])).toEqual(
      tags.map(({ name }) => [name, counted(name)]),
    );
  });
});
