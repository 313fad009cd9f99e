import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Changes, EventDraft, EventType } from '../events/types.ts';
import type { Observation } from '../kinds/define.ts';
import type { FactDefinitions } from '../kinds/facts.ts';
import type { Drift, ResourceRow } from './rows.ts';

// Decisions only: what a row becomes and which events say so. Nothing here touches the database.

/** Where a resource belongs: its project, and the tenant that the project has been classified to. */
export interface Home {
  readonly projectId: string | null;
  readonly projectUrn: string | null;
  readonly tenantId: string | null;
}

/** Who or what is behind a write. */
export interface Cause {
  readonly runId: string | null;
  readonly actor: string | null;
}

export interface PlannedRow {
  readonly before: ResourceRow | null;
  readonly after: ResourceRow;
  /** Without position; none when only what is volatile differs. */
  readonly events: readonly EventDraft[];
}

/** Compared and reported under the row's own names. */
const commonFields = ['name', 'region', 'status', 'tags', 'providerCreatedAt'] as const;

/** A first sighting. */
export function planDiscovery(seen: Observation, part: string, home: Home, seenAt: Date, cause: Cause): PlannedRow {
  const after: ResourceRow = {
    id: randomUUID(),
    provider: 'digitalocean',
    kind: seen.kind,
    part,
    providerId: seen.providerId,
    urn: seen.urn,
    name: seen.name,
    region: seen.region ?? null,
    status: seen.status ?? null,
    tags: seen.tags ?? [],
    attrs: merge(seen.attrs, {}),
    fingerprint: seen.fingerprint,
    kindVersion: seen.kindVersion,
    projectId: home.projectId,
    tenantId: home.tenantId,
    ownerUrn: seen.ownerUrn,
    providerCreatedAt: seen.providerCreatedAt ?? null,
    firstSeenAt: seenAt,
    lastSeenAt: seenAt,
    staleStrikeCount: 0,
    lastStruckAt: null,
    deletedAt: null,
    declared: null,
    drift: null,
  };
  return { before: null, after, events: [draft(after, 'discovered', {}, seenAt, cause)] };
}

/** A known resource is seen again, and something about it is not as it was. */
export function planSighting(
  before: ResourceRow,
  seen: Observation,
  part: string,
  facts: FactDefinitions,
  homes: { readonly before: Home; readonly after: Home },
  seenAt: Date,
  cause: Cause,
): PlannedRow {
  const after: ResourceRow = {
    ...before,
    part,
    name: seen.name,
    region: seen.region === undefined ? before.region : seen.region,
    status: seen.status === undefined ? before.status : seen.status,
    tags: seen.tags ?? before.tags,
    attrs: merge(seen.attrs, before.attrs),
    fingerprint: seen.fingerprint,
    kindVersion: seen.kindVersion,
    ownerUrn: seen.ownerUrn,
    providerCreatedAt: seen.providerCreatedAt === undefined ? before.providerCreatedAt : seen.providerCreatedAt,
    lastSeenAt: seenAt,
    staleStrikeCount: 0,
    lastStruckAt: null,
    deletedAt: null,
  };
  // A release that teaches a kind a new fact, or reads one differently, must not raise a storm of false events.
  const compared = before.kindVersion === seen.kindVersion ? facts : {};
  return withHome(before, after, homes, fieldChanges(before, after, compared), seenAt, cause);
}

/** The project of a resource moved to another tenant, or the resource to another project; nothing else about it changed. */
export function planMove(
  before: ResourceRow,
  homes: { readonly before: Home; readonly after: Home },
  movedAt: Date,
  cause: Cause,
): PlannedRow {
  return withHome(before, before, homes, {}, movedAt, cause);
}

/** The provider has confirmed that it is gone. */
export function planDeletion(before: ResourceRow, askedAt: Date, cause: Cause): PlannedRow {
  const after = { ...before, deletedAt: askedAt };
  return { before, after, events: [draft(after, 'deleted', {}, askedAt, cause)] };
}

/** Somebody states what the facts should be; null withdraws the statement. */
export function planDeclaration(
  before: ResourceRow,
  declared: ResourceRow['declared'],
  declaredAt: Date,
  cause: Cause,
): PlannedRow {
  return withDrift(before, { ...before, declared }, 'updated', {}, declaredAt, cause);
}

