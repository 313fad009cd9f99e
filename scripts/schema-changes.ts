// Fails when schema.graphql breaks what an earlier one promised and CHANGELOG.md does not say so: below "Unreleased", a line that
// begins with "**Breaking**". Part of `npm run check`. Compares with the last tag; before the first one with the schema as it was
// before its last change, committed or not; with a tag or commit as its argument, with that.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildSchema, findBreakingChanges } from 'graphql';

/** What a client of the old schema could meet with the new one, in sentences. */
export function breakingChanges(before: string, after: string): string[] {
  return findBreakingChanges(buildSchema(before), buildSchema(after)).map(({ description }) => description);
}

/** Whether the changes that are not released yet are said to break something. */
export function announcesBreaking(changelog: string): boolean {
  const [, unreleased = ''] = /^## Unreleased$([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(changelog) ?? [];
  return /^- \*\*Breaking\*\*/m.test(unreleased);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const after = readFileSync(join(root, 'schema.graphql'), 'utf8');
  const base = process.argv[2] ?? lastTag(root) ?? beforeLastChange(after, root);
  const before = schemaAt(base, root);
  if (before === null) {
    console.log(`There is no schema.graphql at ${base} to compare with.`);
  } else {
    const changes = breakingChanges(before, after);
    const announced = announcesBreaking(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'));
    if (changes.length > 0 && !announced) {
      console.error(`Compared with ${base}, clients break:\n${changes.map((change) => `  ${change}`).join('\n')}`);
      console.error(
        'Keep what is there (and deprecate it), or begin a line of CHANGELOG.md below Unreleased with "- **Breaking**".',
      );
      process.exitCode = 1;
    }
  }
}

function git(args: readonly string[], cwd: string): string | null {
  try {
    return execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    // Not a repository, or the commit has no such file: there is nothing to break.
    return null;
  }
}

function lastTag(cwd: string): string | null {
  return git(['describe', '--tags', '--abbrev=0'], cwd)?.trim() ?? null;
}

/** Of a clean checkout HEAD has the same schema, and would let everything pass. */
function beforeLastChange(schema: string, cwd: string): string {
  if (schemaAt('HEAD', cwd) !== schema) return 'HEAD';
  const changed = git(['log', '-1', '--format=%H', '--', 'schema.graphql'], cwd)?.trim();
  return changed ? `${changed}^` : 'HEAD';
}

function schemaAt(commit: string, cwd: string): string | null {
  return git(['show', `${commit}:schema.graphql`], cwd);
}
