/** What an API error's `extensions.code` may be. */
export type ErrorCode = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'BAD_USER_INPUT' | 'CURSOR_EXPIRED' | 'LIMIT_EXCEEDED';

/**
 * An error that the person who caused it may read: a code for programs, a sentence for people that says what to do next.
 * Everything else is masked before it leaves the service.
 */
export class ArcadiaError extends Error {
  readonly code: ErrorCode;
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: ErrorOptions & { extensions?: Record<string, unknown> } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'ArcadiaError';
    this.code = code;
    this.extensions = options.extensions ?? {};
  }
}

/** The setting, the machine or the folder is wrong: the process cannot go on, and the message says how to mend it. */
export class StartError extends Error {
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.name = 'StartError';
  }
}

/** A sentence for logs and reasons, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The system's code of an error (`ENOENT`, …), or Postgres's (`42P04`, …). */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
