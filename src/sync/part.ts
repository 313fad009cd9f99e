import { messageOf } from '../base/errors.ts';
import { type ListingOutcome, readListing } from '../digitalocean/pagination.ts';
import type { ObservedCounts } from '../inventory/observe.ts';
import { type Kind, type Observation, type Part, UnreadableItemError, type WireItem } from '../kinds/define.ts';
import { ridersOf } from './children.ts';
import type { RunContext } from './context.ts';
import type { ListingRecord, Verdict } from './listings.ts';
import type { PageWriter } from './page-writer.ts';
import { type Bound, sourceOf } from './spaces.ts';

//  one request chain ─page─► its own kind's items ──────────────► observe
//                       └──► items of the kinds that ride on it ► observe      each kind and part has a record of its own

/** Pages of one list that are asked for at the same time: at most so many are in memory, with the one that is being written. */
const pagesAhead = 8;

/** Pages of one list that are with the writer at the same time: two that it writes, and the next two, which then go together. */
const pagesWritten = 4;

/** What one kind has got of the chain, in one part. */
interface Share {
  readonly kind: Kind;
  readonly part: string;
  readonly counts: ObservedCounts;
  readonly unreadable: string[];
  readonly ids: Set<string>;
}

/**
 * Reads one part of a kind into the mirror, and what rides on it. Who was not seen is struck once it is judged: see strikes.ts.
 *
 * @param writer  Takes its pages in.
 * @returns       The part's own record first.
 * @throws        when the signal aborts or the database fails; trouble with the provider is a verdict.
 */
export async function syncPart(
  context: RunContext,
  kind: Kind,
  part: Part,
  writer: PageWriter,
): Promise<ListingRecord[]> {
  const own = newShare(kind, part.name);
  const { source, bound } = await sourceOf(context, kind);
  if (source === null) return [notAsked(context, own, bound)];
  const riding = new Map<string, Share>();
  const riders = ridersOf(kind);
  for (const rider of riders) if (rider.listing.parent === undefined) shareOf(riding, rider, part.name);

  const write = async (shares: ReadonlyMap<Share, readonly Observation[]>, requestedAt: Date) => {
    const [host, ...others] = [...shares].map(
      ([share, observations]) =>
        () =>
          take(writer, share, observations, requestedAt),
    );
    // What rides on it belongs to it, so it is there before them; they go together.
    await host?.();
    const outcomes = await Promise.allSettled(others.map((write) => write()));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  };
  // Some pages are written while the next is read and taken apart, and no more: memory stays bounded.
  const writing: Promise<void>[] = [];
  const listing = await readListing(
    source,
    {
      path: part.path,
      listKey: kind.listing.key,
      paging: kind.listing.paging,
      ...(part.query ? { searchParams: part.query } : {}),
      purpose: 'sync_full',
      priority: context.priority,
      idOf: (item) => idIn(kind, item as WireItem), // readListing asks objects alone
      concurrency: pagesAhead,
      signal: context.signal,
    },
    async (page) => {
      const read = new Map<Share, Observation[]>([[own, readItems(own, page.items)]]);
      for (const item of page.items) {
        for (const rider of riders) {
          const name = rider.listing.parent === undefined ? part.name : String(idIn(kind, item as WireItem));
          const share = shareOf(riding, rider, name);
          const items = rider.listing.rides?.items(item as WireItem) ?? [];
          const observations = read.get(share) ?? [];
          observations.push(...readItems(share, items));
          read.set(share, observations);
        }
      }
      if (writing.length === pagesWritten) await writing.shift();
      const written = write(read, page.beganAt);
      // It is awaited with a later page or at the end; until then nobody else may call it unhandled.
      written.catch(() => {});
      writing.push(written);
    },
  )
    // Whatever ends the reading: nothing of a part is written once it is left.
    .finally(() => Promise.allSettled(writing));
  for (const written of writing) await written;
  // A rider whose hosts are none, or could not be read, has something to say all the same.
  for (const rider of riders) {
    if (![...riding.values()].some((share) => share.kind === rider)) shareOf(riding, rider, '');
  }
  return [
    { ...conclude(context, own, listing, bound), ...spentOn(listing) },
    ...[...riding.values()].map((share) => conclude(context, share, listing)),
  ];
}

function newShare(kind: Kind, part: string): Share {
  const counts = {
    discovered: 0,
    updated: 0,
    tagged: 0,
    restored: 0,
    drifted: 0,
  };
  return { kind, part, counts, unreadable: [], ids: new Set() };
}

