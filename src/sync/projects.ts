import { z } from 'zod';
import { ProviderError } from '../digitalocean/errors.ts';
import { lookUp } from '../digitalocean/look-up.ts';
import { type ListedPage, type ListingOutcome, readListing } from '../digitalocean/pagination.ts';
import { buryProjects, type ObservedProject, observeProjects, strikeProjects } from '../inventory/projects.ts';
import { normaliseUrn } from '../kinds/urn.ts';
import type { RunContext } from './context.ts';
import type { ListingRecord, Verdict } from './listings.ts';

const projectWire = z.object({
  id: z.string().min(1),
  name: z.string(),
  description: z.string().nullish(),
  purpose: z.string().nullish(),
  environment: z.string().nullish(),
  is_default: z.boolean().nullish(),
});

export function readProject(item: unknown): ObservedProject | null {
  const parsed = projectWire.safeParse(item);
  if (!parsed.success) return null;
  const project = parsed.data;
  return {
    providerId: project.id,
    name: project.name,
    description: project.description || null,
    // A purpose of one's own comes back with this in front, now and then; it is no change.
    providerPurpose: project.purpose?.replace(/^Other: /, '') || null,
    environment: project.environment || null,
    isDefault: project.is_default ?? false,
  };
}

/** Reads the projects. @returns what there is to say of it, and provider id → our id. */
export async function syncProjects(
  context: RunContext,
): Promise<{ record: ListingRecord; projects: ReadonlyMap<string, string> }> {
  const { db, clock } = context;
  const projects = new Map<string, string>();
  let unreadable = 0;
  const listing = await list(context, '/v2/projects', 'projects', 'id', async ({ items, beganAt }) => {
    const readable = items.map(readProject).filter((project) => project !== null);
    unreadable += items.length - readable.length;
    for (const [providerId, id] of await observeProjects(db, readable, beganAt)) projects.set(providerId, id);
  });
  const record = neverAbsent(toRecord(context, listing, 'project', ''), 'Every account has a project');
  if (unreadable > 0) {
    const sentence = `${unreadable} projects could not be read: see whether a newer release reads what DigitalOcean sends.`;
    const reason = record.reason === null ? sentence : `${record.reason} ${sentence}`;
    return {
      record: { ...record, verdict: record.verdict === 'COMPLETE' ? 'PARTIAL' : record.verdict, reason },
      projects,
    };
  }
  if (record.verdict !== 'COMPLETE') return { record, projects };

  const { struck, suspects } = await strikeProjects(db, listing.startedAt, clock.now(), context.strikeSpacingMs);
  const askedAt = clock.now();
  let requests = record.requests;
  const count = () => {
    requests += 1;
  };
  const gone: string[] = [];
  for (const { id, providerId } of suspects) {
    if ((await isThere(context, providerId, count)) === false) gone.push(id);
  }
  // A token that has lost its sight answers 404 to everything: one of those just listed has to answer 200.
  const [living] = [...projects.keys()];
  const trusted = gone.length > 0 && living !== undefined && (await isThere(context, living, count)) === true;
  const deleted = trusted ? await buryProjects(db, gone, askedAt) : 0;
  return { record: { ...record, requests, struck, deleted, finishedAt: clock.now() }, projects };
}

/** Asks for one project. @returns null when there is no answer. */
async function isThere(context: RunContext, providerId: string, onRequest: () => void): Promise<boolean | null> {
  const { client, priority, signal } = context;
  try {
    const path = `/v2/projects/${encodeURIComponent(providerId)}`;
    return (await lookUp(client, path, { purpose: 'sync_targeted', priority, onRequest, signal })).found;
  } catch (error) {
    if (!(error instanceof ProviderError) || error.reason === 'cancelled') throw error;
    return null;
  }
}

/** A list that answers that there is no such thing (404, 405, 501), of what there always is. */
function neverAbsent(record: ListingRecord, why: string): ListingRecord {
  if (record.verdict !== 'UNSUPPORTED') return record;
  const reason = `${record.reason ?? ''} ${why}: check what stands between here and DigitalOcean, and whether a newer release asks elsewhere.`;
  return { ...record, verdict: 'FAILED', reason };
}

