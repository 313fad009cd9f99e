/** What every record on a shelf has. The rest is its kind's own. */
export interface Stored {
  readonly id: string | number;
  /** Place in every list, rising with creation; a restored record keeps its own. */
  order: number;
  tags?: string[];
  projectId?: string;
  /** Milliseconds. */
  assignedAt?: number;
}

export interface Slice<R> {
  readonly items: readonly R[];
  readonly total: number;
}

/**
 * Records of one kind: by id, and in order within each *part*, which is what one listing shows (GPU droplets, one
 * project's resources, one parent's children). A page costs its own length, however long the list is.
 */
export class Shelf<R extends Stored> {
  readonly #byId = new Map<string | number, R>();
  readonly #parts = new Map<string, R[]>();
  readonly #partOf: (record: R) => string;

  constructor(partOf: (record: R) => string = () => '') {
    this.#partOf = partOf;
  }

  get size(): number {
    return this.#byId.size;
  }

  get(id: string | number): R | undefined {
    return this.#byId.get(id);
  }

  add(record: R): void {
    if (this.#byId.has(record.id)) throw new RangeError(`There is already a record ${record.id} on this shelf.`);
    this.#byId.set(record.id, record);
    this.#insert(record);
  }

  delete(id: string | number): R | undefined {
    const record = this.#byId.get(id);
    if (record === undefined) return undefined;
    this.#byId.delete(id);
    this.#takeOut(record);
    return record;
  }

  /** Changes a record in place; it may move to another part by that. */
  change(record: R, changes: Partial<R>): void {
    const before = this.#partOf(record);
    if (this.#partOf({ ...record, ...changes }) === before) {
      Object.assign(record, changes);
      return;
    }
    this.#takeOut(record);
    Object.assign(record, changes);
    this.#insert(record);
  }

  /** @param keep  Leaves records out, at the cost of reading the whole part. */
  page(
    part: string,
    at: { readonly offset: number; readonly limit: number; readonly newestFirst?: boolean },
    keep?: (record: R) => boolean,
  ): Slice<R> {
    let list = this.#parts.get(part) ?? [];
    if (keep !== undefined) list = list.filter(keep);
    const total = list.length;
    if (at.newestFirst !== true) return { items: list.slice(at.offset, at.offset + at.limit), total };
    const end = Math.max(0, total - at.offset);
    return { items: list.slice(Math.max(0, end - at.limit), end).reverse(), total };
  }

  count(part: string): number {
    return this.#parts.get(part)?.length ?? 0;
  }

  /** In order within each part; all parts when none is named. */
  *values(part?: string): IterableIterator<R> {
    if (part !== undefined) yield* this.#parts.get(part) ?? [];
    else for (const list of this.#parts.values()) yield* list;
  }

  /** In a part or over all, the `index`-th record. */
  at(index: number): R | undefined {
    let rest = index;
    for (const list of this.#parts.values()) {
      if (rest < list.length) return list[rest];
      rest -= list.length;
    }
    return undefined;
  }

  #insert(record: R): void {
    const part = this.#partOf(record);
    const list = this.#parts.get(part);
    if (list === undefined) this.#parts.set(part, [record]);
    else list.splice(placeOf(list, record.order), 0, record);
  }

  #takeOut(record: R): void {
    const part = this.#partOf(record);
    const list = this.#parts.get(part) ?? [];
    const place = placeOf(list, record.order);
    if (list[place] === record) list.splice(place, 1);
    if (list.length === 0) this.#parts.delete(part);
  }
}

/** The first place whose order is not below. */
function placeOf(list: readonly Stored[], order: number): number {
  const last = list.at(-1);
  if (last === undefined || last.order < order) return list.length;
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.order ?? Number.POSITIVE_INFINITY) < order) low = middle + 1;
    else high = middle;
  }
  return low;
}