function shareOf(shares: Map<string, Share>, kind: Kind, part: string): Share {
  const key = `${kind.name}/${part}`;
  const share = shares.get(key) ?? newShare(kind, part);
  shares.set(key, share);
  return share;
}

function idIn({ listing: { id } }: Kind, item: WireItem): string | number | null {
  const found = typeof id === 'string' ? item[id] : id(item);
  return typeof found === 'string' || typeof found === 'number' ? found : null;
}

/** An item that cannot be read never stops the others, and is never guessed at. */
function readItems(share: Share, items: readonly unknown[]): Observation[] {
  const { kind, part } = share;
  const keep = kind.listing.keep ?? (() => true);
  return items.flatMap((item) => {
    try {
      // What is no object is nobody's; it cannot be read, and its kind says so.
      if (typeof item === 'object' && item !== null && !keep(item as WireItem)) return [];
      const observation = kind.observe(item, part);
      share.ids.add(observation.providerId);
      return [observation];
    } catch (error) {
      if (!(error instanceof UnreadableItemError)) throw error;
      share.unreadable.push(messageOf(error));
      return [];
    }
  });
}

async function take(
  writer: PageWriter,
  { kind, part, counts }: Share,
  observations: readonly Observation[],
  requestedAt: Date,
): Promise<void> {
  const seen = await writer.write(kind.name, {
    part,
    requestedAt,
    observations,
  });
  for (const type of Object.keys(counts) as (keyof ObservedCounts)[]) counts[type] += seen[type];
}

function conclude(
  { clock }: RunContext,
  share: Share,
  listing: ListingOutcome,
  bound: Bound | null = null,
): ListingRecord {
  const judged = bounded(judge(share.kind, listing, share.unreadable), bound);
  return {
    ...recordOf(share),
    ...judged,
    startedAt: listing.startedAt,
    finishedAt: clock.now(),
  };
}

/** Nobody could be asked. */
function notAsked({ clock }: RunContext, share: Share, bound: Bound): ListingRecord {
  const now = clock.now();
  return { ...recordOf(share), ...bound, startedAt: now, finishedAt: now };
}

function recordOf({ kind, part, ids, counts }: Share) {
  // By now nobody is struck, and nobody deleted.
  return {
    kind: kind.name,
    part,
    pages: 0,
    seen: ids.size,
    total: null,
    requests: 0,
    ...counts,
    struck: 0,
    deleted: 0,
  };
}

/** What a rider costs nobody counts twice. */
function spentOn({ pages, seen, total, requests }: ListingOutcome) {
  return { pages, seen, total, requests };
}

type Judgement = Pick<ListingRecord, 'verdict' | 'reason'>;

function judge(kind: Kind, listing: ListingOutcome, unreadable: readonly string[]): Judgement {
  const verdict = refusalOf(kind, listing) ?? (listing.verdict.toUpperCase() as Verdict);
  const [first] = unreadable;
  if (first === undefined) return { verdict, reason: listing.reason };
  const others = unreadable.length > 1 ? ` (and ${unreadable.length - 1} more)` : '';
  const sentence = `An item could not be read${others}: ${first}.`;
  return {
    verdict: verdict === 'COMPLETE' ? 'PARTIAL' : verdict,
    reason: listing.reason === null ? sentence : `${listing.reason} ${sentence}`,
  };
}

/** What is complete by itself may yet show some of them only. */
function bounded(judged: Judgement, bound: Bound | null): Judgement {
  if (bound === null || judged.verdict !== 'COMPLETE') return judged;
  return { verdict: bound.verdict, reason: bound.reason };
}

/** Said of what this parent, or region, does not have: an engine without pools, a region without file shares. */
const notHere: readonly (number | null)[] = [400, 412, 422];

function refusalOf({ listing }: Kind, outcome: ListingOutcome): Verdict | null {
  if (outcome.pages > 0) return null;
  const { service, parent, inRegion, mayBeRefused } = listing;
  const inOneOfMany = service === undefined && (parent !== undefined || inRegion !== undefined);
  if (inOneOfMany && outcome.verdict === 'failed' && notHere.includes(outcome.status)) return 'UNSUPPORTED';
  return mayBeRefused === true && outcome.verdict === 'forbidden' ? 'UNSUPPORTED' : null;
}
