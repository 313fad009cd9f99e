import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema/index.ts';

interface Described {
  readonly description?: string | null | undefined;
}

/** Everything in the schema that a description can stand on, by its coordinate: `Type.field(argument)`. */
function* elements(): Generator<readonly [coordinate: string, element: Described]> {
  const own = (type: GraphQLNamedType) => !isIntrospectionType(type) && !isSpecifiedScalarType(type);
  for (const type of Object.values(schema.getTypeMap()).filter(own)) {
    yield [type.name, type];
    if (isEnumType(type)) for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value];
    if (!(isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))) continue;
    for (const field of Object.values(type.getFields())) {
      yield [`${type.name}.${field.name}`, field];
      if ('args' in field) {
        for (const argument of field.args) yield [`${type.name}.${field.name}(${argument.name})`, argument];
      }
    }
  }
}

test('every type, field, argument and value of an enum is described in a sentence', () => {
  const wrong = [...elements()].filter(([, { description }]) => !/^\S[\s\S]*[.…]$/.test(description ?? ''));
  expect(wrong.map(([coordinate, { description }]) => `${coordinate}: ${description}`)).toEqual([]);
  expect([...elements()].length).toBeGreaterThan(2000);
});
