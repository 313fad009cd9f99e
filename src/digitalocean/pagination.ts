import type { TokenPurpose } from '../base/config.ts';
import { askAhead } from './ask-ahead.ts';
import type { Priority } from './budget.ts';
import type { Client } from './client.ts';
import { ProviderError } from './errors.ts';
import { NotAPageError, type Page, readPage } from './list-page.ts';

//   read the chain ──► page 1 ─next─► page 2 ─next─► … ─► a page without `next`
//                         │  `meta.total` foretells how many, so some are asked for ahead;
//                         │  they count only if the chain arrives at them
//                         ▼
//                      onPage, one at a time, in the order of the chain
//   chain ended, distinct ids = `meta.total` ─► complete;  else read it again, twice at most ─► partial

export type ListingVerdict = 'complete' | 'partial' | 'forbidden' | 'unsupported' | 'failed';

export interface ListingRequest {
  readonly path: string;
  /** The key of the array, required in every page. */
  readonly listKey: string;
  /**
   * `pages`: page and per_page, followed while `links.pages.next` is there. `numbered`: page and per_page, until the total is
   * reached, where the provider gives no links. `single`: one response. Default `pages`.
   */
  readonly paging?: 'pages' | 'numbered' | 'single';
  readonly searchParams?: Readonly<Record<string, string | number>>;
  readonly purpose: TokenPurpose;
  readonly priority?: Priority;
  /** Tells items apart; null: this one has no id, and the listing cannot be complete. */
  readonly idOf: (item: unknown) => string | number | null | undefined;
  /** Pages asked for at the same time once the total is known. Default 4. */
  readonly concurrency?: number;
  /** Items a page, at most 200. Default 200. */
  readonly perPage?: number;
  /** Where a chain that does not end is broken off. Default 5,000. */
  readonly maxPages?: number;
  readonly signal: AbortSignal;
}

export interface ListedPage {
  readonly items: readonly unknown[];
  /** From 1. */
  readonly number: number;
  /** From 1; more when the listing had to be read again, with its pages handed on again. */
  readonly reading: number;
  /** When the page's request began: what it says may be as old as that. */
  readonly beganAt: Date;
  /** The page as it came, for what needs the text of a number. */
  readonly text: string;
}

