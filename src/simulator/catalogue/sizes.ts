/** A droplet size as DigitalOcean embeds it. */
export interface Size {
  readonly slug: string;
  /** MiB. */
  readonly memory: number;
  readonly vcpus: number;
  /** GiB. */
  readonly disk: number;
  /** TiB a month. */
  readonly transfer: number;
  readonly price_monthly: number;
  readonly price_hourly: number;
  readonly regions: readonly string[];
  readonly available: boolean;
  readonly description: string;
  readonly disk_info: readonly DiskInfo[];
  readonly gpu_info?: GpuInfo;
}

export interface DiskInfo {
  readonly type: 'local' | 'scratch';
  readonly size: { readonly amount: number; readonly unit: 'gib' };
}

interface GpuInfo {
  readonly count: number;
  readonly model: string;
  readonly vram: { readonly amount: number; readonly unit: 'gib' };
}

const everywhere = ['nyc1', 'nyc3', 'sfo3', 'ams3', 'fra1', 'lon1', 'sgp1', 'tor1', 'blr1', 'syd1'];

type Row = readonly [
  slug: string,
  memoryMib: number,
  vcpus: number,
  diskGib: number,
  transferTib: number,
  monthly: number,
  hourly: number,
];

// Prices in US dollars from DigitalOcean's price list, 2025. The hourly one is what its API sends, rounding included.
const families: Readonly<Record<string, readonly Row[]>> = {
  Basic: [
    ['s-1vcpu-512mb-10gb', 512, 1, 10, 0.5, 4, 0.00595],
    ['s-1vcpu-1gb', 1024, 1, 25, 1, 6, 0.00893],
    ['s-1vcpu-2gb', 2048, 1, 50, 2, 12, 0.01786],
    ['s-2vcpu-2gb', 2048, 2, 60, 3, 18, 0.02679],
    ['s-2vcpu-4gb', 4096, 2, 80, 4, 24, 0.03571],
    ['s-4vcpu-8gb', 8192, 4, 160, 5, 48, 0.07143],
    ['s-8vcpu-16gb', 16384, 8, 320, 6, 96, 0.14286],
  ],
  'Premium Intel': [
    ['s-1vcpu-1gb-intel', 1024, 1, 25, 1, 7, 0.01042],
    ['s-2vcpu-4gb-intel', 4096, 2, 80, 4, 28, 0.04167],
    ['s-4vcpu-8gb-intel', 8192, 4, 160, 5, 56, 0.08333],
  ],
  'Premium AMD': [
    ['s-1vcpu-1gb-amd', 1024, 1, 25, 1, 7, 0.01042],
    ['s-2vcpu-4gb-amd', 4096, 2, 80, 4, 28, 0.04167],
    ['s-4vcpu-8gb-amd', 8192, 4, 160, 5, 56, 0.08333],
  ],
  'CPU-Optimized': [
    ['c-2', 4096, 2, 25, 4, 42, 0.0625],
    ['c-4', 8192, 4, 50, 5, 84, 0.125],
    ['c-8', 16384, 8, 100, 6, 168, 0.25],
  ],
  'General Purpose': [
    ['g-2vcpu-8gb', 8192, 2, 25, 4, 63, 0.09375],
    ['g-4vcpu-16gb', 16384, 4, 50, 5, 126, 0.1875],
    ['g-8vcpu-32gb', 32768, 8, 100, 6, 252, 0.375],
  ],
  'Memory-Optimized': [
    ['m-2vcpu-16gb', 16384, 2, 50, 4, 84, 0.125],
    ['m-4vcpu-32gb', 32768, 4, 100, 6, 168, 0.25],
    ['m-8vcpu-64gb', 65536, 8, 200, 7, 336, 0.5],
  ],
  'Storage-Optimized': [
    ['so-2vcpu-16gb', 16384, 2, 300, 4, 131, 0.19494],
    ['so-4vcpu-32gb', 32768, 4, 600, 6, 262, 0.38988],
  ],
  // No longer sold, still running here and there. The artefact of a 32-bit float is as DigitalOcean sends it.
  Legacy: [
    ['512mb', 512, 1, 20, 1, 5, 0.00743999984115362],
    ['s-1vcpu-3gb', 3072, 1, 60, 3, 15, 0.02232],
  ],
};

