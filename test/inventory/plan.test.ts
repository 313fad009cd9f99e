import { describe, expect, test } from 'vitest';
import { type Home, planDeclaration, planDiscovery, planMove, planSighting } from '../../src/inventory/plan.ts';
import type { ResourceRow } from '../../src/inventory/rows.ts';
import { droplet } from '../../src/kinds/droplet.ts';
import { at, type DropletLook, sightingOf } from './observations.ts';

const cause = { runId: null, actor: 'somebody' };
const home = (name: string, tenantId: string | null): Home => ({
  projectId: `id of ${name}`,
  projectUrn: `do:project:${name}`,
  tenantId,
});
const acme = home('shop', 'acme');
const globex = home('web', 'globex');
const nobodys = home('new', null);
const nowhere: Home = { projectId: null, projectUrn: null, tenantId: null };

const rowAt = (where: Home, look: DropletLook = {}): ResourceRow =>
  planDiscovery(sightingOf(1, look), 'standard', where, at(0), cause).after;

const sight = (row: ResourceRow, look: DropletLook, before: Home, after: Home) =>
  planSighting(row, sightingOf(1, look), 'standard', droplet.facts, { before, after }, at(9), cause);

describe('who learns what of a move', () => {
  test.each([
    ['from tenant to tenant: each its own half', acme, globex, ['acme: shop → nothing', 'globex: nothing → web']],
    ['from nobody to a tenant: the tenant, of an arrival', nobodys, acme, ['acme: nothing → shop']],
    ['from a tenant to nobody: both', acme, nobodys, ['acme: shop → nothing', 'nobody: nothing → new']],
    ['between projects of one tenant: the tenant, whole', acme, home('api', 'acme'), ['acme: shop → api']],
    ['into a first project of nobody', nowhere, nobodys, ['nobody: nothing → new']],
    ['to where it is already: nobody', acme, acme, []],
  ])('%s', (_what, before, after, told) => {
    const { events, after: row } = planMove(rowAt(before), { before, after }, at(1), cause);
    const name = (urn: unknown) => (typeof urn === 'string' ? urn.replace('do:project:', '') : 'nothing');
    expect(
      events.map(({ tenantId, changes }) => {
        const { project } = changes;
        return `${tenantId ?? 'nobody'}: ${name(project?.before)} → ${name(project?.after)}`;
      }),
    ).toEqual(told);
    expect(row).toMatchObject({ projectId: after.projectId, tenantId: after.tenantId });
    const moves = new Set(events.map(({ moveId }) => moveId));
    expect(moves.size).toBeLessThanOrEqual(1);
    expect(events.filter(({ departure }) => departure)).toHaveLength(
      before.tenantId !== after.tenantId && before.tenantId !== null ? 1 : 0,
    );
  });

  test('what else changed on the way is in neither half', () => {
    const { events } = sight(rowAt(acme, { name: 'secret' }), { name: 'other', vcpus: 8 }, acme, globex);
    expect(events.map(({ name, changes }) => [name, Object.keys(changes)])).toEqual([
      ['secret', ['project']],
      ['other', ['project']],
    ]);
  });

  test('what the old tenant had declared is dropped', () => {
    const row = planDeclaration(rowAt(acme), { vcpus: 4 }, at(1), cause).after;
    expect(row.drift).not.toBeNull();
    const { after, events } = planMove(row, { before: acme, after: globex }, at(2), cause);
    expect(after).toMatchObject({ declared: null, drift: null });
    expect(JSON.stringify(events[1])).not.toContain('vcpus');
  });
});

describe('what is declared', () => {
  const difference = { vcpus: { before: 4, after: 1 } };

  test('and differs is one drift_detected with both sides', () => {
    const { events, after } = planDeclaration(rowAt(acme), { vcpus: 4 }, at(1), cause);
    expect(events.map(({ type, changes }) => [type, changes])).toEqual([['drift_detected', difference]]);
    expect(after.drift).toEqual(difference);
  });

  test('and agrees is nothing', () => {
    expect(planDeclaration(rowAt(acme), { vcpus: 1 }, at(1), cause).events).toEqual([]);
  });

  test('and still differs in the same way is not told again', () => {
    const row = planDeclaration(rowAt(acme), { vcpus: 4 }, at(1), cause).after;
    expect(sight(row, { nextBackup: '2026-06-01T00:00:00Z' }, acme, acme).events).toEqual([]);
  });

  test('and differs in a new way is told', () => {
    const row = planDeclaration(rowAt(acme), { vcpus: 4 }, at(1), cause).after;
    const { events } = sight(row, { vcpus: 2 }, acme, acme);
    expect(events.map(({ type }) => type)).toEqual(['updated', 'drift_detected']);
    expect(events[1]?.changes).toEqual({ vcpus: { before: 4, after: 2 } });
  });

  test('and agrees again clears the drift and says so', () => {
    const row = planDeclaration(rowAt(acme), { vcpus: 4 }, at(1), cause).after;
    const { events, after } = sight(row, { vcpus: 4 }, acme, acme);
    expect(after.drift).toBeNull();
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      type: 'updated',
      changes: { vcpus: { before: 1, after: 4 }, drift: { before: difference, after: null } },
    });
  });

  test('and withdrawn clears the drift', () => {
    const row = planDeclaration(rowAt(acme), { vcpus: 4 }, at(1), cause).after;
    const { after, events } = planDeclaration(row, null, at(2), cause);
    expect(after).toMatchObject({ declared: null, drift: null });
    expect(events.map(({ type }) => type)).toEqual(['updated']);
  });
});

test('facts that the kind has no more go from the row in silence', () => {
  const row = rowAt(acme);
  const { after, events } = sight({ ...row, attrs: { ...row.attrs, colour: 'red' } }, {}, acme, acme);
  expect(after.attrs).not.toHaveProperty('colour');
  expect(events).toEqual([]);
});
