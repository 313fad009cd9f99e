import type { Stored } from '../shelf.ts';
import { isoSeconds, type Kind } from './define.ts';
import { dayMs, households, play } from './plain.ts';

export interface VpcRecord extends Stored {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly region: string;
  readonly ipRange: string;
  readonly isDefault: boolean;
  /** Milliseconds. */
  readonly createdAt: number;
}

/** The default one of each region that has droplets, which all of them are in, and one for each project. */
export const vpcKind: Kind<VpcRecord> = {
  name: 'vpc',
  urnType: 'vpc',
  ids: 'text',
  inProjects: false,
  path: (id) => `/v2/vpcs/${id}`,
  generate: (estate, plan) => {
    const random = estate.random('vpcs');
    const add = (record: Omit<VpcRecord, 'order' | 'createdAt'>) =>
      estate.add(vpcKind, {
        ...record,
        order: estate.nextOrder(),
        createdAt: plan.until - 370 * dayMs + random.int(0, dayMs),
      });
    const homes = households(estate);
    const regions = [...new Set(homes.flatMap(({ droplets }) => droplets.map(({ region }) => region)))].sort();
    for (const [index, region] of regions.entries()) {
      const ipRange = `10.${100 + index}.0.0/20`;
      const name = `default-${region}`;
      add({ id: estate.vpcId(region), name, description: '', region, ipRange, isDefault: true });
    }
    for (const [index, { project, droplets }] of homes.entries()) {
      add({
        id: random.uuid(),
        name: `${project.name}-private`,
        description: `Private network of ${project.name}`,
        region: droplets[0]?.region ?? 'nyc3',
        ipRange: `10.${10 + (index % 80)}.${Math.floor(index / 80)}.0/24`,
        isDefault: false,
      });
    }
  },
  wire: (record, estate) => ({
    id: record.id,
    urn: estate.urn(vpcKind, record.id),
    name: record.name,
    description: record.description,
    region: record.region,
    ip_range: record.ipRange,
    created_at: isoSeconds(record.createdAt),
    default: record.isDefault,
  }),
};

export const vpcs = play(vpcKind, { path: '/v2/vpcs', list: 'vpcs', one: 'vpc' });
