import type { SystemDb } from '../db/sql.ts';
import { readListing } from '../digitalocean/pagination.ts';
import type { Kind, Parent, Part } from '../kinds/define.ts';
import type { RunContext } from './context.ts';
import { sourceOf } from './spaces.ts';

/**
 * The parts of a kind that a run reads now: those that are written down, one a region, or one a living parent. None for a kind
 * that is read from another one's items.
 */
export async function partsOf(context: RunContext, kind: Kind): Promise<readonly Part[]> {
  const { parts, service, inRegion, parent, under } = kind.listing;
  // Why nobody can be asked is said once, not region by region.
  if ((await sourceOf(context, kind)).source === null) return [{ name: '', path: '/' }];
  if (inRegion !== undefined) {
    const regions = service === 'spaces' ? await spacesRegionsOf(context, kind) : await regionsOf(context);
    return regions.map((region) => ({ name: region, ...inRegion(region) }));
  }
  if (parent === undefined || under === undefined) return parts;
  const parents = await context.db.query<Parent>(
    `select provider_id as "providerId", attrs from cloud_resources
      where kind = $1 and deleted_at is null order by provider_id`,
    [parent],
  );
  return parents.flatMap((each) => {
    const part = under(each);
    return part === null ? [] : { name: each.providerId, ...part };
  });
}

/** Those that are asked for, and those in which buckets are known: whether these are still there is to be found out. */
async function spacesRegionsOf({ db, spaces }: RunContext, { name }: Kind): Promise<readonly string[]> {
  const known = await db.query<{ part: string }>(
    'select distinct part from cloud_resources where kind = $1 and deleted_at is null order by part',
    [name],
  );
  return [...new Set([...(spaces?.regions ?? []), ...known.map(({ part }) => part)])];
}

interface Regions {
  readonly slugs: readonly string[];
  /** Why the provider's own list of them could not be read; null when it was, or when the token may not. */
  readonly unread: string | null;
}

// A run asks once, whatever it reads by region; its context goes with it.
const asked = new WeakMap<RunContext, Promise<Regions>>();

async function regionsOf(context: RunContext): Promise<readonly string[]> {
  const known = asked.get(context) ?? readRegions(context);
  asked.set(context, known);
  // A failure is not remembered: the step is tried again.
  known.catch(() => asked.delete(context));
  return (await known).slugs;
}

/** Why a kind that is read by region may not have been read in all of them; null: it was, or it is not read so. */
export async function whyRegionsMissing(context: RunContext, { listing }: Kind): Promise<string | null> {
  if (listing.inRegion === undefined || listing.service !== undefined) return null;
  const unread = (await asked.get(context))?.unread ?? null;
  return unread && `Only the regions in which something is known were asked, for want of a list of all. ${unread}`;
}

/** All that the provider names, closed ones too: what is in them goes on; and those in which something is known to be. */
async function readRegions({ db, client, priority, signal }: RunContext): Promise<Regions> {
  const slugs = new Set<string>(await knownRegions(db));
  const idOf = (item: unknown) => (item as { slug?: string }).slug; // a missing one is seen to
  const { verdict, reason } = await readListing(
    client,
    { path: '/v2/regions', listKey: 'regions', purpose: 'sync_full', priority, idOf, signal },
    ({ items }) => {
      for (const slug of items.map(idOf)) if (typeof slug === 'string') slugs.add(slug);
    },
  );
  // A token without `regions:read` is told nothing; then what is known has to do: a share needs a VPC, and that is known.
  const isTold = verdict === 'complete' || verdict === 'forbidden';
  return { slugs: [...slugs].sort(), unread: isTold ? null : reason };
}

async function knownRegions(db: SystemDb): Promise<readonly string[]> {
  const rows = await db.query<{ region: string }>(
    `select distinct region from cloud_resources where region is not null and deleted_at is null and kind = any($1)`,
    [['droplet', 'volume', 'vpc', 'nfs_share', 'nfs_snapshot']],
  );
  return rows.map(({ region }) => region);
}
