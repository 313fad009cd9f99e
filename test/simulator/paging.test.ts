import { expect, test } from 'vitest';
import { get, ids, type ProjectResource, page, simulate, type Wire, walk } from './support.ts';

test('walking every list by its next links finds what is there, each once', async () => {
  const simulator = await simulate();
  const truth = simulator.estate.truth();
  const machines = await walk(simulator, '/v2/droplets?per_page=7', 'droplets');
  const gpus = await walk(simulator, '/v2/droplets?type=gpus&per_page=2', 'droplets');
  expect(new Set(ids([...machines, ...gpus]))).toEqual(new Set(truth.droplet?.ids));
  expect(machines.length + gpus.length).toBe(truth.droplet?.count);
  expect(ids(await walk(simulator, '/v2/volumes', 'volumes'))).toEqual(truth.volume?.ids);
  expect(ids(await walk(simulator, '/v2/projects?per_page=4', 'projects'))).toEqual(truth.project?.ids);
  const tags = await walk<{ name: string }>(simulator, '/v2/tags?per_page=3', 'tags');
  expect(tags.map(({ name }) => name)).toEqual(truth.tag?.ids);
});

test('machines with GPUs are listed under type=gpus and nowhere else', async () => {
  const simulator = await simulate();
  const machines = await walk(simulator, '/v2/droplets', 'droplets');
  const gpus = await walk(simulator, '/v2/droplets?type=gpus', 'droplets');
  expect(machines.length).toBeGreaterThanOrEqual(75);
  expect(machines.filter(({ size_slug }) => size_slug.startsWith('gpu-'))).toEqual([]);
  expect(gpus.length).toBeGreaterThanOrEqual(5);
  expect(gpus.filter(({ size_slug }) => !size_slug.startsWith('gpu-'))).toEqual([]);
  expect(gpus.map(({ size_slug }) => size_slug)).toEqual(
    expect.arrayContaining(['gpu-h100x1-80gb', 'gpu-mi300x1-192gb']),
  );
});

test('every droplet and every volume belongs to one project', async () => {
  const simulator = await simulate();
  const { project, droplet, volume } = simulator.estate.truth();
  const held: string[] = [];
  for (const id of project?.ids ?? []) {
    const resources = await walk<ProjectResource>(simulator, `/v2/projects/${id}/resources?per_page=50`, 'resources');
    held.push(...resources.map(({ urn }) => urn));
  }
  const urns = [
    ...(droplet?.ids ?? []).map((id) => `do:droplet:${id}`),
    ...(volume?.ids ?? []).map((id) => `do:volume:${id}`),
  ];
  const machines = held.filter((urn) => /^do:(droplet|volume):/.test(urn));
  expect(machines.sort()).toEqual(urns.sort());
  expect(new Set(held).size).toBe(held.length);
});

test('the last page of a list names first and prev, that of projects last as well', async () => {
  const simulator = await simulate({ droplets: 50 });
  const droplets = await page(simulator, '/v2/droplets?page=3', 'droplets');
  expect(Object.keys(droplets.links).sort()).toEqual(['first', 'prev']);
  const projects = await page(simulator, '/v2/projects?page=2&per_page=5', 'projects');
  expect(Object.keys(projects.links).sort()).toEqual(['first', 'last', 'prev']);
});

test('a middle page names all four, without a default per_page and with the other parameters', async () => {
  const simulator = await simulate();
  const { links } = await page(simulator, '/v2/droplets?page=2&per_page=20&type=droplets', 'droplets');
  expect(links).toEqual({
    first: `${simulator.url}/v2/droplets?page=1&type=droplets`,
    prev: `${simulator.url}/v2/droplets?page=1&type=droplets`,
    next: `${simulator.url}/v2/droplets?page=3&type=droplets`,
    last: `${simulator.url}/v2/droplets?page=4&type=droplets`,
  });
});

test('a list that fits on one page has links of three forms', async () => {
  const simulator = await simulate({ droplets: 10 });
  const links = async (path: string) => (await get<{ links: unknown }>(simulator, path)).body.links;
  expect(await links('/v2/droplets')).toEqual({});
  expect(await links('/v2/tags')).toEqual({ pages: {} });
  const only = `${simulator.url}/v2/projects?page=1`;
  expect(await links('/v2/projects')).toEqual({ pages: { first: only, last: only } });
});

test('per_page is 20 unless it is said, and at most 200', async () => {
  const simulator = await simulate({ droplets: 300 });
  const count = async (query: string) => (await page(simulator, `/v2/droplets${query}`, 'droplets')).items.length;
  expect(await count('')).toBe(20);
  expect(await count('?per_page=0')).toBe(20);
  expect(await count('?per_page=201')).toBe(200);
});

test('a page beyond the end is empty and still says how many there are', async () => {
  const simulator = await simulate();
  const { items, total } = await page(simulator, '/v2/volumes?page=99', 'volumes');
  expect(items).toEqual([]);
  expect(total).toBe(simulator.estate.truth().volume?.count);
});

test('droplets can be filtered by tag and name, volumes by name and region', async () => {
  const simulator = await simulate();
  const tagged = await walk(simulator, '/v2/droplets?tag_name=env:staging', 'droplets');
  expect(tagged.length).toBeGreaterThan(0);
  expect(tagged.filter(({ tags }) => !tags?.includes('env:staging'))).toEqual([]);
  const named = await walk(simulator, '/v2/droplets?name=acme-production-db-01', 'droplets');
  expect(named.map(({ name }) => name)).toEqual(['acme-production-db-01']);
  const here = await walk<Wire & { region: { slug: string } }>(simulator, '/v2/volumes?region=fra1', 'volumes');
  expect(new Set(here.map(({ region }) => region.slug))).toEqual(new Set(['fra1']));
  expect((await get(simulator, '/v2/droplets?type=gpus&tag_name=infer')).status).toBe(422);
});

test('actions come newest first', async () => {
  const simulator = await simulate({ droplets: 30 });
  const droplet = simulator.estate.addDroplet({ name: 'fresh' });
  const actions = await walk<{ id: number; resource_id: number; type: string }>(simulator, '/v2/actions', 'actions');
  expect(actions[0]).toMatchObject({ resource_id: droplet.id, type: 'create' });
  expect(ids(actions)).toEqual(ids(actions).sort((a, b) => Number(b) - Number(a)));
});
