import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { printsLine, readPage } from './pages.ts';

const root = join(import.meta.dirname, '../..');

async function pages(): Promise<string[]> {
  const docs = await readdir(join(root, 'docs'), { recursive: true });
  return ['README.md', 'CHANGELOG.md', ...docs.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
}

describe('the pages', () => {
  test('lead to files, and places in them, that are there', async () => {
    const broken: string[] = [];
    for (const page of await pages()) {
      for (const [, target = ''] of (await readPage(page)).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
        const [path = '', place] = target.split('#');
        const file = path === '' ? page : join(dirname(page), path);
        if (!existsSync(join(root, file))) broken.push(`${page}: ${target}`);
        else if (place !== undefined && !(await headings(file)).includes(place)) broken.push(`${page}: ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });

  test('list every setting that the configuration reads', async () => {
    const sources = ['src/base/config.ts', 'src/base/spaces.ts'];
    const source = (await Promise.all(sources.map((path) => readFile(join(root, path), 'utf8')))).join('\n');
    const read = new Set(
      [...source.matchAll(/'((?:ARCADIA|DO|SPACES|OTEL)_[A-Z_]+|PORT|HOST|DATABASE_URL|LOG_LEVEL|NODE_ENV)'/g)].map(
        ([, name = '']) => name,
      ),
    );
    expect(read.size).toBeGreaterThan(10);
    const operating = await readPage('docs/operating.md');
    const [, settings = ''] = /^## Settings$([\s\S]*?)^## /m.exec(operating) ?? [];
    const listed = new Set(
      [...settings.matchAll(/^\|([^|]*)\|/gm)].flatMap(([, cell = '']) =>
        [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => name),
      ),
    );
    expect([...listed].sort()).toEqual([...read].sort());
  });

  test('say a sentence for each command', async () => {
    const readme = await readPage('README.md');
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(await readPage('package.json'));
    for (const [, script = ''] of readme.matchAll(/`npm (?:run )?(?:-s )?([a-z:]+)/g)) {
      if (script !== 'ci') expect(scripts).toHaveProperty([script]);
    }
  });
});

test('what a page says is printed is compared line by line, whatever … is', () => {
  expect(printsLine('ok    database   Postgres 18.4 answers', 'ok database Postgres 18… answers')).toBe(true);
  expect(printsLine('fail  database   Postgres 18.4 answers', 'ok database … answers')).toBe(false);
  expect(printsLine('{"a":1}', '{"a":2}')).toBe(false);
});

/** As GitHub names the places of headings. */
async function headings(page: string): Promise<string[]> {
  return [...(await readPage(page)).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
