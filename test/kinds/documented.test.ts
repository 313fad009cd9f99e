import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Kind } from '../../src/kinds/define.ts';
import { kinds, kindsByName } from '../../src/kinds/index.ts';
import { kinds as played } from '../../src/simulator/kinds/index.ts';
import { allItems, collections, folder, listPathOf, present, shapeOf } from './witness.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const page = read('docs/kinds.md');
const [, mirrored = '', notMirrored = ''] = /([\s\S]*?)^## [\s\S]*^## Not mirrored[^\n]*$([\s\S]*)/m.exec(page) ?? [];

/** Where it is listed, as the page has it. */
function listCell({ listing }: Kind): string {
  const { rides, service, inRegion, under, parent, parts } = listing;
  if (rides !== undefined) return `in the items of \`${rides.on}\``;
  if (service === 'spaces') return 'S3 `ListBuckets`, by region of Spaces';
  if (inRegion !== undefined) return `\`${inRegion('nyc3').path}\`, by region`;
  if (under === undefined) return `\`${parts[0]?.path}\``;
  const engines = ['pg', 'mysql', 'kafka', 'opensearch'];
  const paths = engines.flatMap((engine) => under({ providerId: 'ID', attrs: { engine } })?.path ?? []);
  return `\`${paths[0]?.replace('ID', `{${parent}}`)}\``;
}

/** Who it inherits from is what its items, as DigitalOcean writes them, name as their owner. */
function whoseCell(kind: Kind): string {
  const owners =
    kind.listing.rides === undefined ? allItems(kind).filter(kind.listing.keep ?? (() => true)) : ridden(kind);
  const named = new Set(owners.flatMap((item) => ownerOf(kind, item)));
  if (named.has('project')) return 'the project that it names';
  if (named.size > 0) return `its ${[...named].sort().join(' or ')}`;
  const { relations = [], kinds: referring = [] } = kind.serves ?? {};
  const served = [
    ...relations.map((relation) => (relation === 'watches' ? 'what it watches' : relation)),
    ...referring,
  ];
  if (served.length > 0) return `serves: ${served.join(', ')}`;
  return played.some(({ name, inProjects }) => name === kind.name && inProjects) ? 'projects' : "nobody's";
}

function ridden(kind: Kind) {
  const host = kindsByName.get(kind.listing.rides?.on ?? '');
  return host === undefined ? [] : allItems(host).flatMap((item) => kind.listing.rides?.items(item) ?? []);
}

function ownerOf(kind: Kind, item: unknown): readonly string[] {
  const { ownerUrn } = kind.observe(item, 'PARENT');
  if (ownerUrn === null) return [];
  if (ownerUrn.startsWith('do:project:')) return ['project'];
  return kinds.flatMap(({ name, urn }) => (ownerUrn.startsWith(urn('')) ? name : []));
}

describe.skipIf(!present)(`with DigitalOcean's own examples (skipped where ${folder} is absent)`, () => {
  test('the table of kinds says of each what the code does, in the order in which they are read', () => {
    const rows = kinds.map(
      (kind) => `| \`${kind.name}\` | ${listCell(kind)} | ${kind.everyMinutes} | ${whoseCell(kind)} |`,
    );
    expect(mirrored.split('\n').filter((line) => line.startsWith('| `'))).toEqual(rows);
  });
});

test('what the page says of an account’s requests is what its size comes to', async () => {
  const { largeAccount } = await import('./large-account.ts');
  const { anHour, worstHour } = largeAccount();
  const [, usual = '', worst = ''] =
    /come to about\s+([\d,]+) of the 5,000 requests an hour, and the hour [^.]* no more than ([\d,]+)\./.exec(page) ??
    [];
  expect(Math.abs(Number(usual.replace(',', '')) - anHour)).toBeLessThan(50);
  expect(worstHour).toBeLessThanOrEqual(Number(worst.replace(',', '')));
  expect(worstHour).toBeGreaterThan(Number(worst.replace(',', '')) - 100);
});

describe('the page on adding a kind', () => {
  const adding = read('docs/adding-a-kind.md');
  const diffs = [...adding.matchAll(/```diff\n--- (\S+)\n\+\+\+ b\/(\S+)\n([\s\S]*?)```/g)].map(
    ([, from = '', path = '', text = '']) => ({ from, path, lines: text.split('\n').slice(0, -1) }),
  );

  test('shows two files, one of them new and whole', () => {
    expect(diffs.map(({ path }) => path)).toEqual(['src/kinds/nfs-snapshot.ts', 'src/kinds/index.ts']);
    const [file] = diffs;
    expect(file?.from).toBe('/dev/null');
    expect(file?.lines.map((line) => line.slice(1)).join('\n')).toBe(read('src/kinds/nfs-snapshot.ts').trimEnd());
    expect(file?.lines.every((line) => line.startsWith('+'))).toBe(true);
  });

  test('adds to the other one what stands there, where it stands', () => {
    const text = read('src/kinds/index.ts');
    const lines = diffs[1]?.lines ?? [];
    const added = lines.filter((line) => line.startsWith('+'));
    expect(added.length).toBe(2);
    for (const line of added) {
      const [before, after] = [-1, 1].map((by) => lines[lines.indexOf(line) + by]?.slice(1));
      expect(text).toContain(`\n${before}\n${line.slice(1)}\n${after}\n`);
    }
  });

  test('knows every way of being listed', async () => {
    const ways = Object.keys(await import('../../src/kinds/listing.ts')).filter(
      (name) => !/^(listAt|ownId)$/.test(name),
    );
    expect([...adding.matchAll(/^ {3}\| `(\w+)` \|/gm)].map(([, way]) => way).sort()).toEqual(ways.sort());
  });
});

/** Collections that are inventory and that nobody reads nor explains. */
function unexplained(wanted: readonly string[], reading: readonly Kind[], excuses: string): string[] {
  const isRead = new Set(reading.map((kind) => shapeOf(listPathOf(kind))));
  const explained = new Set([...excuses.matchAll(/`(\/v2\/[^`?]+)`/g)].map(([, path = '']) => shapeOf(path)));
  return wanted.filter((path) => !isRead.has(shapeOf(path)) && !explained.has(shapeOf(path)));
}

describe.skipIf(!present)(`against DigitalOcean's description (skipped where ${folder} is absent)`, () => {
  const inventory = collections.filter((each) => each.inventory).map(({ path }) => path);

  test('every collection that is inventory is read by a kind, or the page says why it is not', () => {
    expect(inventory.length).toBeGreaterThan(50);
    expect(unexplained(inventory, kinds, notMirrored)).toEqual([]);
  });

  test('and that would be seen: without a kind, without a row, and of a collection of tomorrow', () => {
    const withoutVolumes = kinds.filter(({ name }) => name !== 'volume');
    expect(unexplained(inventory, withoutVolumes, notMirrored)).toEqual(['/v2/volumes']);
    const withoutRow = notMirrored.replace(/^\| floating IPs .*$/m, '');
    expect(unexplained(inventory, kinds, withoutRow)).toEqual(['/v2/floating_ips']);
    expect(unexplained([...inventory, '/v2/quantum_droplets'], kinds, notMirrored)).toEqual(['/v2/quantum_droplets']);
  });

  test('the page excuses nothing that is read all the same', () => {
    const isRead = new Set(kinds.map((kind) => shapeOf(listPathOf(kind))));
    const excuses = [...notMirrored.matchAll(/^\|[^|]*\| `(\/v2\/[^`?]+)`/gm)].map(([, path = '']) => shapeOf(path));
    expect(excuses.filter((path) => isRead.has(path))).toEqual([]);
  });
});
