import { defaultPageSize, largestPageSize } from './paging.ts';

// What the schema says of the parts that every list and every object has in common. Relay's plugin makes them.

const said = (description: string) => ({ description });

export const relayWords = {
  idFieldOptions: said('Its global id: opaque, and the same for ever. `node` finds it by that.'),
  nodeTypeOptions: said('Whatever can be found by its global id.'),
  pageInfoTypeOptions: said('Where a page stands in its list.'),
  hasNextPageFieldOptions: said(
    'Whether more comes after this page, as far as that is known: with `last`, whether `before` was given.',
  ),
  hasPreviousPageFieldOptions: said(
    'Whether there is something before this page, as far as that is known: with `first`, whether `after` was given.',
  ),
  startCursorFieldOptions: said('Cursor of the first; null on an empty page.'),
  endCursorFieldOptions: said('Cursor of the last; null on an empty page.'),
  firstArgOptions: said(
    `How many, from the front: ${defaultPageSize} by default, at most ${largestPageSize}. Not with \`last\`.`,
  ),
  lastArgOptions: said(`How many, from the end: at most ${largestPageSize}. Not with \`first\`.`),
  afterArgOptions: said('Those after this cursor, which the same list gave in the same order.'),
  beforeArgOptions: said('Those before this cursor, which the same list gave in the same order.'),
  cursorFieldOptions: said('Its place in the list: for `after` and `before`.'),
  pageInfoFieldOptions: said('Where this page stands.'),
  defaultConnectionTypeOptions: said('A page of a list.'),
  defaultEdgeTypeOptions: said('One of a list, and its place there.'),
} as const;
