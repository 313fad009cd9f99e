/** What can happen to a resource. Add one here and the compiler lists the rest. */
export const eventTypes = ['discovered', 'updated', 'deleted', 'drift_detected', 'tagged', 'restored'] as const;
export type EventType = (typeof eventTypes)[number];

/** Field → what it was and what it is. Null on either side: there was nothing to show, or it is not this reader's to see. */
export type Changes = Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;

/** An event before the log has given it a position. */
export interface EventDraft {
  readonly resourceId: string;
  /** Project and tenant at that time: who may read this event for ever. */
  readonly projectId: string | null;
  readonly tenantId: string | null;
  readonly kind: string;
  readonly urn: string;
  readonly name: string;
  readonly type: EventType;
  readonly detectedAt: Date;
  /** When it happened, if the provider tells. */
  readonly occurredAt: Date | null;
  readonly changes: Changes;
  readonly runId: string | null;
  readonly actor: string | null;
  /** Joins the departure and the arrival of a move between tenants. */
  readonly moveId: string | null;
  /** True on a departure: the tenant of this event sees the resource no more, and no state follows it. */
  readonly departure: boolean;
}

/** An event of the log. Positions are dense and in commit order. */
export interface LoggedEvent extends EventDraft {
  readonly position: bigint;
  readonly recordedAt: Date;
}

/** The channel of the doorbell. It carries no data: the table is the truth. */
export const eventsChannel = 'arcadia_events';
