/**
 * A small seeded generator (sfc32 over a 128-bit state), so that an estate is the same wherever and whenever it is made.
 * `randomOf(seed, 'volume', 7)` is a stream of its own: a new kind draws from its own and leaves the others' as they were.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(state: readonly [number, number, number, number]) {
    [this.#a, this.#b, this.#c, this.#d] = state;
    // The first outputs still resemble the state that they were seeded with.
    for (let round = 0; round < 12; round += 1) this.#word();
  }

  /** From 0, below 1. */
  next(): number {
    return this.#word() / 0x1_0000_0000;
  }

  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('There is nothing to pick from.');
    // The index is within the list, which is not empty.
    return list[this.int(0, list.length - 1)] as T;
  }

  /** Picks by weight; weights need not add up to anything. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T {
    return new Lottery(choices).draw(this);
  }

  shuffled<T>(list: readonly T[]): T[] {
    const rest = [...list];
    const shuffled: T[] = [];
    while (rest.length > 0) shuffled.push(...rest.splice(this.int(0, rest.length - 1), 1));
    return shuffled;
  }

  hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += this.#word().toString(16).padStart(8, '0');
    return text.slice(0, digits);
  }

  uuid(): string {
    const hex = this.hex(32);
    const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  #word(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }
}

/** Draws by weight, again and again, at the cost of a binary search. */
export class Lottery<T> {
  readonly #values: readonly T[];
  readonly #upTo: readonly number[];
  readonly #total: number;

  constructor(choices: readonly (readonly [T, number])[]) {
    let total = 0;
    this.#values = choices.map(([value]) => value);
    this.#upTo = choices.map(([, weight]) => {
      total += weight;
      return total;
    });
    this.#total = total;
  }

  draw(random: Random): T {
    // Without any weight everything is as likely.
    if (this.#total <= 0) return random.pick(this.#values);
    const drawn = random.next() * this.#total;
    let low = 0;
    let high = this.#values.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#upTo[middle] ?? 0) <= drawn) low = middle + 1;
      else high = middle;
    }
    // The search ends on an index of the list.
    return this.#values[low] as T;
  }
}

export function randomOf(seed: number, ...path: readonly (string | number)[]): Random {
  const text = [seed, ...path].join('/');
  return new Random([hash(text, 0x9e3779b9), hash(text, 0x243f6a88), hash(text, 0xb7e15162), hash(text, 0x1)]);
}

/** FNV-1a with a murmur finish. 32 bits. */
function hash(text: string, start: number): number {
  let value = start ^ 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
