import { size } from './catalogue/sizes.ts';
import type { ProjectPlan } from './plans.ts';
import { Lottery, type Random } from './random.ts';

/** A droplet thought up: everything but its identity. */
export interface InventedDroplet {
  /** Its number or suffix is still to come. */
  readonly stem: string;
  readonly machine: {
    readonly size: string;
    readonly region: string;
    readonly image: string;
    readonly tags: string[];
    readonly status: 'active' | 'off';
    readonly ipv6: boolean;
    readonly backups: boolean;
    readonly monitoring: boolean;
  };
}

const sizesOfRole: Readonly<Record<string, readonly string[]>> = {
  web: ['s-1vcpu-2gb', 's-2vcpu-4gb', 's-2vcpu-2gb', 's-2vcpu-4gb-amd', 's-1vcpu-1gb'],
  api: ['s-2vcpu-4gb', 'c-2', 's-4vcpu-8gb-intel', 's-4vcpu-8gb'],
  worker: ['s-1vcpu-1gb', 's-4vcpu-8gb', 'c-4', 's-1vcpu-1gb-intel'],
  db: ['m-2vcpu-16gb', 'g-2vcpu-8gb', 'so-2vcpu-16gb', 'm-4vcpu-32gb'],
  cache: ['m-2vcpu-16gb', 's-2vcpu-4gb-intel', 's-8vcpu-16gb'],
  gateway: ['s-2vcpu-4gb-amd', 'c-2'],
  monitor: ['s-4vcpu-8gb', 'g-4vcpu-16gb'],
  build: ['c-8', 'c-4', 'g-8vcpu-32gb'],
  bastion: ['s-1vcpu-512mb-10gb', '512mb', 's-1vcpu-1gb-amd'],
  test: ['s-1vcpu-1gb', 's-1vcpu-3gb', 's-1vcpu-2gb'],
};

const gpuSizes = new Lottery([
  ['gpu-h100x1-80gb', 8],
  ['gpu-mi300x1-192gb', 5],
  ['gpu-l40sx1-48gb', 3],
  ['gpu-4000adax1-20gb', 3],
  ['gpu-h200x1-141gb', 2],
  ['gpu-h100x8-640gb', 1],
  ['gpu-mi300x8-1536gb', 1],
] as const);

const images = new Lottery([
  ['ubuntu-24-04-x64', 8],
  ['ubuntu-22-04-x64', 5],
  ['debian-12-x64', 4],
  ['docker-20-04', 2],
  ['rockylinux-9-x64', 1],
  ['centos-stream-9-x64', 1],
] as const);

const goldenImage = '187654321';

/** Thinks up a droplet for a project. The gpu's size is drawn unless it is named. */
export function inventDroplet(plan: ProjectPlan, random: Random, gpu: boolean | string): InventedDroplet {
  return gpu === false ? inventMachine(plan, random) : inventGpu(plan, random, gpu === true ? null : gpu);
}

function inventMachine(plan: ProjectPlan, random: Random): InventedDroplet {
  const role = random.weighted(plan.roles);
  const region = random.pick(plan.regions);
  const production = plan.environment === 'Production';
  const golden = role === 'web' && ['nyc3', 'fra1', 'ams3'].includes(region) && random.chance(0.2);
  return {
    stem: `${plan.name}-${role}`,
    machine: {
      size: random.pick(sizesOfRole[role] ?? ['s-1vcpu-1gb']),
      region,
      image: golden ? goldenImage : images.draw(random),
      tags: tagsOf(plan, role, random),
      status: random.chance(production ? 0.02 : 0.15) ? 'off' : 'active',
      ipv6: random.chance(0.4),
      backups: production && (role === 'db' || random.chance(0.25)),
      monitoring: random.chance(0.8),
    },
  };
}

function inventGpu(plan: ProjectPlan, random: Random, named: string | null): InventedDroplet {
  const slug = named ?? gpuSizes.draw(random);
  const role = size(slug).gpu_info?.count === 1 ? 'infer' : 'train';
  return {
    stem: `${plan.name}-${role}`,
    machine: {
      size: slug,
      region: random.pick(size(slug).regions),
      image: slug.includes('mi300') ? 'gpu-amd-base' : 'gpu-h100x1-base',
      tags: tagsOf(plan, role, random),
      status: 'active',
      ipv6: false,
      backups: false,
      monitoring: true,
    },
  };
}

function tagsOf(plan: ProjectPlan, role: string, random: Random): string[] {
  const tags = [`env:${plan.environment.toLowerCase()}`, role, ...plan.tags];
  if (random.chance(0.5)) tags.push('managed-by:terraform');
  if (random.chance(0.15)) tags.push('on-call');
  return tags;
}
