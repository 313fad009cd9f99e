import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { createEmptyDatabase, silentLog } from '../support/database.ts';
import { type Service, startService } from '../support/service.ts';
import { readPage, type Statement, statementsOf } from './pages.ts';

// What whoever runs the service copies from the pages in trouble: every query, mutation and statement of SQL, in the situation that the
// page speaks of. One that is written anew fails until it is said here what has to come of it.

const below = await readdir(join(import.meta.dirname, '../../docs/operating'), { recursive: true });
const paths = [
  'runbook.md',
  'operating.md',
  ...below.filter((name) => name.endsWith('.md')).map((name) => `operating/${name}`),
];
const texts = await Promise.all(paths.map(async (path) => [path, await readPage(`docs/${path}`)] as const));
const statements = texts.flatMap(([path, text]) => statementsOf(`docs/${path}`, text));

let service: Service;
/** URNs of what DigitalOcean no longer has, as a run holds them. */
let held: string[];
let trials: readonly Trial[] = [];

/** A service whose newest run is HELD: all volumes are gone, which would empty the kind. */
beforeAll(async () => {
  service = await startService({ simulator: { droplets: 12 }, env: { ARCADIA_RATE_LIMITS: 'on' } });
  await service.syncAndWait();
  const { estate } = service.simulator;
  const ids = (estate.truth().volume?.ids ?? []).map(String);
  for (const id of ids) estate.removeVolume(id);
  held = ids.map((id) => `do:volume:${id}`).sort();
  for (let strike = 1; strike <= 3; strike += 1) await service.syncAndWait();
  trials = [...trialsOfTheRunbook(), ...trialsOfPostgres()];
}, 30_000);
afterAll(() => service.close());

/** What comes of one statement of a page. */
interface Trial {
  /** How it begins. */
  readonly of: string;
  readonly run: (text: string) => Promise<void>;
}

async function ask<Data>(text: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const { data, errors } = await service.ask<Data>(text, variables, service.admin);
  expect([text, errors]).toEqual([text, []]);
  if (data === null) throw new Error('An answer without errors has data.');
  return data;
}

interface Edges<Node> {
  readonly edges: readonly { readonly node: Node }[];
}
interface HeldRun {
  readonly id: string;
  readonly reason: string;
  readonly heldDeletions: readonly { readonly urn: string }[];
}

const tombstones = () =>
  service.system.query<{ urn: string }>('select urn from cloud_resources where deleted_at is not null order by urn');

function trialsOfTheRunbook(): Trial[] {
  let heldRun = '';
  return [
    {
      of: '{ syncRuns(first: 5)',
      async run(text) {
        const { syncRuns } = await ask<{ syncRuns: Edges<object> }>(text);
        expect(syncRuns.edges).toHaveLength(4);
        const [newest, ...others] = syncRuns.edges.map(({ node }) => node);
        const listing = { kind: 'DROPLET', verdict: 'COMPLETE', reason: null };
        const listings = expect.arrayContaining([expect.objectContaining(listing)]);
        const reason = expect.stringMatching(/would delete all \d+ of volume/);
        expect(newest).toMatchObject({ status: 'HELD', reason, startedAt: expect.any(String), listings });
        for (const other of others) expect(other).toMatchObject({ status: 'SUCCEEDED' });
      },
    },
    {
      of: '{ syncRuns(first: 1) { edges { node { id reason heldDeletions',
      async run(text) {
        const { syncRuns } = await ask<{ syncRuns: Edges<HeldRun> }>(text);
        const run = syncRuns.edges[0]?.node;
        expect(run?.heldDeletions.map(({ urn }) => urn).sort()).toEqual(held);
        heldRun = run?.id ?? '';
      },
    },
    {
      of: 'mutation { approveDeletions',
      async run(text) {
        expect(await tombstones()).toEqual([]);
        const { approveDeletions } = await ask<{ approveDeletions: unknown }>(text.replace('…', heldRun));
        expect(approveDeletions).toEqual({
          syncRun: { status: expect.stringMatching(/QUEUED|RUNNING/) },
          userErrors: [],
        });
        await vi.waitFor(async () => expect((await tombstones()).map(({ urn }) => urn)).toEqual(held), {
          timeout: 20_000,
        });
      },
    },
    {
      of: '{ rateBudgets',
      async run(text) {
        const { rateBudgets } = await ask<{ rateBudgets: readonly object[] }>(text);
        const windows = expect.arrayContaining([{ name: 'hour', used: expect.any(Number), limit: 5000 }]);
        expect(rateBudgets).toContainEqual({ lane: expect.any(String), closedUntil: null, windows });
      },
    },
    {
      of: '{ projects(where: { purpose: [UNCLASSIFIED] })',
      async run(text) {
        type Answer = { projects: Edges<{ id: string; name: string }> };
        const [first] = (await ask<Answer>(text)).projects.edges;
        // The page's next word: classifyProject gives it away, and it is no longer on the list.
        const classify = `mutation ($projectId: ID!) {
          classifyProject(input: { projectId: $projectId, purpose: SHARED }) { userErrors { message } } }`;
        await ask(classify, { projectId: first?.node.id });
        expect((await ask<Answer>(text)).projects.edges).not.toContainEqual(first);
      },
    },
  ];
}

