import { messageOf } from '../base/errors.ts';
import { type ListingOutcome, readListing } from '../digitalocean/pagination.ts';
import { type ObservedCounts, observe } from '../inventory/observe.ts';
import { strike } from '../inventory/retire.ts';
import { type Kind, type Observation, type Part, UnreadableItemError, type WireItem } from '../kinds/define.ts';
import { ridersOf } from './children.ts';
import type { RunContext } from './context.ts';
import type { ListingRecord, Verdict } from './listings.ts';

//  one request chain ─page─► its own kind's items ──────────────► observe
//                       └──► items of the kinds that ride on it ► observe      each kind and part has a record of its own

/** What one kind has got of the chain, in one part. */
interface Share {
  readonly kind: Kind;
  readonly part: string;
  readonly counts: ObservedCounts;
  readonly unreadable: string[];
  readonly ids: Set<string>;
}

/**
 * Reads one part of a kind into the mirror, and what rides on it. Only a complete one strikes, and only its own members.
 *
 * @param projectOf  URN → id of our project, as far as the provider told.
 * @returns          The part's own record first.
 * @throws           when the signal aborts or the database fails; trouble with the provider is a verdict.
 */
export async function syncPart(
  context: RunContext,
  kind: Kind,
  part: Part,
  projectOf: ReadonlyMap<string, string>,
): Promise<ListingRecord[]> {
  const { client, signal } = context;
  const own = newShare(kind, part.name);
  const riding = new Map<string, Share>();
  const riders = ridersOf(kind);
  for (const rider of riders) if (rider.listing.parent === undefined) shareOf(riding, rider, part.name);

  const write = async (shares: ReadonlyMap<Share, readonly Observation[]>, requestedAt: Date) => {
    for (const [share, observations] of shares) await take(context, share, observations, requestedAt, projectOf);
  };
  // One page is written while the next is read and taken apart, and no more than one: memory stays bounded.
  let writing: Promise<void> = Promise.resolve();
  const listing = await readListing(
    client,
    {
      path: part.path,
      listKey: kind.listing.key,
      paging: kind.listing.paging,
      ...(part.query ? { searchParams: part.query } : {}),
      purpose: 'sync_full',
      priority: context.priority,
      idOf: (item) => idIn(kind, item as WireItem), // readListing asks objects alone
      signal,
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
      await writing;
      writing = write(read, page.beganAt);
      // It is awaited with the next page or at the end; until then nobody else may call it unhandled.
      writing.catch(() => {});
    },
  );
  await writing;
  // A rider whose hosts are none, or could not be read, has something to say all the same.
  for (const rider of riders) {
    if (![...riding.values()].some((share) => share.kind === rider)) shareOf(riding, rider, '');
  }
  const records = [{ ...(await conclude(context, own, listing)), ...spentOn(listing) }];
  for (const share of riding.values()) records.push(await conclude(context, share, listing));
  return records;
}

function newShare(kind: Kind, part: string): Share {
  const counts = { discovered: 0, updated: 0, tagged: 0, restored: 0, drifted: 0 };
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
  { db, runId }: RunContext,
  { kind, part, counts }: Share,
  observations: readonly Observation[],
  requestedAt: Date,
  projectOf: ReadonlyMap<string, string>,
): Promise<void> {
  const cause = { runId, actor: null };
  const seen = await observe(db, { kind: kind.name, part, requestedAt, observations, projectOf, cause });
  for (const type of Object.keys(counts) as (keyof ObservedCounts)[]) counts[type] += seen[type];
}

async function conclude(
  { db, clock, strikeSpacingMs }: RunContext,
  share: Share,
  listing: ListingOutcome,
): Promise<ListingRecord> {
  const { kind, part } = share;
  const { verdict, reason } = judge(kind, listing, share.unreadable);
  const complete = { kind: kind.name, part, beganAt: listing.startedAt };
  const { struck, suspects } =
    verdict === 'COMPLETE' ? await strike(db, complete, clock.now(), strikeSpacingMs) : { struck: 0, suspects: 0 };
  return {
    kind: kind.name,
    part,
    verdict,
    reason,
    pages: 0,
    seen: share.ids.size,
    total: null,
    requests: 0,
    ...share.counts,
    struck,
    // Who has three strikes is asked about once all parts of the kind are read.
    deleted: 0,
    suspects,
    startedAt: listing.startedAt,
    finishedAt: clock.now(),
  };
}

/** What a rider costs nobody counts twice. */
function spentOn({ pages, seen, total, requests }: ListingOutcome) {
  return { pages, seen, total, requests };
}

function judge(
  kind: Kind,
  listing: ListingOutcome,
  unreadable: readonly string[],
): { verdict: Verdict; reason: string | null } {
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

/** Said of what this parent, or region, does not have: an engine without pools, a region without file shares. */
const notHere: readonly (number | null)[] = [400, 412, 422];

function refusalOf({ listing: { parent, inRegion, mayBeRefused } }: Kind, outcome: ListingOutcome): Verdict | null {
  if (outcome.pages > 0) return null;
  const inOneOfMany = parent !== undefined || inRegion !== undefined;
  if (inOneOfMany && outcome.verdict === 'failed' && notHere.includes(outcome.status)) return 'UNSUPPORTED';
  return mayBeRefused === true && outcome.verdict === 'forbidden' ? 'UNSUPPORTED' : null;
}
