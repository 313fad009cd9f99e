import { defineKind } from './define.ts';
import { apiKeyRead, apiKeyWire } from './genai-api-keys.ts';
import { flat } from './listing.ts';

export const genaiOpenaiApiKey = defineKind({
  name: 'genai_openai_api_key',
  typeName: 'GenaiOpenaiApiKey',
  description: "A key to OpenAI's models, without the key itself.",
  version: 1,
  urn: (id) => `do:genaiopenaiapikey:${id}`,
  everyMinutes: 60,
  scope: 'genai:read',
  listing: flat('/v2/gen-ai/openai/keys', 'api_key_infos', { id: 'uuid' }),
  lookUp: { path: (id) => `/v2/gen-ai/openai/keys/${id}`, key: 'api_key_info' },
  wire: apiKeyWire,
  facts: {},
  read: apiKeyRead,
});