/** Most projects are one page; the budget decides how soon each may be asked. */
const projectsAtOnce = 12;

const assignmentWire = z.object({ urn: z.string() });

/**
 * Reads which resource belongs to which project. A narrow token sees shortened lists, so they assign and never remove.
 *
 * @returns what there is to say of it (the worst of all projects), and URN → id of our project.
 */
export async function syncAssignments(
  context: RunContext,
  projects: ReadonlyMap<string, string>,
): Promise<{ record: ListingRecord; projectOf: ReadonlyMap<string, string> }> {
  const projectOf = new Map<string, string>();
  let whole: ListingRecord | null = null;
  const waiting = [...projects];
  const readOne = async (providerId: string, id: string) => {
    const path = `/v2/projects/${encodeURIComponent(providerId)}/resources`;
    const listing = await list(context, path, 'resources', 'urn', ({ items }) => {
      for (const item of items) {
        const parsed = assignmentWire.safeParse(item);
        if (parsed.success) projectOf.set(normaliseUrn(parsed.data.urn), id);
      }
    });
    let record = toRecord(context, listing, 'project', 'resources');
    let requests = record.requests;
    const count = () => {
      requests += 1;
    };
    // A project may have gone since it was listed; one that is still there has its resources, and be it none.
    if (record.verdict === 'UNSUPPORTED' && (await isThere(context, providerId, count)) !== false) {
      record = neverAbsent(record, 'The project was listed');
    }
    record = { ...record, requests };
    whole = whole === null ? record : together(whole, record);
  };
  const reader = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await readOne(...next);
  };
  const outcomes = await Promise.allSettled(Array.from({ length: projectsAtOnce }, reader));
  // Not before all have ended: nothing is to run on after a run.
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  const now = context.clock.now();
  return { record: whole ?? { ...nothingRead, startedAt: now, finishedAt: now }, projectOf };
}

function list(
  context: RunContext,
  path: string,
  listKey: string,
  id: string,
  onPage: (page: ListedPage) => void | Promise<void>,
): Promise<ListingOutcome> {
  return readListing(
    context.client,
    {
      path,
      listKey,
      purpose: 'sync_full',
      priority: context.priority,
      idOf: (item) => (item as Record<string, string | undefined>)[id],
      signal: context.signal,
    },
    onPage,
  );
}

export const nothingRead = {
  kind: 'project',
  part: 'resources',
  verdict: 'COMPLETE' as Verdict,
  reason: null,
  pages: 0,
  seen: 0,
  total: null,
  requests: 0,
  discovered: 0,
  updated: 0,
  tagged: 0,
  restored: 0,
  drifted: 0,
  struck: 0,
  deleted: 0,
};

function toRecord(context: RunContext, listing: ListingOutcome, kind: string, part: string): ListingRecord {
  const { verdict, reason, pages, seen, total, requests, startedAt } = listing;
  return {
    ...nothingRead,
    kind,
    part,
    verdict: verdict.toUpperCase() as Verdict,
    reason,
    pages,
    seen,
    total,
    requests,
    startedAt,
    finishedAt: context.clock.now(),
  };
}

const worstFirst: readonly Verdict[] = ['FAILED', 'PARTIAL', 'FORBIDDEN', 'UNSUPPORTED', 'COMPLETE'];

function together(a: ListingRecord, b: ListingRecord): ListingRecord {
  const worse = worstFirst.indexOf(a.verdict) <= worstFirst.indexOf(b.verdict) ? a : b;
  return {
    ...a,
    verdict: worse.verdict,
    reason: worse.reason,
    pages: a.pages + b.pages,
    seen: a.seen + b.seen,
    total: a.total === null || b.total === null ? null : a.total + b.total,
    requests: a.requests + b.requests,
    startedAt: a.startedAt < b.startedAt ? a.startedAt : b.startedAt,
    finishedAt: a.finishedAt > b.finishedAt ? a.finishedAt : b.finishedAt,
  };
}
