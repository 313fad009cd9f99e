import { describe, expect, test } from 'vitest';
import { type Kind, type Observation, UnreadableItemError, type WireItem } from '../../src/kinds/define.ts';
import type { FactType } from '../../src/kinds/facts.ts';
import { kinds } from '../../src/kinds/index.ts';
import { parseUrn } from '../../src/kinds/urn.ts';
import { describedItems, exampleItems, folder, present } from './witness.ts';

type Path = readonly (string | number)[];

const partOf = (kind: Kind) => (kind.listing.inRegion ? 'nyc3' : (kind.listing.parent ?? '') && 'parent-1');
const observe = (kind: Kind, item: unknown) => kind.observe(item, partOf(kind));

function itemsOf(kind: Kind): readonly WireItem[] {
  const items = exampleItems(kind);
  return items.length > 0 ? items : describedItems(kind);
}

/** Properties that hold secrets, or may, whatever the kind. */
const secret =
  /(^|\.)(\w*connection|users|password|secret\w*|access_cert|access_key_\w+|private_key|auth_key|envs|user_data|zone_file|public_key|credentials|slack|email|webhook\w*|uri|api_key|key|logsink_config|log_destinations)(\.|\[|$)/;
/** Of these, what is no secret where it stands. */
const noSecret: Readonly<Record<string, RegExp>> = {
  // A key of a taint is a word of Kubernetes.
  k8s_node_pool: /^taints\[\]\.key$/,
};

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
      if (own !== undefined) expect([String(own), `${partOf(kind)}/${own}`]).toContain(seen.providerId);
      expect(seen.urn).toBe(kind.urn(seen.providerId));
      expect(parseUrn(seen.urn)).not.toBeNull();
      expect(seen.name).not.toBe('');
      expectSound(kind, seen);
    }
  });

  test.each(
    kinds.map((kind) => [kind.name, kind] as const),
  )('%s reads a strange item, or names the item and the field', (_name, kind) => {
    for (const item of itemsOf(kind)) {
      for (const path of pathsIn(item)) {
        for (const strange of [undefined, null, ...strangeFor(at(item, path))]) {
          const changed = withAt(item, path, strange) as WireItem;
          try {
            expectSound(kind, observe(kind, changed));
          } catch (error) {
            if (!(error instanceof UnreadableItemError)) throw error;
            expect(error.message.startsWith(`${kind.name} `)).toBe(true);
            expect(error.message).toContain(`: ${String(path[0])}`);
          }
        }
      }
    }
  });

  test.each(kinds.map((kind) => [kind.name, kind] as const))('%s lets no secret through', (_name, kind) => {
    const marker = ' zq-marker';
    for (const item of itemsOf(kind)) {
      for (const path of pathsIn(item)) {
        const value = at(item, path);
        if (typeof value !== 'string') continue;
        const written = spell(path);
        const isSecret = secret.test(written) && !(noSecret[kind.name]?.test(written) ?? false);
        let shown: string;
        try {
          shown = JSON.stringify(observe(kind, withAt(item, path, value + marker)));
        } catch (error) {
          if (!(error instanceof UnreadableItemError)) throw error;
          shown = error.message;
        }
        if (isSecret) expect([written, shown.includes('zq-marker')]).toEqual([written, false]);
      }
    }
  });

  test('the secrets that DigitalOcean shows in its examples are met by the test above', () => {
    const met = kinds.flatMap((kind) =>
      itemsOf(kind).flatMap((item) => [...pathsIn(item)].map(spell).filter((path) => secret.test(path))),
    );
    for (const path of ['connection.password', 'users[].password', 'alerts.slack[].url', 'public_key', 'zone_file']) {
      expect(met).toContain(path);
    }
  });
});

/** What is observed is what is listed, in the type that was promised, and no text was made of nothing. */
function expectSound(kind: Kind, seen: Observation): void {
  expect(Object.keys(seen.attrs).filter((name) => !(name in kind.facts))).toEqual([]);
  for (const [name, { type }] of Object.entries(kind.facts)) {
    const value = seen.attrs[name];
    if (value === null || value === undefined) continue;
    expect([name, value, is[type](value)]).toEqual([name, value, true]);
  }
  const { name, urn, region, status, tags, attrs, links, ownerUrn } = seen;
  for (const target of Object.values(links).flatMap((urns) => urns ?? [])) expect(parseUrn(target)).not.toBeNull();
  const said = JSON.stringify({ name, urn, region, status, tags, attrs, links, ownerUrn });
  expect(said).not.toMatch(/\bundefined\b|\bNaN\b|\[object|do:[a-z0-9]+:null"|\bnull:|:null to/);
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

function strangeFor(value: unknown): readonly unknown[] {
  if (typeof value === 'number') return [-1, 0.1 + 0.2, 2 ** 52, 1e300, 'seven'];
  if (typeof value === 'boolean') return ['yes'];
  if (typeof value !== 'string') return ['text', 7, [], {}];
  const time = /^\d{4}-\d\d-\d\dT/.test(value) ? ['2026-01-02T03:04:05.123456789Z', '0001-01-01T00:00:00Z'] : [];
  return ['', 'A-WORD-OF-TOMORROW', 'Größe 日本語 🚀 e\u0301', 'nul\0', '\ud800', 7, ...time];
}

function* pathsIn(value: unknown, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path;
  if (Array.isArray(value)) for (const [index, each] of value.entries()) yield* pathsIn(each, [...path, index]);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) yield* pathsIn(each, [...path, name]);
  }
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((each, step) => (each as Record<string | number, unknown>)[step], value);
}

/** A copy that differs in one place; undefined: without it. */
function withAt(value: unknown, [step, ...rest]: Path, changed: unknown): unknown {
  if (step === undefined) return changed;
  const inner = withAt((value as Record<string | number, unknown>)[step], rest, changed);
  if (Array.isArray(value))
    return value.flatMap((each, index) => (index !== step ? [each] : inner === undefined ? [] : [inner]));
  const { [step]: _before, ...others } = value as Record<string | number, unknown>;
  return inner === undefined ? others : { ...others, [step]: inner };
}

function spell(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? '[]' : `.${step}`))
    .join('')
    .slice(1);
}
