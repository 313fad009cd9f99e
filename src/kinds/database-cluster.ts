import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, moment, sorted, wire, within } from './facts.ts';
import { flat } from './listing.ts';
import { linksTo } from './urn.ts';

/** Its connections and users hold passwords when the token may see them: none of that is read, hosts alone excepted. */
export const databaseCluster = defineKind({
  name: 'database_cluster',
  typeName: 'DatabaseCluster',
  description: 'A managed database.',
  version: 1,
  urn: (id) => `do:dbaas:${id}`,
  everyMinutes: 5,
  scope: 'database:read',
  listing: flat('/v2/databases', 'databases', { paging: 'single' }),
  lookUp: { path: (id) => `/v2/databases/${id}`, key: 'database' },
  wire: z.object({
    id: wire.id,
    name: wire.text,
    engine: wire.maybe(wire.text),
    version: wire.maybe(wire.text),
    semantic_version: wire.maybe(wire.text),
    num_nodes: wire.maybe(wire.integer),
    size: wire.maybe(wire.text),
    region: wire.maybe(wire.text),
    status: wire.maybe(wire.text),
    created_at: wire.maybe(wire.time),
    private_network_uuid: wire.maybe(wire.text),
    tags: wire.texts,
    maintenance_window: wire.maybe(
      z.object({ day: wire.maybe(wire.text), hour: wire.maybe(wire.text), pending: wire.maybe(wire.boolean) }),
    ),
    version_end_of_life: wire.maybe(wire.text),
    version_end_of_availability: wire.maybe(wire.text),
    storage_size_mib: wire.maybe(wire.integer),
    do_settings: wire.maybe(z.object({ service_cnames: wire.texts })),
  }),
  facts: {
    engine: fact.string('Its engine: pg, mysql, valkey, mongodb, kafka, opensearch …'),
    version: fact.string('Version of the engine.'),
    semanticVersion: fact.string('Version of the engine to the patch. Null when it is not told.'),
    nodes: fact.int('Number of nodes, standbys included.'),
    sizeSlug: fact.string('Size of its nodes.'),
    storageMib: fact.int('Storage in MiB.'),
    maintenanceDay: fact.string('Day of the week on which it is maintained.'),
    maintenanceHour: fact.string('Time of day, in UTC, at which maintenance starts.'),
    maintenancePending: fact.boolean('True when maintenance waits for its window.'),
    versionEndOfLife: fact.dateTime('When this version is no longer supported. Null when no date is set.'),
    versionEndOfAvailability: fact.dateTime('When no new ones of this version are made. Null when no date is set.'),
    serviceCnames: fact.strings('Own host names that lead to it.'),
  },
  read: (item) => ({
    id: item.id,
    name: item.name,
    region: item.region,
    status: item.status,
    tags: item.tags === null ? [] : item.tags,
    createdAt: item.created_at,
    facts: {
      engine: item.engine,
      version: item.version,
      semanticVersion: filled(item.semantic_version),
      nodes: item.num_nodes,
      sizeSlug: item.size,
      storageMib: item.storage_size_mib,
      maintenanceDay: within(item.maintenance_window, ({ day }) => day),
      maintenanceHour: within(item.maintenance_window, ({ hour }) => hour),
      maintenancePending: within(item.maintenance_window, ({ pending }) => pending),
      versionEndOfLife: within(item.version_end_of_life, dateOrNull),
      versionEndOfAvailability: within(item.version_end_of_availability, dateOrNull),
      serviceCnames: within(item.do_settings, (settings) => sorted(settings.service_cnames)),
    },
    links: { vpc: linksTo('vpc', item.private_network_uuid) },
  }),
});

/** Documented as a text; there is none for versions without an end. */
function dateOrNull(text: string): string | null {
  const parsed = wire.time.safeParse(text);
  return parsed.success ? (moment(parsed.data) ?? null) : null;
}
