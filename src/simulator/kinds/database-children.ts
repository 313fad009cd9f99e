import type { Estate } from '../estate.ts';
import type { Random } from '../random.ts';
import { type DatabaseRecord, databaseKind, databaseUser, reached } from './database.ts';
import { isoSeconds, type Played } from './define.ts';
import { dayMs } from './plain.ts';
import { type ChildPlaces, type ChildRecord, named, playWithin, within } from './under.ts';

// What a managed database has within it, engine by engine. An engine without such a thing refuses to answer.

const whole = {};

interface Sort {
  readonly name: string;
  readonly urnType: string;
  /** Engines that have it; absent: all. */
  readonly engines?: readonly string[];
  /** Of one database, ids of those that it has: names below it, or ids of their own. */
  readonly ids: (of: DatabaseRecord, random: Random) => readonly string[];
  readonly wire: (own: string, of: DatabaseRecord) => object;
  readonly places: Omit<ChildPlaces<DatabaseRecord>, 'path' | 'has'>;
  readonly path: string;
}

function playSort({ name, urnType, engines, ids, wire, places, path }: Sort): Played {
  const has = ({ engine }: DatabaseRecord) => engines === undefined || engines.includes(engine);
  const own = places.own ?? ((id: string) => id);
  const kind = within<ChildRecord, DatabaseRecord>(databaseKind, {
    name,
    urnType,
    path: (id) => `/v2/databases/${String(id).replace('/', `/${path}/`)}`,
    generate: (estate) => {
      const random = estate.random(name);
      for (const database of estate.shelf(databaseKind).values()) {
        if (!has(database)) continue;
        for (const id of ids(database, random)) estate.add(kind, { id, of: database.id, order: estate.nextOrder() });
      }
    },
    wire: ({ id, of }, estate) => wire(own(id, of), parentOf(estate, of)),
  });
  return playWithin(databaseKind, kind, { ...places, path: `/v2/databases/:id/${path}`, has });
}

function parentOf(estate: Estate, id: string): DatabaseRecord {
  const found = estate.shelf(databaseKind).get(id);
  if (found === undefined) throw new RangeError(`There is no database ${id}.`);
  return found;
}

const below = (names: readonly string[]) => (of: DatabaseRecord) => names.map((name) => `${of.id}/${name}`);
const nameless = (count: number) => (_of: DatabaseRecord, random: Random) =>
  Array.from({ length: count }, () => random.uuid());

const sql = ['pg', 'mysql'];
const created = (of: DatabaseRecord) => isoSeconds(of.createdAt);

export const databaseChildren: readonly Played[] = (
  [
    {
      name: 'database_replica',
      urnType: 'dbreplica',
      engines: sql,
      ids: nameless(1),
      path: 'replicas',
      places: { list: 'replicas', whole },
      wire: (id, of) => ({
        id,
        name: `read-${id.slice(0, 4)}`,
        region: of.region,
        size: 'db-s-1vcpu-2gb',
        status: 'online',
        tags: of.tags,
        created_at: created(of),
        private_network_uuid: of.vpcId,
        connection: reached(of, 'replica-'),
        private_connection: reached(of, 'private-replica-'),
        storage_size_mib: 61_440,
        do_settings: { service_cnames: [] },
      }),
    },
    {
      name: 'database_db',
      urnType: 'dbdb',
      engines: [...sql, 'mongodb'],
      ids: below(['defaultdb', 'app']),
      path: 'dbs',
      places: { list: 'dbs', one: 'db', own: named, whole },
      wire: (name) => ({ name }),
    },
    {
      name: 'database_user',
      urnType: 'dbuser',
      engines: [...sql, 'mongodb', 'kafka', 'opensearch'],
      ids: below(['doadmin', 'app']),
      path: 'users',
      places: { list: 'users', one: 'user', own: named, whole },
      wire: (name, of) => ({ ...databaseUser(of.password), name, role: name === 'doadmin' ? 'primary' : 'normal' }),
    },
    {
      name: 'database_pool',
      urnType: 'dbpool',
      engines: ['pg'],
      ids: below(['app-pool']),
      path: 'pools',
      places: { list: 'pools', one: 'pool', own: named, whole },
      wire: (name, of) => ({
        name,
        mode: 'transaction',
        size: 10,
        db: 'defaultdb',
        user: 'doadmin',
        connection: reached(of, ''),
        private_connection: reached(of, 'private-'),
        standby_connection: reached(of, 'replica-'),
        standby_private_connection: reached(of, 'private-replica-'),
      }),
    },
    {
      name: 'database_firewall_rule',
      urnType: 'dbfwrule',
      ids: nameless(2),
      path: 'firewall',
      places: { list: 'rules', whole },
      wire: (uuid, of) => ({
        uuid,
        cluster_uuid: of.id,
        type: 'droplet',
        value: String(of.trustedDropletId),
        created_at: created(of),
        description: 'The application',
      }),
    },
    {
      name: 'database_topic',
      urnType: 'dbtopic',
      engines: ['kafka'],
      ids: below(['orders', 'payments', 'clicks']),
      path: 'topics',
      places: { list: 'topics', one: 'topic', own: named, whole },
      wire: (name) => ({ name, state: 'active', replication_factor: 2, partition_count: 3 }),
    },
    {
      name: 'database_schema',
      urnType: 'dbschema',
      engines: ['kafka'],
      ids: below(['orders-value']),
      path: 'schema-registry',
      places: { list: 'subjects', whole },
      wire: (name) => ({ schema_id: 1, subject_name: name, schema_type: 'AVRO', schema: '{"type":"string"}' }),
    },
    {
      name: 'database_index',
      urnType: 'dbindex',
      engines: ['opensearch'],
      ids: below(['logs-000001', 'products']),
      path: 'indexes',
      places: { list: 'indexes', whole },
      wire: (name, of) => ({
        index_name: name,
        number_of_shards: 2,
        number_of_replicas: 1,
        size: 5_368_709_120,
        created_time: created(of),
        status: 'open',
        health: 'green',
      }),
    },
    {
      name: 'database_logsink',
      urnType: 'dblogsink',
      engines: [...sql, 'valkey', 'kafka', 'opensearch'],
      ids: nameless(1),
      path: 'logsink',
      places: { list: 'sinks', whole },
      wire: (id, of) => ({
        sink_id: id,
        sink_name: `${of.name}-logs`,
        sink_type: 'opensearch',
        config: { url: `https://logs:${of.password}@logs.example.com:9200`, index_prefix: 'db', index_days_max: 7 },
      }),
    },
    {
      name: 'database_backup',
      urnType: 'dbbackup',
      engines: [...sql, 'mongodb', 'opensearch'],
      ids: (of) => [1, 2, 3].map((day) => `${of.id}@${new Date(of.createdAt + day * dayMs).toISOString()}`),
      path: 'backups',
      places: {
        list: 'backups',
        own: named,
        whole: {
          scheduled_backup_time: { backup_hour: 3, backup_minute: 15, backup_interval_hours: 24 },
          backup_progress: '0',
        },
      },
      wire: (at) => ({ created_at: at, size_gigabytes: 0.033_576_96, incremental: false }),
    },
  ] satisfies readonly Sort[]
).map(playSort);
