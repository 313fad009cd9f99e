import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { classify } from '../../src/inventory/classify.ts';
import type { Observation } from '../../src/kinds/define.ts';
import { kindsByName } from '../../src/kinds/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { at, eventsOf, makeProjects, see, sightingOf, versionFaults, watched } from './observations.ts';

// Most kinds have no place in a project of their own: they are where their owner is, or where all that they serve is.

const opened: TestDatabase[] = [];
afterAll(() => Promise.all(opened.map((database) => database.drop())));

let database: TestDatabase;
let acme: string;
let globex: string;
let acmeToo: string;

beforeEach(async () => {
  database = await createTestDatabase();
  opened.push(database);
  const projects = await makeProjects(database.system, ['acme', 'globex', 'acme']);
  [acme = '', globex = '', acmeToo = ''] = projects;
});

const read = (kind: string, item: unknown, part = ''): Observation => {
  const found = kindsByName.get(kind);
  if (found === undefined) throw new Error(`There is no kind ${kind}.`);
  return found.observe(item, part);
};
const snapshotOf = (droplet: number, id = `${droplet}0`) =>
  read('snapshot', { id, name: `snapshot ${id}`, resource_type: 'droplet', resource_id: String(droplet) });
const firewallOf = (droplets: readonly number[] | undefined, tags: readonly string[] = []) =>
  read('firewall', { id: 'fw', name: 'fw', droplet_ids: droplets, tags, inbound_rules: [], outbound_rules: [] });

const seeDroplets = (ids: Readonly<Record<number, string>>, seconds: number, tags?: readonly string[]) =>
  see(
    database.system,
    Object.keys(ids).map((id) => sightingOf(Number(id), tags ? { tags } : {})),
    seconds,
    { projectOf: new Map(Object.entries(ids).map(([id, project]) => [`do:droplet:${id}`, project])) },
  );
const seeOther = (observation: Observation, seconds: number) =>
  see(database.system, [observation], seconds, { kind: observation.kind, part: '' });

async function homeOf(urn: string) {
  const [row] = await database.system.query<{ project: string | null; tenant: string | null }>(
    'select project_id as project, tenant_id as tenant from cloud_resources where urn = $1',
    [urn],
  );
  return row;
}

async function movesOf(urn: string) {
  const events = await eventsOf(database.system);
  return events
    .filter((event) => event.urn === urn)
    .map(({ type, tenantId, departure }) => [type, tenantId, departure]);
}

describe('what has an owner', () => {
  test('is in the project of its owner from its first sight', async () => {
    await seeDroplets({ 1: acme }, 1);
    await seeOther(snapshotOf(1), 2);
    expect(await homeOf('do:snapshot:10')).toEqual({ project: acme, tenant: 'acme' });
  });

  // Sabotage: leave planDependants out of observe; it stays nobody's until its own next sighting.
  test('that was seen before its owner follows it in the same transaction', async () => {
    await seeOther(snapshotOf(1), 1);
    expect(await homeOf('do:snapshot:10')).toEqual({ project: null, tenant: null });
    await seeDroplets({ 1: acme }, 2);
    expect(await homeOf('do:snapshot:10')).toEqual({ project: acme, tenant: 'acme' });
  });

  // Sabotage: plan dependants by one level instead of recursively; the last of the chain stays behind.
  test('goes with it from tenant to tenant, and what that owns too, each with a departure and an arrival', async () => {
    await seeDroplets({ 1: acme }, 1);
    await seeOther(snapshotOf(1), 2);
    await seeOther({ ...snapshotOf(2, '77'), ownerUrn: 'do:snapshot:10' }, 3);
    await seeDroplets({ 1: globex }, 4);
    expect(await versionFaults(database.system)).toEqual([]);
    for (const urn of ['do:droplet:1', 'do:snapshot:10', 'do:snapshot:77']) {
      expect([urn, await homeOf(urn)]).toEqual([urn, { project: globex, tenant: 'globex' }]);
      expect(await movesOf(urn)).toEqual([
        ['discovered', 'acme', false],
        ['updated', 'acme', true],
        ['updated', 'globex', false],
      ]);
    }
  });

  test('that is gone stays with whoever had it', async () => {
    await seeDroplets({ 1: acme }, 1);
    await seeOther(snapshotOf(1), 2);
    await database.system.query(`update cloud_resources set deleted_at = $1 where urn = 'do:snapshot:10'`, [at(3)]);
    await seeDroplets({ 1: globex }, 4);
    expect(await homeOf('do:snapshot:10')).toEqual({ project: acme, tenant: 'acme' });
  });

  test('moves in a number of statements that does not grow with it', async () => {
    const statements: number[] = [];
    for (const [first, count] of [
      [100, 1],
      [200, 60],
    ] as const) {
      const ids = Array.from({ length: count }, (_, index) => first + index);
      const all = (project: string) => Object.fromEntries(ids.map((id) => [id, project]));
      await seeDroplets(all(acme), 1);
      await see(
        database.system,
        ids.flatMap((id) => [snapshotOf(id), snapshotOf(id, `${id}1`)]),
        2,
        { kind: 'snapshot', part: '' },
      );
      const watch = watched(database.system);
      await see(
        watch.db,
        ids.map((id) => sightingOf(id)),
        3,
        {
          projectOf: new Map(ids.map((id) => [`do:droplet:${id}`, globex])),
        },
      );
      statements.push(watch.statements.length);
      expect(await homeOf(`do:snapshot:${first}1`)).toEqual({ project: globex, tenant: 'globex' });
    }
    expect(statements[1]).toBe(statements[0]);
  });

  test('may be owned by a project that it names itself', async () => {
    const [project] = await database.system.query<{ providerId: string }>(
      'select provider_id as "providerId" from cloud_projects where id = $1',
      [acme],
    );
    await seeOther(read('genai_agent', { uuid: 'a', name: 'a', project_id: project?.providerId }), 1);
    expect(await homeOf('do:genaiagent:a')).toEqual({ project: acme, tenant: 'acme' });
  });

  test('of an owner that nobody knows stays where it is', async () => {
    await seeDroplets({ 1: acme }, 1);
    await seeOther(snapshotOf(1), 2);
    await seeOther(snapshotOf(999, '10'), 3);
    expect(await homeOf('do:snapshot:10')).toEqual({ project: acme, tenant: 'acme' });
  });
});

