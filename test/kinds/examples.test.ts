import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Kind } from '../../src/kinds/define.ts';
import { kinds } from '../../src/kinds/index.ts';
import { everyKind, type Service, startService } from '../support/service.ts';
import { type PlayedLists, playedSpacesKey, playLists } from './played-lists.ts';
import { expectSame, readOut, sentOf } from './read-out.ts';
import { allItems, describedItems, exampleItems, folder, present } from './witness.ts';

// DigitalOcean's own examples, all the way: HTTP, client, kind, door, database, GraphQL.

/** Databases of all engines: only some have topics, or indexes, to be asked for. */
const engines = ['mysql', 'valkey', 'mongodb', 'kafka', 'opensearch'];

function itemsOf(kind: Kind) {
  const items = allItems(kind);
  if (kind.name === 'spaces_key') return [...items, playedSpacesKey];
  if (kind.name !== 'database_cluster') return items;
  return [...items, ...engines.map((engine) => ({ ...items[0], id: `of-${engine}`, engine }))];
}

describe.skipIf(!present)(`DigitalOcean's own examples (skipped where ${folder} is absent)`, () => {
  let service: Service;
  let lists: PlayedLists;
  let run: Awaited<ReturnType<Service['syncAndWait']>>;

  beforeAll(async () => {
    lists = await playLists(itemsOf);
    service = await startService({ simulator: { droplets: 0 }, env: lists.env });
    run = await service.syncAndWait(everyKind);
  });

  afterAll(async () => {
    await service?.close();
    await lists?.close();
  });

  test('every list of every kind is read to its end', () => {
    expect(run).toMatchObject({ status: 'SUCCEEDED', reason: null });
    expect(run.listings.filter(({ verdict }) => verdict !== 'COMPLETE')).toEqual([]);
    expect(new Set(run.listings.map(({ kind }) => kind.toLowerCase()))).toEqual(
      new Set(['project', ...kinds.map(({ name }) => name)]),
    );
  });

  test.each(
    kinds.map((kind) => [kind.name, kind] as const),
  )('%s: not a fact, a link or an item is lost between the wire and GraphQL', async (_name, kind) => {
    const sent = new Map((await sentOf(service, kind, itemsOf)).map((each) => [each.urn, each]));
    const shown = await readOut(service, kind);
    expect([...shown.keys()].sort()).toEqual([...sent.keys()].sort());
    expect(shown.size).toBeGreaterThan(0);
    for (const [urn, each] of shown) expectSame(kind, each, sent.get(urn));
  });

  test('every fact of every kind is filled by an example, or by what DigitalOcean documents', () => {
    const empty = kinds.flatMap((kind) => {
      const seen = [...exampleItems(kind), ...describedItems(kind)].map((item) => kind.observe(item, 'a-part'));
      return Object.keys(kind.facts)
        .filter((name) => seen.every(({ attrs }) => attrs[name] === null || attrs[name] === undefined))
        .map((name) => `${kind.name}.${name}`);
    });
    expect(empty).toEqual([]);
  });
});
