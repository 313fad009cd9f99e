import type { Bind, FoundResource } from './source.ts';

/** What resources can be ordered by. `rank` is of a search alone: the best match first. */
export type OrderField =
  | Exclude<keyof FoundResource, 'tags' | 'attrs' | 'projectId' | 'declared' | 'drift' | 'provider'>
  | 'rank';

/** A place in a list: the value that it is ordered by, and the id where that is equal. */
export interface Place {
  readonly value: string | null;
  readonly id: string;
}

/** A part of a list. Rows without a value come last when ascending and first when descending. */
export interface Window {
  readonly field: OrderField;
  readonly direction: 'asc' | 'desc';
  readonly after: Place | null;
  readonly before: Place | null;
  readonly limit: number;
  /** Take the last of the list instead of the first; the rows then come last one first. */
  readonly fromEnd: boolean;
}

/** Columns that may be null stand in an order of their own: see placesOf. */
const nullable: ReadonlySet<OrderField> = new Set(['region', 'status', 'tenantId', 'providerCreatedAt', 'deletedAt']);
const types: Partial<Record<OrderField, string>> = {
  id: 'uuid',
  rank: 'int',
  staleStrikeCount: 'int',
  providerCreatedAt: 'timestamptz',
  firstSeenAt: 'timestamptz',
  lastSeenAt: 'timestamptz',
  deletedAt: 'timestamptz',
};

/** What gives the value that rows are ordered by, and their id. */
export interface Ordered {
  readonly column: string;
  readonly id: string;
}

export function orderOf({ field, direction, fromEnd }: Window, { column, id }: Ordered): string {
  const way = (direction === 'asc') !== fromEnd ? 'asc' : 'desc';
  return field === 'id' ? `${id} ${way}` : `${column} ${way}, ${id} ${way}`;
}

export function placesOf({ field, direction, after, before }: Window, ordered: Ordered, bind: Bind): string[] {
  const ascending = direction === 'asc';
  return [
    ...(after === null ? [] : [beyond(after, field, ascending, ordered, bind)]),
    ...(before === null ? [] : [beyond(before, field, !ascending, ordered, bind)]),
  ];
}

/** Rows on the far side of a place, going up or down in the order of the field. Nulls are above every value. */
function beyond(place: Place, field: OrderField, up: boolean, ordered: Ordered, bind: Bind): string {
  const further = up ? '>' : '<';
  const id = `${bind(place.id)}::uuid`;
  if (field === 'id') return `${ordered.id} ${further} ${id}`;
  const { column } = ordered;
  if (place.value === null) {
    const nulls = `(${column} is null and ${ordered.id} ${further} ${id})`;
    return up ? nulls : `(${column} is not null or ${nulls})`;
  }
  const value = `${bind(place.value)}::${types[field] ?? 'text'}`;
  const sides = `(${column}, ${ordered.id}) ${further} (${value}, ${id})`;
  return up && nullable.has(field) ? `(${sides} or ${column} is null)` : sides;
}
