import { ArcadiaError } from '../base/errors.ts';

export const defaultPageSize = 50;
export const largestPageSize = 200;

export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** Which rows to take, as one wish: so many, from the front or from the end. */
export interface PageWish {
  readonly size: number;
  readonly fromEnd: boolean;
}

/** @throws ArcadiaError  BAD_USER_INPUT when the arguments contradict each other or ask for too much. */
export function readPageWish({ first, last }: PageArguments): PageWish {
  if (typeof first === 'number' && typeof last === 'number') throw bad('Use first or last, not both.');
  const fromEnd = typeof last === 'number';
  const size = last ?? first ?? defaultPageSize;
  if (size < 0 || size > largestPageSize) {
    throw bad(`${fromEnd ? 'last' : 'first'} is ${size}, and may be 0 to ${largestPageSize}.`);
  }
  return { size, fromEnd };
}

export interface Connection<Node> {
  readonly edges: { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** Its cursor is made where it is asked for: most lists are read without. */
class Edge<Node> {
  readonly node: Node;
  readonly #cursorOf: (node: Node) => string;

  constructor(node: Node, cursorOf: (node: Node) => string) {
    this.node = node;
    this.#cursorOf = cursorOf;
  }

  get cursor(): string {
    return this.#cursorOf(this.node);
  }
}

/**
 * A connection from rows that were read with one more than was wished for, in the order in which they are shown: that one
 * more only tells that there is more.
 */
export function toConnection<Node>(
  rows: readonly Node[],
  wish: PageWish,
  { after, before }: PageArguments,
  cursorOf: (node: Node) => string,
): Connection<Node> {
  const more = rows.length > wish.size;
  const shown = !more ? rows : wish.fromEnd ? rows.slice(rows.length - wish.size) : rows.slice(0, wish.size);
  const edges = shown.map((node) => new Edge(node, cursorOf));
  return {
    edges,
    pageInfo: {
      hasNextPage: wish.fromEnd ? typeof before === 'string' : more,
      hasPreviousPage: wish.fromEnd ? more : typeof after === 'string',
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
  };
}

/** A place in a list that is ordered by one field and, where that is equal, by id. Rows without a value come last. */
export interface Place {
  readonly value: string | null;
  readonly id: string;
}

/** `list` names the list and its order, so that a cursor of one is not taken for a place in another. */
export function writeCursor(list: string, { value, id }: Place): string {
  return Buffer.from(JSON.stringify([list, value, id])).toString('base64url');
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * @param idPattern      What an id of this list looks like.
 * @throws ArcadiaError  BAD_USER_INPUT when it is no cursor of this list and order.
 */
export function readCursor(list: string, cursor: string, idPattern: RegExp = uuid): Place {
  try {
    const [name, value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    const fits = name === list && typeof id === 'string' && idPattern.test(id);
    // U+0000 is in nothing that Postgres keeps, and it does not take it in a question either.
    if (fits && (value === null || (typeof value === 'string' && !value.includes('\0')))) return { value, id };
  } catch {
    // Falls through: what cannot be parsed is no cursor.
  }
  throw badCursor();
}

/** It fits no place in this list: somebody else's, or made up. */
export function badCursor(): ArcadiaError {
  return bad('That is not a cursor of this list in this order. Use a cursor that the same list gave.');
}

function bad(message: string): ArcadiaError {
  return new ArcadiaError('BAD_USER_INPUT', message);
}
