import type { Account, Counters } from './account.ts';
import { Estate } from './estate.ts';
import { kinds } from './kinds/index.ts';
import { randomOf } from './random.ts';

export interface EstateWish {
  readonly seed: number;
  /** Those with GPUs among them. Everything else grows with them. */
  readonly droplets: number;
  readonly now: () => Date;
  readonly settleMs: number;
}

const dayMs = 86_400_000;

/** Invents an estate. Equal for equal seeds, sizes and days; the work and the memory grow with the droplets alone. */
export function generateEstate(wish: EstateWish): Estate {
  const { seed } = wish;
  const random = randomOf(seed, 'account');
  const account: Account = {
    uuid: random.hex(40),
    ownerId: random.int(100_000, 9_999_999),
    email: 'platform@skyai.example',
    teamName: 'Sky AI',
    teamUuid: random.uuid(),
    dropletLimit: Math.max(500, wish.droplets * 2),
  };
  const counters: Counters = {
    order: 0,
    integerId: 400_000_000 + random.int(0, 50_000_000),
    actionId: 2_000_000_000 + random.int(0, 500_000_000),
    uuid: 0,
    address: 0,
    ticks: 0,
  };
  const { droplets: plannedDroplets, now, settleMs } = wish;
  const estate = new Estate({ kinds, seed, plannedDroplets, now, settleMs, account, counters });
  fillIn(estate, new Set());
  return estate;
}

/** Invents the kinds that an estate lacks: all of them, or those played since it was saved. */
export function fillIn(estate: Estate, known: ReadonlySet<string>): void {
  const until = Math.floor(estate.now() / dayMs) * dayMs;
  for (const kind of kinds)
    if (!known.has(kind.name)) kind.generate?.(estate, { droplets: estate.plannedDroplets, until });
}
