/** One command of the CLI. */
export interface Command {
  readonly name: string;
  /** How it is called, behind `arcadia`. */
  readonly usage: string;
  readonly summary: string;
  /** @returns the exit code; what it throws is printed on stderr as one line. */
  run(args: readonly string[]): Promise<number>;
}

/** The command was called wrongly: exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
