/**
 * The `where` of a statement that is put together from what was asked for. Text is always the code's own; what people sent
 * travels as a value.
 *
 *     const where = new Conditions();
 *     where.add('kind = any($)', kinds);
 *     sql.query(`select … ${where}`, where.values);
 */
export class Conditions {
  readonly values: unknown[] = [];
  readonly #texts: string[] = [];

  /** Adds a condition whose single `$` stands for the value. */
  add(text: string, value: unknown): void {
    this.#texts.push(text.replace('$', this.value(value)));
  }

  /** A value that stands elsewhere in the statement. @returns its placeholder, `$n`. */
  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  toString(): string {
    return this.#texts.length === 0 ? '' : `where ${this.#texts.join(' and ')}`;
  }
}
