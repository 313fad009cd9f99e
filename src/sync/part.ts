import { messageOf } from '../base/errors.ts';
import { type ListingOutcome, readListing } from '../digitalocean/pagination.ts';
import { type ObservedCounts, observe } from '../inventory/observe.ts';
import { strike } from '../inventory/retire.ts';
import { type Kind, type Observation, type Part, UnreadableItemError } from '../kinds/define.ts';
import { confirmDeletions } from './confirm.ts';
import type { RunContext } from './context.ts';
import type { ListingRecord, Verdict } from './runs.ts';

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
      const seen = await observe(db, {
        kind: kind.name,
        part: part.name,
        requestedAt: page.beganAt,
        observations,
        projectOf,
        cause: { runId: context.runId, actor: null },
      });
      for (const type of Object.keys(counts) as (keyof ObservedCounts)[]) counts[type] += seen[type];
    },
  );
  const { verdict, reason } = judge(listing, unreadable);
  let [struck, deleted, requests] = [0, 0, listing.requests];
  let remark: string | null = null;
  if (verdict === 'COMPLETE') {
    const strikes = await strike(
      db,
      { kind: kind.name, part: part.name, beganAt: listing.startedAt },
      clock.now(),
      context.strikeSpacingMs,
    );
    const confirmed = await confirmDeletions(context, kind, part.name, strikes.suspects, projectOf);
    struck = strikes.struck;
    deleted = confirmed.deleted;
    requests += confirmed.requests;
    remark = confirmed.remark;
  }
  return {
    kind: kind.name,
    part: part.name,
    verdict,
    reason: [reason, remark].filter(Boolean).join(' ') || null,
    pages: listing.pages,
    seen: listing.seen,
    total: listing.total,
    requests,
    ...counts,
    struck,
    deleted,
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
