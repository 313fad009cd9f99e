import { readAccount } from '../digitalocean/account.ts';
import { ProviderError } from '../digitalocean/errors.ts';
import { kinds as allKinds } from '../kinds/index.ts';
import { bootstrapInternalProject } from './bootstrap.ts';
import type { RunContext } from './context.ts';
import { syncPart } from './part.ts';
import { partsOf } from './parts.ts';
import { syncAssignments, syncProjects } from './projects.ts';
import { type ClaimedRun, finishedParts, type ListingRecord, recordListing, type SyncStatus } from './runs.ts';

export interface RunSettings {
  readonly internalProject: string;
  /** Called once the projects are known and before any resource is: what classifies them by then costs no moves. */
  readonly onProjects?: () => Promise<void>;
}

/**
 * One sync, from the account to the last part. Parts are independent of each other: one that cannot be read costs the others
 * nothing. A part that an earlier attempt has finished is not read again.
 *
 * @throws  when the signal aborts or the database fails; the run is then unfinished.
 */
export async function runSync(
  context: RunContext,
  run: ClaimedRun,
  settings: RunSettings,
): Promise<{ status: SyncStatus; reason: string | null }> {
  const { db, runId, signal } = context;
  const refusal = await checkAccount(context);
  if (refusal !== null) return { status: 'FAILED', reason: refusal };

  const done = await finishedParts(db, runId);
  const records: ListingRecord[] = [];
  const keep = async (record: ListingRecord) => {
    records.push(record);
    await recordListing(db, runId, record);
  };

  const { record: projectsRecord, projects } = await syncProjects(context);
  await keep(projectsRecord);
  await bootstrapInternalProject(context, settings.internalProject);
  await settings.onProjects?.();
  const { record: assignmentsRecord, projectOf } = await syncAssignments(context, projects);
  await keep(assignmentsRecord);

  const wanted = allKinds.filter((kind) => run.kinds.length === 0 || run.kinds.includes(kind.name));
  for (const kind of wanted) {
    for (const part of await partsOf(context, kind)) {
      signal.throwIfAborted();
      if (done.has(`${kind.name}/${part.name}`)) continue;
      await keep(await syncPart(context, kind, part, projectOf));
    }
  }
  return conclude(records);
}

/** A token of another team would strike everything that this mirror holds. */
async function checkAccount({ db, client, priority, signal }: RunContext): Promise<string | null> {
  let accountId: string;
  try {
    ({ accountId } = await readAccount(client, { purpose: 'sync_full', priority, signal }));
  } catch (error) {
    if (error instanceof ProviderError && error.reason !== 'cancelled') return error.message;
    throw error;
  }
  const [mirror] = await db.query<{ accountId: string }>(
    `insert into mirrored_account (provider, account_id) values ('digitalocean', $1)
     on conflict (id) do update set account_id = mirrored_account.account_id
     returning account_id as "accountId"`,
    [accountId],
  );
  if (mirror?.accountId === accountId) return null;
  return `The token belongs to team ${accountId}, and this database mirrors ${mirror?.accountId}. Nothing was read; use that team's token, or another database.`;
}

function conclude(records: readonly ListingRecord[]): { status: SyncStatus; reason: string | null } {
  const trouble = records.filter((record) => record.verdict !== 'COMPLETE' && record.verdict !== 'UNSUPPORTED');
  if (trouble.length === 0) return { status: 'SUCCEEDED', reason: null };
  const named = trouble.map(({ kind, part, verdict }) => `${kind}${part && ` (${part})`} ${verdict.toLowerCase()}`);
  const reason = `Not all could be read, and what was not is kept as it was: ${named.join(', ')}.`;
  return { status: trouble.length === records.length ? 'FAILED' : 'PARTIAL', reason };
}
