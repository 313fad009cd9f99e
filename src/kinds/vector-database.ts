import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, wire, within } from './facts.ts';
import { flat } from './listing.ts';
import { linksTo, projectUrn } from './urn.ts';

export const vectorDatabase = defineKind({
  name: 'vector_database',
  typeName: 'VectorDatabase',
  description: 'A managed vector database.',
  version: 1,
  urn: (id) => `do:vectordb:${id}`,
  everyMinutes: 15,
  scope: 'database:read',
  listing: flat('/v2/vector-databases', 'vector_dbs', { paging: 'numbered' }),
  lookUp: { path: (id) => `/v2/vector-databases/${id}`, key: 'vector_db' },
  wire: z.object({
    id: wire.id,
    name: wire.text,
    config: wire.maybe(
      z.object({
        default_quantization: wire.maybe(wire.text),
        enable_auto_schema: wire.maybe(wire.boolean),
        weaviate_version: wire.maybe(wire.text),
      }),
    ),
    created_at: wire.maybe(wire.time),
    endpoints: wire.maybe(z.object({ grpc: wire.maybe(wire.text), http: wire.maybe(wire.text) })),
    forked_from_id: wire.maybe(wire.text),
    project_id: wire.maybe(wire.text),
    region: wire.maybe(wire.text),
    size: wire.maybe(wire.text),
    status: wire.maybe(wire.text),
    tags: wire.texts,
  }),
  facts: {
    sizeSlug: fact.string('Its size.'),
    engineVersion: fact.string('Version of Weaviate that it runs.'),
    quantization: fact.string('How vectors are compressed unless a collection says otherwise.'),
    autoSchema: fact.boolean('True when collections come into being as they are written to.'),
    httpEndpoint: fact.string('Where it answers over HTTP.'),
    grpcEndpoint: fact.string('Where it answers over gRPC.'),
  },
  read: (item) => ({
    id: item.id,
    name: item.name,
    region: item.region,
    status: item.status,
    tags: item.tags,
    createdAt: item.created_at,
    facts: {
      sizeSlug: item.size,
      engineVersion: within(item.config, (config) => filled(config.weaviate_version)),
      quantization: within(item.config, (config) => filled(config.default_quantization)),
      autoSchema: within(item.config, (config) => config.enable_auto_schema),
      httpEndpoint: within(item.endpoints, ({ http }) => filled(http)),
      grpcEndpoint: within(item.endpoints, ({ grpc }) => filled(grpc)),
    },
    links: { forkedFrom: linksTo('vectordb', item.forked_from_id) },
    ownerUrn: projectUrn(item.project_id),
  }),
});
