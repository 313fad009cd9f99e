import type { Sql } from '../db/sql.ts';
import { type EventDraft, eventsChannel } from './types.ts';

/**
 * Appends to the log, as one of the last statements of a writer's transaction: whoever holds the head row makes every other
 * writer wait until it commits, and that is what makes positions follow commit order.
 *
 * @param drafts  At least one; they get consecutive positions in this order.
 * @returns       The positions given out, first and last included, and when all of them were recorded.
 */
export async function append(
  sql: Sql,
  drafts: readonly EventDraft[],
): Promise<{ first: bigint; last: bigint; recordedAt: Date }> {
  const [range] = await sql.query<{ first: bigint; last: bigint; recordedAt: Date }>(appendStatement, [
    drafts.length,
    JSON.stringify(drafts.map((draft, order) => ({ ...draft, order: order + 1 }))),
  ]);
  if (range === undefined) throw new Error('The event log has no head row; run the migrations.');
  return range;
}

// recorded_at is taken under the head's lock and never goes back, whatever the clock does, so it rises with position.
const appendStatement = `
  with head as (
    update event_head
       set position = position + $1,
           recorded_at = greatest(recorded_at, date_trunc('milliseconds', clock_timestamp()))
    returning position - $1 as base, position as last, recorded_at
  ), logged as (
    insert into cloud_resource_events (
      position, recorded_at, resource_id, project_id, tenant_id, kind, urn, name, type,
      detected_at, occurred_at, changes, run_id, actor, move_id, departure)
    select head.base + d."order", head.recorded_at, d."resourceId", d."projectId", d."tenantId", d.kind, d.urn, d.name, d.type,
           d."detectedAt", d."occurredAt", d.changes, d."runId", d.actor, d."moveId", d.departure
      from head, jsonb_to_recordset($2::jsonb) as d(
           "order" bigint, "resourceId" uuid, "projectId" uuid, "tenantId" text, kind text, urn text, name text, type text,
           "detectedAt" timestamptz, "occurredAt" timestamptz, changes jsonb, "runId" uuid, actor text, "moveId" uuid,
           departure boolean)
  )
  select base + 1 as first, last, recorded_at as "recordedAt", pg_notify('${eventsChannel}', '') from head`;
