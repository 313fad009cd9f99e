import { hash } from 'node:crypto';
import type { z } from 'zod';
import { type FactDefinitions, type FactValues, moment } from './facts.ts';

/** One request chain that lists some of a kind's members. Only its own members are struck when it is complete. */
export interface Part {
  /** Empty when a kind has one part only; a region's slug, or the parent's provider id, where there is one for each. */
  readonly name: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
}

/** A living member of a parent kind, as far as the list of its children depends on it. */
export interface Parent {
  readonly providerId: string;
  readonly attrs: Readonly<Record<string, unknown>>;
}

/** An item as it came: an object with keys, or the kind would not be asked about it. */
export type WireItem = Readonly<Record<string, unknown>>;

/** How a kind's members are listed. kinds/listing.ts has a short form for each way. */
export interface KindListing {
  /** The key of the array in each page. */
  readonly key: string;
  /** What tells items apart: a property, or more of the item where it has no id. */
  readonly id: string | ((item: WireItem) => unknown);
  /** `pages`: page and per_page with `links` and `meta.total`; `numbered`: the same without links; `single`: one response. */
  readonly paging: 'pages' | 'numbered' | 'single';
  /** Those that can be written down; empty where they depend on regions, on parents or on another kind's. */
  readonly parts: readonly Part[];
  /** Spaces is asked, over S3 and with keys of its own, in each of its regions; absent: the API is, with the token. */
  readonly service?: 'spaces';
  /** A part for each region, named by its slug. */
  readonly inRegion?: (region: string) => Omit<Part, 'name'>;
  /** Members exist only within a member of this kind, and go with it. Their part is named by its provider id. */
  readonly parent?: string;
  /** A part for each living parent; null: this parent has no such children, and is not asked. */
  readonly under?: (parent: Parent) => Omit<Part, 'name'> | null;
  /** Members are read from the items of another kind's listing, without a request of their own. */
  readonly rides?: { readonly on: string; readonly items: (item: WireItem) => readonly unknown[] };
  /** Only tokens of a special sort may list it: to others it is not there, which is no fault of theirs. */
  readonly mayBeRefused?: true;
  /** Which items are this kind's, where a list holds several kinds. */
  readonly keep?: (item: WireItem) => boolean;
}

/**
 * What a resource serves, where that says whose it is: if all of it is one tenant's, it is that tenant's too; else nobody's.
 * A project that holds it itself comes first.
 */
export interface Serves {
  /** Its own relations that lead to what it serves. */
  readonly relations?: readonly string[];
  /** Kinds that refer to it because it serves them. */
  readonly kinds?: readonly string[];
}

/** Typed edges by relation. A relation that is undefined was not spoken of: its edges stay as they are. */
export type Links = Readonly<Record<string, readonly string[] | undefined>>;

/** What one item of a listing says, in the house's own terms: units in names, secrets dropped. */
export interface Observation {
  readonly kind: string;
  readonly kindVersion: number;
  readonly providerId: string;
  readonly urn: string;
  readonly name: string;
  readonly region: string | null | undefined;
  readonly status: string | null | undefined;
  readonly tags: readonly string[] | undefined;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly links: Links;
  /** URN of the resource, or project, whose project and tenant this one inherits; null: projects hold it themselves, or nobody. */
  readonly ownerUrn: string | null;
  readonly providerCreatedAt: Date | null | undefined;
  readonly fingerprint: string;
}

/** What a kind's own code reads from one wire item. */
export interface Reading<Facts extends FactDefinitions> {
  readonly id: string;
  readonly name: string;
  readonly region?: string | null | undefined;
  readonly status?: string | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  readonly createdAt?: Date | null | undefined;
  readonly facts: FactValues<Facts>;
  readonly links?: Links;
  readonly ownerUrn?: string | null;
}

export interface KindDefinition<Wire extends z.ZodType, Facts extends FactDefinitions> {
  /** As in the URN-free tables of the provider's API, in snake case; its upper case is the value in `ResourceKind`. */
  readonly name: string;
  /** Name of its GraphQL type. */
  readonly typeName: string;
  readonly description: string;
  /** Raise it when a fact is added or read differently: older rows then take the new facts without an event. */
  readonly version: number;
  readonly urn: (id: string) => string;
  /** How often a listing is due, in minutes. */
  readonly everyMinutes: number;
  /** The token's scope that its list needs, in the provider's words. */
  readonly scope: string;
  readonly listing: KindListing;
  readonly serves?: Serves;
  /**
   * How one is looked up, and the key of the item in the answer (empty: the answer itself); null: it has no GET of its own.
   * Both arguments are encoded for a path already.
   */
  readonly lookUp: { readonly path: (id: string, part: string) => string; readonly key: string } | null;
  readonly wire: Wire;
  readonly facts: Facts;
  /** @param part  Where it was listed: the region, or the parent's provider id. */
  readonly read: (item: z.output<Wire>, part: string) => Reading<Facts>;
}

