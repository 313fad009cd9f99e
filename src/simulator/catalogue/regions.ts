import { sizeSlugsIn } from './sizes.ts';

/** A region as DigitalOcean embeds it in droplets, volumes and actions. */
export interface Region {
  readonly name: string;
  readonly slug: string;
  readonly features: readonly string[];
  readonly available: boolean;
  readonly sizes: readonly string[];
}

const names: Readonly<Record<string, string>> = {
  nyc1: 'New York 1',
  nyc2: 'New York 2',
  nyc3: 'New York 3',
  sfo3: 'San Francisco 3',
  ams3: 'Amsterdam 3',
  fra1: 'Frankfurt 1',
  lon1: 'London 1',
  sgp1: 'Singapore 1',
  tor1: 'Toronto 1',
  blr1: 'Bangalore 1',
  syd1: 'Sydney 1',
  // Newer than the enum in DigitalOcean's description; the real one answers with it all the same.
  atl1: 'Atlanta 1',
};

const features = ['backups', 'ipv6', 'metadata', 'install_agent', 'storage', 'image_transfer'];

const regions: ReadonlyMap<string, Region> = new Map(
  Object.entries(names).map(([slug, name]) => [
    slug,
    { name, slug, features, available: slug !== 'nyc2', sizes: sizeSlugsIn(slug) },
  ]),
);

export function isRegion(slug: string): boolean {
  return regions.has(slug);
}

/** @throws RangeError when there is no such region. */
export function region(slug: string): Region {
  const found = regions.get(slug);
  if (found === undefined) throw new RangeError(`There is no region ${slug}.`);
  return found;
}

export function allRegions(): readonly Region[] {
  return [...regions.values()];
}
