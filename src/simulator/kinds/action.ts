import { region } from '../catalogue/regions.ts';
import type { Estate } from '../estate.ts';
import type { Stored } from '../shelf.ts';
import { getRoute, isoSeconds, type Kind, listRoute, type Played } from './define.ts';

export interface ActionRecord extends Stored {
  readonly id: number;
  readonly type: string;
  readonly resourceType: string;
  /** Null for what has no integer id. */
  readonly resourceId: number | null;
  readonly region: string;
  /** Milliseconds. */
  readonly startedAt: number;
  readonly completedAt: number;
}

// DigitalOcean keeps them for ever; the simulator keeps what a reader could still be behind by.
const actionsKept = 10_000;

export const actionKind: Kind<ActionRecord> = {
  name: 'action',
  urnType: 'action',
  ids: 'integer',
  inProjects: false,
  path: (id) => `/v2/actions/${id}`,
  wire: (record, estate) => {
    const completed = record.completedAt <= estate.now();
    return {
      id: record.id,
      status: completed ? 'completed' : 'in-progress',
      type: record.type,
      started_at: isoSeconds(record.startedAt),
      completed_at: completed ? isoSeconds(record.completedAt) : null,
      resource_id: record.resourceId,
      resource_type: record.resourceType,
      region: region(record.region),
      region_slug: record.region,
    };
  },
};

/** Writes down that something was done. Over HTTP it takes `settleMs`; by hand it is done at once. */
export function recordAction(
  estate: Estate,
  done: Pick<ActionRecord, 'type' | 'resourceType' | 'resourceId' | 'region'>,
  at: { readonly startedAt?: number; readonly takesMs?: number } = {},
): ActionRecord {
  const startedAt = at.startedAt ?? estate.now();
  const shelf = estate.shelf(actionKind);
  const record = estate.add(actionKind, {
    id: estate.nextActionId(),
    order: estate.nextOrder(),
    ...done,
    startedAt,
    completedAt: startedAt + (at.takesMs ?? 0),
  });
  const oldest = shelf.size > actionsKept ? shelf.at(0) : undefined;
  if (oldest !== undefined) shelf.delete(oldest.id);
  return record;
}

/** An action as the answer that begins it shows it, however quickly it is done. */
export function justBegun(estate: Estate, record: ActionRecord): object {
  return { ...actionKind.wire(record, estate), status: 'in-progress', completed_at: null };
}

export const actions: Played = {
  kinds: [actionKind],
  routes: [
    listRoute(actionKind, '/v2/actions', { key: 'actions', newestFirst: true }),
    getRoute(actionKind, '/v2/actions/:id', 'action'),
  ],
};
