import { messageOf } from '../base/errors.ts';
import { type ListingOutcome, readListing } from '../digitalocean/pagination.ts';
import { type ObservedCounts, observe } from '../inventory/observe.ts';
import { strike } from '../inventory/retire.ts';
import { type Kind, type Observation, type Part, UnreadableItemError } from '../kinds/define.ts';
import type { RunContext } from './context.ts';
import type { ListingRecord, Verdict } from './listings.ts';

/**
 * Reads one part of a kind into the mirror. Only a complete one strikes, and only its own members.
 *
 * @param projectOf  URN → id of our project, as far as the provider told.
 * @throws           when the signal aborts or the database fails; trouble with the provider is a verdict.
 */
export async function syncPart(
  context: RunContext,
  kind: Kind,
  part: Part,
  projectOf: ReadonlyMap<string, string>,
): Promise<ListingRecord> {
  const { db, client, signal, clock } = context;
  const counts: ObservedCounts = { discovered: 0, updated: 0, tagged: 0, restored: 0, drifted: 0 };
  const unreadable: string[] = [];
  const write = async (observations: readonly Observation[], requestedAt: Date) => {
    const cause = { runId: context.runId, actor: null };
    const seen = await observe(db, { kind: kind.name, part: part.name, requestedAt, observations, projectOf, cause });
    for (const type of Object.keys(counts) as (keyof ObservedCounts)[]) counts[type] += seen[type];
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
      idOf: (item) => (item as Record<string, string | number | undefined>)[kind.listing.id],
      signal,
    },
    async (page) => {
      const observations = readItems(kind, page.items, unreadable);
      await writing;
      writing = write(observations, page.beganAt);
      // It is awaited with the next page or at the end; until then nobody else may call it unhandled.
      writing.catch(() => {});
    },
  );
  await writing;
  const { verdict, reason } = judge(listing, unreadable);
  const struck =
    verdict === 'COMPLETE'
      ? await strike(
          db,
          { kind: kind.name, part: part.name, beganAt: listing.startedAt },
          clock.now(),
          context.strikeSpacingMs,
        )
      : 0;
  return {
    kind: kind.name,
    part: part.name,
    verdict,
    reason,
    pages: listing.pages,
    seen: listing.seen,
    total: listing.total,
    requests: listing.requests,
    ...counts,
    struck,
    // Who has three strikes is asked about once all parts of the kind are read.
    deleted: 0,
    startedAt: listing.startedAt,
    finishedAt: clock.now(),
  };
}

/** An item that cannot be read never stops the others, and is never guessed at. */
function readItems(kind: Kind, items: readonly unknown[], unreadable: string[]): Observation[] {
  return items.flatMap((item) => {
    try {
      return kind.observe(item);
    } catch (error) {
      if (!(error instanceof UnreadableItemError)) throw error;
      unreadable.push(messageOf(error));
      return [];
    }
  });
}

function judge(listing: ListingOutcome, unreadable: readonly string[]): { verdict: Verdict; reason: string | null } {
  const verdict = listing.verdict.toUpperCase() as Verdict;
  const [first] = unreadable;
  if (first === undefined) return { verdict, reason: listing.reason };
  const others = unreadable.length > 1 ? ` (and ${unreadable.length - 1} more)` : '';
  const sentence = `An item could not be read${others}: ${first}.`;
  return {
    verdict: verdict === 'COMPLETE' ? 'PARTIAL' : verdict,
    reason: listing.reason === null ? sentence : `${listing.reason} ${sentence}`,
  };
}
