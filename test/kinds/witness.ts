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
  /** Properties of its items that hold secrets, as far as their names and descriptions say. */
  readonly secretProps?: readonly string[];
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

/** `<path of the list>: <property>` of all that hold secrets. */
export const secretPlaces: readonly string[] = collections.flatMap(({ path, secretProps = [] }) =>
  secretProps.map((property) => `${shapeOf(path)}: ${property}`),
);

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

type Body = { readonly [key: string]: Json };

/** Items of the kind in DigitalOcean's own examples; empty when it wrote none. */
export function exampleItems(kind: Kind): readonly WireItem[] {
  return itemsIn(kind, exampleBodies(kind));
}

/** One item put together from the description of its properties: all that are documented. */
export function describedItems(kind: Kind): readonly WireItem[] {
  return itemsIn(kind, describedBodies(kind));
}

/** All that stands in the kind's list, other kinds' items among it; none for what is read from another kind's list. */
export function listedItems(kind: Kind, from: 'examples' | 'description'): readonly WireItem[] {
  if (kind.listing.rides) return [];
  const bodies = from === 'examples' ? exampleBodies(kind) : describedBodies(kind);
  return bodies.flatMap((body) => list(body, kind.listing.key));
}

const everyItem = new Map<Kind, readonly WireItem[]>();

/**
 * An account's list: the examples, each id once, and one item with all that is documented, under an id of its own. The same
 * objects each time.
 */
export function allItems(kind: Kind): readonly WireItem[] {
  const known = everyItem.get(kind);
  if (known !== undefined) return known;
  const { id } = kind.listing;
  const idOf = (item: WireItem) => String(typeof id === 'string' ? item[id] : id(item));
  const described = listedItems(kind, 'description').map((item) => {
    // A time is the id of a backup, and some ids are put together.
    if (typeof id !== 'string' || id === 'created_at') return item;
    return { ...item, [id]: typeof item[id] === 'number' ? Number(item[id]) + 1_000_000_000 : `${item[id]}-described` };
  });
  // What stands in several examples is one thing.
  const items = [...listedItems(kind, 'examples'), ...described].toReversed();
  const distinct = [...new Map(items.map((item) => [idOf(item), item])).values()].toReversed();
  everyItem.set(kind, distinct);
  return distinct;
}

/** From DigitalOcean's reference of Spaces: its description of the API does not speak of S3. */
const bucketsExample: Body = {
  Buckets: [
    { Name: 'static-images', CreationDate: '2017-06-23T18:37:48.157Z' },
    { Name: 'log-files', CreationDate: '2017-06-23T18:37:48.157Z' },
  ],
};

function exampleBodies(kind: Kind): readonly Body[] {
  if (kind.listing.service === 'spaces') return [bucketsExample];
  const path = shapeOf(listPathOf(kind));
  return operations
    .filter((each) => shapeOf(each.path) === path)
    .flatMap((each) => each.examples.map(({ body }) => body));
}

function describedBodies(kind: Kind): readonly Body[] {
  // Tests that are skipped are put together all the same.
  if (!present || kind.listing.service !== undefined) return [];
  const path = shapeOf(listPathOf(kind));
  const paths = description.paths as { readonly [path: string]: { readonly get?: Schema } };
  const found = Object.entries(paths).find(([each, { get }]) => get !== undefined && shapeOf(each) === path);
  const responses = found?.[1].get?.responses as Schema | undefined;
  const content = deref(responses?.['200'] as Schema).content as { 'application/json': { schema: Schema } };
  const body = sampleOf(content['application/json'].schema) as Body;
  if (path !== '/v2/images') return [body];
  // One list has three kinds, and no example of it has them all.
  const images = list(body, 'images').flatMap((item, index) =>
    ['custom', 'backup', 'snapshot'].map((type, each) => ({ ...item, id: 1000 + 3 * index + each, type })),
  );
  return [{ images } as unknown as Body];
}

function itemsIn({ listing }: Kind, bodies: readonly Body[]): readonly WireItem[] {
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

/** Of parts that only say more about the others there is nothing to be made. */
const shaping = ['type', 'properties', 'items', 'allOf', 'oneOf', 'anyOf', '$ref', 'enum'];

function sampleOf(given: Schema, depth = 0): Json {
  const schema = deref(given);
  const own = Object.entries((schema.properties ?? {}) as { readonly [name: string]: Schema });
  // One of them may stand for none. Of the others all properties are shown, whichever of them go together.
  const choices = ((schema.oneOf ?? schema.anyOf ?? []) as readonly Schema[]).filter(({ title }) => title !== 'null');
  const parts = [...((schema.allOf ?? []) as readonly Schema[]), ...choices].filter((part) =>
    shaping.some((word) => word in part),
  );
  if (depth < deepest && (own.length > 0 || parts.length > 0)) {
    // A part is no level of its own.
    const inherited = parts.map((part) => sampleOf(part, depth));
    // What is described in parts need not be an object.
    const [first = null] = inherited;
    if (own.length === 0 && (parts.length === 1 || typeof first !== 'object' || Array.isArray(first))) return first;
    return Object.assign(
      {},
      ...inherited,
      Object.fromEntries(own.map(([name, each]) => [name, sampleOf(each, depth + 1)])),
    );
  }
  if (schema.example !== undefined && schema.example !== null && schema.example !== '') return schema.example;
  if (schema.type === 'array') return depth < deepest ? [sampleOf((schema.items ?? {}) as Schema, depth + 1)] : [];
  const byType: Readonly<Record<string, Json>> = { integer: 3, number: 0.5, boolean: true, object: {} };
  if (schema.format === 'date-time') return '2026-01-02T03:04:05Z';
  return (schema.enum as readonly Json[] | undefined)?.[0] ?? byType[String(schema.type)] ?? 'text';
}

/** Descriptions go round: an agent has agents. */
const deepest = 8;
