import { createRequire } from 'node:module';
import { join } from 'node:path';
import { startApp } from '../src/app.ts';
import { signToken } from '../src/auth/development-key.ts';
import { systemClock } from '../src/base/clock.ts';
import { readConfig } from '../src/base/config.ts';
import type { SystemDb } from '../src/db/sql.ts';
import { findSubjects } from './comparison.ts';
import { oursEnv } from './mirrors.ts';
import { ask, ours, type QuestionName, questionNames, type Subject, type Viewer } from './questions.ts';
import { quietLog } from './store.ts';

// What row-level security costs: the statements that the service sends for A to E, once as the viewers' role, which the policies
// fence, and once as a role that they do not apply to. Both on connections of their own, in turns.

// Of the service, since what it sends is noted: the peers have one of their own.
const pg = createRequire(new URL('../package.json', import.meta.url))('pg') as typeof import('pg');

export interface PolicyFigures {
  readonly viewer: Viewer;
  readonly question: QuestionName;
  /** Of all statements of the question, median: until the last row is here. */
  readonly fencedMicros: number;
  readonly unfencedMicros: number;
  /** Of a whole request, one at a time, median. */
  readonly requestMicros: number;
}

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

const unfenced = 'bench_unfenced';
/** Times, however long one takes. */
const fewest = 60;

export async function measurePolicies(
  { url, db }: { readonly url: string; readonly db: SystemDb },
  options: { tenant: string; dataDir: string; seconds: number; say: (line: string) => void },
): Promise<PolicyFigures[]> {
  const asked = await noteStatements(url, await findSubjects(db, options.tenant), join(options.dataDir, 'policies'));
  await db.query(
    `do $$ begin if not exists (select from pg_roles where rolname = '${unfenced}') then create role ${unfenced} nologin bypassrls; end if; end $$`,
  );
  await db.query(`grant select on all tables in schema public to ${unfenced}`);
  const figures: PolicyFigures[] = [];
  for (const { subject, question, statements, requestMicros } of asked) {
    const scope = subject.tenant ?? '*';
    const [fence, none] = [await connect(url, 'arcadia_viewer', scope), await connect(url, unfenced, scope)];
    // Plans are made for the first values, and kept after some.
    for (let i = 0; i < 8; i += 1) for (const client of [fence, none]) await timeOf(client, statements);
    const [fenced, plain]: [number[], number[]] = [[], []];
    const beganAtMs = performance.now();
    // One by one in turns, so that a moment in which the machine is slow is both's.
    do {
      const fenceFirst = fenced.length % 2 === 0;
      if (fenceFirst) fenced.push(await timeOf(fence, statements));
      plain.push(await timeOf(none, statements));
      if (!fenceFirst) fenced.push(await timeOf(fence, statements));
    } while (performance.now() - beganAtMs < options.seconds * 1000 || fenced.length < fewest);
    await Promise.all([fence.end(), none.end()]);
    const [fencedMicros, unfencedMicros] = [median(fenced), median(plain)];
    figures.push({ viewer: subject.viewer, question, fencedMicros, unfencedMicros, requestMicros });
    options.say(`policies: ${question} as ${subject.viewer}: × ${(fencedMicros / unfencedMicros).toFixed(3)}`);
  }
  return figures;
}

/** Asks a service of its own, until what it sends has names: then it sends what it will always send. */
async function noteStatements(url: string, subjects: readonly Subject[], dataDir: string) {
  const app = await startApp(readConfig(oursEnv(url, dataDir)), quietLog);
  const { developmentKey } = app.core;
  if (developmentKey === null) throw new Error('On a loopback host there is a development key.');
  const asked = [];
  for (const subject of subjects) {
    const { tenant, viewer } = subject;
    const token = await signToken(
      developmentKey,
      {
        sub: 'bench',
        roles: tenant === null ? ['platform_admin'] : [],
        tenants: tenant === null ? [] : [tenant],
        ttlSeconds: 3600,
      },
      systemClock.now(),
    );
    for (const question of questionNames) {
      const server = { url: `${app.url}/graphql`, details: { [viewer]: token } };
      const { target } = await ours(server, question, subject);
      const times: number[] = [];
      let statements: Statement[] = [];
      for (let i = 0; i < 20; i += 1) {
        const beganAtMs = performance.now();
        statements = await sentDuring(() => ask(target));
        times.push((performance.now() - beganAtMs) * 1000);
      }
      if (statements.length === 0) throw new Error(`${question} as ${viewer} read nothing.`);
      asked.push({ subject, question, statements, requestMicros: median(times) });
    }
  }
  await app.close();
  return asked;
}

/** The prepared statements that are sent while `work` runs: those of viewers; the scope's own is left out. */
async function sentDuring(work: () => Promise<unknown>): Promise<Statement[]> {
  const sending = pg.Query.prototype as never as { submit(this: Sent, connection: object): unknown }; // not in its types
  const { submit } = sending;
  const statements: Statement[] = [];
  sending.submit = function (connection) {
    if (this.name?.startsWith('arcadia-') && this.name !== 'arcadia-scope') {
      statements.push({ text: this.text, values: [...(this.values ?? [])] });
    }
    return submit.call(this, connection);
  };
  try {
    await work();
    return statements;
  } finally {
    sending.submit = submit;
  }
}

interface Sent extends Statement {
  readonly name?: string;
}

async function connect(url: string, role: string, scope: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`select set_config('role', $1, false), set_config('arcadia.tenants', $2, false)`, [role, scope]);
  return client;
}

/** @returns µs for one execution of all of them, one after another. */
async function timeOf(client: import('pg').Client, statements: readonly Statement[]): Promise<number> {
  const beganAtMs = performance.now();
  for (const [index, { text, values }] of statements.entries()) {
    await client.query({ name: `s${index}`, text, values: [...values] });
  }
  return (performance.now() - beganAtMs) * 1000;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
