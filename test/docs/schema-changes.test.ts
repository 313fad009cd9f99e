import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { announcesBreaking, breakingChanges } from '../../scripts/schema-changes.ts';

const before = 'type Query { a: Int b(x: Int): String } enum E { ONE TWO }';

test('a field, an argument or an enum value that goes, or is wanted now, breaks clients; what is added does not', () => {
  expect(breakingChanges(before, `${before.replace('a: Int', 'a: Int c: Int')} type New { id: ID }`)).toEqual([]);
  expect(breakingChanges(before, before.replace('a: Int ', ''))).toEqual(['Query.a was removed.']);
  expect(breakingChanges(before, before.replace('(x: Int)', '(x: Int!)'))).toHaveLength(1);
  expect(breakingChanges(before, before.replace(' TWO', ''))).toEqual(['TWO was removed from enum type E.']);
});

test('the changelog announces it below Unreleased, and nowhere else', () => {
  expect(announcesBreaking('# Changelog\n\n## Unreleased\n\n- **Breaking** a is gone.\n\n## 1.0\n\n- b\n')).toBe(true);
  expect(announcesBreaking('# Changelog\n\n## Unreleased\n\n- a\n\n## 1.0\n\n- **Breaking** b\n')).toBe(false);
});

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);
let folder = '';
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A repository of its own with the check, this schema, and a changelog that announces nothing. */
async function repository(schema: string) {
  folder = await mkdtemp(join(tmpdir(), 'arcadia-schema-'));
  await cp(join(root, 'scripts/schema-changes.ts'), join(folder, 'scripts/schema-changes.ts'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'CHANGELOG.md'), '# Changelog\n\n## Unreleased\n');
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd: folder });
  const write = (text: string) => writeFile(join(folder, 'schema.graphql'), text);
  const commit = async () => {
    await git('add', 'schema.graphql', 'CHANGELOG.md');
    await git('commit', '--quiet', '--message', 'A change');
  };
  await git('init', '--quiet');
  await write(schema);
  await commit();
  return { git, write, commit };
}

/** What the check says of the repository; empty: nothing breaks, or it is announced. */
function checked(): Promise<string> {
  return run(join(root, 'node_modules/.bin/tsx'), ['scripts/schema-changes.ts'], { cwd: folder }).then(
    () => '',
    (error: unknown) => String(error instanceof Error && 'stderr' in error ? error.stderr : error),
  );
}

const after = before.replace('a: Int ', '');

test('what breaks clients is found before it is committed and after, until the changelog says so', async () => {
  const { write, commit } = await repository(before);
  expect(await checked()).toBe('');
  await write(after);
  expect(await checked()).toContain('Query.a was removed.');
  await commit();
  expect(await checked()).toContain('Query.a was removed.');
  await writeFile(join(folder, 'CHANGELOG.md'), '# Changelog\n\n## Unreleased\n\n- **Breaking** `a` is gone.\n');
  expect(await checked()).toBe('');
}, 20_000);

test('from the first tag on, the last one is what is compared with, whatever has been committed since', async () => {
  const { git, write, commit } = await repository(before);
  await git('tag', 'v1');
  await write(after);
  await commit();
  await write(`${after} type New { id: ID }`);
  await commit();
  expect(await checked()).toContain('Compared with v1, clients break:\n  Query.a was removed.');
}, 20_000);
