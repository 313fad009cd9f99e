import type { SystemDb } from '../db/sql.ts';
import type { CallOptions, Client } from '../digitalocean/client.ts';
import { ProviderError } from '../digitalocean/errors.ts';
import { lookUp } from '../digitalocean/look-up.ts';
import { observe } from '../inventory/observe.ts';
import type { Cause } from '../inventory/plan.ts';
import { type Kind, UnreadableItemError, type WireItem } from '../kinds/define.ts';

/** A mirrored resource, as far as it takes to ask about it. */
export interface Looked {
  readonly part: string;
  readonly providerId: string;
}

export interface Look {
  readonly cause: Cause;
  /** URN → id of our project, as far as the provider told. What is not in it stays in the project it has. */
  readonly projectOf: ReadonlyMap<string, string>;
  readonly call: Omit<CallOptions, 'purpose'>;
  /** When what is seen happened, if the provider tells. */
  readonly occurredAt?: Date;
}

/** The kind has no question of its own: its members are known from lists alone. */
export function canBeLookedAt(kind: Kind): boolean {
  return kind.lookUp !== null;
}

/**
 * Asks the provider about one resource, on the token for single looks, and takes in what it says.
 *
 * @returns `gone`: it answered 404; what that means is for others to decide.
 * @throws  ProviderError, UnreadableItemError: there is no answer; see `isAnswerMissing`.
 */
export async function lookAt(
  { db, client }: { readonly db: SystemDb; readonly client: Client },
  kind: Kind,
  { part, providerId }: Looked,
  { cause, projectOf, call, occurredAt }: Look,
): Promise<'seen' | 'gone'> {
  if (kind.lookUp === null) throw new TypeError(`${kind.name} cannot be looked at`);
  const { path, key } = kind.lookUp;
  const found = await lookUp(client, path(encodeURIComponent(providerId), encodeURIComponent(part)), {
    ...call,
    purpose: 'sync_targeted',
  });
  if (!found.found) return 'gone';
  const body = found.body as Record<string, unknown> | null; // an answer is an object or nothing
  const item = key === '' ? body : body?.[key];
  // Where one path answers for several kinds, what is of another kind is none of this one.
  if (kind.listing.keep && typeof item === 'object' && item !== null && !kind.listing.keep(item as WireItem))
    return 'gone';
  await observe(db, {
    kind: kind.name,
    part,
    requestedAt: found.beganAt,
    observations: [kind.observe(item, part)],
    projectOf,
    cause,
    ...(occurredAt ? { occurredAt } : {}),
  });
  return 'seen';
}

/** The question stays open: there was no answer, or one that cannot be read. */
export function isAnswerMissing(error: unknown): boolean {
  return (error instanceof ProviderError && error.reason !== 'cancelled') || error instanceof UnreadableItemError;
}
