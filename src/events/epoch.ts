import { messageOf } from '../base/errors.ts';
import type { Sql, SystemDb } from '../db/sql.ts';
import type { Log } from '../observability/log.ts';

// An epoch is one life of the log. After a restore, or a failover that may have lost the last commits, positions that were
// given out are given out again for other events; a cursor of before must not be taken for one of after. So the head row
// notes in which database, on which timeline of Postgres, its epoch began, and where that differs a new epoch begins.
//
// A copy of the disk's blocks that is put back without archive recovery looks like the same database: after such a restore
// somebody has to say so (`arcadia migrate --new-epoch`).

export interface Head {
  readonly epoch: string;
  readonly cursorKey: Uint8Array;
  /** The last position that is committed. */
  readonly position: bigint;
}

export async function readHead(db: Sql): Promise<Head> {
  const [head] = await db.query<Head>('select epoch, cursor_key as "cursorKey", position from event_head');
  if (head === undefined) throw new Error('The event log has no head row; run the migrations.');
  return head;
}

/**
 * Begins a new epoch when this is not the database, or not the timeline, in which the present one began. Quick otherwise.
 *
 * @returns  Whether a new epoch began.
 */
export async function renewEpochAfterRestore(db: SystemDb, log: Log): Promise<boolean> {
  const home = await readHome(db).catch((error: unknown) => {
    log.warn(
      { reason: messageOf(error) },
      'Postgres does not tell who it is; after a restore run "arcadia migrate --new-epoch".',
    );
    return null;
  });
  if (home === null) return false;
  const renewed = await db.query(
    `with before as (select home from event_head)
     update event_head set home = $1, epoch = case when before.home is null then epoch else gen_random_uuid() end
       from before where event_head.home is distinct from $1
     returning before.home as "homeBefore"`,
    [home],
  );
  const [row] = renewed;
  if (row === undefined || row.homeBefore === null) return false;
  log.warn('The database was restored or failed over: a new epoch of the event log begins, and older cursors expire.');
  return true;
}

/** Begins a new epoch because somebody says so: every cursor of before expires. */
export async function beginNewEpoch(db: Sql): Promise<void> {
  await db.query('update event_head set epoch = gen_random_uuid()');
}

// The cluster's own number, its timeline (it rises with every recovery from an archive and every promotion), and the
// database's number in it, which a restored dump does not share.
async function readHome(db: Sql): Promise<string | null> {
  const [row] = await db.query<{ home: string }>(
    `select concat_ws('/', (select system_identifier from pg_control_system()),
                      left(pg_walfile_name(pg_current_wal_lsn()), 8),
                      (select oid from pg_database where datname = current_database())) as home`,
  );
  return row?.home ?? null;
}
