import { ArcadiaError } from '../../base/errors.ts';
import type { ResourceCriteria } from '../../inventory/find/criteria.ts';
import { type FactCriterion, type FactOperator, factOperators, type KindFacts } from '../../inventory/find/facts.ts';
import type { Kind } from '../../kinds/define.ts';
import type { FactType } from '../../kinds/facts.ts';
import { kinds } from '../../kinds/index.ts';
import { builder } from '../builder.ts';
import { idOf, wantId } from '../ids.ts';
import { ResourceKind } from './enums.ts';

const operatorDescriptions: Readonly<Record<FactOperator, string>> = {
  eq: 'Equal to this.',
  in: 'Equal to one of these.',
  contains: 'With this in it, whatever the case.',
  gt: 'Greater than this.',
  gte: 'Greater than this, or equal.',
  lt: 'Less than this; for a time: before this moment.',
  lte: 'Less than this, or equal.',
  hasAll: 'With all of these in it.',
  hasAny: 'With at least one of these in it.',
  isNull: 'True: nothing is known of it, or there is none. False: there is a value.',
};

const factInputs: Record<
  FactType,
  { readonly name: string; readonly of: string; readonly scalar: 'String' | 'Int' | 'Float' | 'Boolean' | 'DateTime' }
> = {
  string: { name: 'StringFactFilter', of: 'a text', scalar: 'String' },
  int: { name: 'IntFactFilter', of: 'a whole number', scalar: 'Int' },
  float: { name: 'FloatFactFilter', of: 'a number', scalar: 'Float' },
  decimal: {
    name: 'DecimalFactFilter',
    of: 'an exact decimal, such as "24.00"; compared as a number',
    scalar: 'String',
  },
  boolean: { name: 'BooleanFactFilter', of: 'a yes or no', scalar: 'Boolean' },
  dateTime: { name: 'DateTimeFactFilter', of: 'a moment', scalar: 'DateTime' },
  strings: { name: 'StringsFactFilter', of: 'a list of texts', scalar: 'String' },
};

const lists: ReadonlySet<FactOperator> = new Set(['in', 'hasAll', 'hasAny']);

function makeFactFilter(type: FactType) {
  const { name, of, scalar } = factInputs[type];
  return builder.inputType(name, {
    description: `Which values of a fact that is ${of}. All that is given must hold.`,
    fields: (t) =>
      Object.fromEntries(
        factOperators[type].map((operator: FactOperator) => [
          operator,
          t.field({
            type: operator === 'isNull' ? 'Boolean' : lists.has(operator) ? [scalar] : scalar,
            description: operatorDescriptions[operator],
          }),
        ]),
      ),
  });
}

type FactFilter = ReturnType<typeof makeFactFilter>;
const made = new Map<FactType, FactFilter>();

function factFilter(type: FactType): FactFilter {
  const known = made.get(type) ?? makeFactFilter(type);
  made.set(type, known);
  return known;
}

/** Name of a kind's field in ResourceFilter. */
function fieldOf({ typeName }: Kind): string {
  return `${typeName[0]?.toLowerCase()}${typeName.slice(1)}`;
}

// A kind without facts has nothing to be asked for, and an input without fields makes the whole schema invalid.
const kindsWithFacts = kinds.filter(({ facts }) => Object.keys(facts).length > 0);

const kindFilters = kindsWithFacts.map((kind) => ({
  kind,
  field: fieldOf(kind),
  input: builder.inputType(`${kind.typeName}Facts`, {
    description: `Which resources of kind ${kind.name.toUpperCase()}, by their facts.`,
    fields: (t) =>
      Object.fromEntries(
        Object.entries(kind.facts).map(([name, fact]) => [
          name,
          t.field({ type: factFilter(fact.type), description: fact.description }),
        ]),
      ),
  }),
}));

export const ResourceFilter = builder.inputType('ResourceFilter', {
  description:
    'Which resources. Whatever is absent does not narrow; an empty list finds nothing. A kind with its facts finds that kind alone; several find any of them.',
  fields: (t) => ({
    kind: t.field({ type: [ResourceKind], description: 'Of these kinds.' }),
    region: t.stringList({ description: 'In these regions.' }),
    status: t.stringList({ description: 'In these states.' }),
    tagsAll: t.stringList({ description: 'With all of these tags.' }),
    tagsAny: t.stringList({ description: 'With at least one of these tags.' }),
    projectId: t.id({ description: 'In this project.' }),
    tenantId: t.stringList({ description: 'Of these tenants.' }),
    nameContains: t.string({ description: 'With this in the name, whatever the case.' }),
    includeDeleted: t.boolean({ description: 'Those that are gone too. Default false.' }),
    stale: t.boolean({
      description:
        'True: those that the last complete listing did not show. False: those that it did. Of the present only.',
    }),
    drifted: t.boolean({ description: 'True: those that differ from what was declared. False: the others.' }),
    ...Object.fromEntries(
      kindFilters.map(({ kind, field, input }) => [
        field,
        t.field({ type: input, description: `Of kind ${kind.name.toUpperCase()}, with these facts.` }),
      ]),
    ),
  }),
});

type Filter = typeof ResourceFilter.$inferInput;

/** @throws ArcadiaError  BAD_USER_INPUT when a value cannot be meant so. */
export function criteriaOf(filter: Filter | null | undefined): ResourceCriteria {
  if (!filter) return {};
  const { kind, region, status, tagsAll, tagsAny, projectId, tenantId, nameContains } = filter;
  const facts = kindFilters.flatMap(({ kind, field }) => factsOf(kind, (filter as Record<string, unknown>)[field])); // a field a kind
  return {
    ...(kind ? { kinds: kind } : {}),
    ...(region ? { regions: region } : {}),
    ...(status ? { statuses: status } : {}),
    ...(tagsAll ? { tagsAll } : {}),
    ...(tagsAny ? { tagsAny } : {}),
    ...(typeof projectId === 'string'
      ? { projectId: wantId(idOf('CloudProject', projectId), 'where.projectId', 'a project') }
      : {}),
    ...(tenantId ? { tenantIds: tenantId } : {}),
    ...(nameContains ? { nameContains } : {}),
    ...(filter.includeDeleted ? { includeDeleted: true } : {}),
    ...(typeof filter.stale === 'boolean' ? { stale: filter.stale } : {}),
    ...(typeof filter.drifted === 'boolean' ? { drifted: filter.drifted } : {}),
    ...(facts.length > 0 ? { facts } : {}),
  };
}

function factsOf(kind: Kind, input: unknown): KindFacts[] {
  if (input === null || input === undefined) return [];
  const criteria = Object.entries(input).flatMap(([fact, operators]) =>
    Object.entries(operators ?? {}).flatMap(
      ([operator, value]) => (value === null ? [] : [criterionOf(kind, fact, operator as FactOperator, value)]), // the schema has let no other through
    ),
  );
  return [{ kind: kind.name, criteria }];
}

function criterionOf(kind: Kind, fact: string, operator: FactOperator, value: unknown): FactCriterion {
  if (kind.facts[fact]?.type === 'decimal' && operator !== 'isNull') {
    for (const text of [value].flat()) {
      if (/^-?\d{1,30}(\.\d{1,30})?$/.test(String(text))) continue;
      throw new ArcadiaError(
        'BAD_USER_INPUT',
        `where.${fieldOf(kind)}.${fact}.${operator} is no decimal number; write it as "24.00".`,
      );
    }
  }
  return { fact, operator, value };
}
