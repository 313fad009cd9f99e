import { isoSeconds } from './define.ts';
import { type RegistryRecord, registryKind } from './registry.ts';
import { type ChildRecord, named, playWithin, within } from './under.ts';

interface RepositoryRecord extends ChildRecord {
  readonly digest: string;
  /** Milliseconds. */
  readonly pushedAt: number;
}

const repositoryKind = within<RepositoryRecord, RegistryRecord>(registryKind, {
  name: 'registry_repository',
  urnType: 'registryrepo',
  path: (id) => `/v2/registries/${String(id).replace('/', '/repositories/')}`,
  generate: (estate, plan) => {
    const random = estate.random('registry-repository');
    for (const { id: of } of estate.shelf(registryKind).values()) {
      for (const name of ['api', 'web', 'jobs/nightly']) {
        const digest = `sha256:${random.hex(64)}`;
        const pushedAt = plan.until - random.int(0, 90) * 86_400_000;
        estate.add(repositoryKind, { id: `${of}/${name}`, of, order: estate.nextOrder(), digest, pushedAt });
      }
    }
  },
  wire: ({ id, of, digest, pushedAt }) => ({
    registry_name: of,
    name: named(id, of),
    latest_manifest: {
      digest,
      registry_name: of,
      repository: named(id, of),
      compressed_size_bytes: 51_972_332,
      size_bytes: 142_816_445,
      updated_at: isoSeconds(pushedAt),
      tags: ['latest', 'v12'],
      blobs: [{ digest, compressed_size_bytes: 51_972_332 }],
    },
    tag_count: 12,
    manifest_count: 30,
  }),
});

export const repositories = playWithin(registryKind, repositoryKind, {
  path: '/v2/registries/:id/repositoriesV2',
  list: 'repositories',
});
