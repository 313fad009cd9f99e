import type { SystemDb } from '../db/sql.ts';
import { type ObservedCounts, observePages, type PagesOfOneKind } from '../inventory/observe.ts';

//  parts read side by side ─pages─► wait while a transaction of their kind is under way ─► the next one takes them together

type Page = PagesOfOneKind['pages'][number];

interface Waiting {
  readonly page: Page;
  readonly resolve: (counts: ObservedCounts) => void;
  readonly reject: (error: unknown) => void;
}

/** Rows in one transaction, unless a single page has more: whoever waits for the head of the log waits for all of them. */
const mostRows = 400;

/**
 * Writes pages of parts that are read side by side. A transaction costs more than the few rows of a small part, so those that come
 * while one is under way share the next.
 */
export class PageWriter {
  readonly #db: SystemDb;
  readonly #what: Pick<PagesOfOneKind, 'projectOf' | 'cause'>;
  /** By kind; there while a transaction of that kind is under way. */
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #underWay = new Set<Promise<void>>();

  constructor(db: SystemDb, what: Pick<PagesOfOneKind, 'projectOf' | 'cause'>) {
    this.#db = db;
    this.#what = what;
  }

  /** Takes in one page. What keeps another one from being written costs this one nothing. */
  write(kind: string, page: Page): Promise<ObservedCounts> {
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(kind);
      if (waiting !== undefined) {
        waiting.push({ page, resolve, reject });
        return;
      }
      const work = this.#work(kind, [{ page, resolve, reject }]).finally(() => this.#underWay.delete(work));
      this.#underWay.add(work);
    });
  }

  /** Resolves once nothing is being written, whoever has stopped waiting for it. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #work(kind: string, waiting: Waiting[]): Promise<void> {
    this.#waiting.set(kind, waiting);
    while (waiting.length > 0) await this.#writeTogether(kind, takeSome(waiting));
    this.#waiting.delete(kind);
  }

  async #writeTogether(kind: string, taken: readonly Waiting[]): Promise<void> {
    try {
      const counts = await observePages(this.#db, { ...this.#what, kind, pages: taken.map(({ page }) => page) });
      for (const [i, { resolve }] of taken.entries()) resolve(counts[i] as ObservedCounts); // one a page
    } catch (error) {
      if (taken.length === 1) taken[0]?.reject(error);
      else await Promise.all(taken.map((one) => this.#writeTogether(kind, [one])));
    }
  }
}

function takeSome(waiting: Waiting[]): Waiting[] {
  let rows = 0;
  const beyond = waiting.findIndex(({ page }, i) => {
    rows += page.observations.length;
    return i > 0 && rows > mostRows;
  });
  return waiting.splice(0, beyond === -1 ? waiting.length : beyond);
}
