import type { Answer } from './client.ts';
import { fieldsOf } from './wire.ts';

/** What one answer says about a list. */
export interface Page {
  readonly items: readonly unknown[];
  /** How many there are on all pages; null when it does not say. */
  readonly total: number | null;
  readonly hasNext: boolean;
  readonly beganAt: Date;
  readonly text: string;
}

/** An answer came, but it is not a page of this list. */
export class NotAPageError extends Error {
  constructor(sentence: string) {
    super(`${sentence} Check that DO_API_URL leads to the API.`);
    this.name = 'NotAPageError';
  }
}

/** @throws NotAPageError  when the key holds no array: an absent or null list is not an empty one. */
export function readPage(answer: Answer, path: string, listKey: string): Page {
  const body = fieldsOf(answer.body);
  const items = body[listKey];
  if (!Array.isArray(items)) {
    const found = items === undefined ? 'is missing' : items === null ? 'is null' : 'is no list';
    throw new NotAPageError(`"${listKey}" ${found} in the answer to GET ${path}.`);
  }
  const links = fieldsOf(body.links);
  // The list of alert policies is documented with its links one level up; vector databases with their total so.
  const next = fieldsOf(links.pages).next ?? links.next;
  const total = fieldsOf(body.meta).total ?? body.total ?? null;
  if (total !== null && !isCount(total))
    throw new NotAPageError(`The total in the answer to GET ${path} is no number.`);
  return {
    items,
    total,
    // `last` alone proves nothing: some lists carry it on their last page.
    hasNext: next !== undefined && next !== null && next !== '',
    beganAt: answer.beganAt,
    text: answer.text,
  };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
