import type { SystemDb } from '../../src/db/sql.ts';
import { kindsByName } from '../../src/kinds/index.ts';
import type { Simulator } from '../../src/simulator/server.ts';

// Where each resource belongs, worked out anew from what the simulated account holds and from what is mirrored of owners and
// links: item by item and in memory, where the product does it set by set and in SQL.

interface Row {
  readonly kind: string;
  readonly urn: string;
  readonly project: string | null;
  readonly tenant: string | null;
  readonly owner: string | null;
  readonly tags: readonly string[];
}

interface Edge {
  readonly urn: string;
  readonly relation: string;
  readonly to: string;
}

/** A resource that is not where it belongs, or not its tenant's. */
export interface Misplaced {
  readonly urn: string;
  readonly is: string;
  readonly belongs: string;
}

export interface Placement {
  readonly misplaced: readonly Misplaced[];
  /** How many are in a project, by kind and by what says so; nobody's are under `nobody`. */
  readonly census: Readonly<Record<string, number>>;
}

/** @param tenantOf  Provider id of a project → its tenant; absent: it has none. */
export async function placementOf(
  db: SystemDb,
  { estate }: Pick<Simulator, 'estate'>,
  tenantOf: ReadonlyMap<string, string>,
): Promise<Placement> {
  const rows = await db.query<Row>(
    `select r.kind, r.urn, p.provider_id as project, r.tenant_id as tenant, r.owner_urn as owner, r.tags
       from cloud_resources r left join cloud_projects p on p.id = r.project_id where r.deleted_at is null`,
  );
  const edges = await db.query<Edge>(
    `select r.urn, l.relation, l.to_urn as "to" from cloud_resource_links l join cloud_resources r on r.id = l.from_id`,
  );
  const world = { rows: new Map(rows.map((row) => [row.urn, row])), ...indexed(rows, edges) };
  const misplaced: Misplaced[] = [];
  const census: Record<string, number> = {};
  for (const row of rows) {
    const home = homeOf(row, world) ?? heldBy(row, estate);
    const tenants = new Set(home.projects.map((project) => tenantOf.get(project ?? '') ?? null));
    const [tenant = null] = tenants.size === 1 ? tenants : [];
    // Several projects are one home when they are one tenant's: which of them is shown says nothing.
    const one = home.projects.length === 1 || tenant !== null ? home.projects : [null];
    if (!one.includes(row.project) || row.tenant !== tenant) {
      const belongs = `${one.join(' or ')} of ${tenant} because of ${home.because}`;
      misplaced.push({ urn: row.urn, is: `${row.project} of ${row.tenant}`, belongs });
    }
    const key = `${row.kind} ${row.project === null ? 'nobody' : home.because}`;
    census[key] = (census[key] ?? 0) + 1;
  }
  return { misplaced, census };
}

interface Home {
  readonly projects: readonly (string | null)[];
  readonly because: 'project' | 'owner' | 'served';
}

interface World {
  readonly rows: ReadonlyMap<string, Row>;
  readonly from: ReadonlyMap<string, readonly Edge[]>;
  readonly to: ReadonlyMap<string, readonly Edge[]>;
  readonly wearers: ReadonlyMap<string, readonly Row[]>;
}

function indexed(rows: readonly Row[], edges: readonly Edge[]): Omit<World, 'rows'> {
  const droplets = rows.filter(({ kind }) => kind === 'droplet');
  return {
    from: grouped(edges, ({ urn }) => [urn]),
    to: grouped(edges, ({ to }) => [to]),
    wearers: grouped(droplets, ({ tags }) => tags.map((tag) => `do:tag:${tag}`)),
  };
}

/** Null: neither an owner nor what it serves says anything. */
function homeOf(row: Row, { rows, from, to, wearers }: World): Home | null {
  if (row.owner !== null) {
    const [, project] = /^do:project:(.+)$/.exec(row.owner) ?? [];
    return { projects: [project ?? rows.get(row.owner)?.project ?? null], because: 'owner' };
  }
  const { relations = [], kinds = [] } = kindsByName.get(row.kind)?.serves ?? {};
  const targets = (from.get(row.urn) ?? [])
    .filter(({ relation }) => relations.includes(relation))
    .map((each) => each.to);
  const referring = (to.get(row.urn) ?? []).map(({ urn }) => rows.get(urn)).filter((each) => each !== undefined);
  const served = [
    ...targets.flatMap((target) => wearers.get(target) ?? []),
    ...targets.flatMap((target) => (target.startsWith('do:tag:') ? [] : (rows.get(target) ?? []))),
    ...referring.filter(({ kind }) => kinds.includes(kind)),
  ];
  return served.length === 0
    ? null
    : { projects: [...new Set(served.map(({ project }) => project))], because: 'served' };
}

function heldBy({ urn }: Row, estate: Simulator['estate']): Home {
  // The simulated account knows addresses by the older of their two names.
  const project = estate.projectOf(urn.replace('do:reservedip:', 'do:floatingip:')) ?? null;
  return { projects: [project], because: 'project' };
}

function grouped<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  }
  return groups;
}
