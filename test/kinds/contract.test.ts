import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Kind, type Observation, UnreadableItemError, type WireItem } from '../../src/kinds/define.ts';
import type { FactType } from '../../src/kinds/facts.ts';
import { kinds } from '../../src/kinds/index.ts';
import { parseUrn } from '../../src/kinds/urn.ts';
import { at, isThere, pathsIn, spell, withAt } from './paths.ts';
import { describedItems, exampleItems, folder, present } from './witness.ts';

const partOf = (kind: Kind) => (kind.listing.inRegion ? 'nyc3' : (kind.listing.parent ?? '') && 'parent-1');
const observe = (kind: Kind, item: unknown) => kind.observe(item, partOf(kind));

function itemsOf(kind: Kind): readonly WireItem[] {
  return [...exampleItems(kind), ...describedItems(kind)];
}

describe('every kind', () => {
  test('has a name, a type and URNs of its own', () => {
    for (const property of ['name', 'typeName'] as const) {
      expect(new Set(kinds.map((kind) => kind[property])).size).toBe(kinds.length);
    }
    expect(new Set(kinds.map((kind) => kind.urn('1'))).size).toBe(kinds.length);
  });

  test.each(kinds.map((kind) => [kind.name, kind] as const))('%s is described whole', (_name, kind) => {
    expect(kind.name).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
    expect(kind.typeName).toMatch(/^([A-Z][a-z0-9]*)+$/);
    expect(kind.description).toMatch(/^[A-Z].+\.$/);
    expect(kind.scope).toMatch(/^[a-z_]+:[a-z]+$/);
    expect(kind.everyMinutes).toBeGreaterThanOrEqual(5);
    expect(parseUrn(kind.urn('1'))).toMatchObject({ id: '1' });
    for (const [name, fact] of Object.entries(kind.facts)) {
      expect(name).toMatch(/^[a-z][a-zA-Z0-9]*$/);
      // These are fields of every resource: a fact of such a name would hide one.
      expect(common).not.toContain(name);
      expect([name, fact.description]).toEqual([name, expect.stringMatching(/^\S.+[.…]$/)]);
    }
  });
});

const common = [
  ...[
    'id',
    'provider',
    'kind',
    'providerId',
    'urn',
    'name',
    'region',
    'status',
    'tags',
    'attrs',
    'project',
    'tenantId',
  ],
  ...['providerCreatedAt', 'firstSeenAt', 'lastSeenAt', 'deletedAt', 'staleStrikeCount', 'declared', 'drift', 'events'],
  ...['links', 'linkedFrom'],
];

describe.skipIf(!present)(`against DigitalOcean's own examples (skipped where ${folder} is absent)`, () => {
  test.each(kinds.map((kind) => [kind.name, kind] as const))('%s reads every item', (_name, kind) => {
    const items = itemsOf(kind);
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) {
      const seen = observe(kind, item);
      const { id } = kind.listing;
      // A backup of a database has no id: the moment it was made at tells it apart, to the millisecond.
      const own = typeof id === 'string' && id !== 'created_at' ? item[id] : undefined;
      // A replica of a database is listed by its name, and known by its id where it has one.
      const ids = [String(own), `${partOf(kind)}/${own}`, String(item.id)];
      if (own !== undefined) expect(ids).toContain(seen.providerId);
      expect(seen.urn).toBe(kind.urn(seen.providerId));
      expect(parseUrn(seen.urn)).not.toBeNull();
      expect(seen.name).not.toBe('');
      expectSound(kind, seen);
    }
  });

  test.each(
    kinds.map((kind) => [kind.name, kind] as const),
  )('%s reads a strange item, or names the item and the field', (_name, kind) => {
    const met = new Set<string>();
    for (const item of itemsOf(kind)) {
      for (const path of pathsIn(item)) {
        // Once for each place, not in each entry of each list of each example.
        if (met.has(spell(path))) continue;
        met.add(spell(path));
        for (const strange of [undefined, null, ...strangeFor(at(item, path))]) {
          const changed = withAt(item, path, strange) as WireItem;
          const sentence = expectReadOrNamed(kind, changed);
          // Of several things that are wrong one is named; here there is but one.
          if (sentence !== null) expect(sentence).toMatch(new RegExp(`: (${String(path[0])}|${indexed})\\b`));
        }
      }
    }
  });

  test.each(
    kinds.map((kind) => [kind.name, kind] as const),
  )('%s reads an item that is strange in many places, or names the item and a field', (_name, kind) => {
    for (const item of itemsOf(kind)) {
      const paths = [...pathsIn(item)];
      const somewhere = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 2, maxLength: 12 });
      const property = fc.property(somewhere, (changes) => {
        const changed = changes.reduce<unknown>((each, [where, what]) => {
          const path = paths[where % paths.length] ?? [];
          const values = [undefined, null, ...strangeFor(at(item, path))];
          // What stood there may be gone by an earlier change.
          return isThere(each, path) ? withAt(each, path, values[what % values.length]) : each;
        }, item);
        expectReadOrNamed(kind, changed as WireItem); // an item with other things in it
      });
      fc.assert(property, { numRuns: 40, seed: 4 });
    }
  });

  test('money is the decimal that was meant, and a time is cut to milliseconds, wherever they stand', () => {
    let [decimals, times] = [0, 0];
    for (const kind of kinds) {
      for (const item of itemsOf(kind)) {
        for (const path of pathsIn(item)) {
          const value = at(item, path);
          const isTime = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);
          if (typeof value !== 'number' && !isTime) continue;
          const strange = isTime ? '2026-01-02T03:04:05.123456789Z' : 0.00743999984115362;
          if (expectReadOrNamed(kind, withAt(item, path, strange) as WireItem) !== null) continue;
          const { attrs } = observe(kind, withAt(item, path, strange));
          const before = observe(kind, item).attrs;
          for (const [name, { type }] of Object.entries(kind.facts)) {
            if (attrs[name] === before[name] || (type !== 'decimal' && type !== 'dateTime')) continue;
            expect([kind.name, name, attrs[name]]).toEqual([
              kind.name,
              name,
              type === 'decimal' ? '0.00744' : '2026-01-02T03:04:05.123Z',
            ]);
            if (type === 'decimal') decimals += 1;
            else times += 1;
          }
        }
      }
    }
    expect(decimals).toBeGreaterThan(0);
    expect(times).toBeGreaterThan(10);
  });
});

