import type { SystemDb } from '../db/sql.ts';
import { type ObservedCounts, observePages, type PagesOfOneKind } from '../inventory/observe.ts';

//  parts read side by side ─pages─► wait while a transaction of their kind is under way ─► the next one takes them together
//                                     └ a full one does not wait for a single other

type Page = PagesOfOneKind['pages'][number];

interface Waiting {
  readonly page: Page;
  readonly resolve: (counts: ObservedCounts) => void;
  readonly reject: (error: unknown) => void;
}

/** Rows in one transaction, unless a single page has more: whoever waits for the head of the log waits for all of them. */
const mostRows = 400;

/** Transactions of one kind at the same time: while Postgres works on one, the next is made. A long list is read in 0.7 of the time. */
const mostAtOnce = 2;

/** So many waiting rows are worth a transaction beside another one; fewer gain more by company. */
const fullRows = 100;

interface Queue {
  readonly waiting: Waiting[];
  /** Transactions. */
  underWay: number;
}

/**
 * Writes pages of parts that are read side by side. A transaction costs more than the few rows of a small part, so those that come
 * while one is under way share the next.
 */
export class PageWriter {
  readonly #db: SystemDb;
  readonly #what: Pick<PagesOfOneKind, 'projectOf' | 'cause'>;
  /** By kind. */
  readonly #queues = new Map<string, Queue>();

  constructor(db: SystemDb, what: Pick<PagesOfOneKind, 'projectOf' | 'cause'>) {
    this.#db = db;
    this.#what = what;
  }

  /** Takes in one page. What keeps another one from being written costs this one nothing. */
  write(kind: string, page: Page): Promise<ObservedCounts> {
    return new Promise((resolve, reject) => {
      const queue = this.#queues.get(kind) ?? { waiting: [], underWay: 0 };
      this.#queues.set(kind, queue);
      queue.waiting.push({ page, resolve, reject });
      const beside = queue.underWay < mostAtOnce && rowsOf(queue.waiting) >= fullRows;
      if (queue.underWay === 0 || beside) void this.#work(kind, queue);
    });
  }

  /** Never fails: each page is told what became of it. */
  async #work(kind: string, queue: Queue): Promise<void> {
    queue.underWay += 1;
    while (queue.waiting.length > 0) await this.#writeTogether(kind, takeSome(queue.waiting));
    queue.underWay -= 1;
  }

  async #writeTogether(kind: string, taken: readonly Waiting[]): Promise<void> {
    try {
      const counts = await observePages(this.#db, {
        ...this.#what,
        kind,
        pages: taken.map(({ page }) => page),
      });
      for (const [i, { resolve }] of taken.entries()) resolve(counts[i] as ObservedCounts); // one a page
    } catch (error) {
      if (taken.length === 1) taken[0]?.reject(error);
      else await Promise.all(taken.map((one) => this.#writeTogether(kind, [one])));
    }
  }
}

function rowsOf(waiting: readonly Waiting[]): number {
  return waiting.reduce((sum, { page }) => sum + page.observations.length, 0);
}

function takeSome(waiting: Waiting[]): Waiting[] {
  let rows = 0;
  const beyond = waiting.findIndex(({ page }, i) => {
    rows += page.observations.length;
    return i > 0 && rows > mostRows;
  });
  return waiting.splice(0, beyond === -1 ? waiting.length : beyond);
}
