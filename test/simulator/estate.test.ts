import { expect, test } from 'vitest';
import { clockAt, get, ids, type ProjectResource, simulate, type Wire, walk } from './support.ts';

type One = { droplet: Wire };

test('two simulators of one seed are equal, of two seeds are not', async () => {
  const { now } = clockAt('2026-05-04T10:00:00Z');
  const [first, second, other] = [
    await simulate({ seed: 7, now }),
    await simulate({ seed: 7, now }),
    await simulate({ seed: 8, now }),
  ];
  const everything = (simulator: typeof first) => {
    const { droplet, volume, project, tag } = simulator.estate.truth();
    const urns = [
      ...(droplet?.ids ?? []).map((id) => `do:droplet:${id}`),
      ...(volume?.ids ?? []).map((id) => `do:volume:${id}`),
      ...(project?.ids ?? []).map((id) => `do:project:${id}`),
      ...(tag?.ids ?? []).map((id) => `do:tag:${id}`),
    ];
    return urns.map((urn) => [urn, simulator.estate.wire(urn), simulator.estate.projectOf(urn)]);
  };
  expect(everything(first)).toEqual(everything(second));
  expect(first.estate.truth().droplet).not.toEqual(other.estate.truth().droplet);
});

test('the account invented for a newcomer has projects worth classifying', async () => {
  const simulator = await simulate();
  const { droplet, volume } = simulator.estate.truth();
  const projects = await walk<Wire & { is_default: boolean }>(simulator, '/v2/projects', 'projects');
  expect(projects.map(({ name }) => name)).toEqual([
    'first-project',
    'acme-production',
    'acme-staging',
    'globex-web',
    'skyai-internal',
    'playground',
  ]);
  expect(projects.filter(({ is_default }) => is_default).map(({ name }) => name)).toEqual(['first-project']);
  expect(droplet?.count).toBeGreaterThanOrEqual(80);
  expect(volume?.count).toBeGreaterThanOrEqual(40);
});

test('droplets were created over the last year', async () => {
  const { now } = clockAt('2026-05-04T10:00:00Z');
  const simulator = await simulate({ now });
  const created = (await walk(simulator, '/v2/droplets?per_page=200', 'droplets')).map(({ created_at }) => created_at);
  expect(created.filter((at) => at < '2025-05-04' || at > '2026-05-05')).toEqual([]);
  expect(new Set(created.map((at) => at.slice(0, 7))).size).toBeGreaterThan(9);
});

test('volumes and droplets agree on what is attached', async () => {
  const simulator = await simulate();
  const droplets = [
    ...(await walk(simulator, '/v2/droplets?per_page=200', 'droplets')),
    ...(await walk(simulator, '/v2/droplets?type=gpus', 'droplets')),
  ];
  const volumes = await walk(simulator, '/v2/volumes?per_page=200', 'volumes');
  const fromDroplets = droplets.flatMap(({ id, volume_ids }) => volume_ids.map((volume) => `${volume} ${id}`));
  const fromVolumes = volumes.flatMap(({ id, droplet_ids }) => droplet_ids.map((droplet) => `${id} ${droplet}`));
  expect(fromDroplets.length).toBeGreaterThan(10);
  expect(fromDroplets.sort()).toEqual(fromVolumes.sort());
});

test('a droplet renamed, resized and tagged by hand shows so in its GET and in the list', async () => {
  const simulator = await simulate();
  const { id } = simulator.estate.addDroplet({ name: 'before', size: 's-1vcpu-1gb', region: 'nyc3', tags: ['old'] });
  simulator.estate.renameDroplet(id, 'after');
  simulator.estate.resizeDroplet(id, 's-2vcpu-4gb');
  simulator.estate.tagDroplet(id, ['new', 'newer']);
  simulator.estate.powerDroplet(id, 'off');
  const { body } = await get<One>(simulator, `/v2/droplets/${id}`);
  expect(body.droplet).toMatchObject({
    name: 'after',
    size_slug: 's-2vcpu-4gb',
    memory: 4096,
    // The boot disk stays as it was unless it is asked to grow.
    disk: 25,
    tags: ['new', 'newer'],
    status: 'off',
  });
  const listed = await walk(simulator, '/v2/droplets?per_page=200', 'droplets');
  expect(listed.find((droplet) => droplet.id === id)).toEqual(body.droplet);
});

test('a droplet that was removed answers 404, leaves its volumes, and comes back with its id and at its place', async () => {
  const simulator = await simulate();
  const project = simulator.estate.projectNamed('acme-staging');
  const { id } = simulator.estate.addDroplet({ region: 'nyc3', projectId: project?.id ?? '' });
  const volume = simulator.estate.addVolume({ region: 'nyc3' });
  simulator.estate.attachVolume(volume.id, id);
  simulator.estate.addDroplet({ name: 'later' });
  const before = ids(await walk(simulator, '/v2/droplets', 'droplets'));

  simulator.estate.removeDroplet(id);
  expect((await get(simulator, `/v2/droplets/${id}`)).status).toBe(404);
  expect(ids(await walk(simulator, '/v2/droplets', 'droplets'))).toEqual(before.filter((each) => each !== id));
  const left = await get<{ volume: Wire }>(simulator, `/v2/volumes/${volume.id}`);
  expect(left.body.volume.droplet_ids).toEqual([]);

  simulator.estate.restoreDroplet(id);
  const back = await get<One>(simulator, `/v2/droplets/${id}`);
  expect(back.status).toBe(200);
  expect(back.body.droplet.volume_ids).toEqual([]);
  expect(ids(await walk(simulator, '/v2/droplets', 'droplets'))).toEqual(before);
  expect(simulator.estate.projectOf(`do:droplet:${id}`)).toBe(project?.id);
});

test('a volume moves from one droplet to another', async () => {
  const simulator = await simulate({ droplets: 0 });
  const [from, to] = [simulator.estate.addDroplet(), simulator.estate.addDroplet()];
  const volume = simulator.estate.addVolume();
  simulator.estate.attachVolume(volume.id, from.id);
  simulator.estate.attachVolume(volume.id, to.id);
  const held = async (id: number) => (await get<One>(simulator, `/v2/droplets/${id}`)).body.droplet.volume_ids;
  expect(await held(from.id)).toEqual([]);
  expect(await held(to.id)).toEqual([volume.id]);
  simulator.estate.removeVolume(volume.id);
  expect(await held(to.id)).toEqual([]);
});

test('a resource moved to another project is listed there alone', async () => {
  const simulator = await simulate({ droplets: 20 });
  const { id } = simulator.estate.addDroplet();
  const urn = `do:droplet:${id}`;
  const from = simulator.estate.projectOf(urn);
  const to = simulator.estate.addProject({ name: 'initech' });
  simulator.estate.moveToProject(urn, to.id);
  const held = async (project: string | undefined) =>
    (await walk<ProjectResource>(simulator, `/v2/projects/${project}/resources`, 'resources')).map((each) => each.urn);
  expect(await held(to.id)).toEqual([urn]);
  expect(await held(from)).not.toContain(urn);
});

test('driving what is not there says so', async () => {
  const simulator = await simulate({ droplets: 0 });
  expect(() => simulator.estate.renameDroplet(1, 'x')).toThrow('There is no droplet 1.');
  expect(() => simulator.estate.restoreDroplet(1)).toThrow('No droplet 1 was removed.');
  expect(() => simulator.estate.addDroplet({ size: 'huge' })).toThrow('There is no size huge.');
  expect(() => simulator.estate.moveToProject('do:droplet:1', 'nowhere')).toThrow('There is no project nowhere.');
});
