import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import { collections, folder, listPathOf, present, shapeOf } from './witness.ts';

const page = readFileSync(new URL('../../docs/kinds.md', import.meta.url), 'utf8');
const [, mirrored = '', notMirrored = ''] = /([\s\S]*)^## Not mirrored[^\n]*$([\s\S]*?)^## /m.exec(page) ?? [];

test('the page of kinds has a row for every kind, with its pace, and for no other', () => {
  const rows = [...mirrored.matchAll(/^\| `([a-z0-9_]+)` \|[^|]*\| (\d+) \|/gm)];
  expect(rows.map(([, name, every]) => `${name} ${every}`).sort()).toEqual(
    kinds.map(({ name, everyMinutes }) => `${name} ${everyMinutes}`).sort(),
  );
});

describe.skipIf(!present)(`against DigitalOcean's description (skipped where ${folder} is absent)`, () => {
  const read = new Set(kinds.map((kind) => shapeOf(listPathOf(kind))));
  const explained = new Set([...notMirrored.matchAll(/`(\/v2\/[^`?]+)`/g)].map(([, path = '']) => shapeOf(path)));

  test('every collection that is inventory is read by a kind, or the page says why it is not', () => {
    const inventory = collections.filter((each) => each.inventory).map(({ path }) => path);
    expect(inventory.length).toBeGreaterThan(50);
    expect(inventory.filter((path) => !read.has(shapeOf(path)) && !explained.has(shapeOf(path)))).toEqual([]);
  });

  test('the page excuses nothing that is read all the same', () => {
    const excuses = [...notMirrored.matchAll(/^\|[^|]*\| `(\/v2\/[^`?]+)`/gm)].map(([, path = '']) => shapeOf(path));
    expect(excuses.filter((path) => read.has(path))).toEqual([]);
  });
});
