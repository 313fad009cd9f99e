import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemasContainer } from '@prisma/schema-engine-wasm/schema_engine_bg';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

// Prisma Migrate's own engine, without the native binary that the Prisma CLI downloads: the same code as WASM, over `pg`.
// An internal API of Prisma, pinned to the version of the client; only this file knows it.

// Node has it; TypeScript knows it only together with the whole browser.
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: object,
  ): Promise<{ instance: { exports: { readonly __wbindgen_start: () => void } } }>;
};

const everyTable = { externalTables: [], externalEnums: [] };

/**
 * Applies the pending ones of `migrations` and books them in `_prisma_migrations`, as `prisma migrate deploy` would.
 *
 * @throws Error  Postgres's own, with its code, where it refuses a script: the engine's says where in the engine, and not why.
 */
export async function applyMigrations(url: string, migrations: MigrationList): Promise<readonly string[]> {
  let refusal: unknown = null;
  const onRefusal = (error: unknown) => {
    refusal = error;
  };
  const apply = async (engine: engineModule.SchemaEngine) => {
    const output = await engine.applyMigrations({ migrationsList: migrations, filters: everyTable });
    return output.appliedMigrationNames;
  };
  return withEngine(url, undefined, apply, onRefusal).catch((error: unknown) => {
    throw refusal ?? error;
  });
}

/**
 * Writes the SQL that leads from a database to a Prisma schema.
 *
 * @returns  null when they agree already. What Prisma does not know (policies, triggers, checks, partitions) is not compared.
 */
export async function diffDatabase(url: string, schema: string): Promise<string | null> {
  const to: SchemasContainer = { files: [{ path: 'schema.prisma', content: schema }] };
  return withEngine(url, [['schema.prisma', schema]], async (engine) => {
    const result = await engine.diff({
      from: { tag: 'schemaDatasource', ...to, configDir: '' },
      to: { tag: 'schemaDatamodel', ...to },
      script: true,
      exitCode: true,
      filters: everyTable,
    });
    return result.exitCode === 0 ? null : result.stdout;
  });
}

async function withEngine<Result>(
  url: string,
  datamodels: [string, string][] | undefined,
  work: (engine: engineModule.SchemaEngine) => Promise<Result>,
  onRefusal: (error: unknown) => void = () => {},
): Promise<Result> {
  await load();
  // One connection, since the engine takes a lock that belongs to its session.
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on('error', () => {});
  const engine = await engineModule.SchemaEngine.new(
    { datamodels },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapterFor(pool, onRefusal)),
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

/**
 * The adapter as the engine needs it. As it comes it cuts scripts at every semicolon, those in the body of a function too;
 * Postgres itself takes them whole. And it refuses the type "char", of which Postgres's catalogue is full.
 */
function adapterFor(pool: pg.Pool, onRefusal: (error: unknown) => void): PrismaPg {
  const charColumns = new WeakMap<object, number[]>();
  const runQuery = pool.query.bind(pool) as (query: unknown) => Promise<pg.QueryResult>; // the one overload the adapter uses
  const query = async (config: unknown) => {
    const result = await runQuery(config);
    const columns = result.fields.flatMap((field, index) => (field.dataTypeID === charType ? [index] : []));
    for (const field of result.fields) if (field.dataTypeID === charType) field.dataTypeID = pg.types.builtins.TEXT;
    charColumns.set(result.rows, columns);
    return result;
  };
  const factory = new PrismaPg(Object.assign(pool, { query }));
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (statement) => {
      const result = await queryRaw(statement);
      for (const column of charColumns.get(result.rows) ?? []) result.columnTypes[column] = ColumnTypeEnum.Character;
      return result;
    };
    adapter.executeScript = async (script) => {
      await runQuery(script).catch((error: unknown) => {
        onRefusal(error);
        throw error;
      });
    };
    return adapter;
  };
  return factory;
}

/** The object identifier of "char", Postgres's type of one byte. */
const charType = 18;

let loaded: Promise<void> | null = null;

// What the package's entry does with `import … from "….wasm"`, which Node 20 does not know.
function load(): Promise<void> {
  loaded ??= (async () => {
    const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const bytes = readFileSync(join(dirname(path), 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': imports() });
    // Where the engine leaves its last words before it stops with nothing but "unreachable".
    Object.assign(globalThis, {
      PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => process.stderr.write(`${message}\n`) },
    });
    engineModule.__wbg_set_wasm(instance.exports);
    instance.exports.__wbindgen_start();
  })();
  return loaded;
}

// The engine never takes back the 10 s timer of its lock; as it is it would keep a process alive that is done.
function imports(): object {
  const timers = Object.keys(engineModule).filter((name) => name.startsWith('__wbg_setTimeout_'));
  const setTimer = (callback: () => void, ms: number) => setTimeout(callback, ms).unref();
  return { ...engineModule, ...Object.fromEntries(timers.map((name) => [name, setTimer])) };
}
