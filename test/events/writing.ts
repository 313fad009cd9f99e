import { randomUUID } from 'node:crypto';
import type { SystemDb } from '../../src/db/sql.ts';
import { append } from '../../src/events/append.ts';
import type { Follower } from '../../src/events/follow.ts';
import type { EventDraft, LoggedEvent } from '../../src/events/types.ts';

/** A draft as sync would make it; the parts that a test does not name are of no matter to it. */
export function draft(parts: Partial<EventDraft> = {}): EventDraft {
  const resourceId = parts.resourceId ?? randomUUID();
  return {
    resourceId,
    projectId: null,
    tenantId: null,
    kind: 'droplet',
    urn: `do:droplet:${resourceId}`,
    name: 'web-1',
    type: 'updated',
    detectedAt: new Date('2026-03-01T12:00:00Z'),
    occurredAt: null,
    changes: { status: { before: 'new', after: 'active' } },
    runId: null,
    actor: null,
    moveId: null,
    departure: false,
    ...parts,
  };
}

/** Commits one batch. */
export function write(db: SystemDb, ...drafts: readonly EventDraft[]): Promise<{ first: bigint; last: bigint }> {
  return db.transaction((sql) => append(sql, drafts));
}

/** Asks a follower until it has come to a position. */
export async function readUntil(follower: Follower, position: bigint): Promise<LoggedEvent[]> {
  const events: LoggedEvent[] = [];
  for (;;) {
    const delivery = await follower.next();
    if (delivery === null) throw new Error(`The follower ended before it came to ${position}.`);
    events.push(...delivery.events);
    if (delivery.position >= position) return events;
  }
}
