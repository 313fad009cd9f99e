import { join } from 'node:path';
import type { SystemDb } from '../src/db/sql.ts';
import { writeCursor } from '../src/graphql/paging.ts';
import { observe } from '../src/inventory/observe.ts';
import { findSubjects } from './comparison.ts';
import { type EstateSize, estateBegan, fillEstate } from './estate.ts';
import { makePage } from './ingest.ts';
import { loadWith, type Target } from './load.ts';
import { oursEnv } from './mirrors.ts';
import { type ServerProcess, startServer } from './process.ts';
import { ask, type Subject } from './questions.ts';
import { readOperations } from './reads.ts';
import type { Store } from './store.ts';

// The same figures on estates of several sizes. They are made in the database itself, since a million resources would be twenty
// minutes through the door; what the door does with one page more is then measured on each.

export interface GrowthFigures {
  readonly resources: number;
  /** By what was measured, such as "A, admin": milliseconds for each; null: longer than a statement may take. */
  readonly ms: ReadonlyMap<string, number | null>;
  /** Of the service after all reads, MiB. */
  readonly residentMib: number;
}

const tenant = 't3';
/** Few, so that what takes seconds on a million resources stays below the limit of a statement. */
const connections = 2;
const secondsEach = 0.6;

export async function measureGrowth(
  store: Store,
  size: EstateSize,
  say: (line: string) => void,
): Promise<GrowthFigures> {
  say(`growth: making ${size.resources} resources`);
  const { url, db } = await store.create(`growth_${size.resources}`);
  await fillEstate(db, size);
  const env = { ...oursEnv(url, join(store.dataDir, `growth-${size.resources}`)), BENCH_TENANT: tenant };
  const server = await startServer('growth', 'peers/ours.ts', env);
  const warm = await startServer('growth, warm', 'peers/ours.ts', { ...env, ARCADIA_ANSWER_CACHE_MIB: '32' });
  say(`growth: reads of ${size.resources} resources`);
  const ms = new Map<string, number | null>();
  for (const subject of await findSubjects(db, tenant)) {
    for (const { name, target } of operationsOn(server, size, subject)) {
      ms.set(`${name}, ${subject.viewer}`, await timeOf(target));
    }
    for (const { name, target } of operationsOn(warm, size, subject).slice(0, 5)) {
      ms.set(`${name}, ${subject.viewer}, warm`, await timeOf(target));
    }
  }
  const { residentMib } = await server.usage();
  await Promise.all([server.close(), warm.close()]);
  say(`growth: pages into ${size.resources} resources`);
  for (const [page, figure] of await measurePages(db)) ms.set(page, figure);
  return { resources: size.resources, ms, residentMib };
}

function operationsOn(server: ServerProcess, { resources, eventsEach }: EstateSize, { viewer, urn, deep }: Subject) {
  const middle = new Date(estateBegan.getTime() + (resources * eventsEach * 1000) / 2).toISOString();
  const deepCursor = writeCursor('resources:name:asc', { value: deep.name, id: deep.id });
  return readOperations({ urn, asOf: middle, deepCursor }).map(({ name, query, variables }) => ({
    name,
    target: {
      url: server.url,
      headers: { authorization: `Bearer ${server.details[viewer]}` },
      body: { query, variables },
    } satisfies Target,
  }));
}

async function timeOf(target: Target): Promise<number | null> {
  // Named statements, compiled queries and Postgres' plans come after some.
  for (let i = 0; i < 8; i += 1) {
    const beganAtMs = performance.now();
    const answer = (await ask(target)) as { errors?: unknown };
    if (answer.errors !== undefined) return null;
    if (performance.now() - beganAtMs > 1000) break;
  }
  const isRight = (body: Buffer) => !body.includes('"errors":[');
  const { perSecond } = await loadWith(target, { connections, seconds: secondsEach, isRight });
  return 1000 / perSecond;
}

const rowsAPage = 200;
const pages = 10;
/** Above what the estate has. */
const firstId = 1_000_000_000;

/** Milliseconds of a page of 200 rows through the door. */
async function measurePages(db: SystemDb): Promise<[page: string, ms: number][]> {
  const projects = await db.query<{ id: string }>('select id from cloud_projects order by id');
  const figures: [string, number][] = [];
  const passes = [
    ['new', 'active'],
    ['unchanged', 'active'],
    ['changed', 'off'],
  ] as const;
  for (const [index, [page, status]] of passes.entries()) {
    const made = Array.from({ length: pages }, (_, i) => makePage(firstId + i * rowsAPage, status));
    const beganAtMs = performance.now();
    for (const observations of made) {
      const homes = observations.map(
        ({ urn }, i) => [urn, projects[i % projects.length]?.id ?? ''] as const, // there are projects
      );
      await observe(db, {
        kind: 'droplet',
        part: 'standard',
        // Later than all that the estate knows.
        requestedAt: new Date(Date.parse('2028-01-01T00:00:00Z') + index * 1000),
        observations,
        projectOf: new Map(homes),
        cause: { runId: null, actor: null },
      });
    }
    figures.push([`a page of ${rowsAPage} ${page} rows`, (performance.now() - beganAtMs) / pages]);
  }
  return figures;
}

/** How the largest differs from the smallest, as the exponent of its growth: 0 is flat, 1 is in proportion. */
export function slopeOf(first: number, last: number, times: number): string {
  const exponent = Math.log(last / first) / Math.log(times);
  if (Number.isNaN(exponent)) return '–';
  if (exponent < 0.1) return 'flat';
  if (exponent < 0.35) return 'a little';
  if (exponent < 0.75) return 'less than in proportion';
  return exponent < 1.1 ? 'in proportion' : `worse: n^${exponent.toFixed(1)}`;
}