/** A kind as the rest of the house uses it. */
export interface Kind extends Omit<KindDefinition<z.ZodType, FactDefinitions>, 'wire' | 'read'> {
  /**
   * Reads one wire item.
   *
   * @param part  Name of the part that it was listed in.
   * @throws UnreadableItemError  naming the item and the field; nothing is guessed at.
   */
  observe(item: unknown, part?: string): Observation;
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** An item of a listing is not of the shape its kind expects. */
export class UnreadableItemError extends Error {
  constructor(kind: Pick<Kind, 'name' | 'listing'>, item: unknown, issue: Issue | undefined) {
    const field = issue?.path.map(String).join('.') || 'the item';
    const told = `${kind.name} ${idOf(kind.listing, item, issue)}: ${field}: ${issue?.message ?? 'unreadable'}`;
    // It is written down; and what the item holds, the names of its properties too, may be anything.
    super(told.replace(/[\p{Cc}\p{Surrogate}]/gu, '\ufffd').slice(0, longestSentence));
    this.name = 'UnreadableItemError';
  }
}

const longestSentence = 500;

export function defineKind<Wire extends z.ZodType, const Facts extends FactDefinitions>(
  definition: KindDefinition<Wire, Facts>,
): Kind {
  const { wire, read, ...kind } = definition;
  return {
    ...kind,
    observe(item, part = '') {
      const parsed = wire.safeParse(item);
      if (!parsed.success) throw new UnreadableItemError(kind, item, parsed.error.issues[0]);
      const seen = toObservation(kind, read(parsed.data, part));
      const tooLong = unindexable(seen);
      if (tooLong !== null) throw new UnreadableItemError(kind, item, tooLong);
      return seen;
    },
  };
}

function toObservation(kind: Pick<Kind, 'name' | 'version' | 'urn'>, reading: Reading<FactDefinitions>): Observation {
  const tags = reading.tags ? [...new Set(reading.tags)].sort() : undefined;
  const links = Object.fromEntries(
    Object.entries(reading.links ?? {}).map(([relation, urns]) => [relation, urns && [...new Set(urns)].sort()]),
  );
  const said = {
    name: reading.name,
    region: reading.region,
    status: reading.status,
    tags,
    attrs: reading.facts,
    links,
    ownerUrn: reading.ownerUrn ?? null,
    // The zero time of the provider's servers stands for none.
    providerCreatedAt: reading.createdAt && (moment(reading.createdAt) === null ? null : reading.createdAt),
  };
  return {
    kind: kind.name,
    kindVersion: kind.version,
    providerId: reading.id,
    urn: kind.urn(reading.id),
    ...said,
    // The order of keys is the code's own, so equal readings give equal text; a new version gives another fingerprint.
    fingerprint: hash('sha256', JSON.stringify([kind.version, said]), 'base64url').slice(0, 22),
  };
}

/** An index takes no entry of more than 2,704 bytes; what is longer than this is refused by name, not cut. */
const longestIndexed = 2000;

/** What the database looks things up by; null when all of it is short enough. */
function unindexable({ urn, name, region, status, tags = [], links, ownerUrn }: Observation): Issue | null {
  const targets = Object.values(links).flatMap((urns) => urns ?? []);
  const indexed = { name, region, status, id: [urn], tags, links: [...targets, ownerUrn] };
  for (const [field, value] of Object.entries(indexed)) {
    const isTooLong = [value].flat().some((text) => Buffer.byteLength(text ?? '') > longestIndexed);
    if (isTooLong) return { path: [field], message: `longer than ${longestIndexed} bytes` };
  }
  return null;
}

/** What tells it apart in its list, unless just that cannot be read, or else what it calls itself; long ones are cut. */
function idOf({ id: own }: KindListing, item: unknown, issue: Issue | undefined): string {
  if (typeof item !== 'object' || item === null) return '(no object)';
  const named = item as Record<string, unknown>; // of an object anything may be asked
  const properties = [...(typeof own === 'string' ? [own] : []), 'id', 'uuid', 'name'];
  const candidates = properties.filter((property) => property !== issue?.path[0]).map((property) => named[property]);
  if (typeof own !== 'string') candidates.unshift(own(named));
  const found = candidates.find((value) => (typeof value === 'string' && value !== '') || typeof value === 'number');
  return found === undefined ? '(without id)' : String(found).slice(0, 100);
}