type GpuRow = readonly [
  ...Row,
  scratchGib: number,
  gpus: number,
  model: string,
  vramGib: number,
  regions: readonly string[],
];

const gpuRows: readonly GpuRow[] = [
  ['gpu-h100x1-80gb', 245_760, 20, 720, 15, 2522.16, 3.39, 5120, 1, 'nvidia_h100', 80, ['nyc2', 'tor1', 'ams3']],
  ['gpu-h100x8-640gb', 1_966_080, 160, 2046, 60, 17_796.48, 23.92, 40_960, 8, 'nvidia_h100', 640, ['nyc2', 'tor1']],
  ['gpu-h200x1-141gb', 245_760, 24, 720, 15, 2559.36, 3.44, 5120, 1, 'nvidia_h200', 141, ['atl1', 'nyc2']],
  ['gpu-mi300x1-192gb', 245_760, 20, 720, 15, 1480.56, 1.99, 5120, 1, 'amd_mi300x', 192, ['tor1', 'atl1', 'nyc2']],
  ['gpu-mi300x8-1536gb', 1_966_080, 160, 2046, 60, 11_844.48, 15.92, 40_960, 8, 'amd_mi300x', 1536, ['tor1', 'atl1']],
  ['gpu-l40sx1-48gb', 65_536, 8, 500, 10, 1168.08, 1.57, 0, 1, 'nvidia_l40s', 48, ['tor1']],
  ['gpu-4000adax1-20gb', 32_768, 8, 500, 10, 565.44, 0.76, 0, 1, 'nvidia_rtx4000_ada', 20, ['tor1', 'nyc2']],
];

const sizes: ReadonlyMap<string, Size> = new Map(
  [
    ...Object.entries(families).flatMap(([family, rows]) => rows.map((row) => sizeOf(row, family, everywhere, 0))),
    ...gpuRows.map(([slug, memory, vcpus, disk, transfer, monthly, hourly, scratch, count, model, vram, regions]) => ({
      ...sizeOf([slug, memory, vcpus, disk, transfer, monthly, hourly], `${model} GPU`, regions, scratch),
      gpu_info: { count, model, vram: { amount: vram, unit: 'gib' as const } },
    })),
  ].map((size) => [size.slug, size]),
);

export const gpuSizeSlugs: readonly string[] = gpuRows.map(([slug]) => slug);

export function isSize(slug: string): boolean {
  return sizes.has(slug);
}

export function isGpuSize(slug: string): boolean {
  return size(slug).gpu_info !== undefined;
}

/** @throws RangeError when there is no such size. */
export function size(slug: string): Size {
  const found = sizes.get(slug);
  if (found === undefined) throw new RangeError(`There is no size ${slug}.`);
  return found;
}

/** Sizes of the same make, itself left out: what people resize to. */
export function siblingSizes(slug: string): readonly Size[] {
  const own = size(slug);
  return [...sizes.values()].filter(
    (other) => other !== own && other.available && other.description === own.description,
  );
}

export function sizeSlugsIn(regionSlug: string): readonly string[] {
  return [...sizes.values()]
    .filter((each) => each.available && each.regions.includes(regionSlug))
    .map((each) => each.slug);
}

/** The disks of a droplet whose boot disk has `bootGib`; a resize may leave that one as it was. */
export function disksOf(slug: string, bootGib: number): readonly DiskInfo[] {
  return size(slug).disk_info.map((disk) =>
    disk.type === 'local' ? { ...disk, size: { amount: bootGib, unit: 'gib' } } : disk,
  );
}

function sizeOf(row: Row, description: string, regions: readonly string[], scratchGib: number): Size {
  const [slug, memory, vcpus, disk, transfer, price_monthly, price_hourly] = row;
  const disks: DiskInfo[] = [{ type: 'local', size: { amount: disk, unit: 'gib' } }];
  if (scratchGib > 0) disks.push({ type: 'scratch', size: { amount: scratchGib, unit: 'gib' } });
  const available = description !== 'Legacy';
  return {
    slug,
    memory,
    vcpus,
    disk,
    transfer,
    price_monthly,
    price_hourly,
    regions,
    available,
    description,
    disk_info: disks,
  };
}
