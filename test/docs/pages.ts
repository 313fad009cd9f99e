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

/** GraphQL or SQL of a page, from a block of its own or from within a sentence. */
export interface Statement {
  /** Page and line, such as "docs/runbook.md:28". */
  readonly place: string;
  readonly language: 'graphql' | 'sql';
  readonly text: string;
}

/** All of it, in the order of the page. A shell block has none of its own: what it sends is a step's. */
export function statementsOf(path: string, page: string): Statement[] {
  const found: Statement[] = [];
  for (const { 0: code, 1: language, 2: block, 3: span, index } of page.matchAll(
    /^```(\w*)\n([\s\S]*?)^```$|`([^`]+)`/gm,
  )) {
    const text = (block ?? span ?? '').trim();
    const isOf = block === undefined ? languageOf(text) : language;
    const place = `${path}:${page.slice(0, index + code.indexOf(text)).split('\n').length}`;
    if (isOf === 'graphql' || isOf === 'sql') found.push({ place, language: isOf, text });
  }
  return found;
}

/** Of code within a sentence, by how it begins. */
function languageOf(code: string): Statement['language'] | null {
  if (/^(?:\{ \w|(?:query|mutation|subscription)\b.*\{)/s.test(code)) return 'graphql';
  return /^(?:select|insert|update|delete|create|alter|drop|grant|vacuum|analyze|reindex)\s+\S/i.test(code)
    ? 'sql'
    : null;
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
