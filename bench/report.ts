import type { Cell } from './comparison.ts';
import type { DocumentedFigures } from './documented.ts';
import type { EstateSize } from './estate.ts';
import type { FanOutFigures } from './fan-out.ts';
import { type GrowthFigures, slopeOf } from './growth.ts';
import type { IngestFigures } from './ingest.ts';
import type { MirrorFigures } from './mirrors.ts';
import { fixed, type Section, times, whole } from './page.ts';
import type { PolicyFigures } from './policies.ts';
import { questionNames } from './questions.ts';
import { readOperations } from './reads.ts';
import type { StartFigures } from './start.ts';
import { latencyMs, type SyncFigures } from './sync.ts';

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

export function documentedTables(
  figures: readonly DocumentedFigures[],
  { resources, eventsEach }: EstateSize,
): Section[] {
  const misses = figures.filter(({ measured, targetMs }) => measured !== null && measured.p95Ms >= targetMs);
  const places = [...new Set(figures.map(({ place }) => place))];
  const cells = (place: string, viewer: string) => {
    const found = figures.find((each) => each.place === place && each.viewer === viewer);
    if (!found?.measured) return ['–', '–', ''];
    const { p50Ms, p95Ms } = found.measured;
    const missed = p95Ms < found.targetMs ? '' : ' (missed)';
    return [fixed(p50Ms, 1), `${fixed(p95Ms, 1)}${missed}`, found.readWhole.join(', ')];
  };
  const wholeReaders = new Set(figures.filter(({ readWhole }) => readWhole.length > 0).map(({ place }) => place)).size;
  return [
    {
      title: `Documented queries: ms, ${whole(resources)} resources, ${whole(resources * eventsEach)} events`,
      note: `Every query of the documentation's code blocks, and the others that it speaks of, two at a time, each answer made anew; – where the viewer may not ask. "Whole" is what a plan reads from end to end of resources, versions, events and links, as Postgres's own log has it. Missed targets: ${misses.length}; queries that read a large table whole: ${wholeReaders}.`,
      head: ['', 'target', 'admin: p50', 'p95', 'whole', 'tenant: p50', 'p95', 'whole'],
      rows: places.map((place) => [
        place,
        `< ${figures.find((each) => each.place === place)?.targetMs}`,
        ...cells(place, 'admin'),
        ...cells(place, 'tenant'),
      ]),
    },
  ];
}

export function policyTable(figures: readonly PolicyFigures[]): Section[] {
  return [
    {
      title: 'Reads: what row-level security costs',
      note: 'Time of the statements that the service sends for each read, as the role that the policies fence and as one that they do not apply to, on one connection, in turns; medians. Beside it what the difference is of a whole request.',
      head: ['', 'fenced, µs', 'unfenced, µs', 'ratio', 'request, µs', 'of the request'],
      rows: figures.map(({ viewer, question, fencedMicros, unfencedMicros, requestMicros }) => [
        `${question}, ${viewer}`,
        whole(fencedMicros),
        whole(unfencedMicros),
        `${fixed(fencedMicros / unfencedMicros, 3)} ×`,
        whole(requestMicros),
        `${fixed((100 * (fencedMicros - unfencedMicros)) / requestMicros, 1)} %`,
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
      note: 'A sync of droplets and volumes from the simulated provider, against the official client page by page and one Prisma upsert a row.',
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

export function syncTable(figures: readonly SyncFigures[]): Section[] {
  return [
    {
      title: `Sync: ${whole(figures[0]?.resources ?? 0)} resources of every kind`,
      note: `From a simulated provider that takes ${latencyMs} ms to answer, its limits lifted. Seconds from the request for a sync to its end, and of it the processor's: the provider's too, since it shares the machine. Memory is the most that the service has held.`,
      head: ['pass', 'seconds', 'requests', 'Node, s', 'Postgres, s', 'provider, s', 'memory, MiB'],
      rows: figures.map((pass) => [
        pass.pass,
        fixed(pass.seconds, 1),
        whole(pass.requests),
        fixed(pass.nodeSeconds, 1),
        pass.databaseSeconds === null ? '–' : fixed(pass.databaseSeconds, 1),
        fixed(pass.providerSeconds, 1),
        fixed(pass.peakMib, 0),
      ]),
    },
  ];
}

export function fanOutTables(figures: FanOutFigures): Section[] {
  const { sizes, deliveries, latencies, idle } = figures;
  const { ours, yogaAsDocumented, bareBroadcast } = deliveries;
  const ms = (value: number) => fixed(value, 1);
  return [
    {
      title: `Fan-out: ${whole(sizes.subscribers)} subscribers over WebSocket`,
      note: 'Deliveries a second of one event stream to all of them; what is ours is committed to Postgres first, what is the others’ never leaves their process.',
      head: ['', 'a second', 'against yoga’s wiring', 'against the broadcast'],
      rows: (
        [
          [ourName, ours],
          ['yoga and graphql-ws as documented', yogaAsDocumented],
          ['bare ws broadcast', bareBroadcast],
        ] as const
      ).map(([name, rate]) => [name, whole(rate), times(rate, yogaAsDocumented), times(rate, bareBroadcast)]),
    },
    {
      title: `Fan-out: latency, ${whole(sizes.subscribers)} subscribers, ${sizes.eventsPerSecond} events a second`,
      note: 'From the commit to the client’s socket, ms. The service, Postgres, the writer and the clients share the processors; load is of all of them.',
      head: [
        'who follows what',
        'deliveries a second',
        'p50',
        'p99',
        'from before the transaction: p50',
        'p99',
        'load',
      ],
      rows: latencies.map((each) => [
        each.shape,
        whole(each.deliveriesPerSecond),
        ms(each.sinceCommit.p50Ms),
        ms(each.sinceCommit.p99Ms),
        ms(each.sinceBegin.p50Ms),
        ms(each.sinceBegin.p99Ms),
        `${whole(each.load * 100)} %`,
      ]),
    },
    {
      title: `Fan-out: ${whole(sizes.idle)} idle subscribers`,
      note: 'Memory of the service for each: what the second half adds to the first, with garbage collected.',
      head: ['', 'bytes a subscriber'],
      rows: [
        ['heap and buffers', whole(idle.heapBytesEach)],
        ['resident', whole(idle.residentBytesEach)],
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

/** Of the smallest estate to the largest. */
export function growthTable(figures: readonly GrowthFigures[], { eventsEach }: EstateSize): Section[] {
  const [first, last] = [figures[0], figures.at(-1)];
  if (first === undefined || last === undefined) return [];
  const row = (name: string, values: readonly (number | null | undefined)[], digits: number) => [
    name,
    ...values.map((value) => (value === null ? 'too long' : fixed(value ?? Number.NaN, digits))),
    slopeOf(values[0] ?? Number.NaN, values.at(-1) ?? Number.NaN, last.resources / first.resources),
  ];
  const names = [...first.ms.keys()];
  return [
    {
      title: `Growth: milliseconds, by resources, with ${eventsEach} events each`,
      note: 'For each answer, over two connections; for each page of rows, one after another. The last column is the growth from the smallest to the largest: “a little” is at most the cube root of theirs, “in proportion” as much as theirs.',
      head: ['', ...figures.map(({ resources }) => whole(resources)), 'grows'],
      rows: [
        ...names.map((name) =>
          row(
            name,
            figures.map(({ ms }) => ms.get(name)),
            2,
          ),
        ),
        row(
          'memory of the service, MiB',
          figures.map(({ residentMib }) => residentMib),
          0,
        ),
      ],
    },
  ];
}
