import { hash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Kind, WireItem } from '../../src/kinds/define.ts';
import { kinds } from '../../src/kinds/index.ts';
import { everyKind, type Service, startService } from '../support/service.ts';
import { isReadable, lists, type Reader, readAs, readersOf } from './markers.ts';
import { at, isThere, pathsIn, withAt } from './paths.ts';
import { type PlayedLists, playedSpacesKey, playLists } from './played-lists.ts';
import { expectSame, readOut, sentOf } from './read-out.ts';
import { allItems, folder, present } from './witness.ts';

// What DigitalOcean may send one day, in every list: all of it that can be read is mirrored and shown as it came, and of what
// cannot be read each list says which item, and which field of it.

/** Longer than what an index takes, and of such a sort that it cannot be packed. */
const long = Array.from({ length: 400 }, (_, index) => hash('sha256', String(index)).slice(0, 10)).join('');

/** By its manner: what comes in the place of every value that can be so. */
const manners: Readonly<Record<string, (value: unknown) => unknown>> = {
  absent: () => undefined,
  null: () => null,
  unicode: (value) => (typeof value === 'string' ? `${value} Größe 日本語 🚀 e\u0301 \u202e` : value),
  unknown: (value) => (typeof value === 'string' ? 'A-WORD-OF-TOMORROW' : value),
  empty: (value) => (typeof value === 'string' ? '' : Array.isArray(value) ? [] : value),
  nanoseconds: (value) => (isTime(value) ? '2026-01-02T03:04:05.123456789Z' : value),
  'zero-time': (value) => (isTime(value) ? '0001-01-01T00:00:00Z' : value),
  'last-time': (value) => (isTime(value) ? '9999-12-31T23:59:59.999Z' : value),
  artefact: (value) => (typeof value === 'number' ? 0.00743999984115362 : value),
  huge: (value) => (typeof value === 'number' ? 2 ** 52 : value),
  huger: (value) => (typeof value === 'number' ? 1e300 : value),
  negative: (value) => (typeof value === 'number' ? -1 : value),
  long: (value) => (typeof value === 'string' ? long : value),
  quotes: (value) => (typeof value === 'string' ? `'"\\{},$1%s--;\t\n` : value),
};

function isTime(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);
}

type Change = (item: WireItem, path: readonly (string | number)[]) => unknown;

/** A change at every place, from the outside in; where it would make the item unreadable, or another one, it is left out. */
function changed(list: Kind, model: WireItem, change: Change, allowed: (before: WireItem, after: WireItem) => boolean) {
  return [...pathsIn(model)].reduce<WireItem>((item, path) => {
    // An entry that is taken out of a list would move those behind it.
    if (!isThere(item, path) || typeof path.at(-1) === 'number') return item;
    const after = withAt(item, path, change(item, path)) as WireItem; // an item with something else in it
    return isReadable(list, after) && allowed(item, after) ? after : item;
  }, model);
}

function idsIn(list: Kind, item: WireItem): readonly string[] {
  return readersOf(list).flatMap((reader) =>
    readAs(reader, item).map((seen) => (typeof seen === 'string' ? '' : seen.urn)),
  );
}

/** The same item under ids of its own, wherever they are: whatever changes them is one. */
function withOwnIds(list: Kind, model: WireItem, word: string, index: number): WireItem {
  const another: Change = (item, path) => {
    const value = at(item, path);
    if (isTime(value)) return new Date(Date.UTC(2020, 0, 1 + index)).toISOString();
    if (typeof value === 'number') return value + 10_000_000 * (index + 1);
    return typeof value === 'string' ? `${value}-${word}` : value;
  };
  return changed(list, model, another, (before, after) => {
    const [ids, others] = [idsIn(list, before), idsIn(list, after)];
    return ids.length === others.length && ids.join() !== others.join();
  });
}

/** One item for each manner of strangeness; several where one list has several kinds. */
function strangeItems(list: Kind): readonly WireItem[] {
  const models = readersOf(list).flatMap((reader): readonly WireItem[] => {
    const model = fullest(allItems(list), reader);
    return model === undefined ? [] : [model];
  });
  const sameIds = (before: WireItem, after: WireItem) => idsIn(list, before).join() === idsIn(list, after).join();
  return [...new Set(models)].flatMap((model, which) =>
    Object.entries(manners).map(([manner, change], index) => {
      // What is under such an item is asked for by a path that has this in it.
      const word = manner === 'unicode' ? 'größe/日本 語?#%&' : manner;
      const own = withOwnIds(list, model, word, 20 * which + index);
      return changed(list, own, (item, path) => change(at(item, path)), sameIds);
    }),
  );
}

function fullest(items: readonly WireItem[], reader: Reader): WireItem | undefined {
  const own = items.filter((item) => readAs(reader, item).length > 0);
  return own.toSorted((a, b) => JSON.stringify(b).length - JSON.stringify(a).length)[0];
}

