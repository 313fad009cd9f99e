import { partsWithUnseen, strike } from '../inventory/retire.ts';
import type { RunContext } from './context.ts';
import type { ListingRecord } from './listings.ts';
import { type Attempt, noteProgress } from './runs.ts';

/**
 * Strikes what the complete ones of these parts did not show. Mostly that is nothing, and one question finds it out for all.
 *
 * @returns  The records, with how many were struck and how many are suspects by now.
 * @throws   RunLostError  before anybody is struck.
 */
export async function strikeUnseen(
  { db, clock, strikeSpacingMs }: RunContext,
  attempt: Attempt,
  records: readonly ListingRecord[],
): Promise<ListingRecord[]> {
  const complete = records.filter(({ verdict }) => verdict === 'COMPLETE');
  const unseenIn = await partsWithUnseen(
    db,
    complete.map(({ kind, part, startedAt }) => ({ kind, part, beganAt: startedAt })),
  );
  // Of a run that was cancelled, or that another instance has begun anew, what was seen counts, and what was not does not.
  if (unseenIn.size > 0) await noteProgress(db, attempt, 0);
  const struck: ListingRecord[] = [];
  for (const record of records) {
    const { kind, part, startedAt, verdict } = record;
    const one = { kind, part, beganAt: startedAt };
    const mayStrike = verdict === 'COMPLETE' && unseenIn.has(`${kind}/${part}`);
    struck.push(mayStrike ? { ...record, ...(await strike(db, one, clock.now(), strikeSpacingMs)) } : record);
  }
  return struck;
}