export interface ListingOutcome {
  /** Only `complete` proves that what was not seen is not there. */
  readonly verdict: ListingVerdict;
  /** One sentence or two for people; null when complete. */
  readonly reason: string | null;
  /** HTTP status that ended the listing; null when none did. 404 on a child's listing: the parent may be gone. */
  readonly status: number | null;
  /** Pages handed on, in all readings. */
  readonly pages: number;
  /** Distinct ids: of the last reading when complete, else of all. */
  readonly seen: number;
  /** What the provider said there is; null when it did not say. */
  readonly total: number | null;
  /** HTTP requests made, retries included. */
  readonly requests: number;
  /** No page's request began before. */
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

const readings = 3;

/** A chain may bring pages that were seen before (items shift while we read), but hardly so many in a row. */
const barrenPagesInARow = 3;

type OnPage = (page: ListedPage) => void | Promise<void>;

/** What all readings of a listing came to so far. */
interface Progress {
  readonly ids: Set<string>;
  pages: number;
  requests: number;
}

/** How one reading of the chain went; `totals` are those that its pages told, in order. */
type Reading =
  | { readonly ended: 'at its end'; readonly totals: readonly number[]; readonly ids: ReadonlySet<string> }
  | { readonly ended: 'early'; readonly totals: readonly number[]; readonly trouble: Trouble };

interface Trouble {
  readonly page: number;
  readonly sentence: string;
  readonly error: ProviderError | null;
}

/**
 * Reads a whole listing and says whether it may be believed.
 *
 * @param onPage  Takes each page, in order; the next one waits for it. A page can shift while we read, so an item may come
 *                more than once, and a busy listing is read again. What it throws ends the listing and is thrown on.
 * @returns       Provider trouble of every kind is a verdict: by its status before the first page, `partial` after it.
 * @throws        ProviderError `cancelled` when `signal` aborts.
 */
export async function readListing(
  client: Pick<Client, 'clock' | 'get'>,
  request: ListingRequest,
  onPage: OnPage,
): Promise<ListingOutcome> {
  const startedAt = client.clock.now();
  const progress: Progress = { ids: new Set(), pages: 0, requests: 0 };
  const outcome = (verdict: ListingVerdict, reason: string | null, total: number | null): ListingOutcome => ({
    verdict,
    reason,
    status: null,
    pages: progress.pages,
    seen: progress.ids.size,
    total,
    requests: progress.requests,
    startedAt,
    finishedAt: client.clock.now(),
  });

  let lastTotal: number | null = null;
  for (let number = 1; ; number++) {
    const reading = await readChain(client, request, onPage, progress, number);
    lastTotal = reading.totals.at(-1) ?? lastTotal;
    if (reading.ended === 'early') {
      const { page, sentence, error } = reading.trouble;
      const status = error?.status ?? null;
      if (progress.pages === 0) return { ...outcome(verdictOf(error), sentence, lastTotal), status };
      const where = `page ${page}${number > 1 ? ` of reading ${number}` : ''} after ${progress.ids.size} items`;
      return { ...outcome('partial', `It broke off at ${where}. ${sentence}`, lastTotal), status };
    }
    // Totals that differ between pages mean that something came or went under our eyes: an item may have slipped past.
    const agrees = reading.totals.every((total) => total === reading.ids.size);
    if (agrees) return { ...outcome('complete', null, lastTotal), seen: reading.ids.size };
    if (number === readings) {
      const counted = [...new Set(reading.totals)].join(', then ');
      const reason = `Read ${readings} times, and the count never agreed: ${reading.ids.size} items came, DigitalOcean counts ${counted}.`;
      return outcome('partial', `${reason} The next sync tries again.`, lastTotal);
    }
  }
}

async function readChain(
  client: Pick<Client, 'get'>,
  request: ListingRequest,
  onPage: OnPage,
  progress: Progress,
  reading: number,
): Promise<Reading> {
  const { path, listKey, searchParams, purpose, priority = 'schedule', paging = 'pages' } = request;
  const ids = new Set<string>();
  const totals: number[] = [];
  const broken = (page: number, sentence: string, error: ProviderError | null = null): Reading => ({
    ended: 'early',
    trouble: { page, sentence, error },
    totals,
  });
  const ask = (page: number, signal: AbortSignal) =>
    client.get(path, {
      searchParams: { ...searchParams, ...(paging !== 'single' && { page, per_page: request.perPage ?? 200 }) },
      purpose,
      priority,
      onRequest: () => progress.requests++,
      signal,
    });

  const answers = askAhead(ask, request.concurrency ?? 4, request.signal);
  let longest = request.maxPages ?? 5_000;
  let barren = 0;
  try {
    for (let number = 1; ; number++) {
      let page: Page;
      try {
        page = readPage(await answers.take(number), path, listKey);
      } catch (error) {
        if (error instanceof NotAPageError) return broken(number, error.message);
        if (error instanceof ProviderError && error.reason !== 'cancelled') return broken(number, error.message, error);
        throw error;
      }
      if (page.total !== null) totals.push(page.total);
      if (number === 1 && page.total !== null && page.hasNext && paging === 'pages') {
        // By what came, not by what was asked for: a provider may give fewer a page than it is asked for.
        const expected = Math.ceil(page.total / Math.max(1, page.items.length));
        longest = Math.min(longest, 2 * expected + 10);
        answers.foresee(expected);
      }

      const knownBefore = ids.size;
      const nameless = addIds(page.items, request.idOf, ids, progress.ids);
      progress.pages++;
      await onPage({ items: page.items, number, reading, beganAt: page.beganAt, text: page.text });

      if (nameless > 0)
        return broken(
          number,
          `${nameless} items of ${path} came without an id, and cannot be counted: see whether a newer release reads them.`,
        );
      const hasNext = paging === 'numbered' ? page.items.length > 0 && ids.size < (page.total ?? 0) : page.hasNext;
      if (!hasNext) return { ended: 'at its end', totals, ids };
      barren = ids.size === knownBefore ? barren + 1 : 0;
      if (paging === 'single')
        return broken(
          number,
          `${path} has further pages, which this version does not expect: see whether a newer one does.`,
        );
      if (barren === barrenPagesInARow)
        return broken(number, `${path} gives the same items page after page. The next sync tries again.`);
      if (number >= longest)
        return broken(number, `${path} does not end: page ${number} still has a next one. The next sync tries again.`);
    }
  } finally {
    await answers.stop();
  }
}

/** @returns how many items have no id. */
function addIds(items: readonly unknown[], idOf: ListingRequest['idOf'], ...into: readonly Set<string>[]): number {
  let nameless = 0;
  for (const item of items) {
    const id = typeof item === 'object' && item !== null ? idOf(item) : null;
    if (id === null || id === undefined || id === '') nameless++;
    else for (const ids of into) ids.add(String(id));
  }
  return nameless;
}

/** Of a listing that broke off before its first page. */
function verdictOf(error: ProviderError | null): ListingVerdict {
  const status = error?.status ?? null;
  if (status === 403) return 'forbidden';
  return error?.reason === 'not_found' || status === 405 || status === 501 ? 'unsupported' : 'failed';
}
