import type { Sql, SystemDb } from '../db/sql.ts';
import type { Client } from '../digitalocean/client.ts';
import { readPage } from '../digitalocean/list-page.ts';
import { observe } from '../inventory/observe.ts';
import { UnreadableItemError } from '../kinds/define.ts';
import { kindsByName } from '../kinds/index.ts';
import type { TailTrouble } from './tail-trouble.ts';

// Database clusters and apps are in no action. Their own events are a list under each of them: 50 clusters looked at every 20 s are
// 9,000 requests an hour, of 5,000 that a token has. But the list of all clusters is one request for 200 of them and shows what
// became of each, and so is that of apps: at one of each and one of the account in 30 s they take 360 requests an hour, 8 % of what
// schedules have, and nothing where there are none.
// What is seen so has no time at which it happened: these lists do not tell.

const followed = ['database_cluster', 'app'];
const pageSize = 200;

/** @param tailMs  Between two readings of the actions. */
export const listsEveryMs = (tailMs: number) => tailMs * 1.5;

/** Those of the kinds whose lists are followed that the account has any of. */
export async function followedKinds(db: Sql): Promise<readonly string[]> {
  const there = await db.query<{ kind: string }>(
    `select k.kind from unnest($1::text[]) as k(kind), lateral (
       select 1 from cloud_resources r where r.kind = k.kind and r.deleted_at is null limit 1) one`,
    [followed],
  );
  return there.map(({ kind }) => kind);
}

/**
 * Takes in the first page of the lists of these kinds. Nothing is struck: that is for whole listings.
 *
 * @param trouble  Is told of each list that could not be read; it keeps no other from being read.
 */
export async function readLists(
  world: { readonly db: SystemDb; readonly client: Client; readonly trouble: TailTrouble },
  kinds: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  for (const name of kinds) {
    try {
      await readList(world, name, signal);
      world.trouble.worked(name);
    } catch (error) {
      if (signal.aborted) throw error;
      world.trouble.failed(name, error);
    }
  }
}

async function readList(
  { db, client }: { readonly db: SystemDb; readonly client: Client },
  name: string,
  signal: AbortSignal,
): Promise<void> {
  const kind = kindsByName.get(name);
  const part = kind?.listing.parts[0];
  if (kind === undefined || part === undefined) return;
  const answer = await client.get(part.path, {
    searchParams: { ...part.query, page: 1, per_page: pageSize },
    purpose: 'sync_targeted',
    priority: 'schedule',
    signal,
  });
  const { items, beganAt } = readPage(answer, part.path, kind.listing.key);
  const observations = items.flatMap((item) => {
    try {
      return [kind.observe(item, part.name)];
    } catch (error) {
      // The next listing says which one it is.
      if (error instanceof UnreadableItemError) return [];
      throw error;
    }
  });
  await observe(db, {
    kind: name,
    part: part.name,
    requestedAt: beganAt,
    observations,
    // Where they belong stays as it is: a listing says.
    projectOf: new Map(),
    cause: { runId: null, actor: null },
  });
}
