import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '../../src/db/generated/prisma/client.ts';
import { databaseUrl, poolSize, serve, tell } from './serve.ts';

// A mirror as somebody writes it in an afternoon: fetch, page by page, and one Prisma upsert a row. Each message 'mirror' is one
// pass over all droplets and volumes. DigitalOcean's official client (@digitalocean/dots 1.19.0) would stand here, but freshly
// installed it cannot read a droplet or a volume: its models ask kiota for lists of texts in a way that 1.0.0-preview.109 refuses.
// With kiota held at preview.99 it reads them; nearly all of a pass is the upserts, whoever reads.

const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl, max: poolSize }) });

async function get<Item>(path: string, key: string, page: number): Promise<readonly Item[]> {
  const url = `${process.env.DO_API_URL}${path}&page=${page}&per_page=200`;
  const response = await fetch(url, { headers: { authorization: 'Bearer any' } });
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return ((await response.json()) as Record<string, Item[]>)[key] ?? []; // what the API says it answers
}

interface Droplet {
  readonly id: number;
  readonly name: string;
  readonly region: { readonly slug: string };
  readonly status: string;
  readonly tags: string[];
  readonly size_slug: string;
  readonly vcpus: number;
  readonly memory: number;
  readonly disk: number;
  readonly created_at: string;
}

interface Volume {
  readonly id: string;
  readonly name: string;
  readonly region: { readonly slug: string };
  readonly tags: string[];
  readonly size_gigabytes: number;
  readonly description: string;
  readonly created_at: string;
}

/** @param type  Droplets with GPUs are in a list of their own. */
async function mirrorDroplets(type: string): Promise<number> {
  let rows = 0;
  for (let page = 1; ; page += 1) {
    const droplets = await get<Droplet>(`/v2/droplets?${type}`, 'droplets', page);
    for (const droplet of droplets) {
      await upsert('droplet', String(droplet.id), {
        name: droplet.name,
        region: droplet.region.slug,
        status: droplet.status,
        tags: droplet.tags,
        attrs: { sizeSlug: droplet.size_slug, vcpus: droplet.vcpus, memoryMib: droplet.memory, diskGib: droplet.disk },
        // As the official client gives it. Given the text, Prisma takes half as long again.
        providerCreatedAt: new Date(droplet.created_at),
      });
    }
    rows += droplets.length;
    if (droplets.length < 200) return rows;
  }
}

async function mirrorVolumes(): Promise<number> {
  let rows = 0;
  for (let page = 1; ; page += 1) {
    const volumes = await get<Volume>('/v2/volumes?', 'volumes', page);
    for (const volume of volumes) {
      await upsert('volume', volume.id, {
        name: volume.name,
        region: volume.region.slug,
        status: null,
        tags: volume.tags,
        attrs: { sizeGib: volume.size_gigabytes, description: volume.description },
        providerCreatedAt: new Date(volume.created_at),
      });
    }
    rows += volumes.length;
    if (volumes.length < 200) return rows;
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
  tell({ rows: (await mirrorDroplets('')) + (await mirrorDroplets('type=gpus')) + (await mirrorVolumes()) });
});
serve('', () => prisma.$disconnect());
