import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, volatile, wire, within } from './facts.ts';
import { flat } from './listing.ts';
import { linksTo, projectUrn } from './urn.ts';

export const genaiKnowledgeBase = defineKind({
  name: 'genai_knowledge_base',
  typeName: 'GenaiKnowledgeBase',
  description: 'Documents that agents look things up in.',
  version: 1,
  urn: (id) => `do:genaiknowledgebase:${id}`,
  everyMinutes: 15,
  scope: 'genai:read',
  listing: flat('/v2/gen-ai/knowledge_bases', 'knowledge_bases', { id: 'uuid' }),
  lookUp: { path: (id) => `/v2/gen-ai/knowledge_bases/${id}`, key: 'knowledge_base' },
  wire: z.object({
    uuid: wire.id,
    name: wire.text,
    created_at: wire.maybe(wire.time),
    database_id: wire.maybe(wire.text),
    embedding_model_uuid: wire.maybe(wire.text),
    is_public: wire.maybe(wire.boolean),
    last_indexing_job: wire.maybe(z.object({ uuid: wire.maybe(wire.text), status: wire.maybe(wire.text) })),
    project_id: wire.maybe(wire.text),
    region: wire.maybe(wire.text),
    reranking_config: wire.maybe(z.object({ enabled: wire.maybe(wire.boolean), model: wire.maybe(wire.text) })),
    tags: wire.texts,
  }),
  facts: {
    embeddingModelId: fact.string('Id of the model that its documents are embedded by.'),
    isPublic: fact.boolean('True when everybody may use it.'),
    reranking: fact.boolean('True when what is found is put into order once more.'),
    rerankingModel: fact.string('The model that does. Null without.'),
    lastIndexingStatus: volatile(fact.string('How it was last indexed. Null when it never was.')),
  },
  read: (item) => ({
    id: item.uuid,
    name: item.name,
    region: item.region,
    tags: item.tags,
    createdAt: item.created_at,
    facts: {
      embeddingModelId: item.embedding_model_uuid,
      isPublic: item.is_public,
      reranking: within(item.reranking_config, (config) => config.enabled),
      rerankingModel: within(item.reranking_config, (config) => config.model ?? null),
      lastIndexingStatus: within(item.last_indexing_job, ({ status }) => status),
    },
    links: { database: linksTo('dbaas', item.database_id) },
    ownerUrn: projectUrn(item.project_id),
  }),
});
