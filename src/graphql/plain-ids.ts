import { type GraphQLSchema, isObjectType } from 'graphql';
import type { LoggedEvent } from '../events/types.ts';
import { kinds } from '../kinds/index.ts';
import type { Context } from './context.ts';
import { encodeId } from './ids.ts';

// The Relay plugin makes every id a promise, and whoever executes a page then waits for as many promises as it has rows. Of the
// types whose rows come by the page, ids are values.

const rowId = (row: unknown) => (row as { readonly id: string }).id; // of a resource and of a project
const ofType: Readonly<Record<string, (row: unknown, context: Context) => string>> = {
  ...Object.fromEntries(kinds.map(({ typeName }) => [typeName, rowId])),
  CloudProject: rowId,
  CloudResourceEvent: (row, { events }) => events.cursors.seal((row as LoggedEvent).position), // its type's only rows
};

/** @returns  The same schema. */
export function withPlainIds(schema: GraphQLSchema): GraphQLSchema {
  for (const [name, idOf] of Object.entries(ofType)) {
    const type = schema.getType(name);
    const field = isObjectType(type) ? type.getFields().id : undefined;
    if (field === undefined) throw new Error(`${name} has no id.`);
    field.resolve = (row, _args, context) => encodeId(name, idOf(row, context));
  }
  return schema;
}
