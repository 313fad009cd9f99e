import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Store } from './store.ts';

// Tables, on the terminal and on the page.

/** One table. */
export interface Section {
  readonly title: string;
  readonly note: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function show({ title, note, head, rows }: Section): string {
  const widths = head.map((cell, i) => Math.max(cell.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? `${'-'.repeat(width + 2)}` : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return `\n### ${title}\n\n${note}\n\n${[line(head), rule, ...rows.map(line)].join('\n')}\n`;
}

export async function machine(store: Store): Promise<string> {
  const { db } = await store.create('about');
  const [row] = await db.query<{ version: string }>('select version()');
  const postgres = row?.version.split(' ').slice(0, 2).join(' ');
  const [cpu] = cpus();
  const versions = await Promise.all(
    [
      ['postgraphile', './node_modules/'],
      ['@apollo/server', './node_modules/'],
      ['@digitalocean/dots', './node_modules/'],
      ['graphql-yoga', '../node_modules/'],
      ['@pothos/plugin-prisma', '../node_modules/'],
      ['@prisma/client', '../node_modules/'],
      ['graphql', '../node_modules/'],
    ].map(async ([name, folder]) => {
      const file = await readFile(new URL(`${folder}${name}/package.json`, import.meta.url), 'utf8');
      return `${name} ${(JSON.parse(file) as { version: string }).version}`; // npm's own form
    }),
  );
  const date = new Date().toISOString().slice(0, 10);
  return `${date}. ${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}; Node ${process.versions.node}, ${postgres} (embedded, fsync on); ${versions.join(', ')}. Servers, load generator and Postgres share these processors.`;
}

export const fixed = (value: number, digits: number) => (Number.isFinite(value) ? value.toFixed(digits) : '–');
export const whole = (value: number) => Math.round(value).toLocaleString('en-US');
export const times = (a: number, b: number) => `${fixed(a / b, 2)} ×`;
const page = fileURLToPath(new URL('../docs/BENCHMARKS.md', import.meta.url));
/** Where each form of the benchmarks writes; the other's figures stay as they are. */
const places = {
  figures: ['<!-- figures: npm run bench writes from here -->', '<!-- to here -->'],
  growth: ['<!-- growth: npm run bench -- --growth writes from here -->', '<!-- growth to here -->'],
} as const;

/** Puts the figures into their place on the page; what is said about them stands around it, and is people's. */
export async function writePage(
  place: keyof typeof places,
  about: string,
  sections: readonly Section[],
): Promise<void> {
  const text = await readFile(page, 'utf8');
  const [begins, ends] = places[place];
  const [before, rest] = text.split(begins);
  const after = rest?.split(ends)[1];
  if (before === undefined || after === undefined) throw new Error(`${page} has no place for the ${place}.`);
  const tables = sections.map(show).join('');
  await writeFile(page, `${before}${begins}\n\n${about}\n${tables}\n${ends}${after}`);
}