/** What is named where a text is too long to be looked up by. */
const indexed = 'id|name|region|status|tags|links';

/** @returns the sentence on why it cannot be read; null when it was read, and soundly. */
function expectReadOrNamed(kind: Kind, item: WireItem): string | null {
  let seen: Observation;
  try {
    seen = observe(kind, item);
  } catch (error) {
    if (!(error instanceof UnreadableItemError)) throw error;
    expect(error.message).toMatch(new RegExp(`^${kind.name} .+: [a-z]`, 's'));
    expect(error.message).not.toMatch(/[\p{Cc}\p{Surrogate}]/u);
    const { id } = kind.listing;
    const own = typeof id === 'string' ? item[id] : id(item);
    const isReadable = typeof own === 'number' || (typeof own === 'string' && /^[\w.-]{1,80}$/.test(own));
    if (isReadable && !error.message.includes(`: ${String(id)}: `)) {
      expect(error.message.startsWith(`${kind.name} ${own}: `)).toBe(true);
    }
    return error.message;
  }
  expectSound(kind, seen);
  return null;
}

/** What is observed is what is listed, in the type that was promised, and no text was made of nothing. */
function expectSound(kind: Kind, seen: Observation): void {
  // One look for all: this runs a hundred thousand times.
  const unsound = unsoundIn(kind, seen);
  if (unsound.length > 0) expect(unsound).toEqual([]);
}

function unsoundIn(kind: Kind, seen: Observation): readonly unknown[] {
  const { name, urn, region, status, tags, attrs, links, ownerUrn } = seen;
  const said = JSON.stringify({ name, urn, region, status, tags, attrs, links, ownerUrn });
  return [
    ...Object.keys(attrs).filter((fact) => !(fact in kind.facts)),
    ...Object.entries(kind.facts).flatMap(([fact, { type }]) => {
      const value = attrs[fact];
      return value === null || value === undefined || is[type](value) ? [] : [[fact, type, value]];
    }),
    ...Object.values(links).flatMap((urns) => (urns ?? []).filter((target) => parseUrn(target) === null)),
    ...(said.match(/\bundefined\b|\bNaN\b|\[object|do:[a-z0-9]+:null"|\bnull:|:null to/) ?? []),
  ];
}

const isText = (value: unknown) => typeof value === 'string';
const is: Readonly<Record<FactType, (value: unknown) => boolean>> = {
  string: isText,
  int: (value) => Number.isInteger(value) && Math.abs(Number(value)) <= 2 ** 31,
  float: (value) => typeof value === 'number' && Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
  decimal: (value) => isText(value) && /^-?\d+(\.\d+)?$/.test(String(value)),
  dateTime: (value) => isText(value) && new Date(String(value)).toISOString() === value,
  strings: (value) => Array.isArray(value) && value.every(isText),
};

/** Longer than what an index takes, and of such a sort that it cannot be packed. */
const tooLong = Array.from({ length: 400 }, (_, index) => hash('sha256', String(index)).slice(0, 10)).join('');

function strangeFor(value: unknown): readonly unknown[] {
  if (typeof value === 'number') return [-1, 0.1 + 0.2, 2 ** 52, 1e300, 'seven'];
  if (typeof value === 'boolean') return ['yes'];
  if (typeof value !== 'string') return ['text', 7, [], {}];
  const time = /^\d{4}-\d\d-\d\dT/.test(value)
    ? ['2026-01-02T03:04:05.123456789Z', '0001-01-01T00:00:00Z', '0000-01-01T00:00:00Z']
    : [];
  return ['', 'A-WORD-OF-TOMORROW', 'Größe 日本語 🚀 e\u0301', 'nul\0', '\ud800', tooLong, 7, ...time];
}
