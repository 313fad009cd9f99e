// Prints the schema that the server serves, sorted: `npm run codegen` commits it, `npm run check` compares it.
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from '../src/graphql/schema/index.ts';

process.stdout.write(`${printSchema(lexicographicSortSchema(schema))}\n`);
