import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { kinds } from '../../src/kinds/index.ts';

/**
 * Every place in the schema where somebody can name a thing: `Query.resources(where.projectId)`. Texts of all sorts count
 * (ids, cursors, tenants, URNs, names, tags), for any of them could be answered with somebody else's.
 */
export function namingArguments(schema: GraphQLSchema): string[] {
  const found = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) continue;
    const inherited = new Set(type.getInterfaces().flatMap((parent) => Object.keys(parent.getFields())));
    for (const field of Object.values(type.getFields())) {
      if (inherited.has(field.name)) continue;
      for (const argument of field.args) {
        for (const path of leaves(argument.type, argument.name)) {
          if (!comparison.test(path)) found.add(`${type.name}.${field.name}(${withoutFact(path)})`);
        }
      }
    }
  }
  return [...found].sort();
}

// Sixty kinds with their facts go one way through the code: one place stands for all of them.
function withoutFact(path: string): string {
  const [where, kind = '', , condition] = path.split('.');
  return kindNames.has(kind) && condition !== undefined ? `${where}.(kind).(fact).${condition}` : path;
}

/** Money is text too; more or less of it names nothing. */
const comparison = /\.[gl]te?$/;

const kindNames = new Set(kinds.map(({ typeName }) => `${typeName[0]?.toLowerCase()}${typeName.slice(1)}`));

function leaves(type: GraphQLInputType, path: string): string[] {
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    return Object.values(named.getFields()).flatMap((field) => leaves(field.type, `${path}.${field.name}`));
  }
  return named.name === 'ID' || named.name === 'String' ? [path] : [];
}
