import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, sorted, wire, within } from './facts.ts';
import { flat } from './listing.ts';
import { linksTo } from './urn.ts';

/** Its source may name a token of another service: of the source only its kind and bucket are read. */
export const genaiCustomModel = defineKind({
  name: 'genai_custom_model',
  typeName: 'GenaiCustomModel',
  description: 'An own, imported language model.',
  version: 1,
  urn: (id) => `do:genaicustommodel:${id}`,
  everyMinutes: 30,
  scope: 'genai:read',
  listing: flat('/v2/gen-ai/custom_models', 'models', { id: 'uuid' }),
  lookUp: { path: (id) => `/v2/gen-ai/custom_models/${id}`, key: 'model' },
  wire: z.object({
    uuid: wire.id,
    name: wire.text,
    status: wire.maybe(wire.text),
    description: wire.maybe(wire.text),
    architecture: wire.maybe(wire.text),
    context_length: wire.maybe(wire.integer),
    cost_estimate_per_month: wire.maybe(wire.large),
    created_at: wire.maybe(wire.time),
    error_message: wire.maybe(wire.text),
    license: wire.maybe(wire.text),
    parameters: wire.maybe(wire.largeText),
    source_type: wire.maybe(wire.text),
    source_ref: wire.maybe(z.object({ repo_id: wire.maybe(wire.text), bucket: wire.maybe(wire.text) })),
    storage_region: wire.maybe(wire.text),
    tags: wire.maybe(z.object({ tags: wire.texts })),
    total_size_bytes: wire.maybe(wire.largeText),
    active_deployments: wire.maybe(z.array(z.object({ id: wire.maybe(wire.text) }))),
  }),
  facts: {
    description: fact.string('Free text that its owner gave it. Null when there is none.'),
    architecture: fact.string('Its architecture.'),
    contextTokens: fact.int('Tokens that it can hold in mind.'),
    parameters: fact.float('Number of its parameters.'),
    sizeBytes: fact.float('Size in bytes.'),
    costEstimateMonthly: fact.decimal('What its storage is estimated to cost a month, as the provider tells it.'),
    license: fact.string('Its licence.'),
    sourceType: fact.string('Where it came from, in kind.'),
    sourceRepository: fact.string('The repository that it came from. Null for others.'),
    errorMessage: fact.string('Why it could not be imported. Null when nothing is wrong.'),
    deploymentIds: fact.strings('Ids of its deployments.'),
  },
  read: (item) => ({
    id: item.uuid,
    name: item.name,
    region: item.storage_region,
    status: item.status,
    tags: within(item.tags, ({ tags }) => tags),
    createdAt: item.created_at,
    facts: {
      description: filled(item.description),
      architecture: filled(item.architecture),
      contextTokens: item.context_length,
      parameters: item.parameters,
      sizeBytes: item.total_size_bytes,
      costEstimateMonthly: within(item.cost_estimate_per_month, String),
      license: filled(item.license),
      sourceType: item.source_type,
      sourceRepository: within(item.source_ref, (source) => filled(source.repo_id) ?? null),
      errorMessage: filled(item.error_message) ?? null,
      deploymentIds: sorted(item.active_deployments?.flatMap(({ id }) => id ?? [])),
    },
    links: {
      space: linksTo(
        'space',
        within(item.source_ref, ({ bucket }) => bucket ?? null),
      ),
    },
  }),
});
