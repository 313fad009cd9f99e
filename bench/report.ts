import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Cell } from './comparison.ts';
import type { EstateSize } from './estate.ts';
import type { FanOutFigures, IdleFigures, LatencyFigures } from './fan-out.ts';
import type { IngestFigures } from './ingest.ts';
import type { MirrorFigures } from './mirrors.ts';
import { questionNames } from './questions.ts';
import { readOperations } from './reads.ts';
import type { StartFigures } from './start.ts';
import type { Store } from './store.ts';

/** One table. */
export interface Section {
  readonly title: string;
  readonly note: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function show({ title, note, head, rows }: Section): string {
  const widths = head.map((cell, i) => Math.max(cell.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? `${'-'.repeat(width + 2)}` : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return `\n### ${title}\n\n${note}\n\n${[line(head), rule, ...rows.map(line)].join('\n')}\n`;
}

export async function machine(store: Store): Promise<string> {
  const { db } = await store.create('about');
  const [row] = await db.query<{ version: string }>('select version()');
  const postgres = row?.version.split(' ').slice(0, 2).join(' ');
  const [cpu] = cpus();
  const versions = await Promise.all(
    [
      ['postgraphile', './node_modules/'],
      ['@apollo/server', './node_modules/'],
      ['graphql-yoga', '../node_modules/'],
      ['@pothos/plugin-prisma', '../node_modules/'],
      ['@prisma/client', '../node_modules/'],
      ['graphql', '../node_modules/'],
    ].map(async ([name, folder]) => {
      const file = await readFile(new URL(`${folder}${name}/package.json`, import.meta.url), 'utf8');
      return `${name} ${(JSON.parse(file) as { version: string }).version}`; // npm's own form
    }),
  );
  const date = new Date().toISOString().slice(0, 10);
  return `${date}. ${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}; Node ${process.versions.node}, ${postgres} (embedded, fsync on); ${versions.join(', ')}. Servers, load generator and Postgres share these processors.`;
}

const fixed = (value: number, digits: number) => (Number.isFinite(value) ? value.toFixed(digits) : '–');
const whole = (value: number) => Math.round(value).toLocaleString('en-US');
const times = (a: number, b: number) => `${fixed(a / b, 2)} ×`;
const geometricMean = (values: readonly number[]) =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

const ourName = 'Arcadia Cloud';
const warmName = 'the same, warm';

export function readTables(cells: readonly Cell[], { resources, eventsEach }: EstateSize): Section[] {
  const servers = [...new Set(cells.map(({ server }) => server))];
  const viewers = ['admin', 'tenant'] as const;
  const what = new Map(
    readOperations({ urn: '', asOf: new Date(0).toISOString(), deepCursor: '' }).map((o) => [o.name, o.what]),
  );
  const find = (viewer: string, question: string, server: string) =>
    cells.find((cell) => cell.viewer === viewer && cell.question === question && cell.server === server);
  const asked = viewers.flatMap((viewer) => questionNames.map((question) => ({ viewer, question })));
  const rate = (server: string) =>
    asked.map(({ viewer, question }) => find(viewer, question, server)?.perSecond ?? Number.NaN);
  const rates = new Map(servers.map((server) => [server, rate(server)]));
  const ratio = (server: string, rival: string) =>
    geometricMean((rates.get(server) ?? []).map((value, i) => value / (rates.get(rival)?.[i] ?? Number.NaN)));
  const estate = `${whole(resources)} resources, ${whole(resources * eventsEach)} events`;
  return [
    {
      title: `Reads: requests a second, ${estate}`,
      note: `${questionNames.map((name) => `${name}: ${what.get(name)}`).join('; ')}. Medians of alternating rounds, 16 connections. Arcadia Cloud makes every answer; warm, it keeps answers while nothing is written.`,
      head: ['', ...servers, `${ourName} : PostGraphile`, 'warm : bare SQL'],
      rows: [
        ...asked.map(({ viewer, question }) => [
          `${question}, ${viewer}`,
          ...servers.map((server) => whole(find(viewer, question, server)?.perSecond ?? Number.NaN)),
          times(
            find(viewer, question, ourName)?.perSecond ?? Number.NaN,
            find(viewer, question, 'PostGraphile')?.perSecond ?? Number.NaN,
          ),
          times(
            find(viewer, question, warmName)?.perSecond ?? Number.NaN,
            find(viewer, question, 'bare SQL')?.perSecond ?? Number.NaN,
          ),
        ]),
        [
          'geometric mean against PostGraphile',
          ...servers.map((server) => `${fixed(ratio(server, 'PostGraphile'), 2)} ×`),
          '',
        ],
      ],
    },
    {
      title: 'Reads: what a request costs',
      note: 'CPU of the server and of Postgres in ms, median and 99th percentile of latency in ms, memory of the server in MiB.',
      head: ['', 'server CPU', 'Postgres CPU', 'p50', 'p99', 'memory', 'answer, KiB'],
      rows: cells.map((cell) => [
        `${cell.question}, ${cell.viewer}: ${cell.server}`,
        fixed(cell.serverCpuMs, 2),
        cell.postgresCpuMs === null ? '–' : fixed(cell.postgresCpuMs, 2),
        fixed(cell.p50Ms, 1),
        fixed(cell.p99Ms, 1),
        fixed(cell.residentMib, 0),
        fixed(cell.answerBytes / 1024, 1),
      ]),
    },
  ];
}

export function ingestTables(pages: readonly IngestFigures[], mirrors: readonly MirrorFigures[]): Section[] {
  return [
    {
      title: 'Ingest: pages of 200 rows through the door',
      note: 'Against one insert … on conflict a page of the same rows, into a table of the same columns and indexes, without events, history and links.',
      head: ['rows', 'a second', 'bare', 'ratio', 'Node, µs a row', 'Postgres, µs a row'],
      rows: pages.map((figures) => [
        figures.page,
        whole(figures.rowsPerSecond),
        whole(figures.bareRowsPerSecond),
        times(figures.rowsPerSecond, figures.bareRowsPerSecond),
        fixed(figures.nodeMicros, 1),
        figures.databaseMicros === null ? '–' : fixed(figures.databaseMicros, 1),
      ]),
    },
    {
      title: 'Ingest: a whole account',
      note: 'A sync of droplets and volumes from the simulated provider, against fetch page by page and one Prisma upsert a row.',
      head: ['pass', 'rows', 'a second', 'by hand', 'ratio', 'Node, µs a row', 'by hand, µs a row'],
      rows: mirrors.map((figures) => [
        figures.pass,
        whole(figures.rows),
        whole(figures.oursPerSecond),
        whole(figures.byHandPerSecond),
        times(figures.oursPerSecond, figures.byHandPerSecond),
        fixed(figures.oursCpuMicros, 0),
        fixed(figures.byHandCpuMicros, 0),
      ]),
    },
  ];
}

export function fanOutTables(figures: {
  readonly subscribers: number;
  readonly deliveries: FanOutFigures;
  readonly latency: LatencyFigures;
  readonly idle: IdleFigures;
}): Section[] {
  const { subscribers, deliveries, latency, idle } = figures;
  return [
    {
      title: `Fan-out: ${whole(subscribers)} subscribers over WebSocket`,
      note: 'Deliveries a second of one event stream to all of them; what is ours is committed to Postgres first, what is the others’ never leaves their process.',
      head: ['', 'a second', 'against yoga’s wiring'],
      rows: [
        [ourName, whole(deliveries.ours), times(deliveries.ours, deliveries.yogaAsDocumented)],
        ['yoga and graphql-ws as documented', whole(deliveries.yogaAsDocumented), '1.00 ×'],
        [
          'bare ws broadcast',
          whole(deliveries.bareBroadcast),
          times(deliveries.bareBroadcast, deliveries.yogaAsDocumented),
        ],
      ],
    },
    {
      title: 'Fan-out: latency and memory',
      note: 'From before the transaction to the client’s socket, at 50 events a second; memory of an idle subscriber.',
      head: ['', ''],
      rows: [
        ['p50, ms', fixed(latency.p50Ms, 1)],
        ['p99, ms', fixed(latency.p99Ms, 1)],
        ['heap, bytes a subscriber', whole(idle.heapBytesEach)],
        ['resident, bytes a subscriber', whole(idle.residentBytesEach)],
      ],
    },
  ];
}

export function startTables({ firstMs, laterMs, packages, installedMib }: StartFigures): Section[] {
  return [
    {
      title: 'Start and install',
      note: 'Until /readyz answers 200 with embedded Postgres and the simulated account; what the product installs, without development packages.',
      head: ['', ''],
      rows: [
        ['first start, s', fixed(firstMs / 1000, 1)],
        ['later starts, s', fixed(laterMs / 1000, 1)],
        ['packages', whole(packages)],
        ['installed, MiB', whole(installedMib)],
      ],
    },
  ];
}

/** Of tables that readTables made for several sizes, the rates of ours side by side. */
export function growthTable(tables: readonly Section[]): Section[] {
  const rates = tables.filter(({ title }) => title.startsWith('Reads: requests'));
  const sizes = rates.map(({ title }) => /second, ([\d,]+) /.exec(title)?.[1] ?? '');
  return [
    {
      title: 'Growth: requests a second',
      note: 'Arcadia Cloud, by the number of resources.',
      head: ['', ...sizes],
      rows: (rates[0]?.rows ?? [])
        .slice(0, -1)
        .map((row, i) => [row[0] ?? '', ...rates.map((table) => table.rows[i]?.[1] ?? '')]),
    },
  ];
}

const page = fileURLToPath(new URL('../docs/BENCHMARKS.md', import.meta.url));
const [begins, ends] = ['<!-- figures: npm run bench writes from here -->', '<!-- to here -->'];

/** Puts the figures into their place on the page; what is said about them stands around it, and is people's. */
export async function writePage(about: string, sections: readonly Section[]): Promise<void> {
  const text = await readFile(page, 'utf8');
  const [before, rest] = text.split(begins);
  const after = rest?.split(ends)[1];
  if (before === undefined || after === undefined) throw new Error(`${page} has no place for the figures.`);
  await writeFile(page, `${before}${begins}\n\n${about}\n${sections.map(show).join('')}\n${ends}${after}`);
}
