import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'graphql';
import type { SystemDb } from '../src/db/sql.ts';
import { writeCursor } from '../src/graphql/paging.ts';
import { findSubjects } from './comparison.ts';
import { type DocumentedQuery, documentedQueries, targetMsOf } from './documents.ts';
import { type EstateSize, estateBegan } from './estate.ts';
import { loadWith } from './load.ts';
import { oursEnv } from './mirrors.ts';
import { startServer } from './process.ts';
import { ask, type Subject, type Viewer } from './questions.ts';
import { readOperations } from './reads.ts';
import type { Store } from './store.ts';

// Every query that the documentation shows, and those of reads.ts that it speaks of, each answer made anew; and the plans that
// Postgres really took, from its own log.

export interface DocumentedFigures {
  readonly place: string;
  readonly viewer: Viewer;
  readonly targetMs: number;
  /** null: it is not for this viewer. */
  readonly measured: { readonly p50Ms: number; readonly p95Ms: number; readonly requests: number } | null;
  /** Large tables that a plan reads from end to end. */
  readonly readWhole: readonly string[];
}

interface Question extends DocumentedQuery {
  readonly values: Readonly<Record<string, unknown>>;
}

/** After five executions Postgres may settle on a plan for any values. */
const timesPlanned = 8;

export async function measureDocumented(
  store: Store,
  { url, db }: { readonly url: string; readonly db: SystemDb },
  size: EstateSize,
  { seconds, say }: { readonly seconds: number; readonly say: (line: string) => void },
): Promise<DocumentedFigures[]> {
  const tenant = 't3';
  const env = { ...oursEnv(url, join(store.dataDir, 'documented')), BENCH_TENANT: tenant };
  const asked: { readonly subject: Subject; readonly question: Question }[] = [];
  for (const subject of await findSubjects(db, tenant)) {
    for (const question of await questionsFor(subject, size)) asked.push({ subject, question });
  }
  const target = (server: { url: string; details: Readonly<Record<string, string>> }, at: (typeof asked)[number]) => ({
    url: server.url,
    headers: { authorization: `Bearer ${server.details[at.subject.viewer]}` },
    body: { query: at.question.query, variables: at.question.values },
  });

  say(`documented: ${asked.length / 2} queries, as admin and as tenant`);
  const timed = await startServer('documented', 'peers/ours.ts', env);
  const figures: (Omit<DocumentedFigures, 'readWhole'> & { readonly at: (typeof asked)[number] })[] = [];
  for (const at of asked) {
    const { place, targetMs } = at.question;
    const request = target(timed, at);
    const allowed = await isAnswered(request, place);
    if (allowed) await loadWith(request, { connections: 1, seconds: seconds / 10 });
    // Two at once, for two processors.
    const load = allowed ? await loadWith(request, { connections: 2, seconds }) : null;
    figures.push({ at, place, viewer: at.subject.viewer, targetMs, measured: load });
  }
  await timed.close();

  say('documented: their plans');
  await db.query(`alter system set log_line_prefix = '[%a] '`);
  await db.query('select pg_reload_conf()');
  for (const setting of [`session_preload_libraries = 'auto_explain'`, 'auto_explain.log_min_duration = 0'])
    await db.query(
      `do $$ begin execute format('alter database %I set ${setting.replaceAll("'", "''")}', current_database()); end $$`,
    );
  const explained = await startServer('documented, explained', 'peers/ours.ts', env);
  const plans = await openPlans(join(store.dataDir, 'postgres/server.log'));
  // A partition that holds nothing yet is read whole at no cost.
  const large = await db.query<{ name: string }>(
    `select relname as name from pg_class where relname ~ '^(cloud_resource(s$|_versions|_links|_events)|counted_resources$)' and relkind = 'r' and relpages > 20`,
  );
  let planned = 0;
  const result: DocumentedFigures[] = [];
  for (const { at, ...figure } of figures) {
    await plans.next();
    for (let i = 0; figure.measured !== null && i < timesPlanned; i += 1) await ask(target(explained, at));
    const text = await plans.next();
    planned += plansIn(text).length;
    result.push({ ...figure, readWhole: readWholeIn(text, new Set(large.map(({ name }) => name))) });
  }
  // Who asks for nothing but itself needs no statement; most do.
  if (planned < (figures.length * timesPlanned) / 2) throw new Error(`Postgres has logged only ${planned} plans.`);
  await explained.close();
  await plans.close();
  await db.query('alter system reset log_line_prefix');
  await db.query('select pg_reload_conf()');
  return result;
}

/** @throws Error  when it fails for another reason than that this viewer may not ask it. */
async function isAnswered(request: Parameters<typeof ask>[0], place: string): Promise<boolean> {
  const { errors } = (await ask(request)) as { errors?: readonly { extensions?: { code?: string } }[] }; // GraphQL's own form
  if (errors === undefined) return true;
  if (errors.every(({ extensions }) => extensions?.code === 'FORBIDDEN')) return false;
  throw new Error(`${place} is answered with ${JSON.stringify(errors)}`);
}

/** What the viewer is asked, with values of the estate for every variable. */
async function questionsFor({ urn, deep }: Subject, size: EstateSize): Promise<Question[]> {
  const middle = estateBegan.getTime() + (size.resources * size.eventsEach * 1000) / 2;
  const asOf = new Date(middle).toISOString();
  const later = new Date(middle + 3_600_000).toISOString();
  const known: Readonly<Record<string, unknown>> = { urn, asOf, yesterday: asOf, from: asOf, to: later };
  const documented = (await documentedQueries({ HOUR_AGO: asOf, NOW: later })).map((question) => {
    const unknown = question.variables.filter((name) => !(name in known));
    if (unknown.length > 0) throw new Error(`${question.place}: the benchmark has no value for ${unknown}.`);
    return { ...question, values: Object.fromEntries(question.variables.map((name) => [name, known[name]])) };
  });
  const deepCursor = writeCursor('resources:name:asc', { value: deep.name, id: deep.id });
  const others = readOperations({ urn, asOf, deepCursor }).map(({ what, query, variables }) => ({
    place: what,
    query,
    variables: Object.keys(variables),
    values: variables,
    targetMs: targetMsOf(parse(query)),
  }));
  return [...documented, ...others];
}

/** What the server's log has gained since it was last asked for. */
async function openPlans(path: string) {
  const file = await open(path);
  let position = (await stat(path)).size;
  return {
    async next(): Promise<string> {
      const { size } = await file.stat();
      const { buffer, bytesRead } = await file.read(Buffer.alloc(size - position), 0, size - position, position);
      position += bytesRead;
      return buffer.toString('utf8', 0, bytesRead);
    },
    close: () => file.close(),
  };
}

/** Of the viewers' statements: what else runs is nobody's query. */
function plansIn(log: string): string[] {
  return log.split(/^(?=\[[^\]]*\] )/m).filter((entry) => /^\[arcadia viewers\].*plan:/.test(entry));
}

function readWholeIn(log: string, large: ReadonlySet<string>): string[] {
  const tables = plansIn(log).flatMap((entry) =>
    [...entry.matchAll(/Seq Scan on (\w+)/g)].map(([, table = '']) => table),
  );
  return [...new Set(tables)].filter((table) => large.has(table)).sort();
}
