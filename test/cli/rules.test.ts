import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { writeEstate } from '../security/estate-writer.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { command } from './in-process.ts';

let database: TestDatabase;
const arcadia = (...args: string[]) =>
  command(args, { DATABASE_URL: database.url, DO_API_TOKEN: 'test-token', NO_COLOR: '1' });

beforeAll(async () => {
  database = await createTestDatabase();
  const write = writeEstate(database.system);
  await write.tenant('acme');
  for (const name of ['acme-web', 'acme-mail', 'tools']) {
    const projectId = await write.project(`id of ${name}`, name);
    const seen = { name: `${name}-1`, region: 'nyc3', tags: [], attachedTo: [], projectId };
    await write.see({ ...seen, kind: 'droplet', providerId: `of ${name}` });
  }
});
afterAll(() => database.drop());
beforeEach(() => database.system.query('delete from classification_rules'));

test('rules are made, shown, applied and looked at', async () => {
  const added = await arcadia('rules', 'add', '--name', '{tenant}-*');
  expect(added).toMatchObject({ code: 0, stderr: '' });
  expect(added.stdout).toMatch(
    /^Rule [0-9a-f-]{36} was made; .*\n2 projects with 2 resources that are there would move: arcadia rules apply\n$/,
  );
  const id = added.stdout.split(' ')[1] ?? '';

  const listed = await arcadia('rules');
  expect(listed.stdout).toMatch(/^ID +PRIORITY +FIELD +PATTERN +GIVES\n/);
  expect(listed.stdout).toContain(`${id}  100       name   {tenant}-*  the tenant in its name\n`);

  const shown = await arcadia('rules', 'preview');
  expect(shown.stdout.split('\n')).toEqual([
    'PROJECT    FROM          TO    RESOURCES  PATTERN',
    'acme-mail  unclassified  acme  1          {tenant}-*',
    'acme-web   unclassified  acme  1          {tenant}-*',
    '2 projects with 2 resources would move.',
    '',
  ]);
  expect((await arcadia('rules', 'unclassified')).stdout).toMatch(new RegExp(`^acme-mail +1 +${id}$`, 'm'));

  // Nobody is there to be asked.
  const unasked = await arcadia('rules', 'apply');
  expect(unasked).toMatchObject({ code: 2 });
  expect(unasked.stderr).toContain('say --yes to move them');
  const applied = await arcadia('rules', 'apply', '--yes', '--json');
  expect(JSON.parse(applied.stdout)).toEqual({ projects: 2, resources: 2, stayed: 0 });
  expect((await arcadia('rules', 'preview')).stdout).toBe('Nothing would move.\n');
  expect(JSON.parse((await arcadia('rules', 'unclassified', '--json')).stdout)).toMatchObject({
    projects: [{ name: 'tools', resources: 1, ruleId: null }],
    kinds: [{ kind: 'droplet', withoutProject: 0, inProjects: 1 }],
  });
  const audited = await database.system.query(`select actor, action from audit_log where actor = 'cli' order by id`);
  expect(audited).toEqual([
    { actor: 'cli', action: 'createClassificationRule' },
    { actor: 'cli', action: 'classifyProject' },
    { actor: 'cli', action: 'classifyProject' },
    { actor: 'cli', action: 'applyClassificationRules' },
  ]);

  expect(await arcadia('rules', 'remove', id)).toMatchObject({ code: 0 });
  const again = await arcadia('rules', 'remove', id);
  expect(again).toMatchObject({ code: 1 });
  expect(again.stderr).toContain('There is no such rule; arcadia rules list shows');
});

test.each([
  [['rules', 'frobnicate'], /Say what to do: list, add, remove <id>/],
  [['rules', 'remove'], /Say what to do/],
  [['rules', 'add'], /--name 'acme-\*' or --description/],
  [['rules', 'add', '--name', 'a', '--description', 'b'], /--name 'acme-\*' or --description/],
  [['rules', 'add', '--name', 'a', '--purpose', 'fun'], /--purpose is "fun", and wants tenant, internal or shared/],
  [['rules', 'add', '--name', 'a', '--priority', 'x'], /--priority is "x", and wants a whole number/],
])('%j is bad usage', async (args, line) => {
  const { code, stderr } = await arcadia(...args);
  expect(code).toBe(2);
  expect(stderr).toMatch(line);
});

test('a rule for a tenant that there is not is refused', async () => {
  const { code, stderr } = await arcadia('rules', 'add', '--name', 'x-*', '--tenant', 'initech');
  expect(code).toBe(1);
  expect(stderr).toBe('arcadia rules: There is no tenant "initech"; make it with createTenant first.\n');
});
