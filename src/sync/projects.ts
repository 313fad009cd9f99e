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
  const record = toRecord(context, listing, 'project', '');
  if (unreadable > 0) {
    const reason = `${unreadable} projects could not be read.`;
    return {
      record: { ...record, verdict: record.verdict === 'COMPLETE' ? 'PARTIAL' : record.verdict, reason },
      projects,
    };
  }
  if (record.verdict !== 'COMPLETE') return { record, projects };

  const { struck, suspects } = await strikeProjects(db, listing.startedAt, clock.now(), context.strikeSpacingMs);
  const askedAt = clock.now();
  let requests = record.requests;
  const isThere = async (providerId: string): Promise<boolean | null> => {
    try {
      const answer = await lookUp(context.client, `/v2/projects/${encodeURIComponent(providerId)}`, {
        purpose: 'sync_targeted',
        priority: context.priority,
        onRequest: () => {
          requests += 1;
        },
        signal: context.signal,
      });
      return answer.found;
    } catch (error) {
      if (!(error instanceof ProviderError) || error.reason === 'cancelled') throw error;
      return null;
    }
  };
  const gone: string[] = [];
  for (const { id, providerId } of suspects) {
    if ((await isThere(providerId)) === false) gone.push(id);
  }
  // A token that has lost its sight answers 404 to everything: one of those just listed has to answer 200.
  const [living] = [...projects.keys()];
  const trusted = gone.length > 0 && living !== undefined && (await isThere(living)) === true;
  const deleted = trusted ? await buryProjects(db, gone, askedAt) : 0;
  return { record: { ...record, requests, struck, deleted, finishedAt: clock.now() }, projects };
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
    const record = toRecord(context, listing, 'project', 'resources');
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

function together(a: ListingRecord, b: ListingRecord): ListingRecord {
  const worse = a.verdict === 'COMPLETE' ? b : a;
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