interface Broken {
  readonly kind: Kind;
  readonly item: WireItem;
  readonly sentence: string;
}

/** For each kind that is read from the list, an item that it cannot read. */
function brokenItems(list: Kind): readonly Broken[] {
  return readersOf(list).flatMap((reader, index) => {
    const model = fullest(allItems(list), reader);
    if (model === undefined) return [];
    const own = withOwnIds(list, model, `broken-${index}`, 100 + index);
    for (const path of pathsIn(own)) {
      const item = withAt(own, path, { no: 'value' }) as WireItem; // an item with something else in it
      const sentence = readAs(reader, item).find((seen) => typeof seen === 'string');
      if (sentence !== undefined && ownNames(reader, own).some((name) => sentence.includes(` ${name}: `)))
        return [{ kind: reader.kind, item, sentence }];
    }
    // There is nothing to it but its id, and that is no id: it is counted, and cannot be named.
    const { id } = reader.kind.listing;
    const item = withAt(own, [String(id)], 1.5) as WireItem; // an item with another id
    const sentence = readAs(reader, item).find((seen) => typeof seen === 'string');
    return sentence === undefined ? [] : [{ kind: reader.kind, item, sentence }];
  });
}

/** The ids under which the kind's items stand in the list. */
function ownNames({ kind, items }: Reader, listed: WireItem): readonly string[] {
  const { id } = kind.listing;
  return (items(listed) as readonly WireItem[]).map((item) => String(typeof id === 'string' ? item[id] : id(item))); // they can be read
}

describe.skipIf(!present)(`from DigitalOcean's own examples (skipped where ${folder} is absent)`, () => {
  const strange = new Map(lists.map((list) => [list, strangeItems(list)]));
  const broken = lists.flatMap((list) => brokenItems(list).map((each) => ({ ...each, list })));
  const engines = ['pg', 'mysql', 'valkey', 'mongodb', 'kafka', 'opensearch'];
  const itemsOf = (list: Kind): readonly WireItem[] => [
    ...(strange.get(list) ?? []).slice(0, 7),
    ...broken.filter((each) => each.list === list).map(({ item }) => item),
    ...(strange.get(list) ?? []).slice(7),
    ...(list.name === 'database_cluster'
      ? engines.map((engine) => ({ id: `of-${engine}`, name: engine, engine }))
      : []),
    ...(list.name === 'spaces_key' ? [playedSpacesKey] : []),
  ];
  let service: Service;
  let provider: PlayedLists;
  let run: Awaited<ReturnType<Service['syncAndWait']>>;

  beforeAll(async () => {
    provider = await playLists(itemsOf);
    service = await startService({ simulator: { droplets: 0 }, env: provider.env });
    run = await service.syncAndWait(everyKind);
  });

  afterAll(async () => {
    await service?.close();
    await provider?.close();
  });

  test('every kind has an item of each manner, and one that it cannot read', () => {
    for (const [list, items] of strange) {
      const ids = items.flatMap((item) => idsIn(list, item)[0] ?? []);
      expect([list.name, new Set(ids).size, ids.length]).toEqual([list.name, ids.length, items.length]);
      expect(items.length).toBeGreaterThanOrEqual(Object.keys(manners).length);
    }
    expect(broken.map(({ kind }) => kind.name).sort()).toEqual(kinds.map(({ name }) => name).sort());
  });

  test.each(
    kinds.map((kind) => [kind.name, kind] as const),
  )('%s: what can be read is mirrored and shown as it came', async (_name, kind) => {
    const sent = new Map((await sentOf(service, kind, itemsOf)).map((each) => [each.urn, each]));
    const shown = await readOut(service, kind);
    expect([...shown.keys()].sort()).toEqual([...sent.keys()].sort());
    for (const [urn, each] of shown) expectSame(kind, each, sent.get(urn));
    expect(shown.size).toBeGreaterThanOrEqual(Object.keys(manners).length - 1);
  });

  test.each(
    kinds.map((kind) => [kind.name, kind] as const),
  )('%s: what cannot be read makes its part partial, by a sentence that names item and field, and strikes nobody', (name, kind) => {
    const listings = run.listings.filter((listing) => listing.kind === name.toUpperCase());
    const partial = listings.filter(({ verdict }) => verdict === 'PARTIAL');
    const sentence = broken.find((each) => each.kind === kind)?.sentence ?? 'nothing';
    expect(partial.map(({ reason }) => reason)).toContainEqual(expect.stringContaining(sentence));
    expect(listings.filter(({ verdict }) => verdict !== 'PARTIAL' && verdict !== 'COMPLETE')).toEqual([]);
    expect(partial.every(({ struck, deleted }) => struck === 0 && deleted === 0)).toBe(true);
  });

  test('the run says which lists were not read to the end, and has read all the others', () => {
    expect(run.status).toBe('PARTIAL');
    expect(run.reason).toMatch(/^Not all could be read, and what was not is kept as it was: /);
  });
});
