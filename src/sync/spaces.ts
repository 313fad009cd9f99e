import type { Client } from '../digitalocean/client.ts';
import { readListing } from '../digitalocean/pagination.ts';
import { type Kind, UnreadableItemError } from '../kinds/define.ts';
import { spacesKey } from '../kinds/spaces-key.ts';
import type { RunContext } from './context.ts';
import type { Verdict } from './listings.ts';

//  keys? ─ no ─► unsupported, and what to set          Buckets are seen with a key that the token knows nothing of: it may be of
//    │ yes                                             another account, or for some buckets only, and then what it does not show
//    ▼                                                 is not gone.
//  GET /v2/spaces/keys ─► is the key among them? ─ no ─► failed, and nothing is read
//    │                       │ yes: is it for all buckets? ─► what is not seen is struck
//    └ cannot be told ───────┴ no ──────────────────────────► partial: nothing is struck

/** What a listing with the configured key can come to at best, and why; null: all that others can. */
export interface Bound {
  readonly verdict: Extract<Verdict, 'UNSUPPORTED' | 'FAILED' | 'PARTIAL'>;
  readonly reason: string;
}

const noSpacesKeys: Bound = {
  verdict: 'UNSUPPORTED',
  reason:
    'Buckets are listed over S3, which takes keys of its own: set SPACES_ACCESS_KEY_ID and SPACES_SECRET_ACCESS_KEY to mirror them.',
};

const ofAnother: Bound = {
  verdict: 'FAILED',
  reason:
    'The key in SPACES_ACCESS_KEY_ID is not of the account that is mirrored, so its buckets were not read. Take one that the account lists.',
};

const ofSome: Bound = {
  verdict: 'PARTIAL',
  reason:
    'The key in SPACES_ACCESS_KEY_ID is for some buckets only, so none is struck. Take one with access to all of them.',
};

const untold: Bound = {
  verdict: 'PARTIAL',
  reason:
    'Whether the key in SPACES_ACCESS_KEY_ID is for all buckets of this account cannot be told, so none is struck. Give the token spaces_key:read.',
};

// A run asks once, for all regions; its context goes with it.
const asked = new WeakMap<object, Promise<Bound | null>>();

type Asking = Pick<RunContext, 'client' | 'spaces' | 'priority' | 'signal'>;

/**
 * Whom to ask for a kind's lists.
 *
 * @returns `source: null`: nobody, because of the bound.
 * @throws  ProviderError  when the signal aborts.
 */
export async function sourceOf(
  context: Asking,
  { listing: { service } }: Kind,
): Promise<
  | { readonly source: Pick<Client, 'clock' | 'get'>; readonly bound: Bound | null }
  | { readonly source: null; readonly bound: Bound }
> {
  if (service !== 'spaces') return { source: context.client, bound: null };
  const bound = await boundOfSpaces(context);
  if (bound === null || bound.verdict === 'PARTIAL')
    return context.spaces === null ? { source: null, bound: noSpacesKeys } : { source: context.spaces, bound };
  return { source: null, bound };
}

/** How far the configured key can be believed. @throws ProviderError  when the signal aborts. */
export function boundOfSpaces(context: Asking): Promise<Bound | null> {
  const known = asked.get(context) ?? askForKeys(context);
  asked.set(context, known);
  known.catch(() => asked.delete(context));
  return known;
}

async function askForKeys({ client, spaces, priority, signal }: Asking): Promise<Bound | null> {
  if (spaces === null) return noSpacesKeys;
  const { parts, key } = spacesKey.listing;
  const found: boolean[] = [];
  let unreadable = 0;
  const { verdict } = await readListing(
    client,
    {
      path: parts[0]?.path ?? '',
      listKey: key,
      purpose: 'sync_full',
      priority,
      idOf: (item) => (item as { access_key?: string }).access_key, // a missing one is seen to
      signal,
    },
    ({ items }) => {
      for (const item of items) {
        const seen = readKey(item);
        if (seen === null) unreadable += 1;
        else if (spaces.asksWith(seen.providerId)) found.push(seen.attrs.allBuckets === true);
      }
    },
  );
  if (found.length > 0) return found.includes(true) ? null : ofSome;
  return verdict === 'complete' && unreadable === 0 ? ofAnother : untold;
}

function readKey(item: unknown) {
  try {
    return spacesKey.observe(item);
  } catch (error) {
    if (error instanceof UnreadableItemError) return null;
    throw error;
  }
}
