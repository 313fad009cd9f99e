import { classifyNewProjects } from '../inventory/apply-rules.ts';
import type { Kind } from '../kinds/define.ts';
import { kinds as allKinds, kindsByName } from '../kinds/index.ts';
import { withSpan } from '../observability/trace.ts';
import { checkAccount } from './account.ts';
import { bootstrapInternalProject } from './bootstrap.ts';
import type { BreakerLimits } from './breaker.ts';
import { ridersOf, withNeeded } from './children.ts';
import type { RunContext } from './context.ts';
import { type Settlement, settleApproved, settleDeletions } from './deletions.ts';
import { addToListing, type ListingRecord, openListings, recordListings } from './listings.ts';
import { persist } from './persistence.ts';
import { syncAssignments, syncProjects } from './projects.ts';
import { readKind } from './read-kind.ts';
import { type Attempt, type BegunRun, holdDeletions, type SyncStatus } from './runs.ts';

//  account ─► projects, assignments ─► for each kind: its parts ─► who of it is deleted ─► the end
//                                                     └ a step each: what an earlier attempt has done is not done again

export interface RunSettings {
  readonly internalProject: string;
  readonly breaker: BreakerLimits;
  /** Called once the projects are known and before any resource is: what classifies them by then costs no moves. */
  readonly onProjects?: () => Promise<void>;
  /** Called with each part that was read. */
  readonly onListing?: (listing: ListingRecord) => void;
}

/** A piece of a run that is done once: a later attempt gets what it gave. What it gives must survive JSON, dates aside. */
export type Step = <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;

export interface RunInHand {
  readonly run: BegunRun;
  readonly attempt: Attempt;
  readonly step: Step;
}

export interface RunEnd {
  readonly status: SyncStatus;
  readonly reason: string | null;
}

/**
 * One sync, from the account to the last kind. Parts are independent of each other: one that cannot be read costs the others
 * nothing. The database may go away and come back meanwhile.
 *
 * @throws  when the signal aborts or the run is lost; it is then unfinished. Everything else is an end with a reason.
 */
export async function runSync(context: RunContext, inHand: RunInHand, settings: RunSettings): Promise<RunEnd> {
  const refusal = await persist(context, 'account', () => checkAccount(context));
  if (refusal !== null) return { status: 'FAILED', reason: refusal };
  const { approvedIds } = inHand.run;
  if (approvedIds !== null) return goOnWithApproved(context, inHand, approvedIds);

  const { records, projectOf } = await readProjects(context, inHand.attempt, settings);
  const held: string[] = [];
  const open: string[] = [];
  // The kinds as they were when the run began: a release in the middle of it must not change its steps.
  const names = await inHand.step('plan', async () => plannedKinds(inHand.run));
  for (const name of names) {
    const kind = kindsByName.get(name);
    if (kind === undefined) continue;
    const ofKind = await withSpan(`sync ${name}`, {}, () =>
      readKind(context, inHand, kind, projectOf, settings.onListing),
    );
    records.push(...ofKind);
    // Who rides on it has been read with it.
    for (const each of [kind, ...ridersOf(kind)]) {
      const listed = ofKind.filter((record) => record.kind === each.name);
      if (!listed.some(({ suspects = 0 }) => suspects > 0)) continue;
      const settlement = await inHand.step(`${each.name}: deletions`, () =>
        persist(context, `deletions of ${each.name}`, () =>
          settleKind(context, inHand.attempt, each, listed, projectOf, settings.breaker),
        ),
      );
      if (settlement.heldBecause !== null) held.push(settlement.heldBecause);
      if (settlement.open !== undefined) open.push(settlement.open);
    }
  }
  return conclude(records, held, open);
}

function plannedKinds({ kinds }: BegunRun): string[] {
  const wanted = withNeeded(new Set(kinds));
  return allKinds
    .filter(({ name, listing }) => (kinds.length === 0 || wanted.has(name)) && listing.rides === undefined)
    .map(({ name }) => name);
}

/** Read anew at each attempt: they say where everything that follows belongs. */
async function readProjects(context: RunContext, attempt: Attempt, settings: RunSettings) {
  const { db, clock } = context;
  const projects = await persist(context, 'projects', async () => {
    await openListings(db, attempt, [{ kind: 'project', part: '' }], clock.now());
    const read = await syncProjects(context);
    await recordListings(db, attempt, [read.record]);
    await bootstrapInternalProject(context, settings.internalProject);
    await settings.onProjects?.();
    await classifyNewProjects(db, clock.now());
    return read;
  });
  const assignments = await persist(context, 'assignments', async () => {
    await openListings(db, attempt, [{ kind: 'project', part: 'resources' }], clock.now());
    const read = await syncAssignments(context, projects.projects);
    await recordListings(db, attempt, [read.record]);
    return read;
  });
  return { records: [projects.record, assignments.record], projectOf: assignments.projectOf };
}

async function settleKind(
  context: RunContext,
  attempt: Attempt,
  kind: Kind,
  records: readonly ListingRecord[],
  projectOf: ReadonlyMap<string, string>,
  limits: BreakerLimits,
): Promise<Settlement> {
  const complete = records
    .filter(({ verdict }) => verdict === 'COMPLETE')
    .map(({ part, startedAt }) => ({ part, beganAt: startedAt }));
  const settlement = await settleDeletions(context, kind, complete, projectOf, limits);
  await keepSettlement(context, attempt, kind, settlement);
  return settlement;
}

async function keepSettlement(context: RunContext, attempt: Attempt, kind: Kind, settlement: Settlement) {
  const { db } = context;
  if (settlement.held.length > 0) await holdDeletions(db, attempt.runId, settlement.held);
  let { requests } = settlement;
  for (const { part, deleted, remark } of settlement.parts) {
    await addToListing(db, attempt, { kind: kind.name, part }, { deleted, requests, remark });
    // They were made for the kind as a whole; the first part has them, so that the sum is right.
    requests = 0;
  }
}

/** An admin has seen the list: the provider is asked about each of it again, and the breaker has had its say. */
async function goOnWithApproved(
  context: RunContext,
  { attempt, step }: RunInHand,
  ids: readonly string[],
): Promise<RunEnd> {
  let deleted = 0;
  for (const kind of allKinds) {
    deleted += await step(`${kind.name}: approved deletions`, () =>
      persist(context, `approved deletions of ${kind.name}`, async () => {
        const settlement = await settleApproved(context, kind, ids);
        await keepSettlement(context, attempt, kind, settlement);
        return settlement.deleted;
      }),
    );
  }
  return {
    status: 'SUCCEEDED',
    reason: `${deleted} of ${ids.length} approved deletions were confirmed and carried out.`,
  };
}

function conclude(records: readonly ListingRecord[], held: readonly string[], open: readonly string[]): RunEnd {
  const trouble = records.filter((record) => record.verdict !== 'COMPLETE' && record.verdict !== 'UNSUPPORTED');
  const named = trouble.map(({ kind, part, verdict }) => `${kind}${part && ` (${part})`} ${verdict.toLowerCase()}`);
  const unread = `Not all could be read, and what was not is kept as it was: ${named.join(', ')}.`;
  const reason = [...held, ...open, ...(trouble.length === 0 ? [] : [unread])].join(' ') || null;
  if (held.length > 0) return { status: 'HELD', reason };
  if (trouble.length === 0) return { status: open.length === 0 ? 'SUCCEEDED' : 'PARTIAL', reason };
  return { status: trouble.length === records.length ? 'FAILED' : 'PARTIAL', reason };
}
