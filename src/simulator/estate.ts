import type { Account, Counters } from './account.ts';
import { type Random, randomOf } from './random.ts';
import { Shelf, type Stored } from './shelf.ts';
import { urnTypeOf, Visibility } from './visibility.ts';

/** How the estate keeps a kind. What it looks like over HTTP is `Kind`'s business, in kinds/define.ts. */
export interface Kept<R extends Stored> {
  /** Also its key in `truth()` and in the state file. */
  readonly name: string;
  /** `droplet` in `do:droplet:42`. */
  readonly urnType: string;
  readonly ids: 'integer' | 'text';
  /** Whether projects hold it. Such a record has a `projectId`. */
  readonly inProjects: boolean;
  /** Its key in GET /v2/tags; absent: it cannot be tagged. */
  readonly tagKey?: string;
  /** Where GET finds the one, as `/v2/droplets/42`. */
  path(id: string | number): string;
  /** Which listing shows it; absent: there is but one. */
  partOf?(record: R): string;
  /** Lets go of what is no more: a volume of its droplet, say. */
  whenRemoved?(estate: Estate, removed: Found): void;
}

/** A record with its kind. */
export interface Found<R extends Stored = Stored> {
  readonly kind: Kept<R>;
  readonly record: R;
}

/** The record of what was found, where it is of that kind. */
export function recordIf<R extends Stored>(kind: Kept<R>, found: Found): R | undefined {
  // A kind's name says what its records are: `add` is the only way in.
  return found.kind.name === kind.name ? (found.record as R) : undefined;
}

/** As one of any kind. */
function anyOf<R extends Stored>(kind: Kept<R>, record: R): Found {
  const found: Found<R> = { kind, record };
  return found as object as Found; // a kind is asked about its own records alone
}

/** Tags and projects are built in, because every other kind may refer to them. */
export interface TagRecord extends Stored {
  readonly id: string;
  /** By `tagKey`: how many wear it, and the path of the last that was given it. */
  uses: Record<string, { count: number; last: string | null }>;
  last: string | null;
}

/** A resource's place in a project. Derived from the records, never saved. */
export interface Member extends Stored {
  readonly id: string;
  readonly projectId: string;
  readonly found: Found;
}

export interface EstateOptions {
  readonly kinds: readonly Kept<Stored>[];
  readonly seed: number;
  /** How many droplets it was invented with: the measure of everything that is invented later. */
  readonly plannedDroplets: number;
  readonly now: () => Date;
  readonly account: Account;
  readonly counters: Counters;
  /** How long what was begun over HTTP stays `new` or `in-progress`. */
  readonly settleMs: number;
}

export const keptTag: Kept<TagRecord> = {
  name: 'tag',
  urnType: 'tag',
  ids: 'text',
  inProjects: false,
  path: (id) => `/v2/tags/${id}`,
};

const goneKept = 1000;

/** Everything the simulated account has, and the few ways in which it changes. Knows kinds only as far as `Kept` goes. */
export class Estate {
  readonly seed: number;
  readonly plannedDroplets: number;
  readonly account: Account;
  readonly counters: Counters;
  readonly settleMs: number;
  readonly visibility = new Visibility();
  readonly members = new Shelf<Member>((member) => member.projectId);
  /** By URN, oldest first: what was removed and can be restored. */
  readonly gone = new Map<string, Found>();
  readonly #kinds: ReadonlyMap<string, Kept<Stored>>;
  readonly #kindsByUrn: ReadonlyMap<string, Kept<Stored>>;
  readonly #shelves: ReadonlyMap<string, Shelf<Stored>>;
  readonly #vpcIds = new Map<string, string>();
  readonly #now: () => Date;
  readonly #listeners = new Set<() => void>();

  constructor(options: EstateOptions) {
    this.seed = options.seed;
    this.plannedDroplets = options.plannedDroplets;
    this.account = options.account;
    this.counters = options.counters;
    this.settleMs = options.settleMs;
    this.#now = options.now;
    this.#kinds = new Map(options.kinds.map((kind) => [kind.name, kind]));
    this.#kindsByUrn = new Map(options.kinds.map((kind) => [kind.urnType, kind]));
    this.#shelves = new Map(options.kinds.map((kind) => [kind.name, new Shelf<Stored>(kind.partOf?.bind(kind))]));
  }

