import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, sorted, wire, within } from './facts.ts';
import { flat } from './listing.ts';

export const genaiModelRouter = defineKind({
  name: 'genai_model_router',
  typeName: 'GenaiModelRouter',
  description: 'Sends each question to the model that suits it.',
  version: 1,
  urn: (id) => `do:genaimodelrouter:${id}`,
  everyMinutes: 30,
  scope: 'genai:read',
  listing: flat('/v2/gen-ai/models/routers', 'model_routers', { id: 'uuid' }),
  lookUp: { path: (id) => `/v2/gen-ai/models/routers/${id}`, key: 'model_router' },
  wire: z.object({
    uuid: wire.id,
    name: wire.text,
    description: wire.maybe(wire.text),
    regions: wire.texts,
    created_at: wire.maybe(wire.time),
    config: wire.maybe(
      z.object({ fallback_models: wire.texts, policies: wire.maybe(z.array(z.object({ models: wire.texts }))) }),
    ),
  }),
  facts: {
    description: fact.string('Free text that its owner gave it. Null when there is none.'),
    regions: fact.strings('Regions in which it answers.'),
    models: fact.strings('Models that it sends to.'),
    fallbackModels: fact.strings('Models that it falls back on.'),
    policies: fact.int('Number of its policies.'),
  },
  read: (item) => ({
    id: item.uuid,
    name: item.name,
    createdAt: item.created_at,
    facts: {
      description: filled(item.description),
      regions: sorted(item.regions),
      models: within(item.config, ({ policies }) =>
        sorted(policies && [...new Set(policies.flatMap(({ models }) => models ?? []))]),
      ),
      fallbackModels: within(item.config, (config) => config.fallback_models),
      policies: within(item.config, ({ policies }) => policies?.length),
    },
  }),
});
