import type { SystemDb } from '../src/db/sql.ts';
import { type Load, loadWith } from './load.ts';
import { postgresCpuMs, type ServerProcess } from './process.ts';
import {
  type Asked,
  ask,
  type QuestionName,
  questionNames,
  type Subject,
  type Viewer,
  type Wording,
} from './questions.ts';

// The same questions to every server, in turns: a machine that slows down for a while slows all of them.

export interface Peer {
  readonly server: ServerProcess;
  readonly wording: Wording;
}

export interface Cell {
  readonly viewer: Viewer;
  readonly question: QuestionName;
  readonly server: string;
  /** Median of the rounds. */
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the server's process, for each request. */
  readonly serverCpuMs: number;
  /** Of Postgres, for each request; null where it cannot be read. */
  readonly postgresCpuMs: number | null;
  readonly residentMib: number;
  readonly answerBytes: number;
}

export interface Rounds {
  readonly rounds: number;
  readonly secondsEach: number;
  readonly connections: number;
  /** Process id of Postgres. */
  readonly postmaster: number;
  readonly progress: (line: string) => void;
}

const pageSize = 50;
const deepestPage = 100;

/** What an admin and a tenant are asked about. */
export async function findSubjects(db: SystemDb, tenant: string): Promise<Subject[]> {
  return Promise.all(
    [null, tenant].map(async (id) => {
      const seen = '($1::text is null or tenant_id = $1)';
      const active = `${seen} and deleted_at is null and kind = 'droplet' and status = 'active'`;
      const [counted] = await db.query<{ count: number }>(
        `select count(*)::int as count from cloud_resources where ${active}`,
        [id],
      );
      // Where there are fewer pages, the last whole one; where there is none, after the first row.
      const pages = Math.min(deepestPage, Math.floor((counted?.count ?? 0) / pageSize) - 1);
      const rows = Math.max(1, pages * pageSize);
      const [place] = await db.query<{ name: string; id: string }>(
        `select name, id from cloud_resources where ${active} order by name, id offset $2 limit 1`,
        [id, rows - 1],
      );
      const [resource] = await db.query<{ urn: string }>(
        `select urn from cloud_resources where ${active} order by id offset 10 limit 1`,
        [id],
      );
      if (!place || !resource) throw new Error('The estate is too small to be asked about.');
      return { viewer: id === null ? 'admin' : 'tenant', tenant: id, urn: resource.urn, deep: { ...place, rows } };
    }),
  );
}

/** @throws Error  when two servers do not say the same. */
export async function compareReads(
  peers: readonly Peer[],
  subjects: readonly Subject[],
  rounds: Rounds,
): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const subject of subjects) {
    for (const question of questionNames) {
      const asked = await askEverybody(peers, question, subject);
      const loads = new Map(peers.map(({ server }) => [server.name, [] as Measured[]]));
      for (let round = -1; round < rounds.rounds; round += 1) {
        for (const index of peers.keys()) {
          // Each round begins with another; round -1 warms up.
          const { server } = peers[(index + round + peers.length) % peers.length] as Peer; // within its length
          const seconds = round < 0 ? Math.min(0.4, rounds.secondsEach) : rounds.secondsEach;
          const measured = await measure(server, asked.get(server.name) as Checked, seconds, rounds); // asked above
          if (round >= 0) loads.get(server.name)?.push(measured);
        }
      }
      for (const { server } of peers) {
        cells.push({ viewer: subject.viewer, question, server: server.name, ...median(loads.get(server.name) ?? []) });
      }
      const rates = cells.slice(-peers.length).map(({ server, perSecond }) => `${server} ${perSecond.toFixed(0)}`);
      rounds.progress(`${subject.viewer} ${question}: ${rates.join(', ')} requests/s`);
    }
  }
  return cells;
}

/** Asks each once, and compares what they say. */
async function askEverybody(peers: readonly Peer[], question: QuestionName, subject: Subject) {
  const asked = new Map<string, Checked>();
  let agreed: { server: string; meaning: string } | null = null;
  for (const { server, wording } of peers) {
    const wanted = await wording(server, question, subject);
    const meaning = wanted.meaning(await ask(wanted.target));
    asked.set(server.name, { ...wanted, isRight: createCheck(wanted, meaning) });
    agreed ??= { server: server.name, meaning };
    if (agreed.meaning !== meaning) {
      throw new Error(
        `${question} as ${subject.viewer}: the answers differ.\n${agreed.server}: ${differing(agreed.meaning, meaning)}\n${server.name}: ${differing(meaning, agreed.meaning)}`,
      );
    }
  }
  return asked;
}

type Checked = Asked & {
  /** Whether an answer says what the first one said, which all servers agree on. */
  readonly isRight: (body: Buffer) => boolean;
};

function createCheck({ meaning }: Asked, expected: string): (body: Buffer) => boolean {
  let right = Buffer.alloc(0);
  return (body) => {
    // What stands in extensions is of the request: what it cost, and what is left of the viewer's balance.
    const extensions = body.lastIndexOf(',"extensions":');
    const data = extensions < 0 ? body : body.subarray(0, extensions);
    if (data.equals(right)) return true;
    if (meaning(JSON.parse(body.toString())) !== expected) return false;
    right = Buffer.from(data);
    return true;
  };
}

/** Of a text, what stands around the first difference to another. */
function differing(text: string, other: string): string {
  let at = 0;
  while (at < text.length && text[at] === other[at]) at += 1;
  return `… ${text.slice(Math.max(0, at - 100), at + 200)} …`;
}

type Measured = Omit<Cell, 'viewer' | 'question' | 'server'>;

async function measure(
  server: ServerProcess,
  { target, isRight }: Checked,
  seconds: number,
  { connections, postmaster }: Rounds,
): Promise<Measured> {
  const before = await server.usage();
  const postgresBefore = postgresCpuMs(postmaster);
  const load: Load = await loadWith(target, { connections, seconds, isRight });
  const postgresAfter = postgresCpuMs(postmaster);
  const after = await server.usage();
  return {
    perSecond: load.perSecond,
    p50Ms: load.p50Ms,
    p99Ms: load.p99Ms,
    serverCpuMs: (after.cpuMs - before.cpuMs) / load.requests,
    postgresCpuMs:
      postgresBefore === null || postgresAfter === null ? null : (postgresAfter - postgresBefore) / load.requests,
    residentMib: after.residentMib,
    answerBytes: load.bytes,
  };
}

function median(rounds: readonly Measured[]): Measured {
  const sorted = [...rounds].sort((a, b) => a.perSecond - b.perSecond);
  return sorted[Math.floor(sorted.length / 2)] as Measured; // there is at least one round
}
