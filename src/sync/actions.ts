import { z } from 'zod';

// What can be relied on in /v2/actions, and what cannot:
//  - no order is promised, so an action is known by its id and not by its place: page 1 is read, and the last page too when the
//    total has grown and page 1 shows nothing new (a list that runs oldest first);
//  - resource_id is null for what has no integer id (volumes) and for what the backend did: such an action names nothing to
//    look at, and the listings stay the net under it;
//  - an action may be seen in progress first and completed later: it is news each time;
//  - tags, projects and many kinds make no action at all: the same net.

const actionWire = z.object({
  id: z.int(),
  status: z.string(),
  started_at: z.string().nullish(),
  completed_at: z.string().nullish(),
  resource_id: z.int().nullish(),
  resource_type: z.string().nullish(),
});

/** What the provider says it has done, or does, to one resource. */
export interface Action {
  readonly id: number;
  readonly status: string;
  /** Null: it names nothing that could be looked at. */
  readonly resource: { readonly kind: string; readonly providerId: string } | null;
  /** Its completion, or its beginning as long as it goes on. */
  readonly at: Date | null;
}

/** Kinds by the provider's word for them, where ids are what the mirror uses. */
const kindOf: Readonly<Record<string, string>> = { droplet: 'droplet', image: 'image' };

/** @returns null when it is no action. */
export function readAction(item: unknown): Action | null {
  const parsed = actionWire.safeParse(item);
  if (!parsed.success) return null;
  const { id, status, resource_id: resourceId, resource_type: type } = parsed.data;
  const kind = kindOf[type ?? ''];
  const time = new Date(parsed.data.completed_at ?? parsed.data.started_at ?? Number.NaN);
  return {
    id,
    status,
    resource: kind === undefined || resourceId == null ? null : { kind, providerId: String(resourceId) },
    at: Number.isNaN(time.getTime()) ? null : time,
  };
}

/** What is remembered between two readings: the actions read last, and how they stood. */
export interface TailState {
  readonly seen?: Readonly<Record<string, string>>;
  readonly total?: number | null;
}

/** Several pages of the list, so that what shifts between two readings is not taken for news. */
const mostRemembered = 1000;

/** Which of the actions read are news, and what is to be remembered. The first reading ever is no news. */
export function newsOf(
  state: TailState,
  actions: readonly Action[],
  total: number | null,
): { readonly news: readonly Action[]; readonly state: TailState } {
  const { seen } = state;
  const news = seen === undefined ? [] : actions.filter(({ id, status }) => seen[id] !== status);
  const all = { ...seen, ...Object.fromEntries(actions.map(({ id, status }) => [id, status])) };
  // Ids rise with time; the oldest are forgotten first.
  const kept = Object.keys(all)
    .map(Number)
    .sort((a, b) => b - a)
    .slice(0, mostRemembered);
  return { news, state: { seen: Object.fromEntries(kept.map((id) => [id, all[id] ?? ''])), total } };
}