  /** Milliseconds. */
  now(): number {
    return this.#now().getTime();
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  nextOrder(): number {
    return this.#count('order');
  }

  nextAddress(): number {
    return this.#count('address');
  }

  nextActionId(): number {
    return this.#count('actionId');
  }

  /** Unique, rising, and with gaps, since other customers draw from the same counter. */
  nextIntegerId(): number {
    this.counters.integerId += 1 + ((Math.imul(this.counters.integerId ^ this.seed, 0x9e3779b1) >>> 8) % 900);
    return this.counters.integerId;
  }

  /** The default VPC of a region. */
  vpcId(region: string): string {
    const known = this.#vpcIds.get(region) ?? this.random('vpc', region).uuid();
    this.#vpcIds.set(region, known);
    return known;
  }

  nextUuid(): string {
    return this.random('uuid', this.#count('uuid')).uuid();
  }

  /** A stream of its own for each path, the same for the same seed. */
  random(...path: readonly (string | number)[]): Random {
    return randomOf(this.seed, ...path);
  }

  get kinds(): IterableIterator<Kept<Stored>> {
    return this.#kinds.values();
  }

  shelf<R extends Stored>(kind: Kept<R>): Shelf<R> {
    const shelf = this.#shelves.get(kind.name);
    if (shelf === undefined) throw new RangeError(`The estate keeps no ${kind.name}.`);
    // The shelf of a kind holds that kind's records and nothing else: `add` is the only way in.
    return shelf as object as Shelf<R>;
  }

  urn(kind: Pick<Kept<Stored>, 'urnType'>, id: string | number): string {
    return `do:${kind.urnType}:${id}`;
  }

  /** Ids may hold colons (IPv6), so only the first two divide. */
  find(urn: string): Found | undefined {
    const kind = this.#kindsByUrn.get(urnTypeOf(urn));
    if (kind === undefined) return undefined;
    const record = this.byText(kind, urn.slice(`do:${kind.urnType}:`.length));
    return record === undefined ? undefined : { kind, record };
  }

  /** By the id as a path or a URN spells it. */
  byText<R extends Stored>(kind: Kept<R>, id: string): R | undefined {
    if (kind.ids === 'text') return this.shelf(kind).get(id);
    return /^\d{1,15}$/.test(id) ? this.shelf(kind).get(Number(id)) : undefined;
  }

  add<R extends Stored>(kind: Kept<R>, record: R): R {
    this.shelf(kind).add(record);
    const urn = this.urn(kind, record.id);
    this.#join(urn, anyOf(kind, record));
    for (const tag of record.tags ?? []) this.#wear(tag, kind, record.id, 1);
    this.visibility.created(urn, this.now());
    this.#changed();
    return record;
  }

  /** @returns Undefined when there was no such record. */
  remove<R extends Stored>(kind: Kept<R>, id: R['id']): R | undefined {
    const record = this.shelf(kind).delete(id);
    if (record === undefined) return undefined;
    const urn = this.urn(kind, id);
    const found = anyOf(kind, record);
    this.members.delete(urn);
    for (const tag of record.tags ?? []) this.#wear(tag, kind, id, -1);
    this.gone.set(urn, found);
    for (const oldest of this.gone.keys()) {
      if (this.gone.size <= goneKept) break;
      this.gone.delete(oldest);
    }
    for (const other of this.#kinds.values()) other.whenRemoved?.(this, found);
    this.#changed();
    return record;
  }

  /** The same id appears again, at its old place in the lists. */
  restore<R extends Stored>(kind: Kept<R>, id: R['id'], changes: Partial<R> = {}): R | undefined {
    const urn = this.urn(kind, id);
    const found = this.gone.get(urn) as Found<R> | undefined;
    if (found === undefined) return undefined;
    this.gone.delete(urn);
    return this.add(kind, { ...found.record, ...changes });
  }

  change<R extends Stored>(
    kind: Kept<R>,
    record: R,
    changes: Partial<Omit<R, 'id' | 'order' | 'tags' | 'projectId'>>,
  ): void {
    // What is left out above has a method of its own, which keeps the indexes right.
    this.shelf(kind).change(record, changes as Partial<R>);
    this.#changed();
  }

  /** A tag nobody has used before comes into being. */
  setTags<R extends Stored>(kind: Kept<R>, record: R, tags: readonly string[]): void {
    const before = new Set(record.tags ?? []);
    const after = new Set(tags);
    record.tags = [...after];
    for (const tag of before) if (!after.has(tag)) this.#wear(tag, kind, record.id, -1);
    for (const tag of after) if (!before.has(tag)) this.#wear(tag, kind, record.id, 1);
    this.#changed();
  }

  addTag(name: string): TagRecord {
    return this.add(keptTag, { id: name, order: this.nextOrder(), uses: {}, last: null });
  }

  assign(urn: string, projectId: string): 'assigned' | 'already_assigned' | 'not_found' {
    const found = this.find(urn);
    if (found === undefined || !found.kind.inProjects) return 'not_found';
    if (found.record.projectId === projectId) return 'already_assigned';
    found.record.projectId = projectId;
    found.record.assignedAt = this.now();
    this.members.delete(urn);
    this.#join(urn, found);
    this.#changed();
    return 'assigned';
  }

  /** Puts a saved record back: its tags are counted already. */
  load(kindName: string, record: Stored): void {
    const kind = this.#kinds.get(kindName);
    // A kind that this version no longer plays.
    if (kind === undefined) return;
    this.shelf(kind).add(record);
    this.#join(this.urn(kind, record.id), { kind, record });
  }

  #join(urn: string, found: Found): void {
    const { order, projectId } = found.record;
    if (found.kind.inProjects && projectId !== undefined) this.members.add({ id: urn, order, projectId, found });
  }

  #wear(name: string, kind: Pick<Kept<Stored>, 'tagKey' | 'path'>, id: string | number, by: 1 | -1): void {
    if (kind.tagKey === undefined) return;
    const tag = this.shelf(keptTag).get(name) ?? this.addTag(name);
    const uses = tag.uses[kind.tagKey] ?? { count: 0, last: null };
    uses.count += by;
    if (by === 1) {
      uses.last = kind.path(id);
      tag.last = uses.last;
    }
    tag.uses[kind.tagKey] = uses;
  }

  #count(counter: keyof Counters): number {
    this.counters[counter] += 1;
    return this.counters[counter];
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
