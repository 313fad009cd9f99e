import { partsWithUnseen, strike } from '../inventory/retire.ts';
import type { RunContext } from './context.ts';
import type { ListingRecord } from './listings.ts';

/**
 * Strikes what the complete ones of these parts did not show. Mostly that is nothing, and one question finds it out for all.
 *
 * @returns  The records, with how many were struck and how many are suspects by now.
 */
export async function strikeUnseen(
  { db, clock, strikeSpacingMs }: RunContext,
  records: readonly ListingRecord[],
): Promise<ListingRecord[]> {
  const complete = records.filter(({ verdict }) => verdict === 'COMPLETE');
  const unseenIn = await partsWithUnseen(
    db,
    complete.map(({ kind, part, startedAt }) => ({ kind, part, beganAt: startedAt })),
  );
  const struck: ListingRecord[] = [];
  for (const record of records) {
    const { kind, part, startedAt, verdict } = record;
    const one = { kind, part, beganAt: startedAt };
    const mayStrike = verdict === 'COMPLETE' && unseenIn.has(`${kind}/${part}`);
    struck.push(mayStrike ? { ...record, ...(await strike(db, one, clock.now(), strikeSpacingMs)) } : record);
  }
  return struck;
}
