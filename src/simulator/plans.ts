/** What a project of the invented account is for: its roles say which machines run in it. */
export interface ProjectPlan {
  readonly name: string;
  readonly description: string;
  readonly purpose: string;
  readonly environment: 'Development' | 'Staging' | 'Production';
  /** Its share of the droplets, and of those with GPUs. */
  readonly weight: number;
  readonly gpuWeight: number;
  readonly regions: readonly string[];
  readonly roles: readonly (readonly [role: string, weight: number])[];
  readonly tags: readonly string[];
}

const webRoles = [
  ['web', 5],
  ['api', 4],
  ['worker', 4],
  ['db', 2],
  ['cache', 1],
] as const;

const defaultProjectPlan: ProjectPlan = {
  name: 'first-project',
  description: 'Update your project information under Settings',
  purpose: 'Just trying out DigitalOcean',
  environment: 'Development',
  weight: 3,
  gpuWeight: 0,
  regions: ['nyc3'],
  roles: [['bastion', 1]],
  tags: [],
};

const firstPlans: readonly ProjectPlan[] = [
  defaultProjectPlan,
  {
    name: 'acme-production',
    description: 'Shop and API of Acme',
    purpose: 'Web Application',
    environment: 'Production',
    weight: 34,
    gpuWeight: 2,
    regions: ['nyc3', 'sfo3'],
    roles: webRoles,
    tags: ['customer:acme'],
  },
  {
    name: 'acme-staging',
    description: 'What Acme ships next',
    purpose: 'Web Application',
    environment: 'Staging',
    weight: 14,
    gpuWeight: 0,
    regions: ['nyc3'],
    roles: webRoles,
    tags: ['customer:acme'],
  },
  {
    name: 'globex-web',
    description: 'Public sites of Globex',
    purpose: 'Website or blog',
    environment: 'Production',
    weight: 22,
    gpuWeight: 0,
    regions: ['fra1', 'ams3'],
    roles: [
      ['web', 6],
      ['cache', 2],
      ['db', 2],
    ],
    tags: ['customer:globex'],
  },
  {
    name: 'skyai-internal',
    description: 'Platform of Sky AI',
    purpose: 'Machine learning / AI / Data processing',
    environment: 'Production',
    weight: 18,
    gpuWeight: 7,
    regions: ['nyc3', 'tor1'],
    roles: [
      ['gateway', 3],
      ['monitor', 2],
      ['build', 2],
      ['worker', 3],
    ],
    tags: ['team:platform'],
  },
  {
    name: 'playground',
    description: '',
    // How DigitalOcean gives back a purpose that is not on its list.
    purpose: 'Other: experiments',
    environment: 'Development',
    weight: 9,
    gpuWeight: 1,
    regions: ['lon1', 'sgp1'],
    roles: [
      ['test', 4],
      ['build', 1],
    ],
    tags: [],
  },
];

const companies = [
  'initech',
  'umbrella',
  'hooli',
  'stark',
  'wayne',
  'wonka',
  'cyberdyne',
  'tyrell',
  'soylent',
  'vandelay',
];
const environments = ['Production', 'Staging', 'Development'] as const;
const regionPairs = [
  ['nyc1', 'nyc3'],
  ['fra1', 'ams3'],
  ['sgp1', 'blr1'],
  ['lon1', 'fra1'],
  ['syd1', 'sgp1'],
] as const;

const dropletsAProject = 2000;
const maxProjects = 200;

/** Projects for an account with so many droplets: six, and one more for every two thousand. */
export function projectPlans(droplets: number): readonly ProjectPlan[] {
  const more = Math.min(maxProjects, Math.floor(droplets / dropletsAProject));
  return [...firstPlans, ...Array.from({ length: more }, (_, index) => customerPlan(index))];
}

/** The plan that a project was made from; a project that somebody created since runs like a customer's. */
export function planOf(projectName: string): ProjectPlan {
  return firstPlans.find((plan) => plan.name === projectName) ?? { ...customerPlan(0), name: projectName, tags: [] };
}

function customerPlan(index: number): ProjectPlan {
  const round = Math.floor(index / (companies.length * environments.length));
  const company = `${companies[index % companies.length] ?? 'customer'}${round > 0 ? round + 1 : ''}`;
  const environment = environments[Math.floor(index / companies.length) % environments.length] ?? 'Production';
  return {
    name: `${company}-${environment.toLowerCase()}`,
    description: `${environment} of ${company}`,
    purpose: 'Service or API',
    environment,
    weight: 12,
    gpuWeight: 1,
    regions: regionPairs[index % regionPairs.length] ?? regionPairs[0],
    roles: webRoles,
    tags: [`customer:${company}`],
  };
}
