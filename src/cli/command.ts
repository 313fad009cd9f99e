import type { Config } from '../base/config.ts';
import { createLog, type Log } from '../observability/log.ts';

/** One command of the CLI. */
export interface Command {
  readonly name: string;
  /** How it is called, behind `arcadia`. */
  readonly usage: string;
  readonly summary: string;
  /** Its options as they are written, for the shell to complete. */
  readonly options?: readonly string[];
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

/** A command's output is its answer, so what it logs goes to stderr, and no more than warnings unless asked for. */
export function commandLog({ logLevel }: Pick<Config, 'logLevel'>): Log {
  return createLog(logLevel === 'info' ? 'warn' : logLevel, undefined, { destination: 'stderr' });
}

/** Opens what a command needs, and closes it whatever comes of the work. */
export async function withOpen<Opened extends { close(): Promise<void> }, Result>(
  opening: Promise<Opened>,
  work: (opened: Opened) => Promise<Result>,
): Promise<Result> {
  const opened = await opening;
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

/** Aborts when the terminal or a supervisor asks the command to stop. */
export function stopRequested(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}
