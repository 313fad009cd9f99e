/**
 * What lists leave out although it exists. DigitalOcean's lists lag behind its single answers by seconds, and are
 * shortened in silence by a token with narrow scopes; GET on the thing itself answers all the while.
 */
export class Visibility {
  /** The team that /v2/account names instead of its own, as if the token had been exchanged. */
  teamUuid: string | null = null;
  readonly #hidden = new Set<string>();
  readonly #notBefore = new Map<string, number>();
  #shortenedTypes: ReadonlySet<string> = new Set();
  #delayMs = 0;

  hide(urn: string): void {
    this.#hidden.add(urn);
  }

  show(urn: string): void {
    this.#hidden.delete(urn);
  }

  /** What is created from now on appears in lists so many milliseconds later. */
  delay(ms: number): void {
    this.#delayMs = ms;
  }

  /** Types of URN that projects' lists of resources leave out. */
  shortenProjects(types: readonly string[]): void {
    this.#shortenedTypes = new Set(types);
  }

  clear(): void {
    this.teamUuid = null;
    this.#hidden.clear();
    this.#notBefore.clear();
    this.#shortenedTypes = new Set();
    this.#delayMs = 0;
  }

  created(urn: string, now: number): void {
    if (this.#delayMs > 0) this.#notBefore.set(urn, now + this.#delayMs);
  }

  /** Undefined when every list is whole, so that nobody pays for what is not asked for. */
  listed(now: number): ((urn: string) => boolean) | undefined {
    for (const [urn, notBefore] of this.#notBefore) if (notBefore <= now) this.#notBefore.delete(urn);
    if (this.#hidden.size === 0 && this.#notBefore.size === 0) return undefined;
    return (urn) => !this.#hidden.has(urn) && !this.#notBefore.has(urn);
  }

  listedInProject(now: number): ((urn: string) => boolean) | undefined {
    const listed = this.listed(now);
    if (this.#shortenedTypes.size === 0) return listed;
    return (urn) => !this.#shortenedTypes.has(urnTypeOf(urn)) && (listed === undefined || listed(urn));
  }
}

/** `droplet` of `do:droplet:42`. */
export function urnTypeOf(urn: string): string {
  return urn.split(':', 2)[1] ?? '';
}
