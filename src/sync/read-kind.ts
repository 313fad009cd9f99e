import { messageOf } from '../base/errors.ts';
import type { Kind, Part } from '../kinds/define.ts';
import { doubtAbsence } from './absence.ts';
import type { RunContext } from './context.ts';
import { type ListingRecord, openListings, recordListings } from './listings.ts';
import { PageWriter } from './page-writer.ts';
import { syncPart } from './part.ts';
import { partsOf, whyRegionsMissing } from './parts.ts';
import { persist } from './persistence.ts';
import { nothingRead } from './projects.ts';
import { type Attempt, RunLostError } from './runs.ts';
import { strikeUnseen } from './strikes.ts';

//  a kind ─► its parts ─► steps: one part each, or a hundred small ones ─► opened, read side by side, struck, written down

/**
 * A list a parent is small, and there are many: they share a step, and some are asked for at the same time. Whoever goes on with the
 * run of an instance that died asks for those of one step again.
 */
const partsAStep = 128;
const partsAtOnce = 32;

interface InHand {
  readonly attempt: Attempt;
  readonly step: <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;
}

/**
 * Reads every part of a kind into the mirror, each judged by itself.
 *
 * @param projectOf  URN → id of our project, as far as the provider told.
 * @returns          What there is to say of each part, and of those that ride on it.
 * @throws           when the signal aborts or the run is lost.
 */
export async function readKind(
  context: RunContext,
  { attempt, step }: InHand,
  kind: Kind,
  projectOf: ReadonlyMap<string, string>,
  onListing?: (listing: ListingRecord) => void,
): Promise<ListingRecord[]> {
  const records: ListingRecord[] = [];
  const { parts: writtenDown, inRegion, under } = kind.listing;
  // What depends on nothing needs not be remembered: steps are what a run of many kinds spends its time on.
  const parts =
    inRegion === undefined && under === undefined
      ? writtenDown
      : await step(`${kind.name}: parts`, () =>
          persist(context, `parts of ${kind.name}`, async () => [...(await partsOf(context, kind))]),
        );
  const together = parts === writtenDown ? 1 : partsAStep;
  for (let first = 0; first < parts.length; first += together) {
    context.signal.throwIfAborted();
    const some = parts.slice(first, first + together);
    const read = await step(`${kind.name}/${some[0]?.name}`, () => readParts(context, attempt, kind, some, projectOf));
    records.push(...read);
    for (const record of read) onListing?.(record);
  }
  const reason = await whyRegionsMissing(context, kind);
  if (reason !== null) {
    const now = context.clock.now();
    const what = { kind: kind.name, part: '', verdict: 'PARTIAL', reason } as const;
    const record = { ...nothingRead, ...what, startedAt: now, finishedAt: now };
    await persist(context, `regions of ${kind.name}`, () => recordListings(context.db, attempt, [record]));
    records.push(record);
    onListing?.(record);
  }
  return records;
}

async function readParts(
  context: RunContext,
  attempt: Attempt,
  kind: Kind,
  parts: readonly Part[],
  projectOf: ReadonlyMap<string, string>,
): Promise<ListingRecord[]> {
  const { db, clock } = context;
  const what = `${kind.name}/${parts[0]?.name}`;
  const listings = parts.map(({ name }) => ({ kind: kind.name, part: name }));
  await persist(context, what, () => openListings(db, attempt, listings, clock.now()));
  const writer = new PageWriter(db, { projectOf, cause: { runId: context.runId, actor: null } });
  const records: ListingRecord[] = [];
  const waiting = [...parts];
  const reader = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      records.push(...(await readPart(context, kind, next, writer)));
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: Math.min(partsAtOnce, parts.length) }, reader));
  // Not before all have ended: nothing is to run on after a run.
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  const judged = await persist(context, what, () => doubtAbsence(context, records));
  const struck = await persist(context, what, () => strikeUnseen(context, attempt, judged));
  await persist(context, what, () => recordListings(db, attempt, struck));
  return struck;
}

/** A part that cannot be taken in costs the others nothing. */
async function readPart(context: RunContext, kind: Kind, part: Part, writer: PageWriter): Promise<ListingRecord[]> {
  const { clock } = context;
  const startedAt = clock.now();
  try {
    return await persist(context, `${kind.name}/${part.name}`, () => syncPart(context, kind, part, writer));
  } catch (error) {
    if (context.signal.aborted || error instanceof RunLostError) throw error;
    const reason = `It could not be taken in, and the next sync tries again: ${messageOf(error)}`;
    const what = { kind: kind.name, part: part.name, verdict: 'FAILED', reason } as const;
    return [{ ...nothingRead, ...what, startedAt, finishedAt: clock.now() }];
  }
}
