import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, wire } from './facts.ts';
import { under } from './listing.ts';

export const dedicatedInferenceAccelerator = defineKind({
  name: 'dedicated_inference_accelerator',
  typeName: 'DedicatedInferenceAccelerator',
  description: 'A GPU machine of a dedicated inference.',
  version: 1,
  urn: (id) => `do:inferenceaccelerator:${id}`,
  everyMinutes: 30,
  scope: 'dedicated_inference:read',
  listing: under('dedicated_inference', (id) => `/v2/dedicated-inferences/${id}/accelerators`, 'accelerators'),
  lookUp: { path: (id, of) => `/v2/dedicated-inferences/${of}/accelerators/${id}`, key: '' },
  wire: z.object({
    id: wire.id,
    name: wire.maybe(wire.text),
    slug: wire.maybe(wire.text),
    role: wire.maybe(wire.text),
    status: wire.maybe(wire.text),
    created_at: wire.maybe(wire.time),
  }),
  facts: {
    sizeSlug: fact.string('Its size, which it is priced by.'),
    role: fact.string('What it does, such as prefill_and_decode.'),
  },
  read: (item, of) => ({
    id: item.id,
    name: item.name || item.id,
    status: item.status,
    createdAt: item.created_at,
    facts: { sizeSlug: item.slug, role: item.role },
    links: { dedicatedInference: [`do:dedicatedinference:${of}`] },
    ownerUrn: `do:dedicatedinference:${of}`,
  }),
});
