import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, moment, wire, within } from './facts.ts';
import { under } from './listing.ts';

export const registryRepository = defineKind({
  name: 'registry_repository',
  typeName: 'RegistryRepository',
  description: 'A repository of container images.',
  version: 1,
  urn: (id) => `do:registryrepo:${id}`,
  everyMinutes: 60,
  scope: 'registry:read',
  listing: under('registry', (id) => `/v2/registries/${id}/repositoriesV2`, 'repositories', { id: 'name' }),
  lookUp: null,
  wire: z.object({
    name: wire.id,
    tag_count: wire.maybe(wire.largeText),
    manifest_count: wire.maybe(wire.largeText),
    latest_manifest: wire.maybe(
      z.object({
        digest: wire.maybe(wire.text),
        compressed_size_bytes: wire.maybe(wire.largeText),
        updated_at: wire.maybe(wire.time),
      }),
    ),
  }),
  facts: {
    tagCount: fact.float('Number of tags.'),
    manifestCount: fact.float('Number of manifests.'),
    latestDigest: fact.string('Digest of what was pushed last. Null when it is empty.'),
    latestSizeBytes: fact.float('Its size, compressed, in bytes.'),
    latestPushedAt: fact.dateTime('When it was pushed.'),
  },
  read: (item, of) => ({
    id: `${of}/${item.name}`,
    name: item.name,
    facts: {
      tagCount: item.tag_count,
      manifestCount: item.manifest_count,
      latestDigest: within(item.latest_manifest, ({ digest }) => digest),
      latestSizeBytes: within(item.latest_manifest, (manifest) => manifest.compressed_size_bytes),
      latestPushedAt: within(item.latest_manifest, (manifest) => moment(manifest.updated_at)),
    },
    links: { registry: [`do:registry:${of}`] },
    ownerUrn: `do:registry:${of}`,
  }),
});
