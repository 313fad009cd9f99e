import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, moment, volatile, wire } from './facts.ts';
import { flat } from './listing.ts';
import { linksTo } from './urn.ts';

export const genaiIndexingJob = defineKind({
  name: 'genai_indexing_job',
  typeName: 'GenaiIndexingJob',
  description: 'One indexing of a knowledge base.',
  version: 1,
  urn: (id) => `do:genaiindexingjob:${id}`,
  everyMinutes: 60,
  scope: 'genai:read',
  listing: flat('/v2/gen-ai/indexing_jobs', 'jobs', { id: 'uuid' }),
  lookUp: { path: (id) => `/v2/gen-ai/indexing_jobs/${id}`, key: 'job' },
  wire: z.object({
    uuid: wire.id,
    status: wire.maybe(wire.text),
    phase: wire.maybe(wire.text),
    created_at: wire.maybe(wire.time),
    started_at: wire.maybe(wire.time),
    finished_at: wire.maybe(wire.time),
    knowledge_base_uuid: wire.maybe(wire.text),
    completed_datasources: wire.maybe(wire.integer),
    total_datasources: wire.maybe(wire.integer),
    total_tokens: wire.maybe(wire.largeText),
  }),
  facts: {
    phase: fact.string('How far it is.'),
    startedAt: fact.dateTime('When it began. Null while it waits.'),
    finishedAt: fact.dateTime('When it ended. Null until then.'),
    dataSources: fact.int('Number of its sources.'),
    completedDataSources: volatile(fact.int('How many of them are done.')),
    totalTokens: volatile(fact.float('Tokens that it took, which it is priced by.')),
  },
  read: (item) => ({
    id: item.uuid,
    name: `indexing ${item.uuid}`,
    status: item.status,
    createdAt: item.created_at,
    facts: {
      phase: item.phase,
      startedAt: moment(item.started_at),
      finishedAt: moment(item.finished_at),
      dataSources: item.total_datasources,
      completedDataSources: item.completed_datasources,
      totalTokens: item.total_tokens,
    },
    links: { knowledgeBase: linksTo('genaiknowledgebase', item.knowledge_base_uuid) },
    ownerUrn: item.knowledge_base_uuid ? `do:genaiknowledgebase:${item.knowledge_base_uuid}` : null,
  }),
});
