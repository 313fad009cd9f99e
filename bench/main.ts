import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareReads, findSubjects, type Peer, type Rounds } from './comparison.ts';
import { measureDocumented } from './documented.ts';
import { type EstateSize, fillEstate, referenceEstate } from './estate.ts';
import { type FanOutSizes, measureFanOut } from './fan-out.ts';
import { type GrowthFigures, measureGrowth } from './growth.ts';
import { measureIngest } from './ingest.ts';
import { measureMirrors, oursEnv } from './mirrors.ts';
import { machine, type Section, show, writePage } from './page.ts';
import { preparePeers } from './peers/database.ts';
import { measurePolicies } from './policies.ts';
import { startServer } from './process.ts';
import { apollo, bare, ours, postgraphile, pothos } from './questions.ts';
import {
  documentedTables,
  fanOutTables,
  growthTable,
  ingestTables,
  policyTable,
  readTables,
  startTables,
  syncTable,
} from './report.ts';
import { measureStart } from './start.ts';
import { openStore, type Store } from './store.ts';
import { measureSyncs, referenceDroplets } from './sync.ts';

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    growth: { type: 'boolean', default: false },
    only: { type: 'string' },
    profile: { type: 'string' },
  },
});
const { quick, growth } = flags;
const tenant = 't3';
const beganAtMs = performance.now();
const say = (line: string) =>
  console.log(`${((performance.now() - beganAtMs) / 1000).toFixed(0).padStart(4)} s  ${line}`);

const readsSize = quick ? { ...referenceEstate, resources: 10_000 } : referenceEstate;
const estates = new Map<EstateSize, ReturnType<Store['create']>>();

/** What reads are measured on: made once. */
function estateOf(store: Store, size: EstateSize): ReturnType<Store['create']> {
  const made = estates.get(size) ?? makeEstate(store, size);
  estates.set(size, made);
  return made;
}

async function makeEstate(store: Store, size: EstateSize) {
  const { resources, eventsEach } = size;
  say(`making ${resources} resources with ${resources * eventsEach} events`);
  const made = await store.create(`reads_${resources}`);
  await fillEstate(made.db, size);
  await preparePeers(made.db);
  return made;
}

async function reads(store: Store, size: EstateSize): Promise<readonly Section[]> {
  const { url, db } = await estateOf(store, size);
  const peers = await startPeers(store, url);
  const rounds: Rounds = {
    rounds: quick ? 2 : 3,
    secondsEach: quick ? 0.4 : 1,
    connections: 16,
    postmaster: store.postmaster,
    progress: say,
  };
  const cells = await compareReads(peers, await findSubjects(db, tenant), rounds);
  for (const { server } of peers) await server.close();
  return readTables(cells, size);
}

async function policies(store: Store): Promise<readonly Section[]> {
  const estate = await estateOf(store, readsSize);
  const seconds = quick ? 0.8 : 3;
  return policyTable(await measurePolicies(estate, { seconds, tenant, dataDir: store.dataDir, say }));
}

/** After the others on this estate: it makes Postgres write down plans. */
async function documented(store: Store): Promise<readonly Section[]> {
  const estate = await estateOf(store, readsSize);
  const effort = { seconds: quick ? 0.3 : 1, say };
  return documentedTables(await measureDocumented(store, estate, readsSize, effort), readsSize);
}

async function startPeers(store: Store, url: string): Promise<Peer[]> {
  const profiles = flags.profile ?? null;
  if (profiles !== null) await mkdir(profiles, { recursive: true });
  const env = { DATABASE_URL: url, NODE_ENV: 'production', GRAPHILE_ENV: 'production' };
  const own = { ...oursEnv(url, join(store.dataDir, 'ours')), BENCH_TENANT: tenant };
  return [
    { server: await startServer('Arcadia Cloud', 'peers/ours.ts', own, profiles), wording: ours },
    {
      server: await startServer(
        'the same, warm',
        'peers/ours.ts',
        { ...own, ARCADIA_ANSWER_CACHE_MIB: '32' },
        profiles,
      ),
      wording: ours,
    },
    { server: await startServer('PostGraphile', 'peers/postgraphile.ts', env, profiles), wording: postgraphile },
    { server: await startServer('Apollo Server', 'peers/apollo.ts', env, profiles), wording: apollo },
    { server: await startServer('yoga, Pothos, Prisma', 'peers/pothos.ts', env, profiles), wording: pothos },
    { server: await startServer('bare SQL', 'peers/bare.ts', env, profiles), wording: bare },
  ];
}

