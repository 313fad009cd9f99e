import type { Stored } from '../shelf.ts';
import { isoSeconds, type Kind } from './define.ts';
import { dropletKind } from './droplet.ts';
import { dayMs, everyNth, households, play } from './plain.ts';

export interface DatabaseRecord extends Stored {
  readonly id: string;
  readonly name: string;
  readonly engine: string;
  readonly version: string;
  readonly nodes: number;
  readonly region: string;
  readonly vpcId: string;
  /** A droplet that may connect. */
  readonly trustedDropletId: number;
  readonly password: string;
  readonly createdAt: number;
  tags: string[];
  projectId: string;
  assignedAt: number;
}

const engines = [
  ['pg', '17'],
  ['mysql', '8'],
  ['valkey', '8'],
  ['mongodb', '8.0'],
  ['kafka', '3.8'],
  ['opensearch', '2'],
] as const;

/** One for every project, and one more for every fifty of its droplets. */
export const databaseKind: Kind<DatabaseRecord> = {
  name: 'database_cluster',
  urnType: 'dbaas',
  ids: 'text',
  inProjects: true,
  tagKey: 'databases',
  path: (id) => `/v2/databases/${id}`,
  generate: (estate, plan) => {
    const random = estate.random('database');
    let made = 0;
    for (const { project, droplets } of households(estate)) {
      for (const droplet of everyNth(droplets, 50)) {
        const [engine, version] = engines[made % engines.length] ?? engines[0];
        made += 1;
        const createdAt = plan.until - random.int(1, 300) * dayMs;
        estate.add(databaseKind, {
          id: random.uuid(),
          order: estate.nextOrder(),
          name: `${project.name}-${engine}-${String(made).padStart(2, '0')}`,
          engine,
          version,
          nodes: engine === 'kafka' ? 3 : random.int(1, 3),
          region: droplet.region,
          vpcId: droplet.vpcId,
          trustedDropletId: droplet.id,
          password: `AVNS_${random.hex(16)}`,
          createdAt,
          tags: droplet.tags.filter((tag) => tag.includes(':')),
          projectId: project.id,
          assignedAt: createdAt,
        });
      }
    }
  },
  // What a token with database:view_credentials is shown, passwords included: nobody may keep them.
  wire: (record, estate) => {
    const { id, name, password } = record;
    const connection = (prefix: string) => reached(record, prefix);
    const trusted = estate.shelf(dropletKind).get(record.trustedDropletId);
    const createdAt = isoSeconds(record.createdAt);
    return {
      id,
      name,
      engine: record.engine,
      version: record.version,
      semantic_version: `${record.version}.4`,
      num_nodes: record.nodes,
      size: 'db-s-2vcpu-4gb',
      region: record.region,
      status: 'online',
      created_at: createdAt,
      private_network_uuid: record.vpcId,
      tags: record.tags,
      db_names: ['defaultdb'],
      ui_connection: serverAt(record, `ui-${name}.db.ondigitalocean.com`),
      schema_registry_connection: serverAt(record, `schema-${name}.db.ondigitalocean.com`),
      connection: connection(''),
      private_connection: connection('private-'),
      standby_connection: connection('replica-'),
      standby_private_connection: connection('private-replica-'),
      users: [databaseUser(password)],
      maintenance_window: { day: 'saturday', hour: '08:45:12', pending: true, description: ['Patch release'] },
      project_id: record.projectId,
      rules: (trusted === undefined ? [] : [trusted.id]).map((dropletId) => ({
        uuid: id,
        cluster_uuid: id,
        type: 'droplet',
        value: String(dropletId),
        created_at: createdAt,
        description: 'The application',
      })),
      version_end_of_life: '2029-11-08T00:00:00Z',
      version_end_of_availability: '2029-05-08T00:00:00Z',
      storage_size_mib: 61_440,
      metrics_endpoints: [{ host: `${name}.db.ondigitalocean.com`, port: 9273 }],
      do_settings: { service_cnames: [`db.${name}.example.com`] },
    };
  },
};

function serverAt({ engine, password }: DatabaseRecord, host: string) {
  const uri = `${engine}://doadmin:${password}@${host}:25060/defaultdb?sslmode=require`;
  return { uri, host, port: 25_060, user: 'doadmin', password, ssl: true };
}

/** A connection as DigitalOcean shows it, its password included. */
export function reached(record: DatabaseRecord, prefix: string): object {
  return {
    ...serverAt(record, `${prefix}${record.name}-do-user-1-0.db.ondigitalocean.com`),
    database: 'defaultdb',
  };
}

export function databaseUser(password: string): object {
  return {
    name: 'doadmin',
    role: 'primary',
    password,
    access_cert: `-----BEGIN CERTIFICATE-----\n${password}\n-----END CERTIFICATE-----`,
    access_key: `-----BEGIN PRIVATE KEY-----\n${password}\n-----END PRIVATE KEY-----`,
    mysql_settings: { auth_plugin: 'caching_sha2_password' },
    settings: {
      pg_allow_replication: true,
      opensearch_acl: [{ index: 'logs-*', permission: 'read' }],
      acl: [{ id: 'aaa', topic: 'orders', permission: 'consume' }],
      mongo_user_settings: { databases: ['defaultdb'], role: 'readWrite' },
    },
  };
}

export const databases = play(databaseKind, {
  path: '/v2/databases',
  list: 'databases',
  one: 'database',
  whole: true,
});
