import { readFileSync } from 'node:fs';

/** Notes that a variable is wrong: its name, what it wants, and what it got where that may be shown. */
export type Reject = (name: string, wants: string, shown?: string) => void;

/**
 * A secret of the environment: from the variable, or from the file that `<name>_FILE` names, which wins.
 *
 * @returns null when there is none, or it was rejected.
 */
export function readSecret(
  name: string,
  what: string,
  text: (name: string) => string | null,
  reject: Reject,
): string | null {
  const path = text(`${name}_FILE`);
  let secret = text(name);
  if (path !== null) {
    try {
      secret = readFileSync(path, 'utf8').trim();
    } catch {
      reject(`${name}_FILE`, 'a file that can be read');
      return null;
    }
  }
  if (secret === null || /^[\x21-\x7e]+$/.test(secret)) return secret;
  reject(name, `${what} without spaces or control characters`, 'something else');
  return null;
}
