import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, sorted, wire, within } from './facts.ts';
import { flat } from './listing.ts';
import { linksTo } from './urn.ts';

export const dedicatedInference = defineKind({
  name: 'dedicated_inference',
  typeName: 'DedicatedInference',
  description: 'Language models on GPUs of their own.',
  version: 1,
  urn: (id) => `do:dedicatedinference:${id}`,
  everyMinutes: 15,
  scope: 'dedicated_inference:read',
  listing: flat('/v2/dedicated-inferences', 'dedicated_inferences'),
  serves: { relations: ['vpc'] },
  lookUp: { path: (id) => `/v2/dedicated-inferences/${id}`, key: 'dedicated_inference' },
  wire: z.object({
    id: wire.id,
    status: wire.maybe(wire.text),
    region: wire.maybe(wire.text),
    vpc_uuid: wire.maybe(wire.text),
    spec: wire.maybe(
      z.object({
        name: wire.maybe(wire.text),
        enable_public_endpoint: wire.maybe(wire.boolean),
        model_deployments: wire.maybe(z.array(z.object({ model_slug: wire.maybe(wire.text) }))),
      }),
    ),
    endpoints: wire.maybe(
      z.object({ public_endpoint_fqdn: wire.maybe(wire.text), private_endpoint_fqdn: wire.maybe(wire.text) }),
    ),
    created_at: wire.maybe(wire.time),
  }),
  facts: {
    models: fact.strings('The models that it serves.'),
    publicEndpointEnabled: fact.boolean('True when the internet reaches it.'),
    publicEndpoint: fact.string('Where it answers to the internet. Null when it does not.'),
    privateEndpoint: fact.string('Where it answers inside its network.'),
  },
  read: (item) => ({
    id: item.id,
    name: item.spec?.name || item.id,
    region: item.region,
    status: item.status,
    createdAt: item.created_at,
    facts: {
      models: within(item.spec, (spec) => sorted(spec.model_deployments?.flatMap((each) => each.model_slug ?? []))),
      publicEndpointEnabled: within(item.spec, (spec) => spec.enable_public_endpoint),
      publicEndpoint: within(item.endpoints, (endpoints) => filled(endpoints.public_endpoint_fqdn) ?? null),
      privateEndpoint: within(item.endpoints, (endpoints) => filled(endpoints.private_endpoint_fqdn)),
    },
    links: { vpc: linksTo('vpc', item.vpc_uuid) },
  }),
});
