import { hash } from 'node:crypto';
import type { z } from 'zod';
import type { FactDefinitions, FactValues } from './facts.ts';

/** One request chain that lists some of a kind's members. Only its own members are struck when it is complete. */
export interface Part {
  /** Empty when a kind has one part only. */
  readonly name: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
}

export interface KindListing {
  /** The key of the array in each page. */
  readonly key: string;
  /** The property that tells items apart. */
  readonly id: string;
  /** `pages`: page and per_page with `links` and `meta.total`; `single`: one response. */
  readonly paging: 'pages' | 'single';
  readonly parts: readonly Part[];
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
  /** URN of the resource whose project and tenant this one inherits; null: it belongs to a project itself. */
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
  readonly listing: KindListing;
  /** How one is looked up by id, and the key of the item in the answer; null: it has no GET of its own. */
  readonly lookUp: { readonly path: (id: string) => string; readonly key: string } | null;
  readonly wire: Wire;
  readonly facts: Facts;
  readonly read: (item: z.output<Wire>) => Reading<Facts>;
}

/** A kind as the rest of the house uses it. */
export interface Kind extends Omit<KindDefinition<z.ZodType, FactDefinitions>, 'wire' | 'read'> {
  /**
   * Reads one wire item.
   *
   * @throws UnreadableItemError  naming the item and the field; nothing is guessed at.
   */
  observe(item: unknown): Observation;
}

/** An item of a listing is not of the shape its kind expects. */
export class UnreadableItemError extends Error {
  constructor(kind: string, item: unknown, issue: { path: PropertyKey[]; message: string } | undefined) {
    const field = issue?.path.map(String).join('.') || 'the item';
    super(`${kind} ${idOf(item)}: ${field}: ${issue?.message ?? 'unreadable'}`);
    this.name = 'UnreadableItemError';
  }
}

export function defineKind<Wire extends z.ZodType, const Facts extends FactDefinitions>(
  definition: KindDefinition<Wire, Facts>,
): Kind {
  const { wire, read, ...kind } = definition;
  return {
    ...kind,
    observe(item) {
      const parsed = wire.safeParse(item);
      if (!parsed.success) throw new UnreadableItemError(kind.name, item, parsed.error.issues[0]);
      return toObservation(kind, read(parsed.data));
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
    providerCreatedAt: reading.createdAt,
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

function idOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) return '(no object)';
  const { id, uuid, name } = item as Record<string, unknown>;
  const found = [id, uuid, name].find((value) => typeof value === 'string' || typeof value === 'number');
  return found === undefined ? '(without id)' : String(found);
}
