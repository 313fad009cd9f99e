import { parseArgs } from 'node:util';
import { readConfig } from '../base/config.ts';
import { everything } from '../base/scope.ts';
import type { ViewerDb } from '../db/viewer.ts';
import { openStore, type Store } from '../store.ts';
import { type Command, commandLog, UsageError, withOpen } from './command.ts';
import { readKinds } from './kind-names.ts';
import { table, write } from './terminal.ts';
import { readTenants } from './token.ts';

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly urn: string;
  readonly name: string;
  readonly region: string | null;
  readonly status: string | null;
  readonly tags: readonly string[];
  readonly project: string | null;
  readonly tenantId: string | null;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
}

const pageSize = 1000;

export const resources: Command = {
  name: 'resources',
  usage: 'resources [--kind <kind>]… [--tenant <id>]… [--json]',
  summary: 'Lists what the mirror holds; with --tenant as those tenants see it. --json: one array.',
  options: ['--kind', '--tenant', '--json'],
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        kind: { type: 'string', multiple: true, default: [] },
        tenant: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
      },
    });
    const kinds = readKinds(values.kind);
    const tenants = readTenants(values.tenant);
    const config = readConfig();
    return withOpen(openStore(config, commandLog(config)), async (store) => {
      await assertTenants(store, tenants);
      const db = store.database.viewers.forScope(tenants.length === 0 ? everything : { tenants });
      await (values.json ? printJson(db, kinds) : printTable(db, kinds));
      return 0;
    });
  },
};

async function assertTenants({ database }: Store, wanted: readonly string[]): Promise<void> {
  if (wanted.length === 0) return;
  const known = await database.system.query<{ id: string }>('select id from tenants order by id');
  const ids = known.map(({ id }) => id);
  const unknown = wanted.find((id) => !ids.includes(id));
  if (unknown === undefined) return;
  const there = ids.length === 0 ? 'there are none yet' : `there are ${ids.join(', ')}`;
  throw new UsageError(`There is no tenant "${unknown}"; ${there}.`);
}

async function printTable(db: ViewerDb, kinds: readonly string[]): Promise<void> {
  const rows: string[][] = [];
  for await (const page of pages(db, kinds)) {
    for (const { kind, name, region, status, project, tenantId, urn } of page) {
      rows.push([kind, name, region ?? '', status ?? '', project ?? '', tenantId ?? '', urn]);
    }
  }
  await write(table(['KIND', 'NAME', 'REGION', 'STATUS', 'PROJECT', 'TENANT', 'URN'], rows));
  if (rows.length === 0) process.stderr.write('Nothing is there yet; arcadia sync --wait reads the account.\n');
}

async function printJson(db: ViewerDb, kinds: readonly string[]): Promise<void> {
  let printed = 0;
  for await (const page of pages(db, kinds)) {
    await write(page.map((row) => `${printed++ === 0 ? '[' : ','}\n${JSON.stringify(row)}`).join(''));
  }
  await write(printed === 0 ? '[]\n' : '\n]\n');
}

/** By kind, name and id, so that nobody waits for a large estate to be in memory. */
async function* pages(db: ViewerDb, kinds: readonly string[]): AsyncGenerator<readonly Row[]> {
  let last: Row | undefined;
  do {
    const page: Row[] = await db.query<Row>(
      `select r.id, r.kind, r.urn, r.name, r.region, r.status, r.tags, p.name as project, r.tenant_id as "tenantId", r.attrs,
              r.first_seen_at as "firstSeenAt", r.last_seen_at as "lastSeenAt"
         from cloud_resources r left join cloud_projects p on p.id = r.project_id
        where r.deleted_at is null and ($1::text[] = '{}' or r.kind = any($1::text[]))
          and ($2::uuid is null or (r.kind, r.name, r.id) > ($3, $4, $2::uuid))
        order by r.kind, r.name, r.id limit ${pageSize}`,
      [kinds, last?.id ?? null, last?.kind ?? '', last?.name ?? ''],
    );
    if (page.length === 0) return;
    yield page.map((row) => {
      last = row;
      return row;
    });
  } while (last !== undefined);
}
