/** What a look at one part of the installation came to. */
export interface Finding {
  readonly level: 'ok' | 'warn' | 'fail';
  /** What was looked at. */
  readonly subject: string;
  /** What is so, in a few words. */
  readonly finding: string;
  /** What to do about it; there when the level is not `ok`. */
  readonly mend?: string;
}

export function ok(subject: string, finding: string): Finding {
  return { level: 'ok', subject, finding };
}

export function warn(subject: string, finding: string, mend: string): Finding {
  return { level: 'warn', subject, finding, mend };
}

export function fail(subject: string, finding: string, mend: string): Finding {
  return { level: 'fail', subject, finding, mend };
}
