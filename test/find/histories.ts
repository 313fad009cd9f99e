import fc from 'fast-check';
import type { SystemDb } from '../../src/db/sql.ts';
import { classify } from '../../src/inventory/classify.ts';
import { declare } from '../../src/inventory/declare.ts';
import { type FoundResource, present, selectionOf } from '../../src/inventory/find/source.ts';
import { observe } from '../../src/inventory/observe.ts';
import { bury } from '../../src/inventory/retire.ts';
import type { Observation } from '../../src/kinds/define.ts';
import { droplet } from '../../src/kinds/droplet.ts';
import { volume } from '../../src/kinds/volume.ts';
import { at, makeProjects } from '../inventory/observations.ts';

// Random estates, written through the one door. The model of the past is the simplest there is: the whole present, noted down
// after each step.

export const tenants = ['acme', 'globex'] as const;
const projectTenants = ['acme', 'globex', null, 'acme'] as const;
const words = ['api', 'API-2', 'billing', 'über', 'a_b', 'a%b', 'zeta'] as const;
const tags = ['env:prod', 'env:dev', 'team:a', 'team:b'] as const;

export type Step =
  | { readonly see: 'droplet' | 'volume'; readonly id: number; readonly look: Look; readonly project: number | null }
  | { readonly bury: number }
  | { readonly classify: number; readonly tenant: (typeof tenants)[number] | null }
  | { readonly declare: number; readonly vcpus: number | null };

interface Look {
  readonly name: string;
  readonly region: string | null;
  readonly status: string;
  readonly tags: readonly string[];
  readonly size: number;
  readonly price: number | null;
  readonly madeAt: number;
  readonly addresses: readonly string[];
  readonly attached: boolean | null;
}

const look: fc.Arbitrary<Look> = fc.record({
  name: fc.constantFrom(...words),
  region: fc.constantFrom('ams3', 'nyc1', null),
  status: fc.constantFrom('active', 'off', 'new'),
  tags: fc.subarray([...tags]),
  size: fc.constantFrom(1, 2, 9, 10),
  price: fc.constantFrom(null, 6, 24, 100.5),
  madeAt: fc.integer({ min: 0, max: 5 }),
  addresses: fc.subarray(['203.0.113.1', '203.0.113.2', '203.0.113.3']),
  attached: fc.constantFrom(true, false, null),
});

const id = fc.integer({ min: 1, max: 12 });
const stepAmong = (looks: readonly Look[]): fc.Arbitrary<Step> =>
  fc.oneof(
    {
      weight: 10,
      arbitrary: fc.record({
        see: fc.constantFrom('droplet' as const, 'volume' as const),
        id,
        look: fc.constantFrom(...looks),
        project: fc.constantFrom(null, 0, 1, 2, 3),
      }),
    },
    { weight: 2, arbitrary: id.map((bury) => ({ bury })) },
    {
      weight: 1,
      arbitrary: fc.record({ classify: fc.integer({ min: 0, max: 3 }), tenant: fc.constantFrom(...tenants, null) }),
    },
    { weight: 1, arbitrary: fc.record({ declare: id, vcpus: fc.constantFrom(1, 2, null) }) },
  );

/** A life of an estate of at most 24 resources. Looks come again, so that things become what they were before. */
export const history = fc
  .array(look, { minLength: 2, maxLength: 6 })
  .chain((looks) => fc.array(stepAmong(looks), { minLength: 10, maxLength: 60 }));

function observationOf(step: Extract<Step, { see: unknown }>): Observation {
  const { look } = step;
  const madeAt = at(-look.madeAt * 3600).toISOString();
  const region = look.region === null ? null : { slug: look.region };
  if (step.see === 'volume') {
    return volume.observe({
      id: `v${step.id}`,
      name: look.name,
      description: look.name,
      size_gigabytes: look.size * 10,
      created_at: madeAt,
      region,
      droplet_ids: look.attached === null ? undefined : look.attached ? [step.id] : [],
      filesystem_type: '',
      filesystem_label: 'data',
      tags: look.tags,
    });
  }
  return droplet.observe({
    id: step.id,
    name: look.name,
    memory: look.size * 1024,
    vcpus: look.size,
    disk: 25,
    locked: false,
    status: look.status,
    created_at: madeAt,
    features: [],
    region,
    image: null,
    size_slug: `s-${look.size}`,
    size: look.price === null ? null : { price_monthly: look.price, price_hourly: null },
    networks: { v4: look.addresses.map((ip_address) => ({ ip_address, type: 'public' })), v6: [] },
    next_backup_window: null,
    tags: look.tags,
    vpc_uuid: 'vpc-1',
    volume_ids: [],
  });
}

/** What the estate was once everything up to a moment was recorded: every resource, whosever it was. */
export interface Snapshot {
  readonly moment: Date;
  readonly resources: readonly FoundResource[];
}

export interface Estate {
  readonly projectIds: readonly string[];
  /** Rising in time, the last one is the present. */
  readonly snapshots: readonly Snapshot[];
}

/** Writes a life into an empty database. */
export async function live(db: SystemDb, steps: readonly Step[]): Promise<Estate> {
  const projectIds = await makeProjects(db, projectTenants);
  await db.query('insert into tenants (id, name) select t, t from unnest($1::text[]) t on conflict do nothing', [
    tenants,
  ]);
  const snapshots = new Map<number, Snapshot>();
  for (const [index, step] of steps.entries()) {
    await take(db, step, index + 1, projectIds);
    const [head] = await db.query<{ recordedAt: Date }>('select recorded_at as "recordedAt" from event_head');
    const resources = await db.query<FoundResource>(`select ${selectionOf(present)} from ${present.table}`);
    // Steps that share a moment are seen as one.
    if (head) snapshots.set(head.recordedAt.getTime(), { moment: head.recordedAt, resources });
  }
  return { projectIds, snapshots: [...snapshots.values()] };
}

async function take(db: SystemDb, step: Step, second: number, projectIds: readonly string[]): Promise<void> {
  const cause = { runId: null, actor: null };
  if ('see' in step) {
    const seen = observationOf(step);
    const project = step.project === null ? undefined : projectIds[step.project];
    await observe(db, {
      kind: step.see,
      part: step.see === 'droplet' ? 'standard' : '',
      requestedAt: at(second),
      observations: [seen],
      projectOf: new Map(project === undefined ? [] : [[seen.urn, project]]),
      cause,
    });
  } else if ('classify' in step) {
    const projectId = projectIds[step.classify] ?? '';
    const purpose = step.tenant === null ? 'UNCLASSIFIED' : 'TENANT';
    await classify(db, { projectId, purpose, tenantId: step.tenant }, 'admin', at(second));
  } else {
    const providerId = `${'bury' in step ? step.bury : step.declare}`;
    const [found] = await db.query<{ id: string }>(
      `select id from cloud_resources where kind = 'droplet' and provider_id = $1`,
      [providerId],
    );
    if (found === undefined) return;
    if ('bury' in step) await bury(db, [found.id], { askedAt: at(second), childKinds: [], cause });
    else {
      const declared = step.vcpus === null ? null : { vcpus: step.vcpus };
      await declare(db, { resourceId: found.id, declared }, 'admin', at(second));
    }
  }
}
