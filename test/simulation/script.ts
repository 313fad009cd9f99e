import fc from 'fast-check';
import type { Fault } from '../../src/simulator/faults.ts';
import type { Simulator } from '../../src/simulator/server.ts';
import type { Death } from './world.ts';

/** What happens next; `pick` chooses among what there is at that moment. */
export type Step =
  | { readonly do: 'change'; readonly what: (typeof changes)[number]; readonly pick: number }
  | { readonly do: 'fault'; readonly fault: Fault }
  | { readonly do: 'estate fault'; readonly what: (typeof estateFaults)[number]; readonly pick: number }
  | { readonly do: 'mend' }
  | { readonly do: 'sync'; readonly times: number; readonly deaths: readonly Death[] };

const changes = [
  'add droplet',
  'rename',
  'resize',
  'power',
  'remove droplet',
  'restore',
  'tag',
  'add volume',
  'remove volume',
  'attach',
  'detach',
  'move',
] as const;

const estateFaults = ['hide', 'delay', 'shorten projects', 'other account', 'blind'] as const;

const paths = ['/v2/droplets', '/v2/volumes', '/v2/projects', '/v2/account', '/v2/droplets/*', '/v2/volumes/*'];

const trouble: fc.Arbitrary<Omit<Fault, 'path'>> = fc.oneof(
  // Not 404: of a single thing that is the truth itself; see `blind`.
  fc.constantFrom(401, 403, 429, 500, 502, 503).map((status) => ({ status })),
  fc.constant({ status: 429, retryAfterSeconds: 1 }),
  fc.constantFrom('cut', 'invalid-json', 'html', 'empty', 'missing-key').map((body) => ({ body })),
  fc.constant({ reset: true } as const),
  fc.constant({ hang: true } as const),
  fc.constant({ delayMs: 3 }),
);

const fault: fc.Arbitrary<Fault> = fc
  .tuple(fc.constantFrom(...paths), trouble, fc.constantFrom({ times: 1 }, { times: 4 }, { probability: 0.3 }))
  .map(([path, what, often]) => ({ path, ...what, ...often }));

const death: fc.Arbitrary<Death> = fc.record({
  way: fc.constantFrom('kill' as const, 'freeze' as const),
  afterRequests: fc.integer({ min: 1, max: 14 }),
});

const pick = fc.nat(1000);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('change' as const), what: fc.constantFrom(...changes), pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fault' as const), fault }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('estate fault' as const), what: fc.constantFrom(...estateFaults), pick }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'mend' as const }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('sync' as const),
      // Three in a row are what it takes to delete.
      times: fc.constantFrom(1, 1, 3),
      deaths: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(death, { minLength: 1, maxLength: 2 })),
    }),
  },
);

export const script = fc.record({
  seed: fc.nat(1_000_000),
  droplets: fc.integer({ min: 2, max: 14 }),
  steps: fc.array(step, { minLength: 6, maxLength: 16, size: 'max' }),
});

export type Script = typeof script extends fc.Arbitrary<infer Value> ? Value : never;

/** Changes the account as its owner would; what is not possible at the moment is left. */
export function change({ estate }: Simulator, what: (typeof changes)[number], number: number): void {
  const truth = estate.truth();
  const one = (kind: string) => {
    const ids = truth[kind]?.ids ?? [];
    return ids.length === 0 ? undefined : ids[number % ids.length];
  };
  const [droplet, volume, project] = [one('droplet'), one('volume'), one('project')];
  if (what === 'add droplet') estate.addDroplet({ name: `new-${number}` });
  if (what === 'add volume') estate.addVolume({ sizeGib: 1 + (number % 90) });
  if (droplet !== undefined) {
    const id = Number(droplet);
    if (what === 'rename') estate.renameDroplet(id, `renamed-${number}`);
    if (what === 'resize') estate.resizeDroplet(id, number % 2 === 0 ? 's-2vcpu-4gb' : 's-4vcpu-8gb');
    if (what === 'power') estate.powerDroplet(id, number % 2 === 0 ? 'off' : 'on');
    if (what === 'tag') estate.tagDroplet(id, number % 3 === 0 ? [] : [`tag-${number % 5}`, 'all']);
    if (what === 'remove droplet') {
      estate.removeDroplet(id);
      removed.set(estate, id);
    }
    if (what === 'move' && project !== undefined) estate.moveToProject(`do:droplet:${id}`, String(project));
  }
  if (what === 'restore') {
    const id = removed.get(estate);
    if (id !== undefined) {
      removed.delete(estate);
      estate.restoreDroplet(id);
    }
  }
  if (volume !== undefined) {
    if (what === 'remove volume') estate.removeVolume(String(volume));
    if (what === 'detach') estate.detachVolume(String(volume));
    if (what === 'attach' && droplet !== undefined) estate.attachVolume(String(volume), Number(droplet));
  }
}

/** The droplet that was removed last. */
const removed = new WeakMap<object, number>();

export function estateFault({ estate, faults }: Simulator, what: (typeof estateFaults)[number], number: number): void {
  const { droplet, volume } = estate.truth();
  const urns = [
    ...(droplet?.ids ?? []).map((id) => `do:droplet:${id}`),
    ...(volume?.ids ?? []).map((id) => `do:volume:${id}`),
  ];
  const urn = urns[number % Math.max(1, urns.length)];
  if (what === 'hide' && urn !== undefined) faults.hideFromList(urn);
  if (what === 'delay') faults.delayVisibility(20);
  if (what === 'shorten projects') faults.shortenProjectLists();
  if (what === 'other account') faults.accountChanges('00000000-0000-4000-8000-000000000000');
  // A token that has lost its sight of single things, and says so with 404.
  if (what === 'blind') faults.add({ path: number % 2 === 0 ? '/v2/droplets/*' : '/v2/volumes/*', status: 404 });
}
