import { ProviderError } from '../digitalocean/errors.ts';
import { lookUp } from '../digitalocean/look-up.ts';
import { observe } from '../inventory/observe.ts';
import { bury, type Suspect } from '../inventory/retire.ts';
import { type Kind, UnreadableItemError } from '../kinds/define.ts';
import type { RunContext } from './context.ts';

export interface Confirmation {
  readonly deleted: number;
  readonly requests: number;
  /** What there is to say of the suspects that were not deleted; null when nothing is. */
  readonly remark: string | null;
}

/**
 * Asks the provider about each suspect itself, and tombstones those that it does not know, while the same token still finds
 * what is known to live. Whatever else it answers, the question stays open until the next sync.
 */
export async function confirmDeletions(
  context: RunContext,
  kind: Kind,
  part: string,
  suspects: readonly Suspect[],
  projectOf: ReadonlyMap<string, string>,
): Promise<Confirmation> {
  const { db, clock, signal } = context;
  const cause = { runId: context.runId, actor: null };
  if (suspects.length === 0) return { deleted: 0, requests: 0, remark: null };
  if (kind.lookUp === null) {
    const ids = suspects.map((suspect) => suspect.id);
    return { deleted: await bury(db, ids, clock.now(), cause), requests: 0, remark: null };
  }
  const { path, key } = kind.lookUp;
  let requests = 0;
  const ask = (url: string) =>
    lookUp(context.client, url, {
      purpose: 'sync_targeted',
      priority: context.priority,
      onRequest: () => {
        requests += 1;
      },
      signal,
    });

  const askedAt = clock.now();
  const gone: string[] = [];
  let lied = 0;
  let unanswered = 0;
  for (const suspect of suspects) {
    try {
      const found = await ask(path(encodeURIComponent(suspect.providerId)));
      if (!found.found) {
        gone.push(suspect.id);
        continue;
      }
      lied += 1;
      const item = (found.body as Record<string, unknown> | null)?.[key];
      await observe(db, {
        kind: kind.name,
        part,
        requestedAt: found.beganAt,
        observations: [kind.observe(item)],
        projectOf,
        cause,
      });
    } catch (error) {
      const open =
        (error instanceof ProviderError && error.reason !== 'cancelled') || error instanceof UnreadableItemError;
      if (!open) throw error;
      unanswered += 1;
    }
  }
  const trusted = gone.length > 0 && (await knowsTheLiving(context, kind, part, ask));
  const deleted = trusted ? await bury(db, gone, askedAt, cause) : 0;
  const remarks = [
    lied > 0 ? `The list left out ${lied} that answer when asked for: they are kept.` : '',
    unanswered > 0 ? `${unanswered} could not be asked about and are kept; the next sync asks again.` : '',
    gone.length > 0 && !trusted
      ? `${gone.length} answer 404, but so does what is known to live: nothing was deleted. Check the token's scopes.`
      : '',
  ];
  return { deleted, requests, remark: remarks.filter(Boolean).join(' ') || null };
}

/** A token that has lost its sight answers 404 to everything; then a 404 proves nothing. */
async function knowsTheLiving(
  { db }: RunContext,
  kind: Kind,
  part: string,
  ask: (url: string) => Promise<{ found: boolean }>,
): Promise<boolean> {
  const [living] = await db.query<{ providerId: string }>(
    `select provider_id as "providerId" from cloud_resources
      where kind = $1 and part = $2 and deleted_at is null and stale_strike_count = 0
      order by last_seen_at desc limit 1`,
    [kind.name, part],
  );
  const path =
    living === undefined || kind.lookUp === null
      ? '/v2/account'
      : kind.lookUp.path(encodeURIComponent(living.providerId));
  try {
    return (await ask(path)).found;
  } catch (error) {
    if (error instanceof ProviderError && error.reason !== 'cancelled') return false;
    throw error;
  }
}