function trialsOfPostgres(): Trial[] {
  return [
    {
      of: 'select relname, pg_size_pretty',
      async run(text) {
        await service.system.query(
          `insert into tenants (id, name) select 't' || n, repeat('x', 200) from generate_series(1, 20000) n`,
        );
        const rows = await service.system.query<{ relname: string; pg_size_pretty: string }>(text);
        expect(rows).toHaveLength(10);
        expect(rows[0]).toEqual({ relname: 'tenants', pg_size_pretty: expect.stringMatching(/^\d+ [kM]B$/) });
      },
    },
    { of: 'CREATE ROLE arcadia_viewer', run: letsLesserRoleMigrate },
  ];
}

/** A superuser runs it once, and then the service starts as a role that may make none of it. */
async function letsLesserRoleMigrate(text: string): Promise<void> {
  const database = await createEmptyDatabase();
  const name = `lesser_${randomUUID().replaceAll('-', '')}`;
  const superuser = new pg.Client({ connectionString: database.url });
  await superuser.connect();
  try {
    await superuser.query(`create role ${name} login password 'pw' nosuperuser nocreaterole nobypassrls`);
    await superuser.query(`alter database ${new URL(database.url).pathname.slice(1)} owner to ${name}`);
    const url = Object.assign(new URL(database.url), { username: name, password: 'pw' }).href;
    const early = migrate({ url, log: silentLog });
    await expect(early).rejects.toThrow(/init\) failed: permission denied to grant role .*arcadia doctor/);

    const block = text.replaceAll('the_user_of_database_url', name);
    // Roles are the server's, and other tests use this one: it is made anew in a transaction that nobody sees.
    await superuser.query('begin; alter role arcadia_viewer rename to arcadia_viewer_of_before');
    await superuser.query(block);
    await superuser.query('rollback');
    await superuser.query(block.replace(/^CREATE ROLE .*;\n/, ''));

    const lesser = await startService({ env: { DATABASE_URL: url } });
    const { data, errors } = await lesser.ask('{ viewer { roles } }', {}, lesser.admin);
    await lesser.close();
    expect([data, errors]).toEqual([{ viewer: { roles: ['PLATFORM_ADMIN'] } }, []]);
  } finally {
    await superuser.end();
    await database.drop();
    const owner = new pg.Client({ connectionString: inject('postgresUrl') });
    await owner.connect();
    await owner.query(`drop role if exists ${name}`);
    await owner.end();
  }
}

test('the pages have queries, mutations and SQL, and every one is tried here', () => {
  const tried = statements.map(({ place, text }) => [place, trials.filter(({ of }) => text.startsWith(of)).length]);
  expect(tried).toEqual(statements.map(({ place }) => [place, 1]));
  expect(trials.filter(({ of }) => !statements.some(({ text }) => text.startsWith(of)))).toEqual([]);
  expect(new Set(statements.map(({ language }) => language))).toEqual(new Set(['graphql', 'sql']));
});

test.each(statements)('$place ($language) does what the page says', async ({ text }: Statement) => {
  const trial = trials.find(({ of }) => text.startsWith(of));
  if (trial === undefined) throw new Error('Say in this file what has to come of it.');
  await trial.run(text);
});

test('code of GraphQL and of SQL is found within sentences and in blocks, and a name alone is neither', () => {
  const page =
    'a `{ a }` b `name`\n```sql\nSELECT 1;\n```\n`select a\nfrom b` `mutation { c }` `{{.Region}}`\n```sh\nls\n```\n';
  expect(statementsOf('p', page)).toEqual([
    { place: 'p:1', language: 'graphql', text: '{ a }' },
    { place: 'p:3', language: 'sql', text: 'SELECT 1;' },
    { place: 'p:5', language: 'sql', text: 'select a\nfrom b' },
    { place: 'p:6', language: 'graphql', text: 'mutation { c }' },
  ]);
});
