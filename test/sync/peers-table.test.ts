import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const [page = ''] = readFileSync('docs/trust.md', 'utf8').split('\n## ');
const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| elsewhere'));

test('every failure of others has a test that is there', () => {
  expect(rows.length).toBeGreaterThan(20);
  const missing = rows.filter((row) => {
    const [, name = '', file = ''] = /\| `([^|]+)` in (test\/\S+\.test\.ts) \|$/.exec(row) ?? [];
    // A name that holds an apostrophe stands between other quotation marks; the text is the same.
    return file === '' || !readFileSync(file, 'utf8').includes(name);
  });
  expect(missing).toEqual([]);
});
