import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const sections = readFileSync('docs/trust.md', 'utf8').split('\n## ');

test.each([
  ['every failure of others', 0, 20],
  ['everything that is said of what was not looked at', 1, 10],
])('%s has a test that is there', (_what, section, atLeast) => {
  const lines = (sections[section] ?? '').split('\n').filter((line) => line.startsWith('| '));
  const rows = lines.filter((line) => !/^\| (?:elsewhere|what fails) /.test(line));
  expect(rows.length).toBeGreaterThan(atLeast);
  const missing = rows.filter((row) => {
    const [, name = '', file = ''] = /\| `([^|]+)` in (test\/\S+\.test\.ts) \|$/.exec(row) ?? [];
    // A name that holds an apostrophe stands between other quotation marks; the text is the same.
    return file === '' || !readFileSync(file, 'utf8').includes(name);
  });
  expect(missing).toEqual([]);
});