async function ingest(store: Store): Promise<readonly Section[]> {
  say('ingest: pages through the door, and bare');
  const { db } = await store.create('ingest');
  const rows = quick ? 4000 : 20_000;
  const pages = await measureIngest(db, { rows, unchangedPasses: 5, postmaster: store.postmaster });
  say('ingest: a whole account, and the same by hand');
  return ingestTables(pages, await measureMirrors(store, { droplets: quick ? 1600 : 6700 }));
}

async function sync(store: Store): Promise<readonly Section[]> {
  say('sync: every kind, first and unchanged');
  const droplets = quick ? referenceDroplets / 10 : referenceDroplets;
  return syncTable(await measureSyncs(store, { droplets, unchanged: 1, profileDir: flags.profile ?? null }));
}

async function fanOut(store: Store): Promise<readonly Section[]> {
  const sizes: FanOutSizes = quick
    ? { subscribers: 200, seconds: 1, idle: 1000, eventsPerSecond: 100, latencySeconds: 2 }
    : { subscribers: 1000, seconds: 5, idle: 10_000, eventsPerSecond: 100, latencySeconds: 10 };
  return fanOutTables(await measureFanOut(store, sizes, { say, profileDir: flags.profile ?? null }));
}

const mostGrowthMs = 15 * 60_000;

/** Each figure at several sizes, in databases one after another. */
async function grow(store: Store): Promise<readonly Section[]> {
  const size = { ...referenceEstate, eventsEach: 2 };
  const figures: GrowthFigures[] = [];
  let tookMs = 0;
  for (const resources of quick ? [1000, 10_000] : [1000, 10_000, 100_000, 1_000_000]) {
    const beginsAtMs = performance.now();
    // Ten times as much to make, and as long to read. A slow machine goes as far as it comes.
    if (beginsAtMs - beganAtMs + tookMs * 8 > mostGrowthMs) {
      say(`growth: ${resources} resources would take too long, and are left out`);
      break;
    }
    figures.push(await measureGrowth(store, { ...size, resources }, say));
    tookMs = performance.now() - beginsAtMs;
  }
  return growthTable(figures, size);
}

/** In the order in which they are measured and stand on the page. */
const sectionsOf: Readonly<Record<string, (store: Store) => Promise<readonly Section[]>>> = {
  reads: (store) => reads(store, readsSize),
  policies,
  documented,
  ingest,
  sync,
  'fan-out': fanOut,
  start: () => measureStart(say).then(startTables),
};
const asked = growth ? [] : (flags.only?.split(',') ?? Object.keys(sectionsOf));
const unknown = asked.filter((name) => !(name in sectionsOf));
if (unknown.length > 0 || (flags.only !== undefined && flags.write)) {
  console.error(
    unknown.length > 0
      ? `--only ${unknown}: there are ${Object.keys(sectionsOf).join(', ')}.`
      : '--write writes the whole page: not with --only.',
  );
  process.exit(2);
}

const store = await openStore();
process.once('SIGINT', () => void store.close().then(() => process.exit(130)));
try {
  const made: Section[] = [];
  for (const section of growth ? [grow] : asked.map((name) => sectionsOf[name])) {
    const tables = (await section?.(store)) ?? [];
    for (const table of tables) console.log(show(table));
    made.push(...tables);
  }
  const about = await machine(store);
  console.log(about);
  if (flags.write || (!quick && flags.only === undefined)) {
    await writePage(growth ? 'growth' : 'figures', about, made);
    say('written into docs/BENCHMARKS.md');
  }
} finally {
  await store.close();
  await rm(store.dataDir, { recursive: true, force: true });
}
say('done');
process.exit();
