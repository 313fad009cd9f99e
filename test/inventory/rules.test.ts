import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { applyRules, classifyNewProjects, previewRules, releaseProject } from '../../src/inventory/apply-rules.ts';
import { classify, classifyByRule } from '../../src/inventory/classify.ts';
import { observeProjects } from '../../src/inventory/projects.ts';
import { belongingBy, fits, type RuleStatement } from '../../src/inventory/rule-pattern.ts';
import { createRule, deleteRule, type ProposedRule } from '../../src/inventory/rules.ts';
import { writeEstate } from '../security/estate-writer.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let nowMs: number;
const now = () => {
  nowMs += 1000;
  return new Date(nowMs);
};

beforeAll(async () => {
  database = await createTestDatabase();
  const write = writeEstate(database.system);
  for (const id of ['acme', 'acme-eu', 'globex']) await write.tenant(id);
  nowMs = Date.UTC(2026, 5, 1);
});
afterAll(() => database.drop());
beforeEach(async () => {
  const { system } = database;
  await system.query('delete from classification_rules');
  await system.query('delete from cloud_resources');
  await system.query('delete from cloud_projects');
});

const rule = (pattern: string, tenantId: string | null, more: Partial<ProposedRule> = {}): ProposedRule => ({
  field: 'NAME',
  pattern,
  purpose: 'TENANT',
  tenantId,
  priority: 100,
  ...more,
});

async function make(wanted: ProposedRule): Promise<string> {
  const made = await createRule(database.system, wanted, 'ada', now());
  if ('code' in made) throw new Error(made.message);
  return made.id;
}

/** Projects as a sync sees them, each with one droplet. @returns name → our id. */
async function appear(...names: string[]): Promise<Map<string, string>> {
  const write = writeEstate(database.system);
  const ids = new Map<string, string>();
  for (const name of names) {
    const id = await write.project(`project ${name}`, name);
    ids.set(name, id);
    const seen = { name: `${name} droplet`, region: 'nyc3', tags: [], attachedTo: [], projectId: id };
    await write.see({ ...seen, kind: 'droplet', providerId: `of ${name}` });
  }
  return ids;
}

const apply = async (shown: string | null = null) => applyRules(database.system, shown, 'ada', { now });
const preview = (change = {}) => previewRules(database.system, change);

/** Name → whose, who said so, and whose its droplet is. */
async function estate(): Promise<Record<string, string>> {
  const rows = await database.system.query<{ name: string; says: string }>(
    `select p.name, concat_ws(' ', p.purpose, p.tenant_id, p.classified_by, coalesce('droplet ' || r.tenant_id, 'droplet nobody')) as says
       from cloud_projects p left join cloud_resources r on r.project_id = p.id order by p.name`,
  );
  return Object.fromEntries(rows.map(({ name, says }) => [name, says]));
}

