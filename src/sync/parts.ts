import type { SystemDb } from '../db/sql.ts';
import type { Client } from '../digitalocean/client.ts';
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
    const regions = service === 'spaces' ? (context.spaces?.regions ?? []) : await regionsOf(context);
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

// A run asks once, whatever it reads by region; its context goes with it.
const asked = new WeakMap<RunContext, Promise<readonly string[]>>();

function regionsOf(context: RunContext): Promise<readonly string[]> {
  const known = asked.get(context) ?? readRegions(context);
  asked.set(context, known);
  // A failure is not remembered: the step is tried again.
  known.catch(() => asked.delete(context));
  return known;
}

/** All that the provider names, closed ones too: what is in them goes on; and those in which something is known to be. */
async function readRegions({ db, client, priority, signal }: RunContext): Promise<readonly string[]> {
  const told = new Set<string>(await knownRegions(db));
  for (const slug of await toldRegions(client, priority, signal)) told.add(slug);
  return [...told].sort();
}

async function knownRegions(db: SystemDb): Promise<readonly string[]> {
  const rows = await db.query<{ region: string }>(
    `select distinct region from cloud_resources where region is not null and deleted_at is null and kind = any($1)`,
    [['droplet', 'volume', 'vpc', 'nfs_share', 'nfs_snapshot']],
  );
  return rows.map(({ region }) => region);
}

async function toldRegions(client: Client, priority: RunContext['priority'], signal: AbortSignal) {
  const slugs: string[] = [];
  const idOf = (item: unknown) => (item as { slug?: string }).slug; // a missing one is seen to
  // A token without `regions:read` is told nothing; then what is known has to do.
  await readListing(
    client,
    { path: '/v2/regions', listKey: 'regions', purpose: 'sync_full', priority, idOf, signal },
    ({ items }) => void slugs.push(...items.map(idOf).filter((slug) => typeof slug === 'string')),
  );
  return slugs;
}
