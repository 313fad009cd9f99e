import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Kind, WireItem } from '../../src/kinds/define.ts';
import { kindsByName } from '../../src/kinds/index.ts';

// DigitalOcean's own description of its API lies beside the project, and is no part of it.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Schema = { readonly [key: string]: Json };

interface Operation {
  readonly path: string;
  readonly examples: readonly { readonly body: { readonly [key: string]: Json } }[];
}

export interface Collection {
  readonly path: string;
  readonly inventory: boolean;
}

/** Where it lies, from the project's root; said by the tests that are skipped where it is absent. */
export const folder = '../shared/digitalocean';
const at = (name: string) => fileURLToPath(new URL(`../../${folder}/${name}`, import.meta.url));
export const present = existsSync(at('openapi.json'));
// JSON in a form that SOURCE.md beside it describes.
const read = <T>(name: string): T => JSON.parse(readFileSync(at(name), 'utf8')) as T;

const description: Schema = present ? read<Schema>('openapi.json') : {};
const operations = present
  ? Object.values(read<{ operations: Record<string, Operation> }>('examples.json').operations)
  : [];
export const collections: readonly Collection[] = present ? read<{ kinds: Collection[] }>('kinds.json').kinds : [];

/** A place without the names of its parameters. */
export function shapeOf(path: string): string {
  return path.replace(/\{\w+\}|:\w+/g, '{}');
}

/** Where the kind's list, or the list it rides on, is asked for. */
export function listPathOf(kind: Kind): string {
  const { parts, inRegion, under, rides } = kind.listing;
  if (rides) return listPathOf(kindNamed(rides.on));
  const engines = ['pg', 'mysql', 'mongodb', 'kafka', 'opensearch', 'valkey'];
  const part =
    parts[0] ??
    inRegion?.('nyc3') ??
    engines.map((engine) => under?.({ providerId: 'ID', attrs: { engine } })).find(Boolean);
  if (!part) throw new Error(`${kind.name} is listed nowhere`);
  return part.path.replace('/ID/', '/{}/');
}

function kindNamed(name: string): Kind {
  const kind = kindsByName.get(name);
  if (kind === undefined) throw new Error(`There is no kind ${name}`);
  return kind;
}

/** Items of the kind in DigitalOcean's own examples; empty when it wrote none. */
export function exampleItems(kind: Kind): readonly WireItem[] {
  const path = shapeOf(listPathOf(kind));
  const bodies = operations
    .filter((each) => shapeOf(each.path) === path)
    .flatMap((each) => each.examples.map(({ body }) => body));
  return itemsIn(kind, bodies);
}

/** One item put together from the description of its properties, for kinds without an example. */
export function describedItems(kind: Kind): readonly WireItem[] {
  const path = shapeOf(listPathOf(kind));
  const paths = description.paths as { readonly [path: string]: { readonly get?: Schema } };
  const found = Object.entries(paths).find(([each, { get }]) => get !== undefined && shapeOf(each) === path);
  const responses = found?.[1].get?.responses as Schema | undefined;
  const content = deref(responses?.['200'] as Schema).content as { 'application/json': { schema: Schema } };
  const body = sampleOf(content['application/json'].schema) as { readonly [key: string]: Json };
  // No example of the list of images has a backup in it.
  const images = list(body, 'images').map((item) => ({ ...item, type: 'backup' }));
  return itemsIn(kind, [kind.listing.rides?.on === 'image' ? ({ images } as { readonly [key: string]: Json }) : body]);
}

function itemsIn({ listing }: Kind, bodies: readonly { readonly [key: string]: Json }[]): readonly WireItem[] {
  const { rides } = listing;
  if (rides)
    return bodies.flatMap((body) => list(body, kindNamed(rides.on).listing.key).flatMap(rides.items)) as WireItem[];
  return bodies.flatMap((body) => list(body, listing.key)).filter((item) => listing.keep?.(item) ?? true);
}

function list(body: { readonly [key: string]: Json }, key: string): WireItem[] {
  return Array.isArray(body[key]) ? (body[key] as WireItem[]) : [];
}

function deref(schema: Schema): Schema {
  if (typeof schema.$ref !== 'string') return schema;
  const segments = schema.$ref.slice(2).split('/');
  const found = segments.reduce<Schema>(
    (each, name) => each[name.replaceAll('~1', '/').replaceAll('~0', '~')] as Schema,
    description,
  );
  return deref(found);
}

function sampleOf(given: Schema, depth = 0): Json {
  const schema = deref(given);
  const own = Object.entries((schema.properties ?? {}) as { readonly [name: string]: Schema });
  const parts = [...((schema.allOf ?? []) as readonly Schema[])];
  const choice = ((schema.oneOf ?? schema.anyOf ?? []) as readonly Schema[])[0];
  if (choice !== undefined) parts.push(choice);
  if (depth < 8 && (own.length > 0 || parts.length > 0)) {
    const inherited = parts.map((part) => sampleOf(part, depth + 1));
    if (own.length === 0 && parts.length === 1) return inherited[0] ?? null;
    return Object.assign(
      {},
      ...inherited,
      Object.fromEntries(own.map(([name, each]) => [name, sampleOf(each, depth + 1)])),
    );
  }
  if (schema.example !== undefined) return schema.example;
  if (schema.type === 'array') return depth < 8 ? [sampleOf((schema.items ?? {}) as Schema, depth + 1)] : [];
  const byType: Readonly<Record<string, Json>> = { integer: 3, number: 0.5, boolean: true, object: {} };
  if (schema.format === 'date-time') return '2026-01-02T03:04:05Z';
  return (schema.enum as readonly Json[] | undefined)?.[0] ?? byType[String(schema.type)] ?? 'text';
}
