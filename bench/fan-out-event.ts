import { systemClock } from '../src/base/clock.ts';
import type { EventDraft } from '../src/events/types.ts';

export const urn = 'do:droplet:3164444';

/** An event of a resource that is nowhere: whoever follows reads the log alone. */
export function draft(name: string, tenantId: string | null = null): EventDraft {
  return {
    resourceId: '00000000-0000-4000-8000-000000000000',
    projectId: null,
    tenantId,
    kind: 'droplet',
    urn,
    name,
    type: 'updated',
    detectedAt: systemClock.now(),
    occurredAt: null,
    changes: {},
    runId: null,
    actor: null,
    moveId: null,
    departure: false,
  };
}