describe('a pattern', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', '-', '.'), maxLength: 12 });
  const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '-', '.', '*', '?'), maxLength: 10 });

  test('fits what a regular expression of the same meaning fits', () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        const escaped = pattern.replace(/[.-]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
        expect(fits(pattern, text)).toBe(new RegExp(`^${escaped}$`, 's').test(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('of many stars takes no longer than its length times that of the text', () => {
    const began = performance.now();
    expect(fits('*a'.repeat(100), `${'a'.repeat(5000)}b`)).toBe(false);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  test.each<[string, Partial<RuleStatement>, string | null, string | null]>([
    ['ACME-*', { tenantId: 'acme' }, 'acme-Production', 'acme'],
    ['acme-*', { tenantId: 'acme' }, 'x-acme-1', null],
    // The longest id that fits, not the first.
    ['{tenant}-*', {}, 'acme-eu-web', 'acme-eu'],
    ['{tenant}-*', {}, 'Acme-us-web', 'acme'],
    ['{tenant}-*', {}, 'initech-web', null],
    ['{tenant}', {}, 'globex', 'globex'],
    ['*tenant: {tenant}.*', { field: 'DESCRIPTION' }, 'Billing. Tenant: globex. Paid.', 'globex'],
    ['*', { field: 'DESCRIPTION', tenantId: 'acme' }, null, null],
  ])('%s %j makes of %j %j', (pattern, more, text, tenantId) => {
    const statement: RuleStatement = { field: 'NAME', pattern, purpose: 'TENANT', tenantId: null, ...more };
    const project = { id: '', name: text ?? 'a name', description: text };
    const found = belongingBy(statement, project, ['acme-eu', 'globex', 'acme']);
    expect(found?.tenantId ?? null).toBe(tenantId);
  });
});

describe('applying the rules', () => {
  test('moves just what was shown, resources included, and leaves what was classified by hand', async () => {
    const ids = await appear('acme-web', 'acme-mail', 'globex-web', 'tools');
    await classifyNewProjects(database.system, now());
    const byHand = { projectId: ids.get('acme-mail') ?? '', purpose: 'SHARED', tenantId: null } as const;
    expect(await classify(database.system, byHand, 'ada', now())).toBeNull();
    await make(rule('{tenant}-*', null));
    await make(rule('tools', null, { purpose: 'INTERNAL' }));
    const before = await estate();
    const shown = await preview();
    expect(await estate()).toEqual(before);
    expect(
      shown.moves.map(({ projectName, after, resources }) => [projectName, after.purpose, after.tenantId, resources]),
    ).toEqual([
      ['acme-web', 'TENANT', 'acme', 1],
      ['globex-web', 'TENANT', 'globex', 1],
      // Nobody's until now and no tenant's then: its droplet has nowhere to go.
      ['tools', 'INTERNAL', null, 0],
    ]);
    expect(await apply(shown.digest)).toEqual({ projects: 3, resources: 2, stayed: 0 });
    expect(await estate()).toEqual({
      'acme-mail': 'SHARED HAND droplet nobody',
      'acme-web': 'TENANT acme RULE droplet acme',
      'globex-web': 'TENANT globex RULE droplet globex',
      tools: 'INTERNAL RULE droplet nobody',
    });
    expect((await preview()).moves).toEqual([]);
    const events = await database.system.query<{ actor: string }>(
      `select actor from cloud_resource_events where type = 'updated' and tenant_id in ('acme', 'globex')`,
    );
    expect(events).toEqual([{ actor: 'ada' }, { actor: 'ada' }]);
  });

  test('moves nothing when something else would move than was shown', async () => {
    await appear('acme-web');
    await make(rule('acme-*', 'acme'));
    const shown = await preview();
    await appear('acme-mail');
    const refused = await apply(shown.digest);
    expect(refused).toMatchObject({ code: 'INVALID', path: ['input', 'digest'] });
    expect(await estate()).toMatchObject({ 'acme-web': 'UNCLASSIFIED droplet nobody' });
  });

  test('tries the rules by their priority, and the first that fits decides', async () => {
    await appear('acme-shared', 'acme-web');
    await make(rule('acme-*', 'acme'));
    await make(rule('*-shared', null, { purpose: 'SHARED', priority: 10 }));
    await apply();
    expect(await estate()).toEqual({
      'acme-shared': 'SHARED RULE droplet nobody',
      'acme-web': 'TENANT acme RULE droplet acme',
    });
  });

  test('gives back what a rule had classified that is gone, and shows that before', async () => {
    await appear('acme-web');
    const id = await make(rule('acme-*', 'acme'));
    await apply();
    const asIf = await preview({ removedId: id });
    expect(asIf.moves).toMatchObject([{ projectName: 'acme-web', after: { purpose: 'UNCLASSIFIED' }, resources: 1 }]);
    expect(await deleteRule(database.system, id, 'ada')).toBeNull();
    expect(await estate()).toEqual({ 'acme-web': 'TENANT acme RULE droplet acme' });
    await apply();
    expect(await estate()).toEqual({ 'acme-web': 'UNCLASSIFIED droplet nobody' });
  });

  test('shows what a rule would do that has not been made', async () => {
    await appear('acme-web', 'globex-web');
    await make(rule('globex-*', 'globex'));
    const shown = await preview({ added: rule('acme-*', 'acme') });
    expect(shown.moves.map(({ projectName, ruleId }) => [projectName, ruleId === null])).toEqual([
      ['acme-web', true],
      ['globex-web', false],
    ]);
    // Of the same priority the older rule comes first.
    const later = await preview({ added: rule('*', 'acme') });
    expect(later.moves.map(({ after }) => after.tenantId)).toEqual(['acme', 'globex']);
    expect(
      (await preview({ added: rule('*', 'acme', { priority: 1 }) })).moves.map(({ after }) => after.tenantId),
    ).toEqual(['acme', 'acme']);
  });
});

describe('a project that appears', () => {
  test('is classified by the first rule that fits, by nobody’s hand; one that was there is not', async () => {
    await appear('acme-old');
    await classifyNewProjects(database.system, now());
    await make(rule('{tenant}-*', null));
    await appear('acme-new', 'nobodys');
    expect(await classifyNewProjects(database.system, now())).toBe(1);
    expect(await estate()).toEqual({
      'acme-new': 'TENANT acme RULE droplet acme',
      'acme-old': 'UNCLASSIFIED droplet nobody',
      nobodys: 'UNCLASSIFIED droplet nobody',
    });
    const audited = await database.system.query(
      `select actor, details->>'by' as by from audit_log where target = 'do:project:project acme-new'`,
    );
    expect(audited).toEqual([{ actor: 'rules', by: 'RULE' }]);
  });

  test('is tried again under another name, unless somebody has classified it', async () => {
    const ids = await appear('draft', 'kept');
    await make(rule('acme-*', 'acme'));
    await classifyNewProjects(database.system, now());
    await classify(
      database.system,
      { projectId: ids.get('kept') ?? '', purpose: 'UNCLASSIFIED', tenantId: null },
      'ada',
      now(),
    );
    const renamed = ['draft', 'kept'].map((name) => ({
      providerId: `project ${name}`,
      name: `acme-${name}`,
      description: null,
      providerPurpose: null,
      environment: null,
      isDefault: false,
    }));
    await observeProjects(database.system, renamed, now());
    expect(await classifyNewProjects(database.system, now())).toBe(1);
    // What a rule has classified moves with no name any more: an admin has to say so.
    await observeProjects(database.system, [{ ...renamed[0], name: 'globex-draft' } as never], now());
    await make(rule('globex-*', 'globex'));
    expect(await classifyNewProjects(database.system, now())).toBe(0);
    expect(await estate()).toEqual({
      'acme-kept': 'UNCLASSIFIED HAND droplet nobody',
      'globex-draft': 'TENANT acme RULE droplet acme',
    });
    expect((await preview()).moves).toMatchObject([{ projectName: 'globex-draft', after: { tenantId: 'globex' } }]);
  });
});

test('what was said by hand stays until it is released, and the rules decide then at once', async () => {
  const ids = await appear('acme-web', 'misc');
  const [web, misc] = [ids.get('acme-web') ?? '', ids.get('misc') ?? ''];
  await make(rule('acme-*', 'acme'));
  for (const projectId of [web, misc]) {
    await classify(database.system, { projectId, purpose: 'TENANT', tenantId: 'globex' }, 'ada', now());
  }
  await apply();
  expect(await estate()).toEqual({
    'acme-web': 'TENANT globex HAND droplet globex',
    misc: 'TENANT globex HAND droplet globex',
  });
  for (const projectId of [web, misc])
    expect(await releaseProject(database.system, projectId, 'ada', now())).toBeNull();
  expect(await estate()).toEqual({
    'acme-web': 'TENANT acme RULE droplet acme',
    misc: 'UNCLASSIFIED droplet nobody',
  });
});

test('what was classified by hand since it was shown stays, though it looks the same', async () => {
  const ids = await appear('acme-web');
  await make(rule('acme-*', 'acme'));
  const [move] = (await preview()).moves;
  if (move === undefined) throw new Error('The rule moves the project.');
  const projectId = ids.get('acme-web') ?? '';
  await classify(database.system, { projectId, purpose: 'UNCLASSIFIED', tenantId: null }, 'ada', now());
  expect(await classifyByRule(database.system, move, 'ada', now())).toBeNull();
  expect(await estate()).toEqual({ 'acme-web': 'UNCLASSIFIED HAND droplet nobody' });
});

test.each<[ProposedRule, string, string]>([
  [rule('', 'acme'), 'INVALID', 'pattern'],
  [rule('x'.repeat(201), 'acme'), 'INVALID', 'pattern'],
  [rule('acme-*', null), 'INVALID', 'tenantId'],
  [rule('{tenant}-*', 'acme'), 'INVALID', 'tenantId'],
  [rule('{tenant}-{tenant}', null), 'INVALID', 'tenantId'],
  [rule('{tenant}-*', null, { purpose: 'SHARED' }), 'INVALID', 'purpose'],
  [rule('*', 'acme', { purpose: 'INTERNAL' }), 'INVALID', 'purpose'],
  [rule('*', 'acme', { priority: -1 }), 'INVALID', 'priority'],
  [rule('*', 'initech'), 'NOT_FOUND', 'tenantId'],
])('a rule that cannot be meant is refused: %j', async (wanted, code, field) => {
  const made = await createRule(database.system, wanted, 'ada', systemClock.now());
  expect(made).toMatchObject({ code, path: ['input', field] });
});

test('one pattern has one rule', async () => {
  await make(rule('{tenant}-*', null));
  const again = await createRule(database.system, rule('{TENANT}-*', null), 'ada', now());
  expect(again).toMatchObject({ code: 'ALREADY_EXISTS' });
});

test('whatever the rules and the names, the estate after applying is that of a model', async () => {
  const names = fc.string({ unit: fc.constantFrom('a', 'cme', '-', 'x'), minLength: 1, maxLength: 4 });
  const wanted = fc.record({
    pattern: fc.string({ unit: fc.constantFrom('a', 'cme', '-', '*', '?'), minLength: 1, maxLength: 4 }),
    priority: fc.integer({ min: 0, max: 3 }),
    tenantId: fc.constantFrom('acme', 'globex', null),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(names, { minLength: 1, maxLength: 6 }),
      fc.array(wanted, { maxLength: 5 }),
      async (projects, rules) => {
        const { system } = database;
        await system.query('delete from classification_rules; delete from cloud_resources; delete from cloud_projects');
        await appear(...projects);
        const made: ProposedRule[] = [];
        for (const { pattern, priority, tenantId } of rules) {
          const proposed = rule(pattern, tenantId, { priority, ...(tenantId === null ? { purpose: 'SHARED' } : {}) });
          const outcome = await createRule(system, proposed, 'ada', now());
          if (!('code' in outcome)) made.push(proposed);
        }
        await apply((await preview()).digest);
        made.sort((a, b) => a.priority - b.priority);
        const expected = projects.map((name) => {
          const first = made.find(({ pattern }) =>
            new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(name),
          );
          if (first === undefined) return [name, 'UNCLASSIFIED droplet nobody'];
          const whose = first.tenantId;
          return [name, whose === null ? 'SHARED RULE droplet nobody' : `TENANT ${whose} RULE droplet ${whose}`];
        });
        expect(await estate()).toEqual(Object.fromEntries(expected));
      },
    ),
    { numRuns: 25 },
  );
});
