import { z } from 'zod';
import { underDatabase } from './database-children.ts';
import { defineKind } from './define.ts';
import { fact, wire } from './facts.ts';

export const databaseSchema = defineKind({
  name: 'database_schema',
  typeName: 'DatabaseSchema',
  description: 'A subject in the schema registry of a managed Kafka cluster.',
  version: 1,
  urn: (id) => `do:dbschema:${id}`,
  everyMinutes: 60,
  scope: 'database:read',
  listing: underDatabase('schema-registry', 'subjects', { id: 'subject_name', engines: ['kafka'] }),
  lookUp: null,
  wire: z.object({
    subject_name: wire.id,
    schema_id: wire.maybe(wire.large),
    schema_type: wire.maybe(wire.text),
  }),
  facts: {
    schemaId: fact.float('Id of its newest schema.'),
    schemaType: fact.string('Language of its schema: AVRO, JSON or PROTOBUF.'),
  },
  read: (item, cluster) => ({
    id: `${cluster}/${item.subject_name}`,
    name: item.subject_name,
    facts: { schemaId: item.schema_id, schemaType: item.schema_type },
    links: { cluster: [`do:dbaas:${cluster}`] },
    ownerUrn: `do:dbaas:${cluster}`,
  }),
});
