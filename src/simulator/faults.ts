import type { Random } from './random.ts';
import type { Visibility } from './visibility.ts';

/** How a body is spoilt on its way. */
export type Spoilt =
  /** The connection ends halfway, short of its content-length. */
  | 'cut'
  /** Complete by its length, but half a document. */
  | 'invalid-json'
  /** A page from something in between. */
  | 'html'
  | 'empty'
  /** Valid, without the key that holds the answer. */
  | 'missing-key';

/** What goes wrong, and when. Everything named must match; of several faults the first with an effect wins, delays add up. */
export interface Fault {
  /** Text: the whole path, or its beginning when it ends in `*`. */
  readonly path: RegExp | string;
  readonly method?: string;
  /** Parameters that must have these values. */
  readonly query?: Readonly<Record<string, string>>;
  /** From 0 to 1; absent: always. Drawn from the seed. */
  readonly probability?: number;
  /** How often, then never again. */
  readonly times?: number;
  /** An error in DigitalOcean's form, and nothing is done. With 200 to 299 the request is served as usual. */
  readonly status?: number;
  /** For a burst: without it a 429 is that of the hour, which does not say how long to wait. */
  readonly retryAfterSeconds?: number;
  readonly delayMs?: number;
  /** The request is served all the same: what it was to do is done. */
  readonly body?: Spoilt;
  /** The connection is reset before anything is done. */
  readonly reset?: true;
  /** No answer, and nothing is done, until the client gives up. */
  readonly hang?: true;
  /** Pages of a list after its first begin so many items late: as many slip past. Early when negative: they come twice. */
  readonly shift?: number;
  /** By so much is the clock wrong that headers are written by; `retry-after` then names a moment of that clock. */
  readonly clockSkewMs?: number;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

interface Armed {
  readonly fault: Fault;
  left: number;
}

/** The faults a simulator has at present. */
export class Faults {
  readonly #armed = new Set<Armed>();
  readonly #visibility: Visibility;
  readonly #random: Random;

  constructor(visibility: Visibility, random: Random) {
    this.#visibility = visibility;
    this.#random = random;
  }

  /** @returns Takes the fault away again. */
  add(fault: Fault): () => void {
    const armed = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
    this.#armed.add(armed);
    return () => {
      this.#armed.delete(armed);
    };
  }

  /** Lists leave it out, projects' too; GET on it answers. */
  hideFromList(urn: string): () => void {
    this.#visibility.hide(urn);
    return () => this.#visibility.show(urn);
  }

  /** What is created from now on appears in lists so many milliseconds later. 0: at once again. */
  delayVisibility(ms: number): void {
    this.#visibility.delay(ms);
  }

  /** From now on /v2/account names another team, as if the token had been exchanged. */
  accountChanges(newTeamUuid: string): void {
    this.#visibility.teamUuid = newTeamUuid;
  }

  /** Projects' lists leave out these types of URN, as for a token that may not read them. None: whole again. */
  shortenProjectLists(types: readonly string[] = ['droplet', 'volume']): void {
    this.#visibility.shortenProjects(types);
  }

  /** Takes every fault away, those of the estate too. */
  clear(): void {
    this.#armed.clear();
    this.#visibility.clear();
  }

  /** What befalls this request. A fault that has only a delay lets the next ones have their say. */
  befalling(asked: Asked): { readonly delayMs: number; readonly fault: Fault | undefined } {
    let delayMs = 0;
    for (const armed of this.#armed) {
      const { fault } = armed;
      if (!matches(fault, asked) || !this.#random.chance(fault.probability ?? 1)) continue;
      armed.left -= 1;
      if (armed.left <= 0) this.#armed.delete(armed);
      delayMs += fault.delayMs ?? 0;
      const effect = fault.status ?? fault.body ?? fault.reset ?? fault.hang ?? fault.shift ?? fault.clockSkewMs;
      if (effect !== undefined) return { delayMs, fault };
    }
    return { delayMs, fault: undefined };
  }
}

function matches({ path, method, query }: Fault, asked: Asked): boolean {
  if (method !== undefined && method.toUpperCase() !== asked.method) return false;
  if (Object.entries(query ?? {}).some(([name, value]) => asked.query.get(name) !== value)) return false;
  // Not `test`, which a pattern with the flag g answers differently every other time.
  if (path instanceof RegExp) return asked.path.search(path) !== -1;
  return path.endsWith('*') ? asked.path.startsWith(path.slice(0, -1)) : asked.path === path;
}
