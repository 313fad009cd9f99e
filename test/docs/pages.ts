import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** A block of a page that a reader would run, and what the page says that it prints. */
export interface Step {
  readonly script: string;
  readonly prints: readonly string[];
}

export function readPage(path: string): Promise<string> {
  return readFile(join(root, path), 'utf8');
}

/** The shell blocks of a page; a text block below one is what it prints. */
export function stepsOf(page: string): Step[] {
  const steps: { script: string; prints: string[] }[] = [];
  for (const [, language, body = ''] of page.matchAll(/^```(sh|text)\n([\s\S]*?)^```$/gm)) {
    if (language === 'sh') steps.push({ script: body, prints: [] });
    else steps.at(-1)?.prints.push(...body.trimEnd().split('\n'));
  }
  return steps;
}

/** Whether a line that was printed is the one of the page: `…` is whatever it happens to be, and blanks are blanks. */
export function printsLine(printed: string, line: string): boolean {
  const pattern = line
    .split('…')
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ +/g, ' +'))
    .join('.*');
  return new RegExp(`^${pattern}$`).test(printed.trimEnd());
}

/** The rows of the table below a heading, its own heading among them, by their first cell: a word or a number. */
export function tableBelow(page: string, heading: string): Map<string, string[]> {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const rows = [...section.matchAll(/^\| `?(\w+)`? \|(.*)\|$/gm)].map(
    ([, key = '', rest = '']) => [key, rest.split('|').map((cell) => cell.trim())] as const,
  );
  return new Map(rows);
}
