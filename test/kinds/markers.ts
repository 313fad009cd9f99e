import { type Kind, type Observation, UnreadableItemError, type WireItem } from '../../src/kinds/define.ts';
import { kinds } from '../../src/kinds/index.ts';
import { at, pathsIn, spell, withAt } from './paths.ts';
import { allItems } from './witness.ts';

// A marker in a string of an item that DigitalOcean may send, and where in the mirror it comes out again.

/** A string in an item of a list. */
export interface Plant {
  /** The kind whose list it is; others may be read from it too. */
  readonly list: Kind;
  readonly item: WireItem;
  readonly path: readonly (string | number)[];
  /** Unlike any other, and like nothing that anybody would write. */
  readonly marker: string;
  /** `database_cluster: connection.password` */
  readonly place: string;
}

export interface Reader {
  readonly kind: Kind;
  readonly items: (listed: WireItem) => readonly unknown[];
}

/** Kinds with a list of their own. */
export const lists: readonly Kind[] = kinds.filter(({ listing }) => listing.rides === undefined);

/** Who reads a list: its kind, and those that ride on it. */
export function readersOf(list: Kind): readonly Reader[] {
  const { keep = () => true } = list.listing;
  const riders = kinds.filter(({ listing }) => listing.rides?.on === list.name);
  return [
    { kind: list, items: (item) => (keep(item) ? [item] : []) },
    ...riders.map((kind): Reader => ({ kind, items: (item) => kind.listing.rides?.items(item) ?? [] })),
  ];
}

/** A marker for every string of every item that DigitalOcean shows or describes. */
export function plantsOf(list: Kind): readonly Plant[] {
  return allItems(list).flatMap((item, index) =>
    [...pathsIn(item)]
      .filter((path) => typeof at(item, path) === 'string')
      .map((path, each) => ({
        list,
        item,
        path,
        marker: `zq${list.name.replaceAll('_', '')}${index}x${each}qz`,
        place: `${list.name}: ${spell(path)}`,
      })),
  );
}

/** The item with the markers of all these plants in it. */
export function planted(item: WireItem, plants: readonly Plant[], wordOf = ({ marker }: Plant) => marker): WireItem {
  const grown = plants.reduce<unknown>(
    (each, plant) => withAt(each, plant.path, `${at(item, plant.path)} ${wordOf(plant)}`),
    item,
  );
  return grown as WireItem; // an item with other strings in it
}

/** What comes of an item in the mirror, or the sentence on why nothing does. */
export function readAs({ kind, items }: Reader, item: WireItem): readonly (Observation | string)[] {
  const part = kind.listing.inRegion ? 'nyc3' : (kind.listing.parent ?? '') && 'parent-1';
  return items(item).map((each) => {
    try {
      return kind.observe(each, part);
    } catch (error) {
      if (error instanceof UnreadableItemError) return error.message;
      throw error;
    }
  });
}

/** Whether all readers can read the item. */
export function isReadable(list: Kind, item: WireItem): boolean {
  return readersOf(list).every((reader) => readAs(reader, item).every((seen) => typeof seen !== 'string'));
}

/** Where the marker comes out: `droplet.name`, `droplet.attrs.imageName`, `droplet.links.vpc`; `droplet!` in a sentence. */
export function outletsOf(plant: Plant): readonly string[] {
  const item = planted(plant.item, [plant]);
  return readersOf(plant.list).flatMap((reader) =>
    readAs(reader, item).flatMap((seen) => {
      const { name } = reader.kind;
      if (typeof seen === 'string') return seen.includes(plant.marker) ? [`${name}!`] : [];
      const { attrs, links, ...others } = seen;
      const own = Object.entries(others).map(([field, value]) => [field, value] as const);
      const facts = Object.entries(attrs).map(([field, value]) => [`attrs.${field}`, value] as const);
      const edges = Object.entries(links).map(([field, value]) => [`links.${field}`, value] as const);
      return [...own, ...facts, ...edges].flatMap(([field, value]) =>
        JSON.stringify(value ?? null).includes(plant.marker) ? [`${name}.${field}`] : [],
      );
    }),
  );
}