function withHome(
  before: ResourceRow,
  row: ResourceRow,
  homes: { readonly before: Home; readonly after: Home },
  changes: Changes,
  at: Date,
  cause: Cause,
): PlannedRow {
  const restored = before.deletedAt !== null && row.deletedAt === null;
  const arrived: ResourceRow = { ...row, projectId: homes.after.projectId, tenantId: homes.after.tenantId };
  if (homes.before.tenantId === homes.after.tenantId) {
    const moved = homes.before.projectId === homes.after.projectId ? {} : projectChange(homes.before, homes.after);
    return withDrift(before, arrived, restored ? 'restored' : 'updated', { ...changes, ...moved }, at, cause);
  }
  // From one tenant to another: the old one learns that it left and not where to, the new one what it is and not what it
  // was. What was declared for the old one is dropped.
  const after: ResourceRow = { ...arrived, declared: null, drift: null };
  const nowhere: Home = { projectId: null, projectUrn: null, tenantId: null };
  const moveId = homes.before.tenantId === null ? null : randomUUID();
  const arrival = {
    ...draft(after, restored ? 'restored' : 'updated', projectChange(nowhere, homes.after), at, cause),
    moveId,
  };
  if (homes.before.tenantId === null) return { before, after, events: [arrival] };
  const departure = {
    ...draft(before, 'updated', projectChange(homes.before, nowhere), at, cause),
    moveId,
    departure: true,
  };
  return { before, after, events: [departure, arrival] };
}

function withDrift(
  before: ResourceRow,
  row: ResourceRow,
  type: EventType,
  changes: Changes,
  at: Date,
  cause: Cause,
): PlannedRow {
  const drift = driftOf(row.declared, row);
  const after: ResourceRow = { ...row, drift };
  const cleared = before.drift !== null && drift === null ? { drift: { before: before.drift, after: null } } : {};
  const all = { ...changes, ...cleared };
  const events: EventDraft[] = [];
  if (type === 'restored' || Object.keys(all).length > 0) {
    const onlyTags = Object.keys(all).join() === 'tags';
    events.push(draft(after, type === 'updated' && onlyTags ? 'tagged' : type, all, at, cause));
  }
  if (drift !== null && hasNews(drift, before.drift)) events.push(draft(after, 'drift_detected', drift, at, cause));
  return { before, after, events };
}

/** What differs from the statement; null when they agree or nothing is declared. */
function driftOf(declared: ResourceRow['declared'], row: ResourceRow): Drift | null {
  const differing = Object.entries(declared ?? {}).flatMap(([name, value]) => {
    const observed = row.attrs[name] ?? null;
    return isDeepStrictEqual(observed, value) ? [] : [[name, { before: value, after: observed }] as const];
  });
  return differing.length === 0 ? null : Object.fromEntries(differing);
}

function hasNews(drift: Drift, reported: Drift | null): boolean {
  return Object.entries(drift).some(([name, difference]) => !isDeepStrictEqual(reported?.[name], difference));
}

function fieldChanges(before: ResourceRow, after: ResourceRow, facts: FactDefinitions): Changes {
  const changes: Record<string, { before: unknown; after: unknown }> = {};
  const compare = (field: string, was: unknown, is: unknown) => {
    if (!isDeepStrictEqual(was, is)) changes[field] = { before: was, after: is };
  };
  for (const field of commonFields) compare(field, before[field], after[field]);
  for (const [name, { volatile }] of Object.entries(facts)) {
    if (!volatile) compare(name, before.attrs[name] ?? null, after.attrs[name] ?? null);
  }
  return changes;
}

function projectChange(from: Home, to: Home): Changes {
  return { project: { before: from.projectUrn, after: to.projectUrn } };
}

/** What an answer left out stays as it was known; facts that the kind no longer has go. */
function merge(seen: Observation['attrs'], known: ResourceRow['attrs']): ResourceRow['attrs'] {
  return Object.fromEntries(
    Object.entries(seen).map(([name, value]) => [name, value === undefined ? (known[name] ?? null) : value]),
  );
}

function draft(row: ResourceRow, type: EventType, changes: Changes, detectedAt: Date, cause: Cause): EventDraft {
  return {
    resourceId: row.id,
    projectId: row.projectId,
    tenantId: row.tenantId,
    kind: row.kind,
    urn: row.urn,
    name: row.name,
    type,
    detectedAt,
    occurredAt: null,
    changes,
    ...cause,
    moveId: null,
    departure: false,
  };
}
