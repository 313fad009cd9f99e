/**
 * Lets so many work at once; the others wait in the order in which they came. Who has had a turn goes to the end of the
 * line, so among many that want one again and again each gets its share.
 */
export class Turns {
  readonly #most: number;
  #working = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#working < this.#most) this.#working += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      // The turn is handed on, not given back, so that nobody can come in between.
      const next = this.#waiting.shift();
      if (next === undefined) this.#working -= 1;
      else next();
    }
  }
}