describe('what serves others', () => {
  // Sabotage: move it with the project in classify, as what projects hold themselves; then globex sees acme's firewall.
  test('does not go along with a project while it serves another one of the old tenant', async () => {
    await seeDroplets({ 1: acme, 2: acmeToo }, 1);
    await seeOther(firewallOf([1, 2]), 2);
    const project = (await homeOf('do:firewall:fw'))?.project ?? '';
    await classify(database.system, { projectId: project, purpose: 'TENANT', tenantId: 'globex' }, 'admin', at(3));
    expect(await homeOf('do:firewall:fw')).toEqual({ project: null, tenant: null });
    expect(await movesOf('do:firewall:fw')).toEqual([
      ['discovered', 'acme', false],
      ['updated', 'acme', true],
      ['updated', null, false],
    ]);
  });

  test('goes along with a project when that is all that it serves', async () => {
    await seeDroplets({ 1: acme }, 1);
    await seeOther(firewallOf([1]), 2);
    await classify(database.system, { projectId: acme, purpose: 'TENANT', tenantId: 'globex' }, 'admin', at(3));
    expect(await homeOf('do:firewall:fw')).toEqual({ project: acme, tenant: 'globex' });
    expect(await versionFaults(database.system)).toEqual([]);
  });

  test("is one tenant's when all that it serves is, in several projects of it too", async () => {
    await seeDroplets({ 1: acme, 2: acmeToo }, 1);
    await seeOther(firewallOf([1, 2]), 2);
    expect((await homeOf('do:firewall:fw'))?.tenant).toBe('acme');
  });

  // Sabotage: let homesOfServed take the least project whatever the tenants; then acme goes on to see it.
  test("is nobody's once it serves two tenants, and the first one sees it leave", async () => {
    await seeDroplets({ 1: acme, 2: globex }, 1);
    await seeOther(firewallOf([1]), 2);
    expect(await homeOf('do:firewall:fw')).toEqual({ project: acme, tenant: 'acme' });
    await seeOther(firewallOf([1, 2]), 3);
    expect(await homeOf('do:firewall:fw')).toEqual({ project: null, tenant: null });
    expect(await movesOf('do:firewall:fw')).toEqual([
      ['discovered', 'acme', false],
      ['updated', 'acme', true],
      ['updated', null, false],
    ]);
  });

  test("is nobody's as long as some of it is nobody's", async () => {
    await seeDroplets({ 1: acme }, 1);
    await see(database.system, [sightingOf(2)], 1);
    await seeOther(firewallOf([1, 2]), 2);
    expect(await homeOf('do:firewall:fw')).toEqual({ project: null, tenant: null });
  });

  test('stays where it is when the answer leaves out what it serves, or it serves nothing any more', async () => {
    await seeDroplets({ 1: acme }, 1);
    await seeOther(firewallOf([1]), 2);
    await seeOther(firewallOf(undefined), 3);
    await seeOther(firewallOf([]), 4);
    expect(await homeOf('do:firewall:fw')).toEqual({ project: acme, tenant: 'acme' });
  });

  test('serves the droplets that wear its tag', async () => {
    await seeDroplets({ 1: acme, 2: acme }, 1, ['edge']);
    await seeOther(firewallOf([], ['edge']), 2);
    expect((await homeOf('do:firewall:fw'))?.tenant).toBe('acme');
    await seeDroplets({ 3: globex }, 3, ['edge']);
    await seeOther(firewallOf([], ['edge']), 4);
    expect(await homeOf('do:firewall:fw')).toEqual({ project: null, tenant: null });
  });

  test('is found by who refers to it: a certificate by its load balancers', async () => {
    const balancer = (id: string) =>
      read('load_balancer', { id, name: id, forwarding_rules: [{ certificate_id: 'c' }], domains: [] });
    const seeBalancer = (id: string, project: string, seconds: number) =>
      see(database.system, [balancer(id)], seconds, {
        kind: 'load_balancer',
        part: '',
        projectOf: new Map([[`do:loadbalancer:${id}`, project]]),
      });
    const certificate = read('certificate', { id: 'c', name: 'c' });
    await seeBalancer('one', acme, 1);
    await seeOther(certificate, 2);
    expect(await homeOf('do:certificate:c')).toEqual({ project: acme, tenant: 'acme' });
    await seeBalancer('two', globex, 3);
    await seeOther(certificate, 4);
    expect(await homeOf('do:certificate:c')).toEqual({ project: null, tenant: null });
  });
});
