import type { SystemDb } from '../src/db/sql.ts';
import { observe } from '../src/inventory/observe.ts';
import type { Observation } from '../src/kinds/define.ts';
import { kindsByName } from '../src/kinds/index.ts';
import { postgresCpuMs } from './process.ts';

// Pages through the door, against the same rows written bare: one insert … on conflict a page, into a table with the same
// columns and indexes, without events, versions, links and without asking what was there before. Whose they are stands in them
// already, as the door finds it out.

export interface IngestFigures {
  readonly page: 'new' | 'unchanged' | 'changed';
  readonly rowsPerSecond: number;
  readonly bareRowsPerSecond: number;
  /** Through the door, for each row. */
  readonly nodeMicros: number;
  /** Null where it cannot be read. */
  readonly databaseMicros: number | null;
}

const rowsAPage = 200;
/** Pages of each kind in a turn, before it is the other's. */
const pagesATurn = 10;
const projects = 100;

export async function measureIngest(
  db: SystemDb,
  options: { readonly rows: number; readonly unchangedPasses: number; readonly postmaster: number },
): Promise<IngestFigures[]> {
  await prepare(db);
  const pass = (status: string, page: IngestFigures['page'], beganMs: number) =>
    measurePass(db, { ...options, status, page, beganMs });
  const beganMs = Date.parse('2026-01-01T00:00:00Z');
  const figures = [await pass('active', 'new', beganMs)];
  const unchanged: IngestFigures[] = [];
  for (let i = 1; i <= options.unchangedPasses; i += 1) {
    unchanged.push(await pass('active', 'unchanged', beganMs + i * 1000));
  }
  unchanged.sort((a, b) => a.rowsPerSecond - b.rowsPerSecond);
  figures.push(unchanged[Math.floor(unchanged.length / 2)] as IngestFigures); // there is at least one
  figures.push(await pass('off', 'changed', beganMs + 3_600_000));
  return figures;
}

async function prepare(db: SystemDb): Promise<void> {
  await db.query(`insert into tenants (id, name) select 't' || i, 'Tenant ' || i from generate_series(0, 9) i`);
  await db.query(
    `insert into cloud_projects (id, provider_id, name, purpose, tenant_id, first_seen_at, last_seen_at)
     select md5('p' || i)::uuid, md5('provider p' || i)::uuid, 'project ' || i, 'TENANT', 't' || i % 10, now(), now()
       from generate_series(0, $1::int - 1) i`,
    [projects],
  );
  await db.query('create table bare_resources (like cloud_resources including all)');
}

interface Home {
  readonly id: string;
  readonly tenantId: string;
}

interface Pass {
  readonly rows: number;
  readonly status: string;
  readonly page: IngestFigures['page'];
  readonly beganMs: number;
  readonly postmaster: number;
}

async function measurePass(db: SystemDb, { rows, status, page, beganMs, postmaster }: Pass): Promise<IngestFigures> {
  const homes = await db.query<Home>('select id, tenant_id as "tenantId" from cloud_projects order by id');
  const homeOf = ({ providerId }: Observation) => homes[Number(providerId) % homes.length] as Home; // there are projects
  const seenAt = new Date(beganMs);
  const spent = { doorMs: 0, bareMs: 0, nodeMs: 0, databaseMs: 0 };
  for (let first = 0; first < rows; first += rowsAPage * pagesATurn) {
    // Made before the clock runs: what is read from DigitalOcean is parsed whoever writes it.
    const pages = Array.from({ length: pagesATurn }, (_, i) => makePage(first + i * rowsAPage, status));
    const beganAtMs = performance.now();
    const cpu = process.cpuUsage();
    const database = postgresCpuMs(postmaster);
    for (const observations of pages) {
      await observe(db, {
        kind: 'droplet',
        part: 'standard',
        requestedAt: seenAt,
        observations,
        projectOf: new Map(observations.map((seen) => [seen.urn, homeOf(seen).id])),
        cause: { runId: null, actor: null },
      });
    }
    const { user, system } = process.cpuUsage(cpu);
    spent.doorMs += performance.now() - beganAtMs;
    spent.nodeMs += (user + system) / 1000;
    spent.databaseMs += (postgresCpuMs(postmaster) ?? Number.NaN) - (database ?? Number.NaN);
    const bareBeganAtMs = performance.now();
    for (const observations of pages) await writeBare(db, observations, homeOf, seenAt);
    spent.bareMs += performance.now() - bareBeganAtMs;
  }
  return {
    page,
    rowsPerSecond: (rows * 1000) / spent.doorMs,
    bareRowsPerSecond: (rows * 1000) / spent.bareMs,
    nodeMicros: (spent.nodeMs * 1000) / rows,
    databaseMicros: Number.isNaN(spent.databaseMs) ? null : (spent.databaseMs * 1000) / rows,
  };
}

