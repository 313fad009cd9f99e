import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import {
  badCursor,
  type Connection,
  type PageArguments,
  type Place,
  readCursor,
  readPageWish,
  toConnection,
  writeCursor,
} from './paging.ts';

/**
 * How a list is ordered: by one field, and by id where that is equal. Rows without a value come last when ascending and
 * first when descending, as Postgres has it. Pages are cut by value and not by row, so a row that goes or moves between two
 * pages costs its neighbours nothing.
 */
export interface ListOrder {
  /** Stands in cursors, so that a cursor of one list is not taken for a place in another. */
  readonly list: string;
  readonly field: string;
  readonly direction: 'asc' | 'desc';
  readonly nullable: boolean;
  readonly type: 'text' | 'time' | 'number';
}

/** What Prisma is told for one page; one row more than was wished for is read. */
export interface ListPage<Where> {
  readonly where: Where;
  readonly orderBy: Record<string, 'asc' | 'desc'>[];
  readonly take: number;
}

export function listPage<Where>(order: ListOrder, args: PageArguments, where: Where): ListPage<Where> {
  const { size, fromEnd } = readPageWish(args);
  const ascending = (order.direction === 'asc') !== fromEnd;
  const direction = ascending ? 'asc' : 'desc';
  const bounds = [
    ...(args.after ? [beyond(order, args.after, order.direction === 'asc')] : []),
    ...(args.before ? [beyond(order, args.before, order.direction !== 'asc')] : []),
  ];
  return {
    // Where is one of Prisma's filters; they all have AND.
    where: (bounds.length === 0 ? where : { AND: [where, ...bounds] }) as Where,
    orderBy: order.field === 'id' ? [{ id: direction }] : [{ [order.field]: direction }, { id: direction }],
    take: size + 1,
  };
}

/** The page that was read with listPage, as a connection. */
export function listConnection<Row extends { id: string }>(
  order: ListOrder,
  rows: readonly Row[],
  args: PageArguments,
): Connection<Row> {
  const wish = readPageWish(args);
  return toConnection(wish.fromEnd ? [...rows].reverse() : rows, wish, args, (row) => {
    const value = (row as Record<string, unknown>)[order.field];
    return writeCursor(order.list, {
      value: value instanceof Date ? value.toISOString() : value === null || value === undefined ? null : String(value),
      id: row.id,
    });
  });
}

/** The same page for a statement of one's own: where it begins and ends, with one row more than was wished for. */
export function listWindow(order: ListOrder, args: PageArguments): ListWindow {
  const { size, fromEnd } = readPageWish(args);
  return {
    after: args.after ? readPlace(order, args.after) : null,
    before: args.before ? readPlace(order, args.before) : null,
    limit: size + 1,
    fromEnd,
  };
}

interface ListWindow {
  readonly after: Place | null;
  readonly before: Place | null;
  readonly limit: number;
  readonly fromEnd: boolean;
}

const readable: Record<ListOrder['type'], (value: string) => boolean> = {
  text: () => true,
  time: (value) => !Number.isNaN(Date.parse(value)),
  // What Postgres takes for an integer.
  number: (value) => /^-?\d{1,9}$/.test(value),
};

function readPlace({ list, nullable, type }: ListOrder, cursor: string): Place {
  const place = readCursor(list, cursor);
  if (place.value === null ? !nullable : !readable[type](place.value)) throw badCursor();
  return place;
}

/** Rows on the far side of a cursor, going up or down in the order of the field. Nulls are above every value. */
function beyond({ list, field, nullable, type }: ListOrder, cursor: string, up: boolean): object {
  const place = readCursor(list, cursor);
  const further = up ? 'gt' : 'lt';
  if (field === 'id') return { id: { [further]: place.id } };
  const tied = { id: { [further]: place.id } };
  if (place.value === null) {
    if (!nullable) throw badCursor();
    const nulls = { [field]: null, ...tied };
    return up ? nulls : { OR: [{ [field]: { not: null } }, nulls] };
  }
  const value = type === 'time' ? new Date(place.value) : place.value;
  if (value instanceof Date && Number.isNaN(value.getTime())) throw badCursor();
  const sides: object[] = [{ [field]: { [further]: value } }, { [field]: value, ...tied }];
  if (up && nullable) sides.push({ [field]: null });
  return { OR: sides };
}

/**
 * Which relations the rows below a field need: what Prisma is to include, so that they come in the same statement. Pothos has
 * noted that they will be there.
 *
 * @param path  Where the rows are below the field.
 */
export function planRows(
  context: object,
  info: GraphQLResolveInfo,
  path: readonly string[] = ['edges', 'node'],
): { include?: never } {
  return queryFromInfo({ context, info, path: [...path] }) as { include?: never };
}
