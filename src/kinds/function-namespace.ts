import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, wire } from './facts.ts';
import { flat } from './listing.ts';

export const functionNamespace = defineKind({
  name: 'function_namespace',
  typeName: 'FunctionNamespace',
  description: 'A namespace of serverless functions.',
  version: 1,
  urn: (id) => `do:fnnamespace:${id}`,
  everyMinutes: 30,
  scope: 'function:read',
  listing: flat('/v2/functions/namespaces', 'namespaces', { id: 'namespace', paging: 'single' }),
  lookUp: { path: (id) => `/v2/functions/namespaces/${id}`, key: 'namespace' },
  wire: z.object({
    namespace: wire.id,
    label: wire.maybe(wire.text),
    region: wire.maybe(wire.text),
    uuid: wire.maybe(wire.text),
    api_host: wire.maybe(wire.text),
    created_at: wire.maybe(wire.time),
  }),
  facts: {
    apiHost: fact.string('Where its functions are called.'),
    uuid: fact.string("The provider's other id of it."),
  },
  read: (item) => ({
    id: item.namespace,
    name: filled(item.label) ?? item.namespace,
    region: item.region,
    createdAt: item.created_at,
    facts: { apiHost: filled(item.api_host), uuid: filled(item.uuid) },
  }),
});
