import { afterAll, beforeAll, expect, test } from 'vitest';
import { PageWriter } from '../../src/sync/page-writer.ts';
import { at, sightingOf } from '../inventory/observations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let transactions = 0;
let underWay = 0;
let mostUnderWay = 0;
let writer: PageWriter;
beforeAll(async () => {
  database = await createTestDatabase();
  const counted = {
    ...database.system,
    transaction: <Result>(work: Parameters<typeof database.system.transaction<Result>>[0]) => {
      transactions += 1;
      underWay += 1;
      mostUnderWay = Math.max(mostUnderWay, underWay);
      return database.system.transaction(work).finally(() => {
        underWay -= 1;
      });
    },
  };
  writer = new PageWriter(counted, { projectOf: new Map(), cause: { runId: null, actor: null } });
});
afterAll(() => database.drop());

const page = (seconds: number, ...ids: readonly number[]) => ({
  part: `part of ${ids[0]}`,
  requestedAt: at(seconds),
  observations: ids.map((id) => sightingOf(id)),
});
const rows = (...ids: readonly number[]) =>
  database.system.query(
    `select provider_id as id, part, last_seen_at as seen from cloud_resources where provider_id = any($1::text[]) order by 1`,
    [ids.map(String)],
  );

// Sabotage that turns it red: write() begins a transaction of its own for each page.
test('pages that come while one is written share the next transaction, and each keeps its part, time and counts', async () => {
  transactions = 0;
  const counts = await Promise.all([
    writer.write('droplet', page(1, 101)),
    writer.write('droplet', page(2, 102, 103)),
    writer.write('droplet', page(3, 104)),
    writer.write('droplet', page(4)),
  ]);
  expect(counts.map(({ discovered }) => discovered)).toEqual([1, 2, 1, 0]);
  expect(transactions).toBe(2);
  // Seen again, all but one of them unchanged, in pages that were asked for at different times.
  const again = await Promise.all([
    writer.write('droplet', page(10, 101)),
    writer.write('droplet', page(20, 102, 103)),
    writer.write('droplet', { ...page(30, 104), observations: [sightingOf(104, { name: 'renamed' })] }),
  ]);
  expect(again.map(({ updated }) => updated)).toEqual([0, 0, 1]);
  expect(await rows(101, 102, 103, 104)).toEqual([
    { id: '101', part: 'part of 101', seen: at(10) },
    { id: '102', part: 'part of 102', seen: at(20) },
    { id: '103', part: 'part of 102', seen: at(20) },
    { id: '104', part: 'part of 104', seen: at(30) },
  ]);
});

// Sabotage that turns it red: what several pages failed in together is not tried with each alone.
test('a page that cannot be written costs those that would have gone with it nothing', async () => {
  const unwritable = { ...sightingOf(203), name: 'no text in Postgres: \u0000' };
  const outcomes = await Promise.allSettled([
    writer.write('droplet', page(1, 201)),
    writer.write('droplet', page(2, 202)),
    writer.write('droplet', { ...page(3), observations: [unwritable] }),
    writer.write('droplet', page(4, 204)),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect((await rows(201, 202, 203, 204)).map(({ id }) => id)).toEqual(['201', '202', '204']);
});

test('what two pages show stands as the one has it that was asked for last, whichever comes first', async () => {
  const [first, newer, older] = await Promise.all([
    writer.write('droplet', page(1, 301)),
    writer.write('droplet', { ...page(9), observations: [sightingOf(302, { name: 'newer' })] }),
    writer.write('droplet', { ...page(5), observations: [sightingOf(302, { name: 'older' })] }),
  ]);
  expect([first?.discovered, newer?.discovered, older?.discovered]).toEqual([1, 1, 0]);
  expect(await database.system.query(`select name from cloud_resources where provider_id = '302'`)).toEqual([
    { name: 'newer' },
  ]);
});

test('a page of more rows than a transaction should have is written whole', async () => {
  const many = Array.from({ length: 450 }, (_, i) => 1000 + i);
  const [few, whole] = await Promise.all([
    writer.write('droplet', page(1, 401)),
    writer.write('droplet', page(2, ...many)),
    writer.write('droplet', page(3, 402)),
  ]);
  expect([few?.discovered, whole?.discovered]).toEqual([1, 450]);
  expect(await rows(401, 402)).toHaveLength(2);
});

// Sabotage that turns it red: write() does not look at how many rows wait, or at how many transactions are under way.
test('full pages are written two at a time, small ones one at a time', async () => {
  const full = (first: number) => page(1, ...Array.from({ length: 150 }, (_, i) => first + i));
  for (const [pages, atOnce] of [
    [[full(2000), full(3000), full(4000), full(5000)], 2],
    [[page(1, 501), page(1, 502), page(1, 503), page(1, 504)], 1],
  ] as const) {
    mostUnderWay = 0;
    const counts = await Promise.all(pages.map((each) => writer.write('droplet', each)));
    expect(counts.map(({ discovered }) => discovered)).toEqual(pages.map(({ observations }) => observations.length));
    expect(mostUnderWay).toBe(atOnce);
  }
});
