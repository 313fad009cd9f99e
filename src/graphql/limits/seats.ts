/** Counts who holds what, and lets nobody hold more than so many. */
export interface Seats<Holder> {
  /** @returns  Gives the seat back, once however often it is called; null when the holder has as many as may be. */
  take(holder: Holder): (() => void) | null;
}

export function createSeats<Holder>(max: number): Seats<Holder> {
  const taken = new Map<Holder, number>();
  return {
    take(holder) {
      const count = taken.get(holder) ?? 0;
      if (count >= max) return null;
      taken.set(holder, count + 1);
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        const left = (taken.get(holder) ?? 1) - 1;
        if (left === 0) taken.delete(holder);
        else taken.set(holder, left);
      };
    },
  };
}
