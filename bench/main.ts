import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareReads, findSubjects, type Peer, type Rounds } from './comparison.ts';
import { type EstateSize, fillEstate, referenceEstate } from './estate.ts';
import { measureFanOut, measureIdle, measureLatency, startServed } from './fan-out.ts';
import { measureIngest } from './ingest.ts';
import { measureMirrors, oursEnv } from './mirrors.ts';
import { preparePeers } from './peers/database.ts';
import { startServer } from './process.ts';
import { apollo, bare, ours, postgraphile, pothos } from './questions.ts';
import {
  fanOutTables,
  growthTable,
  ingestTables,
  machine,
  readTables,
  type Section,
  show,
  startTables,
  writePage,
} from './report.ts';
import { measureStart } from './start.ts';
import { openStore, type Store } from './store.ts';

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
const parts = flags.only?.split(',') ?? ['reads', 'ingest', 'fan-out', 'start'];
const tenant = 't3';
const beganAtMs = performance.now();
const say = (line: string) =>
  console.log(`${((performance.now() - beganAtMs) / 1000).toFixed(0).padStart(4)} s  ${line}`);

async function reads(store: Store, size: EstateSize): Promise<readonly Section[]> {
  const { resources, eventsEach } = size;
  say(`reads: making ${resources} resources with ${resources * eventsEach} events`);
  const { url, db } = await store.create(`reads_${resources}`);
  await fillEstate(db, size);
  await preparePeers(db);
  const peers = await startPeers(store, url);
  const rounds: Rounds = {
    rounds: quick ? 2 : 3,
    secondsEach: quick ? 0.4 : 1.5,
    connections: 16,
    postmaster: store.postmaster,
    progress: say,
  };
  const cells = await compareReads(peers, await findSubjects(db, tenant), rounds);
  for (const { server } of peers) await server.close();
  return readTables(cells, size);
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
  return ingestTables(pages, await measureMirrors(store, { droplets: quick ? 400 : 4000 }));
}

async function fanOut(): Promise<readonly Section[]> {
  const served = await startServed();
  const [subscribers, seconds] = quick ? [200, 1] : [1000, 5];
  say('fan-out: idle subscribers');
  const idle = await measureIdle(served, { subscribers: subscribers * 2 });
  say('fan-out: deliveries');
  const deliveries = await measureFanOut(served, { subscribers, seconds });
  say('fan-out: latency');
  const latency = await measureLatency(served, { subscribers, eventsPerSecond: 50, seconds: quick ? 2 : 10 });
  await served.close();
  return fanOutTables({ subscribers, deliveries, latency, idle });
}

/** Each figure at several sizes, in databases one after another. */
async function grow(store: Store): Promise<readonly Section[]> {
  const tables: Section[] = [];
  for (const resources of quick ? [1000, 10_000] : [1000, 10_000, 100_000, 1_000_000]) {
    const size = { ...referenceEstate, resources, eventsEach: 2 };
    tables.push(...(await reads(store, size)));
  }
  return growthTable(tables);
}

const store = await openStore();
process.once('SIGINT', () => void store.close().then(() => process.exit(130)));
try {
  const sections: Section[] = [];
  const add = (made: readonly Section[]) => {
    for (const section of made) console.log(show(section));
    sections.push(...made);
  };
  if (growth) add(await grow(store));
  else {
    if (parts.includes('reads'))
      add(await reads(store, quick ? { ...referenceEstate, resources: 10_000 } : referenceEstate));
    if (parts.includes('ingest')) add(await ingest(store));
    if (parts.includes('fan-out')) add(await fanOut());
    if (parts.includes('start')) add(await measureStart(say).then(startTables));
  }
  const about = await machine(store);
  console.log(about);
  if (flags.write || (!quick && !growth && flags.only === undefined)) {
    await writePage(about, sections);
    say('written into docs/BENCHMARKS.md');
  }
} finally {
  await store.close();
  await rm(store.dataDir, { recursive: true, force: true });
}
say('done');
process.exit();
