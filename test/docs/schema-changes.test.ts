import { expect, test } from 'vitest';
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
