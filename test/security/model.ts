import fc from 'fast-check';
import type { SystemDb } from '../../src/db/sql.ts';
import { writeEstate } from './estate-writer.ts';

// Random estates and random moves, and beside them a model that knows who has ever seen which text. Texts, URNs and ids of
// tenants are words `w<number>w`, each used for one thing only, so that an answer can be judged by the words in it.

let lastWord = 100_000;
function word(): string {
  lastWord += 1;
  return `w${lastWord}w`;
}

/** Who owns what, and who has ever seen which word. */
export interface Model {
  readonly tenants: readonly string[];
  /** Of the resources. */
  readonly providerIds: readonly string[];
  readonly projects: {
    readonly id: string;
    readonly providerId: string;
    readonly name: string;
    owner: string | null;
  }[];
  readonly resources: Map<string, { kind: 'droplet' | 'volume'; project: number; words: string[] }>;
  /** Tenant → words. */
  readonly seen: Map<string, Set<string>>;
  readonly write: ReturnType<typeof writeEstate>;
}

export type Move =
  | { readonly what: 'see'; readonly resource: number; readonly project: number; readonly attached: number }
  | { readonly what: 'give'; readonly project: number; readonly tenant: number };

export const moves = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        what: fc.constant('see' as const),
        resource: fc.nat(5),
        project: fc.nat(3),
        attached: fc.nat(63),
      }),
    },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('give' as const), project: fc.nat(3), tenant: fc.nat(3) }) },
  ),
  { minLength: 8, maxLength: 20 },
);

/** Tenants, projects of theirs and resources in them, and then the moves. */
export async function makeEstate(db: SystemDb, steps: readonly Move[]): Promise<Model> {
  const write = writeEstate(db);
  const tenants = [word(), word(), word()];
  const providerIds = Array.from({ length: 6 }, word);
  const model: Model = { tenants, providerIds, projects: [], resources: new Map(), seen: new Map(), write };
  for (const tenant of tenants) {
    await write.tenant(tenant);
    model.seen.set(tenant, new Set([tenant]));
  }
  for (let n = 0; n < 4; n += 1) {
    const [providerId, name] = [word(), word()];
    model.projects.push({ id: await write.project(providerId, name), providerId, name, owner: null });
  }
  const first: readonly Move[] = [
    ...tenants.map((_, n): Move => ({ what: 'give', project: n, tenant: n })),
    ...providerIds.map((_, n): Move => ({ what: 'see', resource: n, project: n % 4, attached: 63 })),
  ];
  await goOn(model, [...first, ...steps]);
  return model;
}

export async function goOn(model: Model, steps: readonly Move[]): Promise<void> {
  const { tenants, providerIds, projects, write } = model;
  for (const step of steps) {
    const project = projects[step.project] as Model['projects'][number]; // within its four
    if (step.what === 'give') {
      project.owner = tenants[step.tenant] ?? null;
      await write.give(project.id, project.owner);
    } else {
      const kind = step.resource % 2 === 0 ? 'droplet' : 'volume';
      const providerId = providerIds[step.resource] ?? '';
      const [name, region, tag] = [word(), word(), word()];
      model.resources.set(providerId, { kind, project: step.project, words: [providerId, name, region, tag] });
      const attachedTo = providerIds.filter((_, n) => n % 2 !== step.resource % 2 && (step.attached >> n) & 1);
      await write.see({ kind, providerId, name, region, tags: [tag], attachedTo, projectId: project.id });
    }
    remember(model);
  }
}

/** Whoever owns a thing now sees every word of it, and has seen it for ever. */
function remember(model: Model): void {
  for (const project of model.projects) {
    if (project.owner === null) continue;
    const seen = model.seen.get(project.owner);
    for (const text of [project.providerId, project.name]) seen?.add(text);
  }
  for (const { project, words } of model.resources.values()) {
    const owner = model.projects[project]?.owner ?? null;
    if (owner !== null) for (const text of words) model.seen.get(owner)?.add(text);
  }
}
