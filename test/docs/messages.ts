import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const src = join(import.meta.dirname, '../../src');

/** Where sentences for people who use the API are written. The client is a library of its own. */
const folders = /^(?:auth|events|graphql(?!\/client)|inventory)\/|^actions\.ts$|^sync\/refresh\.ts$/;

/** What stands before a sentence that is thrown or returned, and not before one of the log or the schema. */
const before = [
  String.raw`ArcadiaError\(\s*'\w+',\s*(?:\w+(?: === null)?\s*\?\s*)?`,
  String.raw`\n\s*: `,
  String.raw`problem\(\s*'\w+',\s*`,
  String.raw`(?:invalid|bad|wrongRun)\(\s*`,
  String.raw`limitExceeded\(\s*'?\w+'?,[^'\`]*`,
  String.raw`[mM]essage(?: =|:)\s*`,
  String.raw`(?:advice|idTooLong) =\s*`,
  'return ',
].join('|');

/** Every sentence in the source that the API may answer with as an error, `…` for what is filled in. */
export function messagesInSource(): string[] {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => folders.test(path) && path.endsWith('.ts') && !path.includes('/generated/'));
  const found = new Set<string>();
  for (const file of files) {
    const code = readFileSync(join(src, file), 'utf8').replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '');
    const sentences = new RegExp(`(?:${before})(['\`])((?:\\\\.|(?!\\1)[^\\\\])+[.])\\1`, 'g');
    for (const [, , text = ''] of code.matchAll(sentences)) {
      const sentence = text.replace(/\$\{[^}]*\}/g, '…').replace(/\\(.)/g, '$1');
      if (sentence.includes(' ')) found.add(sentence);
    }
  }
  return [...found].sort();
}

/** The messages that a page lists below a heading: the first cells of its tables. */
export function messagesOnPage(page: string, heading: string): string[] {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const rows = [...section.matchAll(/^\| (.+?) \| .* \|$/gm)].map(([, cell = '']) => cell);
  return rows.filter((cell) => cell !== 'message' && !cell.startsWith('---')).sort();
}

/** The source of what speaks to people who are let in, or are not. */
export function speakingSources(): string[] {
  const names = readdirSync(src, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => /^(auth|graphql)\/.*\.ts$/.test(name) && !/\/(generated|client)\//.test(name))
    .map((name) => readFileSync(join(src, name), 'utf8'));
}

/** What everybody who is turned away reads: what to do now. */
export const saysHowToComeIn =
  /\b(ask|check|get|give|have|leave|send|try|use|come back|mend|close|choose|sign in|end)\b/i;
