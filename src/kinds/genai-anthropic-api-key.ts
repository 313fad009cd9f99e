import { defineKind } from './define.ts';
import { apiKeyRead, apiKeyWire } from './genai-api-keys.ts';
import { flat } from './listing.ts';

export const genaiAnthropicApiKey = defineKind({
  name: 'genai_anthropic_api_key',
  typeName: 'GenaiAnthropicApiKey',
  description: "A key to Anthropic's models, without the key itself.",
  version: 1,
  urn: (id) => `do:genaianthropicapikey:${id}`,
  everyMinutes: 60,
  scope: 'genai:read',
  listing: flat('/v2/gen-ai/anthropic/keys', 'api_key_infos', { id: 'uuid' }),
  lookUp: { path: (id) => `/v2/gen-ai/anthropic/keys/${id}`, key: 'api_key_info' },
  wire: apiKeyWire,
  facts: {},
  read: apiKeyRead,
});