const droplet = kindsByName.get('droplet');

/** A page of 200 droplets, whose ids follow a number. */
export function makePage(first: number, status: string): Observation[] {
  if (droplet === undefined) throw new Error('There is a kind of droplets.');
  return Array.from({ length: rowsAPage }, (_, i) => droplet.observe(wireDroplet(first + i + 1, status), 'standard'));
}

/** As `GET /v2/droplets` gives it. */
export function wireDroplet(id: number, status: string): unknown {
  return {
    id,
    name: `web-${String(id).padStart(7, '0')}.example.com`,
    memory: 8192,
    vcpus: 4,
    disk: 160,
    locked: false,
    status,
    created_at: '2025-06-01T12:00:00Z',
    features: ['monitoring', 'private_networking'],
    region: { slug: 'nyc3', name: 'New York 3' },
    image: { id: 151_234_567, name: '24.04 (LTS) x64', distribution: 'Ubuntu', slug: 'ubuntu-24-04-x64' },
    size_slug: 's-4vcpu-8gb',
    size: { price_monthly: 48, price_hourly: 0.07143 },
    networks: {
      v4: [
        { ip_address: `203.${(id >> 16) & 255}.${(id >> 8) & 255}.${id & 255}`, type: 'public' },
        { ip_address: `10.${(id >> 16) & 255}.${(id >> 8) & 255}.${id & 255}`, type: 'private' },
      ],
      v6: [],
    },
    tags: ['env:production', `team:${id % 25}`],
    vpc_uuid: '760e09ef-dc84-11e8-981e-3cfdfeaae000',
    volume_ids: [],
  };
}

async function writeBare(
  db: SystemDb,
  observations: readonly Observation[],
  homeOf: (seen: Observation) => Home,
  seenAt: Date,
): Promise<void> {
  const rows = observations.map((seen) => ({
    ...seen,
    seenAt,
    projectId: homeOf(seen).id,
    tenantId: homeOf(seen).tenantId,
  }));
  await db.query(
    `insert into bare_resources (kind, part, provider_id, urn, name, region, status, tags, attrs, fingerprint, kind_version,
                                 project_id, tenant_id, provider_created_at, first_seen_at, last_seen_at)
     select n.kind, 'standard', n."providerId", n.urn, n.name, n.region, n.status, n.tags, n.attrs, n.fingerprint, n."kindVersion",
            n."projectId", n."tenantId", n."providerCreatedAt", n."seenAt", n."seenAt"
       from jsonb_to_recordset($1::jsonb) as n(kind text, "providerId" text, urn text, name text, region text, status text,
            tags text[], attrs jsonb, fingerprint text, "kindVersion" int, "projectId" uuid, "tenantId" text, "providerCreatedAt" timestamptz,
            "seenAt" timestamptz)
     on conflict (provider, kind, provider_id) do update
        set name = excluded.name, region = excluded.region, status = excluded.status, tags = excluded.tags, attrs = excluded.attrs,
            fingerprint = excluded.fingerprint, kind_version = excluded.kind_version, project_id = excluded.project_id,
            tenant_id = excluded.tenant_id,
            provider_created_at = excluded.provider_created_at, last_seen_at = excluded.last_seen_at`,
    [JSON.stringify(rows)],
  );
}
