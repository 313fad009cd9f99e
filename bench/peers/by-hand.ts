import { createDigitalOceanClient, DigitalOceanApiKeyAuthenticationProvider } from '@digitalocean/dots';
import { FetchRequestAdapter } from '@microsoft/kiota-http-fetchlibrary';
import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '../../src/db/generated/prisma/client.ts';
import { databaseUrl, poolSize, serve, tell } from './serve.ts';

// A mirror as somebody writes it in an afternoon: DigitalOcean's official client, page by page, and one Prisma upsert a row. Each
// message 'mirror' is one pass over all droplets and volumes.
//
// package.json holds kiota, which the client reads with, at 1.0.0-preview.99. Freshly installed the client comes with preview.109 and
// reads no droplet and no volume: its models ask for lists (`tags`) without naming their type, which 109 throws at.

const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl, max: poolSize }) });

const adapter = new FetchRequestAdapter(new DigitalOceanApiKeyAuthenticationProvider('any'));
adapter.baseUrl = process.env.DO_API_URL ?? '';
const client = createDigitalOceanClient(adapter);

const perPage = 200;

/** @param type  Droplets with GPUs are in a list of their own. */
async function mirrorDroplets(type: 'droplets' | 'gpus'): Promise<number> {
  let rows = 0;
  for (let page = 1; ; page += 1) {
    const answer = await client.v2.droplets.get({ queryParameters: { type, page, perPage } });
    const droplets = answer?.droplets ?? [];
    for (const droplet of droplets) {
      await upsert('droplet', String(droplet.id), {
        name: droplet.name ?? '',
        region: droplet.region?.slug ?? null,
        status: droplet.status ?? null,
        tags: droplet.tags ?? [],
        attrs: {
          sizeSlug: droplet.sizeSlug ?? null,
          vcpus: droplet.vcpus ?? null,
          memoryMib: droplet.memory ?? null,
          diskGib: droplet.disk ?? null,
        },
        providerCreatedAt: droplet.createdAt ?? null,
      });
    }
    rows += droplets.length;
    if (droplets.length < perPage) return rows;
  }
}

async function mirrorVolumes(): Promise<number> {
  let rows = 0;
  for (let page = 1; ; page += 1) {
    const answer = await client.v2.volumes.get({ queryParameters: { page, perPage } });
    const volumes = answer?.volumes ?? [];
    for (const volume of volumes) {
      await upsert('volume', String(volume.id), {
        name: volume.name ?? '',
        region: volume.region?.slug ?? null,
        status: null,
        tags: volume.tags ?? [],
        attrs: { sizeGib: volume.sizeGigabytes ?? null, description: volume.description ?? null },
        // The client gives a droplet's time as Date and a volume's as text. Given text, Prisma takes half as long again.
        providerCreatedAt: volume.createdAt ? new Date(volume.createdAt) : null,
      });
    }
    rows += volumes.length;
    if (volumes.length < perPage) return rows;
  }
}

type Row = Pick<Prisma.CloudResourceCreateInput, 'name' | 'region' | 'status' | 'tags' | 'attrs' | 'providerCreatedAt'>;

function upsert(kind: string, providerId: string, row: Row): Promise<unknown> {
  const seen = { ...row, lastSeenAt: new Date() };
  const first = {
    kind,
    providerId,
    urn: `do:${kind}:${providerId}`,
    fingerprint: '',
    kindVersion: 1,
    firstSeenAt: new Date(),
  };
  return prisma.cloudResource.upsert({
    where: { provider_kind_providerId: { provider: 'digitalocean', kind, providerId } },
    create: { ...first, ...seen },
    update: seen,
  });
}

process.on('message', async (message) => {
  if (message !== 'mirror') return;
  tell({ rows: (await mirrorDroplets('droplets')) + (await mirrorDroplets('gpus')) + (await mirrorVolumes()) });
});
serve('', () => prisma.$disconnect());
