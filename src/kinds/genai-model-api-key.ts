import { defineKind } from './define.ts';
import { apiKeyRead, apiKeyWire } from './genai-api-keys.ts';
import { flat } from './listing.ts';

export const genaiModelApiKey = defineKind({
  name: 'genai_model_api_key',
  typeName: 'GenaiModelApiKey',
  description: "A key to DigitalOcean's own models, without the key itself.",
  version: 1,
  urn: (id) => `do:genaimodelapikey:${id}`,
  everyMinutes: 60,
  scope: 'genai:read',
  listing: flat('/v2/gen-ai/models/api_keys', 'api_key_infos', { id: 'uuid' }),
  lookUp: null,
  wire: apiKeyWire,
  facts: {},
  read: apiKeyRead,
});
