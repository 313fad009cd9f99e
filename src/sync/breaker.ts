/** Above which a run holds the deletions of a kind: more than a number, and more than a share of what lives. */
export interface BreakerLimits {
  /** Where nothing but the lists says that they are gone. */
  readonly count: number;
  readonly percent: number;
  /** Where each was confirmed by a 404. */
  readonly confirmedCount: number;
  readonly confirmedPercent: number;
}

export const defaultBreaker: BreakerLimits = { count: 20, percent: 20, confirmedCount: 200, confirmedPercent: 50 };

/** A kind of one or two members may well come to its end; one of more hardly does so at once. */
const leastToEmpty = 3;

/**
 * Says whether so many deletions of one kind are to wait for an admin.
 *
 * @param live  Members that live, those in question included.
 * @returns     Why they wait, in a sentence; null when they may go on.
 */
export function whyHeld(
  { kind, deletions, live, confirmed }: { kind: string; deletions: number; live: number; confirmed: boolean },
  limits: BreakerLimits,
): string | null {
  const [count, percent] = confirmed
    ? [limits.confirmedCount, limits.confirmedPercent]
    : [limits.count, limits.percent];
  const many = deletions > count && deletions * 100 > live * percent;
  const all = live >= leastToEmpty && deletions >= live;
  if (!many && !all) return null;
  const what = all ? `all ${live} of ${kind}` : `${deletions} of ${live} of ${kind}`;
  return `It would delete ${what}: look at them, then approve with approveDeletions or mend the token.`;
}
