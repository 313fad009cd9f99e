import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** What there is to be named: everybody's, mixed. */
export interface Vocabulary {
  readonly ids: readonly string[];
  readonly urns: readonly string[];
  readonly providerIds: readonly string[];
  readonly tenantIds: readonly string[];
  readonly texts: readonly string[];
  /** ISO 8601. */
  readonly times: readonly string[];
}

export interface RandomQueries {
  /** A query of some root fields: any fields, nested, under aliases, in fragments, with any arguments. */
  next(): string;
}

/** Random, but the same for the same seed. Mulberry32. */
export function createChance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const maxDepth = 9;

/**
 * @param roots  Names of the root fields to choose from.
 * @param asked  `Type.field` of what has been asked for before, and from now on: what is not in it comes sooner.
 */
export function createRandomQueries(
  schema: GraphQLSchema,
  roots: readonly string[],
  words: Vocabulary,
  seed: number,
  asked = new Set<string>(),
): RandomQueries {
  const chance = createChance(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[chance(items.length)] as Item; // none of them is empty
  const isNew = (type: string) => (it: Field) => !asked.has(`${type}.${it.name}`);
  let fragments: string[] = [];
  let names = 0;
  const fresh = (letter: string): string => {
    names += 1;
    return `${letter}${names}`;
  };
  const query = schema.getQueryType()?.getFields() ?? {};

  const next = () => {
    fragments = [];
    const estate = roots.filter((name) => /resource|project/i.test(name));
    const chosen = [pick(estate.length > 0 ? estate : roots), ...Array.from({ length: chance(2) }, () => pick(roots))];
    const fields = chosen.map((name) => `${fresh('r')}: ${field('Query', query[name] as Field, maxDepth)}`);
    return `query { ${fields.join(' ')} } ${fragments.join(' ')}`;
  };

  const field = (owner: string, it: Field, depth: number): string => {
    asked.add(`${owner}.${it.name}`);
    const given = it.args.flatMap((argument) => givenTo(argument) ?? []);
    const type = getNamedType(it.type);
    const inside = isLeafType(type) ? '' : ` ${selection(type, depth - 1)}`;
    return `${it.name}${given.length === 0 ? '' : `(${given.join(', ')})`}${inside}`;
  };

  const selection = (type: GraphQLNamedType, depth: number): string => {
    if (!isObjectType(type) && !isInterfaceType(type)) return '{ __typename }';
    const all = Object.values(type.getFields());
    const leaves = all.filter(({ type: of }) => isLeafType(getNamedType(of)));
    const composite = all.filter(({ type: of }) => !isLeafType(getNamedType(of)));
    const isFresh = isNew(type.name);
    const parts = leaves.filter((it) => chance(2) === 0 || isFresh(it)).map((it) => field(type.name, it, depth));
    for (const it of depth > 0 ? composite : []) {
      // The way down to what a connection holds is always gone.
      if (it.name !== 'edges' && it.name !== 'node' && chance(isFresh(it) ? 2 : 4) > 0) continue;
      parts.push(`${it.name === 'edges' || it.name === 'node' ? '' : `${fresh('a')}: `}${field(type.name, it, depth)}`);
    }
    // What the answer is judged by, wherever it comes.
    if ('id' in type.getFields() && type.getInterfaces().length > 0) parts.push('id');
    if (type.name === 'ResourceLink') parts.push('link: urn');
    if (isAbstractType(type) && depth > 0) {
      const types = schema.getPossibleTypes(type);
      const unseen = types.filter((concrete) => Object.values(concrete.getFields()).some(isNew(concrete.name)));
      // Two, of as many as there are kinds.
      for (const concrete of new Set([pick(unseen.length > 0 ? unseen : types), pick(types)])) {
        parts.push(`... on ${concrete.name} ${selection(concrete, depth - 1)}`);
      }
    }
    return wrapped(type.name, `{ __typename ${parts.join(' ')} }`);
  };

  /** As it is, or in a fragment of either sort. */
  const wrapped = (type: string, braces: string): string => {
    const way = chance(4);
    if (way === 0) return `{ ... on ${type} ${braces} }`;
    if (way > 1) return braces;
    const name = fresh('f');
    fragments.push(`fragment ${name} on ${type} ${braces}`);
    return `{ ...${name} }`;
  };

  const givenTo = (argument: GraphQLArgument): string | null => {
    const { name, type } = argument;
    if (name === 'first') return `first: ${1 + chance(3)}`;
    if (name === 'last' || name === 'after' || name === 'before') return null;
    // A filter at random leaves little to see.
    if (!isNonNullType(type) && chance(name === 'where' ? 4 : 2) > 0) return null;
    return `${name}: ${value(name, type)}`;
  };

  const value = (name: string, type: GraphQLInputType): string => {
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      return `[${Array.from({ length: 1 + chance(3) }, () => value(name, nullable.ofType as GraphQLInputType)).join(', ')}]`;
    }
    if (isEnumType(nullable)) return pick(nullable.getValues()).name;
    if (isInputObjectType(nullable)) {
      // Three or so of them: a filter knows the facts of every kind.
      const parts = Object.values(nullable.getFields());
      const chosen = parts.filter(({ type: of }) => isNonNullType(of) || chance(parts.length) < 3);
      return `{ ${chosen.map((part) => `${part.name}: ${value(part.name, part.type)}`).join(', ')} }`;
    }
    const scalar = getNamedType(nullable).name;
    if (scalar === 'Boolean') return pick(['true', 'false']);
    if (scalar === 'Int') return '2';
    if (scalar === 'Float') return '2.5';
    if (scalar === 'DateTime') return JSON.stringify(pick(words.times));
    return JSON.stringify(pick(wordsFor(name, scalar)));
  };

  const wordsFor = (name: string, scalar: string): readonly string[] => {
    if (scalar === 'ID') return words.ids;
    if (name === 'urn') return words.urns;
    if (name === 'providerId') return words.providerIds;
    return name === 'tenantId' ? words.tenantIds : words.texts;
  };

  return { next };
}

type Field = GraphQLField<unknown, unknown>;
