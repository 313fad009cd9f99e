/** An image as DigitalOcean embeds it in a droplet. */
export interface Image {
  readonly id: number;
  readonly name: string;
  readonly type: 'base' | 'snapshot' | 'custom';
  readonly distribution: string;
  readonly slug: string | null;
  readonly public: boolean;
  readonly regions: readonly string[];
  readonly created_at: string;
  readonly min_disk_size: number;
  readonly size_gigabytes: number;
  readonly description: string;
  readonly tags: readonly string[];
  readonly status: 'available' | 'retired';
  readonly error_message: string;
}

// Only regions of the description's enum: unlike a droplet's own region, an image's are checked against it.
const everywhere = ['nyc1', 'nyc2', 'nyc3', 'sfo3', 'ams3', 'fra1', 'lon1', 'sgp1', 'tor1', 'blr1', 'syd1'];

type Row = readonly [
  slug: string,
  id: number,
  name: string,
  distribution: string,
  createdAt: string,
  sizeGigabytes: number,
  minDiskGib: number,
];

const rows: readonly Row[] = [
  ['ubuntu-24-04-x64', 195_932_981, '24.04 (LTS) x64', 'Ubuntu', '2025-08-01T17:02:33Z', 0.66, 10],
  ['ubuntu-22-04-x64', 195_932_982, '22.04 (LTS) x64', 'Ubuntu', '2025-08-01T17:02:58Z', 0.68, 10],
  ['debian-12-x64', 195_932_983, '12 x64', 'Debian', '2025-07-18T09:40:12Z', 0.53, 10],
  ['rockylinux-9-x64', 195_932_984, '9 x64', 'Rocky Linux', '2025-06-11T11:15:40Z', 2.31, 15],
  ['centos-stream-9-x64', 195_932_985, '9 Stream x64', 'CentOS', '2025-06-11T11:21:07Z', 1.74, 15],
  ['docker-20-04', 195_932_986, 'Docker on Ubuntu 22.04', 'Ubuntu', '2025-05-20T08:30:00Z', 1.98, 25],
  ['gpu-h100x1-base', 195_932_987, 'NVIDIA AI/ML Ready', 'Ubuntu', '2025-07-02T20:11:54Z', 18.4, 200],
  ['gpu-amd-base', 195_932_988, 'AMD AI/ML Ready', 'Ubuntu', '2025-07-02T20:14:31Z', 22.7, 200],
];

const images: ReadonlyMap<string, Image> = new Map([
  ...rows.map(([slug, id, name, distribution, created_at, size_gigabytes, min_disk_size]): [string, Image] => [
    slug,
    {
      id,
      name,
      type: 'base',
      distribution,
      slug,
      public: true,
      regions: everywhere,
      created_at,
      min_disk_size,
      size_gigabytes,
      description: `${distribution} ${name}`,
      tags: [],
      status: 'available',
      error_message: '',
    },
  ]),
  // A customer's own snapshot has no slug; droplets refer to it by its id.
  [
    '187654321',
    {
      id: 187_654_321,
      name: 'golden-web-2025-03',
      type: 'snapshot',
      distribution: 'Ubuntu',
      slug: null,
      public: false,
      regions: ['nyc3', 'fra1', 'ams3'],
      created_at: '2025-03-09T06:12:45Z',
      min_disk_size: 25,
      size_gigabytes: 4.82,
      description: '',
      tags: ['golden'],
      status: 'available',
      error_message: '',
    },
  ],
]);

const keysById: ReadonlyMap<number, string> = new Map([...images].map(([key, found]) => [found.id, key]));

/** A slug, or the id as text where there is none; null when DigitalOcean has no such image. */
export function imageKey(slugOrId: string | number): string | null {
  const key = keysById.get(Number(slugOrId)) ?? String(slugOrId);
  return images.has(key) ? key : null;
}

/** @throws RangeError when there is no such image. */
export function image(key: string): Image {
  const found = images.get(key);
  if (found === undefined) throw new RangeError(`There is no image ${key}.`);
  return found;
}

/** Those that everybody has. */
export const publicImages: readonly Image[] = [...images.values()].filter((each) => each.public);
