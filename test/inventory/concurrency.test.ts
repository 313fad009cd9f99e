import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sql, SystemDb } from '../../src/db/sql.ts';
import { openSystem } from '../../src/db/system.ts';
import { classify } from '../../src/inventory/classify.ts';
import { commitStrikes } from '../../src/inventory/commit.ts';
import { nowhere } from '../../src/inventory/homes.ts';
import { planDiscovery } from '../../src/inventory/plan.ts';
import { bury } from '../../src/inventory/retire.ts';
import { resourceColumns, resourceRecordSet, resourceValues } from '../../src/inventory/rows.ts';
import type { Observation } from '../../src/kinds/define.ts';
import { createTestDatabase, silentLog, type TestDatabase } from '../support/database.ts';
import { at, eventsOf, makeProjects, remove, see, sightingOf, versionFaults } from './observations.ts';

const nobody = { runId: null, actor: null };

let database: TestDatabase;
let writers: SystemDb;

beforeAll(async () => {
  database = await createTestDatabase();
  writers = openSystem(database.url, { max: 20, log: silentLog });
});

afterAll(async () => {
  await writers.end();
  await database.drop();
});

// Sabotage that turns it red: positions from nextval() of a sequence in append() instead of the head row.
test('a reader with a cursor misses nothing while 16 writers append, and positions have no gaps', async () => {
  const seen: bigint[] = [];
  let cursor = 0n;
  let writing = true;
  const read = async () => {
    const events = await database.system.query<{ position: bigint }>(
      'select position from cloud_resource_events where position > $1 order by position',
      [cursor],
    );
    for (const { position } of events) seen.push(position);
    cursor = events.at(-1)?.position ?? cursor;
  };
  const reading = (async () => {
    while (writing) await read();
    await read();
  })();
  await Promise.all(
    Array.from({ length: 16 }, async (_, writer) => {
      for (let page = 0; page < 12; page += 1) {
        const base = 1_000_000 * (writer + 1) + page * 10;
        await see(
          writers,
          Array.from({ length: 1 + ((writer + page) % 4) }, (_, n) => sightingOf(base + n)),
          page,
        );
      }
    }),
  );
  writing = false;
  await reading;
  const log = await eventsOf(database.system);
  expect(seen).toEqual(log.map(({ position }) => position));
  expect(log.map(({ position }) => position)).toEqual(log.map((_, index) => BigInt(index + 1)));
  const recorded = await database.system.query<{ recordedAt: Date }>(
    'select recorded_at as "recordedAt" from cloud_resource_events order by position',
  );
  const times = recorded.map(({ recordedAt }) => recordedAt.getTime());
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

// Sabotage that turns it red: LostRaceError is thrown on instead of tried again (in observe), or a unique violation passes commit()
// as it is.
test('writers who discover the same resources at once make one discovery of each', async () => {
  const page = Array.from({ length: 20 }, (_, n) => sightingOf(90_000_000 + n));
  const counts = await Promise.all(Array.from({ length: 12 }, () => see(writers, page, 0)));
  expect(counts.reduce((sum, { discovered }) => sum + discovered, 0)).toBe(20);
  const log = (await eventsOf(database.system)).filter(({ urn }) => page.some((seen) => seen.urn === urn));
  expect(log.map(({ type }) => type)).toEqual(page.map(() => 'discovered'));
});

// Sabotage that turns it red: `order by id` goes from what locks rows in observe() or commitStrikes().
test('sightings, strikes and deletions of the same resources wait for each other and never deadlock', async () => {
  const page = (name: string) => Array.from({ length: 60 }, (_, n) => sightingOf(80_000_000 + n, { name }));
  await see(writers, page('new'), 0);
  const rows = await writers.query<{ id: string }>(`select id from cloud_resources where name = 'new'`);
  const ids = rows.map(({ id }) => id);
  await Promise.all(
    Array.from({ length: 16 }, async (_, writer) => {
      for (let round = 1; round <= 6; round += 1) {
        if (writer % 3 === 0) await see(writers, page(`${writer}-${round}`), round);
        else if (writer % 3 === 1) await remove(writers, ids, round);
        else await commitStrikes(writers, { kind: 'droplet', part: 'standard', beganAt: at(99) }, at(99), 0, 3);
      }
    }),
  );
  expect(await versionFaults(database.system)).toEqual([]);
});

// Sabotage that turns it red: holdTenancy() goes from observe(), or the lock from changeTenancy().
test('a project may change hands while its pages are written: every resource ends with its tenant, each move in two events', async () => {
  const [project = ''] = await makeProjects(database.system, ['acme', 'globex']);
  const ids = Array.from({ length: 40 }, (_, n) => 70_000_000 + n);
  const projectOf = new Map(Array.from({ length: 400 }, (_, n) => [`do:droplet:${70_000_000 + n}`, project] as const));
  await see(
    writers,
    ids.map((id) => sightingOf(id)),
    0,
    { projectOf },
  );
  const write = async (writer: number) => {
    for (let round = 1; round <= 8; round += 1) {
      const fresh = Array.from({ length: 4 }, (_, n) => sightingOf(70_000_000 + 40 + writer * 40 + round * 4 + n));
      const changed = ids.map((id) => sightingOf(id, { name: `${writer}-${round}` }));
      await see(writers, [...changed, ...fresh], round, { projectOf });
    }
  };
  const change = async () => {
    for (const tenantId of ['globex', 'acme', 'globex', 'acme', 'globex']) {
      expect(await classify(writers, { projectId: project, purpose: 'TENANT', tenantId }, 'test', at(9))).toBeNull();
    }
  };
  await Promise.all([...Array.from({ length: 8 }, (_, writer) => write(writer)), change()]);
  const lost = await database.system.query(
    `select r.urn from cloud_resources r join cloud_projects p on p.id = r.project_id where r.tenant_id is distinct from p.tenant_id`,
  );
  expect(lost).toEqual([]);
  const moves = await database.system.query<{ departures: bigint; arrivals: bigint; tenants: bigint }>(
    `select count(*) filter (where departure) as departures, count(*) filter (where not departure) as arrivals,
            count(distinct tenant_id) as tenants
       from cloud_resource_events where move_id is not null group by move_id`,
  );
  expect(moves.length).toBeGreaterThanOrEqual(40 * 5);
  for (const move of moves) expect(move).toEqual({ departures: 1n, arrivals: 1n, tenants: 2n });
  expect(await versionFaults(database.system)).toEqual([]);
});

/** A writer of whom everybody else waits until it is told to commit. */
interface Holder {
  readonly process: number;
  commit(): Promise<void>;
}

function hold(work: (sql: Sql) => Promise<void>): Promise<Holder> {
  return new Promise((resolve, reject) => {
    const done = writers.transaction(async (sql) => {
      await work(sql);
      const [own] = await sql.query<{ process: number }>('select pg_backend_pid() as process');
      await new Promise<void>((go) => {
        const commit = () => {
          go();
          return done;
        };
        resolve({ process: own?.process ?? 0, commit });
      });
    });
    done.catch(reject);
  });
}

const waitingFor = ({ process }: Holder) =>
  expect
    .poll(
      () => database.system.query('select 1 from pg_stat_activity where $1 = any(pg_blocking_pids(pid))', [process]),
      {
        timeout: 10_000,
        interval: 5,
      },
    )
    .toHaveLength(1);

const insertRow = (seen: Observation) => async (sql: Sql) => {
  const { after } = planDiscovery(seen, 'standard', nowhere, at(0), nobody);
  await sql.query(
    `insert into cloud_resources (${resourceColumns}) select ${resourceValues} from ${resourceRecordSet('$1')}`,
    [JSON.stringify([after])],
  );
};

// Sabotage that turns it red: a limit of three attempts in observePages(). Each of five others wins one row of the page.
test('a page that loses a race for one row after another is taken in the end, whole and once', async () => {
  const page = Array.from({ length: 6 }, (_, n) => sightingOf(60_000_001 + n));
  const holders = await Promise.all(page.slice(0, 5).map((seen) => hold(insertRow(seen))));
  const taken = see(writers, page, 1);
  try {
    for (const holder of holders) {
      await Promise.race([waitingFor(holder), taken]);
      await holder.commit();
    }
  } finally {
    await Promise.all(holders.map((holder) => holder.commit()));
  }
  expect((await taken).discovered).toBe(1);
  const rows = await database.system.query(
    `select r.urn, (select count(*)::int from cloud_resource_links l where l.from_id = r.id) as links,
            (select count(*)::int from counted_resources c where c.resource_id = r.id) as counted
       from cloud_resources r where r.urn = any($1::text[]) order by 1`,
    [page.map(({ urn }) => urn)],
  );
  // Those that others wrote came without links, and were as they should be.
  expect(rows).toEqual(page.map(({ urn }, n) => ({ urn, links: n === 5 ? 2 : 0, counted: 1 })));
  await database.system.query('delete from cloud_resources where urn = any($1::text[])', [page.map(({ urn }) => urn)]);
});

// Sabotage that turns it red: observePages() goes on after an attempt at which no fewer rows were new.
test('a URN that another resource has breaks the page off with its cause, and nothing of it is left', async () => {
  const [taken, fresh] = [sightingOf(61_000_001), sightingOf(61_000_002)];
  await see(writers, [taken], 0);
  const before = await counts();
  const broken = see(writers, [{ ...taken, providerId: 'another' }, fresh], 1);
  await expect(broken).rejects.toMatchObject({
    name: 'LostRaceError',
    cause: { constraint: 'cloud_resources_urn_key' },
  });
  expect(await counts()).toEqual(before);
});

// Sabotage that turns it red: commit() takes every unique violation for a lost race, and not that of new rows alone.
test('a position that is taken is no lost race: it is told as it is, and nothing is left', async () => {
  await see(writers, [sightingOf(62_000_001)], 0);
  const before = await counts();
  const statements: string[] = [];
  const watching: SystemDb = {
    ...writers,
    transaction: (work) =>
      writers.transaction(async (sql) => {
        // As if the head had been set back by hand; undone with all else.
        await sql.query('update event_head set position = position - 1');
        return work({
          query: (text, values) => {
            statements.push(text);
            return sql.query(text, values);
          },
        });
      }),
  };
  await expect(see(watching, [sightingOf(62_000_002)], 1)).rejects.toMatchObject({ code: '23505' });
  expect(statements.filter((text) => text.includes('advisory'))).toHaveLength(1);
  expect(await counts()).toEqual(before);
});

async function counts() {
  const [row] = await database.system.query(
    `select (select count(*) from cloud_resources) as resources, (select count(*) from cloud_resource_links) as links,
            (select count(*) from cloud_resource_versions) as versions, (select count(*) from cloud_resource_events) as events,
            (select count(*) from counted_resources) as counted, (select position from event_head) as position`,
  );
  return row;
}

describe('what is being deleted stays with whoever had it', () => {
  const burial = (urn: string) =>
    hold(async (sql) => {
      const [found] = await sql.query<{ id: string }>('select id from cloud_resources where urn = $1', [urn]);
      const held: SystemDb = { ...writers, transaction: (work) => work(sql) };
      await bury(held, [found?.id ?? ''], { askedAt: at(5), childKinds: [], cause: nobody });
    });
  const told = async (urn: string) =>
    (await eventsOf(database.system))
      .filter((event) => event.urn === urn)
      .map(({ type, tenantId }) => [type, tenantId]);

  // Sabotage that turns it red: holdTenancy() goes from bury().
  test('while its project goes to another tenant', async () => {
    const [project = ''] = await makeProjects(database.system, ['acme', 'globex']);
    const seen = sightingOf(63_000_001);
    await see(writers, [seen], 0, { projectOf: new Map([[seen.urn, project]]) });
    const holder = await burial(seen.urn);
    const moved = classify(writers, { projectId: project, purpose: 'TENANT', tenantId: 'globex' }, 'test', at(9));
    await waitingFor(holder);
    await holder.commit();
    expect(await moved).toBeNull();
    expect(await told(seen.urn)).toEqual([
      ['discovered', 'acme'],
      ['deleted', 'acme'],
    ]);
    expect(await versionFaults(database.system)).toEqual([]);
  });

  // Sabotage that turns it red: planDependants() moves whatever it has locked, dead or alive.
  test('while its owner goes to another tenant', async () => {
    const [acme = '', globex = ''] = await makeProjects(database.system, ['acme', 'globex']);
    const owner = sightingOf(64_000_001);
    const owned: Observation = { ...sightingOf(64_000_002), ownerUrn: owner.urn };
    await see(writers, [owner], 0, { projectOf: new Map([[owner.urn, acme]]) });
    await see(writers, [owned], 0);
    const holder = await burial(owned.urn);
    const moved = see(writers, [owner], 9, { projectOf: new Map([[owner.urn, globex]]) });
    await waitingFor(holder);
    await holder.commit();
    await moved;
    expect(await told(owner.urn)).toContainEqual(['updated', 'globex']);
    expect(await told(owned.urn)).toEqual([
      ['discovered', 'acme'],
      ['deleted', 'acme'],
    ]);
    expect(await versionFaults(database.system)).toEqual([]);
  });
});
